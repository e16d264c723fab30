"""ROUGE: what two texts share, and summaries beside the first words."""

from __future__ import annotations

import unicodedata

import pytest

from tracker.analysis import rouge


def test_rouge_counts_words_pairs_and_order() -> None:
    """The same text is all of it, another text nothing, and a turned order keeps the words alone."""
    text = rouge.words("Über das Modell wird geredet.")

    assert rouge.rouge(text, text) == rouge.Rouge(1.0, 1.0, 1.0)
    assert rouge.rouge(text, rouge.words("kein Wort davon")) == rouge.Rouge(0.0, 0.0, 0.0)
    assert rouge.rouge(["a", "b"], ["b", "a"]) == rouge.Rouge(1.0, 0.0, 0.5)


def test_an_umlaut_is_one_letter_however_it_was_typed() -> None:
    """Composed or not, it is the same word, and it does not break one."""
    assert rouge.words(unicodedata.normalize("NFD", "Größe für Wörter")) == ["größe", "für", "wörter"]


def test_summaries_stand_beside_the_first_words() -> None:
    """Means over all pairs, with what was refused and how long it took."""
    made = [
        rouge.Summarized("a b", "c d e", "a b", (), 1.0),
        rouge.Summarized("c", "c d", "c d", ("number", "number"), 3.0),
    ]
    found = rouge.summaries(made, 2)

    assert found.ours.one == pytest.approx((1 + 2 / 3) / 2)
    assert found.lead.one == pytest.approx(0.5)
    assert (found.refused, dict(found.reasons), found.median, found.longest) == (1, {"number": 1}, 2.0, 3.0)
