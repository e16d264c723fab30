"""The guard as a whole: a good summary passes, each kind of fault is refused, nothing makes it fail or slow."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.domain import EventKind
from tracker.summarizers.guard import LONGEST, check

SEEN = (
    "Rouvray releases the weights of Fjord-13B (13B parameters); license: Apache-2.0 (commercial use allowed).\n"
    "Rouvray releases Fjord-13B\n"
    "Rouvray, a lab in Lyon, has released Fjord-13B, a language model with 13 billion parameters. "
    "It was trained on 1.8 trillion tokens in 20 languages. "
    "It does not run on a telephone of today, Rouvray says. The training data is not public."
)
ENGLISH = "Rouvray has released Fjord-13B, a language model with 13 billion parameters, trained in 20 languages."
GERMAN = (
    "Rouvray hat mit Fjord-13B ein Sprachmodell veröffentlicht, das mit 1,8 Billionen Tokens in 20 Sprachen lernte."
)
REFUSED = {
    "number": ENGLISH.replace("13 billion", "30 billion"),
    "name": ENGLISH.replace("Rouvray has", "The lab OpenTarn has"),
    "claim": ENGLISH + " It is the best open source model of them all.",
    "negation": "It does run on a telephone of today, Rouvray says.",
    "form": ENGLISH + " See https://evil.example/fjord for more.",
    "novelty": "Bananas from purple gardens taste wonderful when elephants dance beside singing rivers at night.",
}


def verdict(text: str, seen: str = SEEN, language: str = "en", event: EventKind = EventKind.WEIGHTS) -> tuple[str, ...]:
    return check(
        text, seen, language=language, source_language="en", event=event, words=40, names=("Nebelwerk", "Tarn")
    )


def test_a_good_summary_passes_in_both_languages() -> None:
    """What says what was seen is let through, whatever its language."""
    assert verdict(ENGLISH) == ()
    assert verdict(GERMAN, language="de") == ()


@pytest.mark.parametrize(("kind", "text"), REFUSED.items(), ids=REFUSED.keys())
def test_each_kind_of_fault_is_refused(kind: str, text: str) -> None:
    """The reason begins with the rule that it broke."""
    assert kind in {reason.split(":")[0] for reason in verdict(text)}


def test_the_event_decides_what_may_be_said() -> None:
    """The same sentence is wrong where the release is only announced."""
    assert verdict(ENGLISH, event=EventKind.ANNOUNCED)[0].startswith("status: only announced")


def test_a_known_name_is_refused_where_it_was_not_seen() -> None:
    """The list of names knows what no rule could know in German."""
    assert verdict(GERMAN.replace("Rouvray", "Tarn"), language="de") == ("name: Tarn is not in the text",)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300), st.text(max_size=300), st.sampled_from(["de", "en", "xx"]), st.integers(0, 60))
def test_no_text_makes_it_fail(text: str, seen: str, language: str, words: int) -> None:
    """Whatever a model writes about whatever it saw, there is a verdict."""
    check(text, seen, language=language, source_language="en", event=None, words=words, names=("A b", "\x00", ""))


@pytest.mark.parametrize(
    "piece",
    ["1", "1,", "1, ", "one ", "a million ", "A", "A ", "not ", "was not, ", ". ", "\n", "(", "Fjord-", "12 GB "],
)
def test_is_quick_with_all_that_may_be_seen(piece: str) -> None:
    """The work grows with the length of what was seen alone, and what is too long is not read."""
    begun = time.process_time()
    verdict(ENGLISH, piece * (LONGEST // len(piece)))
    assert verdict(piece * (LONGEST // len(piece))) == ("form: too long",)
    assert time.process_time() - begun < 6
