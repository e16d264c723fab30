"""The facts `license` and `license_conflict` of a repo: metadata, license file and card."""

from __future__ import annotations

import pytest

from tests.analysis.test_license_texts import KIMI, MIT
from tests.samples import release
from tracker.analysis import facts
from tracker.analysis.facts.license import agreed
from tracker.analysis.licenses import about, class_of
from tracker.analysis.openness import assess
from tracker.domain import JSON, Answer, Fact, LicenseClass, Repo, RepoFile

SHA = "0123abc"
FILE = f"https://huggingface.co/lab/nova-20b/blob/{SHA}/LICENSE"
README = FILE.replace("LICENSE", "README.md")
LLAMA = "LLAMA 3.1 COMMUNITY LICENSE AGREEMENT\nLlama 3.1 Version Release Date: July 23, 2024\n“Agreement” means"


def found(name: str, **changes: JSON) -> list[Fact]:
    """The facts of one name of a repo with a license file where a text is given."""
    filled: dict[str, JSON] = {"id": "lab/nova-20b", "uid": "1", "sha": SHA}
    if "license_text" in changes:
        filled |= {"license_file": "LICENSE", "license_hash": "f00d"}
    return [fact for fact in facts.of_repo(Repo(**(filled | changes))) if fact.name == name]


def test_the_fact_says_what_the_file_is() -> None:
    """Beside the metadata stand the hash of the license file and the license that its text is."""
    stated = found("license", license="llama3.1", license_text=LLAMA)
    assert [fact.value for fact in stated] == [
        {"id": "llama3.1", "name": None, "url": None, "hash": "f00d", "text": "llama3.1"}
    ]


@pytest.mark.parametrize(
    ("changes", "stated"),
    [
        pytest.param({"license_text": f"MIT License\n{MIT}"}, [("mit", 90, "table", FILE)], id="no metadata: the file"),
        pytest.param(
            {"license_text": f"MIT License\n{MIT}", "license": "other"},
            [("other", 100, "metadata", README), ("mit", 90, "table", FILE)],
            id="other without a name: the file too",
        ),
        pytest.param(
            {"license_text": f"MIT License\n{MIT}", "license": "other", "license_name": "nova"},
            [("other", 100, "metadata", README)],
            id="a name of its own stands",
        ),
        pytest.param(
            {"license_text": f"MIT License\n{MIT}\nNo."}, [(None, 90, "table", FILE)], id="a text nobody has read"
        ),
        pytest.param(
            {"license_text": f"MIT License\n{MIT}", "files": (RepoFile("LICENSE"), RepoFile("LICENSE-MODEL"))},
            [(None, 90, "table", FILE)],
            id="beside another license file it may be for the code",
        ),
        pytest.param(
            {"license_text": f"MIT License\n{MIT}", "license_file": "LICENSE-CODE"},
            [(None, 90, "table", FILE.replace("LICENSE", "LICENSE-CODE"))],
            id="a license of the code",
        ),
        pytest.param(
            {"license_text": f"MIT License\n{MIT}", "card": "The model weights are under CC BY-NC 4.0."},
            [(None, 90, "table", FILE), ("cc-by-nc-4.0", 80, "text", README)],
            id="a card that says something else",
        ),
        pytest.param({}, [], id="nothing at all"),
    ],
)
def test_the_license_of_a_repo(changes: dict[str, JSON], stated: list[JSON]) -> None:
    """The file speaks where the metadata leaves it open, and only where it is a known text for the weights."""
    assert [(fact.value["id"], fact.rank, fact.method, fact.url) for fact in found("license", **changes)] == stated


@pytest.mark.parametrize(
    ("changes", "conflict"),
    [
        pytest.param(
            {"license": "apache-2.0", "license_text": LLAMA},
            {"hub": "apache-2.0", "file": "llama3.1"},
            id="metadata and file",
        ),
        pytest.param(
            {"license": "mit", "license_text": f"Modified MIT License\n{KIMI}"},
            {"hub": "mit", "file": "modified-mit-kimi"},
            id="MIT and a modified MIT",
        ),
        pytest.param(
            {"license": "llama3", "license_text": LLAMA}, {"hub": "llama3", "file": "llama3.1"}, id="another version"
        ),
        pytest.param(
            {"license": "apache-2.0", "card": "The model is released under the MIT License."},
            {"hub": "apache-2.0", "card": "mit"},
            id="metadata and card",
        ),
        pytest.param(
            {"license_name": "apache-2.0, cc-by-nc-4.0", "tags": ("license:cc-by-nc-4.0",)},
            {"hub": "apache-2.0", "tag": "cc-by-nc-4.0"},
            id="metadata and tag",
        ),
        pytest.param(
            {"license_name": "mit, apache-2.0", "tags": ("license:mit", "license:apache-2.0")}, None, id="a list"
        ),
        pytest.param({"license_name": "mit, apache-2.0"}, None, id="a list without tags"),
        pytest.param({"license": "llama3.1", "license_text": LLAMA}, None, id="the same"),
        pytest.param(
            {"license": "other", "license_name": "modified-mit", "license_text": f"Modified MIT License\n{KIMI}"},
            None,
            id="the name of a family and one of its texts",
        ),
        pytest.param(
            {"license": "other", "license_name": "nova", "license_text": LLAMA}, None, id="a name nobody has read"
        ),
        pytest.param({"license": "apache-2.0", "license_text": "Nova License"}, None, id="a text nobody has read"),
        pytest.param(
            {"license": "cc-by-nc-4.0", "license_text": MIT, "license_file": "LICENSE-CODE"},
            None,
            id="a file for the code",
        ),
        pytest.param(
            {"license": "cc-by-nc-4.0", "card": "The code is under the MIT License."}, None, id="a card on the code"
        ),
        pytest.param({"license_text": MIT}, None, id="only the file"),
        pytest.param({}, None, id="nothing"),
    ],
)
def test_conflict(changes: dict[str, JSON], conflict: JSON) -> None:
    """Licenses that contradict each other are all named; a spelling, a family or an unread text is no contradiction."""
    assert [fact.value for fact in found("license_conflict", **changes)] == ([conflict] if conflict else [])


