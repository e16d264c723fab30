"""Which titles of pull requests, commits and tags name a model that nobody has."""

from __future__ import annotations

import pytest

from tracker.analysis import Known, known
from tracker.analysis.known import Owner
from tracker.analysis.radar_titles import of_pull, of_tag

NORD = Owner("Nordwind Labs", ("nordwind",), families=("Nordwind",), closed=("Sturm",))
HAIL = Owner("Hail", families=("Hagel",))
TABLE = Known((NORD, HAIL), everyday=frozenset({"hagel"}), products=frozenset({"quarkdb"}))

SIGNS = [
    ("Add Nordwind 4 support", "nordwind-4", "Nordwind Labs"),
    ("Adding Support for Nordwind4.5", "nordwind-4.5", "Nordwind Labs"),
    ("support for the upcoming Nordwind 5", "nordwind-5", "Nordwind Labs"),
    ("Support Hagel-2 (#77)", "hagel-2", "Hail"),
    ("[Model] Add Zephyrus2ForCausalLM", "zephyrus-2", None),
    ("[New Model] Add Zephyrus-2 support", "zephyrus-2", None),
    ("[Model][Multimodal] Add Zephyrus2-8B Vision-Language Model support  (#12)", "zephyrus-2", None),
    ("feat: fjord3 architecture", "fjord-3", None),
    ("feat(models): add fjord-3 model", "fjord-3", None),
    ("model : add support for FjordTextForCausalLM (Ice Fjord 1B) (#9)", "ice-fjord", None),
    ("model: support ice-fjord model", "ice-fjord", None),
    ("llama : add support for Nordwind4", "nordwind-4", "Nordwind Labs"),
    ("convert: add Nordwind-V2.6 support", "nordwind-v2.6", "Nordwind Labs"),
    ("Add `Zephyrus-2` Model", "zephyrus-2", None),
    ("Implement Zephyrus 2 architecture", "zephyrus-2", None),
    ("Add Zephyrus2 and Fjord3 models", "zephyrus-2", None),
    ("Add nordwind/Nordwind-4-9B model", "nordwind-4", "Nordwind Labs"),
    ("Add Nordwind4_5MoeForConditionalGeneration", "nordwind-4.5", "Nordwind Labs"),
    ("Initial support for Nordwind 4 Flash", "nordwind-4", "Nordwind Labs"),
    ("[MODEL] support nordwind4.5 series w/o vision", "nordwind-4.5", "Nordwind Labs"),
    ("[New Model Addition] Zephyrus M1", "zephyrus-m1", None),
    ("Support Zephyrus-2/Fjord-3 Model", "zephyrus-2", None),
    ("🚨 Add Zephyrus 2 model: a hybrid of both", "zephyrus-2", None),
]
OTHERS = [
    ("a fix", "[Bugfix] Add Nordwind 4 support back"),
    ("a fix in words", "Fix Nordwind 4 support"),
    ("what is taken back", 'Revert "Add Nordwind 4 support"'),
    ("documents", "[Docs] Add Nordwind 4 to supported models"),
    ("tests", "[CI] Add Nordwind 4 model"),
    ("an evaluation", "Add Nordwind 4 eval"),
    ("a parser", "[Model] Add Nordwind 4 reasoning parser"),
    ("tool calls", "Support Nordwind 4 tool call IDs"),
    ("a kernel", "[Kernel] Add Nordwind 4 support"),
    ("a kernel's table", "Add tuning table for Nordwind4"),
    ("a format of what is there", "Add Nordwind 4 FP8 support"),
    ("a conversion of what is there", "Add Nordwind-4-GGUF model"),
    ("quantization", "[Model] Support AWQ for Nordwind 4"),
    ("an adapter", "Add Nordwind 4 LoRA support"),
    ("a way to decode", "[Model] Support speculative decoding for Nordwind 4"),
    ("a detail of a model", "[Model] Add missing prefix to nordwind_4"),
    ("a feature of a model", "[Model] Add block-local layers to Nordwind 4"),
    ("other hardware", "[ROCm] Add Nordwind 4 support"),
    ("hardware", "Add Blackwell support"),
    ("a chip", "Support sm120"),
    ("a technique", "llama : add Flash Attention support"),
    ("a technique with a number", "Add EAGLE3 support"),
    ("a kind of model", "Add Vision Transformer model"),
    ("a kind of model with a hyphen", "Add Multi-Token model"),
    ("a library", "Add support for PyTorch 2.9"),
    ("a language", "Add Python 3.14 support"),
    ("a product", "[Model] Add QuarkDB"),
    ("an interface", "Add OpenAI Responses API support"),
    ("a number format", "Add MXFP4 support"),
    ("nothing that says that it is a model", "Add Zephyrus2 support"),
    ("a known family alone", "Add Nordwind model"),
    ("a known family that is an everyday word, alone", "[Model] Add Hagel model support"),
    ("a model that can only be rented", "Add Sturm 3 model"),
    ("words in lower case", "[Model] support nimble decision model"),
    ("an improvement", "Optimize Nordwind 4 model"),
    ("a refactoring", "[Refactor] Add Nordwind 4 model"),
    ("a removal", "Remove Nordwind 4 model support"),
    ("an upgrade", "Bump zephyrus to 2.0"),
    ("an option", "feat: Add support for token_count to the model"),
    ("a detail of a class", "[Model] Add support for Zephyrus2Model with other layers"),
    ("more than a name", "Add Nordwind 4 model and improve its loading"),
    ("no verb and no model", "Nordwind 4 weights loading"),
    ("nothing", ""),
    ("only tags", "[Model]"),
]


