"""Which model a text's facts are about."""

from __future__ import annotations

import pytest

from tracker.analysis.facts import About, about
from tracker.analysis.known import known
from tracker.analysis.names import spans


def read(title: str, text: str) -> tuple[str | None, About]:
    """The key of the main model of a text, and its names."""
    told = (title, spans(title, known(), around=text), text, spans(text, known(), around=title))
    main = about.main(*told)
    return main.key if main else None, about.of(main, *told)


@pytest.mark.parametrize(
    ("title", "text", "key"),
    [
        pytest.param("Llama 5 released", "It beats Qwen3 and Gemma 3.", "llama-5", id="the one in the title"),
        pytest.param(
            "",
            "Users compare Qwen3 on their laptops. Meta released Llama 5 as open weights under MIT.",
            "llama-5",
            id="without a title the one that comes out",
        ),
        pytest.param(
            "",
            "OpenAI launched GPT-5 Pro with 400K context. Meta open-sourced Llama 5.",
            "llama-5",
            id="never a closed one beside an open one",
        ),
        pytest.param(
            "Llama 5, Qwen4 and more",
            "Gemma 3 was updated. Alibaba released Qwen4 with open weights. Llama 5 is rumored.",
            "qwen-4",
            id="of several in the title the one that comes out in the text",
        ),
        pytest.param("A look at the week", "It is better than Qwen3.", None, id="yardsticks alone are no main model"),
    ],
)
def test_main(title: str, text: str, key: str | None) -> None:
    """The title names it; else what is released, openly if can be."""
    assert read(title, text)[0] == key


def test_predecessors_and_other_lines_are_others() -> None:
    """An older version is another model; a bare family is the main one."""
    _, found = read("Llama 5 released", "Llama 4 had 10M tokens. The Llama team is proud. GPT-5 is closed.")
    assert found == About(("Llama 5", "Llama"), ("Llama 4", "GPT-5"), digest=False)


def test_what_is_listed_beside_it_is_told_of_together() -> None:
    """Two of one publisher in one list are one release's."""
    _, found = read("", "Google released Gemma 4 and MedGemma under Apache 2.0. Qwen3 is older.")
    assert "MedGemma" in found.own
    assert found.others == ("Qwen3",)


def test_a_text_about_several_is_a_digest() -> None:
    """What follows another's name is the other's, unless the title names the main model alone."""
    text = "Meta released Llama 5. Alibaba released Qwen4."
    assert read("", text)[1].digest
    assert not read("Llama 5 released", text)[1].digest
