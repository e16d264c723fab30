"""What the state of a Hub repo says: its metadata first, then its card."""

from __future__ import annotations

import pytest

from tracker.analysis import facts
from tracker.domain import JSON, Fact, Repo, RepoFile

SHA = "0123abc"


def repo(**changes: JSON) -> Repo:
    return Repo(**({"id": "lab/nova-20b", "uid": "1", "sha": SHA} | changes))


def found(name: str, **changes: JSON) -> list[Fact]:
    return [fact for fact in facts.of_repo(repo(**changes)) if fact.name == name]


def value(name: str, **changes: JSON) -> JSON:
    return next((fact.value for fact in found(name, **changes)), None)


def test_an_unknown_repo_states_little() -> None:
    """A repo of which nothing was asked states nothing but that."""
    assert [fact.name for fact in facts.of_repo(repo())] == ["weights"]


def test_metadata_first_then_the_card() -> None:
    """Metadata has rank 100 and comes first, the card 80, and evidence is pinned to the commit."""
    stated = found("parameters_total", parameters=20_900_000_000, card="# nova-20b\nA model with 21B parameters.\n")
    assert [(fact.rank, fact.method, fact.value) for fact in stated] == [
        (100, "metadata", 20_900_000_000),
        (80, "text", 21_000_000_000),
    ]
    assert stated[1].url == f"https://huggingface.co/lab/nova-20b/blob/{SHA}/README.md"
    assert stated[1].quote == "A model with 21B parameters."
    assert stated[1].subject == "lab/nova-20b"


def test_without_a_commit_the_page_is_the_evidence() -> None:
    """A repo without a commit is linked by its page."""
    assert found("license", sha=None, license="mit")[0].url == "https://huggingface.co/lab/nova-20b"


@pytest.mark.parametrize(
    ("card", "total"),
    [
        pytest.param(
            "Two models: 117B parameters with 5.1B active, and 21B with 3.6B active.",
            21e9,
            id="the size near the name's",
        ),
        pytest.param("Distilled from a teacher with 671B total parameters.", None, id="another model's size"),
    ],
)
def test_the_card_speaks_of_its_own_repo(card: str, total: float | None) -> None:
    """Of the sizes in a card only the repo's own is taken."""
    assert value("parameters_total", card=card) == total


@pytest.mark.parametrize(
    ("gated", "expected"), [("no", "no"), ("auto", "auto"), ("manual", "manual"), ("odd", None), (None, None)]
)
def test_gate(gated: str | None, expected: str | None) -> None:
    """A gate is stated only in words that we know."""
    assert value("gated", gated=gated) == expected


def test_gate_conditions() -> None:
    """The gate's text and whom it turns away are kept."""
    assert value("gate_conditions", gate_text="You agree.", eu_excluded=True) == {
        "text": "You agree.",
        "eu_excluded": True,
    }


def test_license_link_of_a_file() -> None:
    """A link to a file of the repo becomes an address."""
    stated = value("license", license="other", license_name="modified-mit", license_link="LICENSE")
    assert stated["url"] == f"https://huggingface.co/lab/nova-20b/blob/{SHA}/LICENSE"
    assert (stated["id"], stated["name"]) == ("other", "modified-mit")


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param({"datasets": ("EleutherAI/pile",)}, "yes", id="only a public corpus"),
        pytest.param(
            {"datasets": ("bigscience-data/roots_en", "bigscience-data/roots_fr")}, "yes", id="only public corpora"
        ),
        pytest.param({"datasets": ("EleutherAI/pile", "lab/secret")}, "partial", id="a set outside of the table"),
        pytest.param({"datasets": ("lab/pile",)}, "partial", id="a set of a similar name"),
        pytest.param(
            {"datasets": ("tiiuae/falcon-refinedweb",)}, "partial", id="RefinedWeb is a part of Falcon's data"
        ),
        pytest.param(
            {"datasets": ("allenai/dolma",), "card": "Trained on Dolma enhanced with curated corpora."},
            "partial",
            id="the card speaks of more",
        ),
        pytest.param(
            {"datasets": ("allenai/dolma",), "base_models": ("lab/base",)},
            "partial",
            id="the base's data are not named",
        ),
        pytest.param(
            {"datasets": ("allenai/dolma",), "card": "The training data is not published."},
            "no",
            id="a sentence withholds them",
        ),
        pytest.param({"card": "Trained on the Pile."}, None, id="a keyword alone"),
        pytest.param({}, None, id="nothing said"),
    ],
)
def test_training_data(changes: dict[str, JSON], expected: str | None) -> None:
    """A "yes" comes only from the table of public corpora, "no" only from a sentence."""
    assert (value("training_data", **changes) or {}).get("value") == expected


@pytest.mark.parametrize(
    ("name", "changes", "expected"),
    [
        ("languages", {"languages": ("de", "en", "code", "multilingual")}, ["de", "en"]),
        ("modalities", {"pipeline_tag": "image-text-to-text"}, ["text", "image"]),
        ("modalities_out", {"pipeline_tag": "text-to-speech"}, ["audio"]),
        (
            "base_model",
            {"base_models": ("lab/base",), "relation": "finetune"},
            {"ids": ["lab/base"], "relation": "finetune"},
        ),
        ("inference_code", {"library": "transformers"}, "yes"),
        ("inference_code", {"library": "transformers", "tags": ("custom_code",)}, "partial"),
        ("architecture", {"files": (RepoFile("config.json", 9),)}, "partial"),
        ("paper", {"tags": ("arxiv:2508.10925",)}, "arXiv:2508.10925"),
        ("paper", {"tags": ("arxiv:2508.10925", "arxiv:1706.03762")}, None),
        ("paper", {"card": "See the [technical report](https://arxiv.org/abs/2508.10925)."}, "arXiv:2508.10925"),
        ("evaluation", {"files": (RepoFile(".eval_results/mmlu.yaml", 9),)}, "yes"),
        ("evaluation", {"card": "# Evaluation\n\n|MMLU|\n|---|\n| 78.5 |\n"}, "partial"),
        ("checkpoints", {"files": (RepoFile("step1000/model.safetensors", 9),)}, "partial"),
        ("weights_location", {"files": (RepoFile("model.gguf", 9),)}, "huggingface"),
        ("parameters_active", {"id": "lab/Nova-2.5-110B-A12B"}, 12_000_000_000),
        ("parameters_active", {"id": "lab/Nova-110B"}, None),
        ("card", {"files": ()}, {"value": "no"}),
        ("card", {"card": "# Nova\nShort.\n"}, {"value": "partial"}),
    ],
)
def test_other_facts(name: str, changes: dict[str, JSON], expected: JSON) -> None:
    """Each fact reads its own field."""
    assert value(name, **changes) == expected


def test_code_in_a_card_states_nothing() -> None:
    """A code block is no sentence."""
    assert found("context_tokens", card="```\ncontext length 128K\n```\n") == []