@pytest.mark.parametrize(("title", "key", "owner"), SIGNS, ids=[c[0] for c in SIGNS])
def test_a_title_that_adds_a_model_names_it(title: str, key: str, owner: str | None) -> None:
    """The name is read as a repo's would be; whose it is, is known only with its family."""
    found = of_pull(title, "", TABLE)

    assert found is not None
    assert (found.name.key, found.owner.title if found.owner else None) == (key, owner)


@pytest.mark.parametrize("title", [c[1] for c in OTHERS], ids=[c[0] for c in OTHERS])
def test_a_title_that_does_something_else_is_no_sign(title: str) -> None:
    """Fixes, documents, tests, kernels, formats and libraries name no model that is to come."""
    assert of_pull(title, "", TABLE) is None


@pytest.mark.parametrize(
    ("title", "body", "found"),
    [
        pytest.param("Add Zephyrus2", "It adds Zephyrus2ForCausalLM.", True, id="a class that is called so"),
        pytest.param("Add Zephyrus2", "It adds FjordForCausalLM.", False, id="a class that is called otherwise"),
        pytest.param("support for zephyrus2-mini", "For the coming Zephyrus2-mini model.", True, id="a model to come"),
        pytest.param("Add Zephyrus2", "The weights will be released in May.", True, id="weights to come"),
        pytest.param(
            "Add Nordwind 4",
            "See https://huggingface.co/nordwind/Nordwind-4-9B.",
            False,
            id="its repo can be looked at",
        ),
        pytest.param(
            "Add Nordwind 4", "Like https://huggingface.co/nordwind/Nordwind-3-9B.", True, id="the repo of another"
        ),
    ],
)
def test_the_text_helps(title: str, body: str, found: bool) -> None:
    """It may say that a name is a model's, or link to what is out already."""
    assert (of_pull(title, body, TABLE) is not None) is found


def test_who_says_that_it_is_to_come_is_a_little_surer() -> None:
    """Upcoming and unreleased are noted, in the title and in the text."""
    found = [of_pull(title, body, TABLE) for title, body in (("Add upcoming Nordwind 4", ""), ("Add Nordwind 4", ""))]

    assert [one.soon for one in found if one is not None] == [True, False]


@pytest.mark.parametrize(
    ("tag", "key"),
    [
        ("v4.57.0-Zephyrus2-preview", "zephyrus-2"),
        ("v4.49.0-Nordwind-4", "nordwind-4"),
        ("v4.49.0-Zephyrus", None),
        ("v4.57.0", None),
        ("v5.0.0-rc1", None),
        ("v0.10.1-post2", None),
        ("v2.0+cu118", None),
        ("b10437", None),
    ],
)
def test_tags_that_are_named_after_a_model(tag: str, key: str | None) -> None:
    """A preview names it, or a version of a known family does; other tags are versions of the framework."""
    found = of_tag(tag, TABLE)

    assert (found.name.key if found else None) == key


@pytest.mark.parametrize("title", ["[" * 500, "Add " + "A-" * 250, "add " * 125, "(" * 500, "Add " + "X1 " * 160])
def test_strangers_titles_cost_nothing(title: str) -> None:
    """No title takes long, whatever it is made of, and the real table reads it as well."""
    of_pull(title, title, TABLE)
    of_pull(title, title * 3, known())