def test_a_conflict_has_its_evidence() -> None:
    """The page that contradicts the metadata is pinned and quoted."""
    by_file = found("license_conflict", license="mit", license_text=LLAMA)[0]
    by_card = found("license_conflict", license="mit", card="The model is released under Apache 2.0.")[0]
    assert (by_file.url, by_file.method) == (FILE, "metadata")
    assert (by_file.quote or "").startswith("LLAMA 3.1 COMMUNITY LICENSE AGREEMENT Llama 3.1")
    assert by_card.quote == "The model is released under Apache 2.0."


def test_a_license_that_was_taken_back_is_unknown() -> None:
    """A fact without id and name is no license, and never an open one."""
    assert about(None, None).license_class is LicenseClass.UNKNOWN
    taken = Fact("license", {"id": None, "name": None, "url": None, "hash": None}, "metadata")
    assert class_of(release(chosen={"license": taken})) is LicenseClass.UNKNOWN


@pytest.mark.parametrize(
    ("gated", "stated"),
    [("no", "no"), ("auto", "auto"), ("manual", "manual"), ("fees", None), (None, None)],
    ids=["free", "at once", "the owner decides", "a value of tomorrow", "not stated"],
)
def test_the_gate(gated: str | None, stated: str | None) -> None:
    """Only a gate that we know is a fact; nothing unknown is ever free."""
    assert [fact.value for fact in found("gated", gated=gated)] == ([stated] if stated else [])


def test_who_is_turned_away_at_the_gate() -> None:
    """The exclusion of people of the EU is a fact, with or without conditions, and closes the weights to some."""
    alone = found("gate_conditions", eu_excluded=True)
    assert [fact.value for fact in alone] == [{"text": "", "eu_excluded": True}]
    assert found("gate_conditions") == []
    files = (RepoFile("config.json", 1_000), RepoFile("model.safetensors", 5_000_000_000))
    known = facts.of_repo(Repo(id="lab/nova", uid="1", sha=SHA, gated="no", files=files, eu_excluded=True))
    answers = {one.dimension: one.value for one in assess(known, has_official_repo=True)}
    assert answers["weights"] is Answer.PARTIAL


AGREED = [
    ("both say the same", "mit", None, ("mit",), ("mit", None)),
    ("the card was not read", "mit", None, None, ("mit", None)),
    ("the card states none", "mit", None, (), (None, None)),
    ("the Hub states none", None, None, ("mit",), (None, None)),
    ("the card has the stricter one", "mit", None, ("cc-by-nc-4.0",), ("cc-by-nc-4.0", None)),
    ("the Hub has the stricter one", "cc-by-nc-4.0", None, ("mit",), ("cc-by-nc-4.0", None)),
    ("the card says other, of which nothing is known", "mit", None, ("other",), ("other", None)),
    ("a name of its own under the same id", "other", "nova-license", ("other",), ("other", "nova-license")),
    ("the card lists several", "mit", None, ("mit", "cc-by-nc-4.0"), (None, "mit, cc-by-nc-4.0")),
]


@pytest.mark.parametrize(("id_", "name", "card", "stands"), [c[1:] for c in AGREED], ids=[c[0] for c in AGREED])
def test_hub_and_card_must_agree(
    id_: str | None, name: str | None, card: tuple[str, ...] | None, stands: tuple[str | None, str | None]
) -> None:
    """The license of a repo is what the Hub and its card's front matter both say, else the less open of them."""
    repo = agreed(Repo(id="lab/nova-20b", uid="1", license=id_, license_name=name, card_license=card))

    assert (repo.license, repo.license_name) == stands


def test_card_and_tag_that_differ_are_a_conflict() -> None:
    """Neither is chosen silently."""
    (fact,) = found("license_conflict", license="mit", tags=("license:mit",), card_license=("cc-by-nc-4.0",))

    assert fact.value == {"hub": "mit", "card": "cc-by-nc-4.0", "tag": "mit"}


def test_words_of_a_card_without_a_license_in_its_front_matter_are_no_license() -> None:
    """A license is never guessed from prose."""
    prose = "# Nova\nThe model weights are released under the Apache 2.0 license.\n"

    assert [one.value["id"] for one in found("license", card=prose)] == ["apache-2.0"]
    assert found("license", card=prose, card_license=()) == []
