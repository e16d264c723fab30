"""Training: folds, learned weights, and what an operator's file may say."""

from __future__ import annotations

import pytest

from tracker.analysis import training
from tracker.analysis.detect_weights import packaged, read_weights, write_weights
from tracker.analysis.known import known
from tracker.errors import ParseError


def row(number: int, title: str, label: str, **more: str) -> dict[str, object]:
    """A labeled row."""
    return {"id": str(number), "title": title, "summary": "", "label": label, **more}


EVENTS = [row(n, f"Vantora releases Tanne-{n}B", "event", release=f"tanne-{n // 2}") for n in range(8)]
OTHERS = [row(100 + n, f"Vantora raises {n} million", "not_event", organization=f"V{n % 3}") for n in range(9)]


def test_a_release_is_never_on_both_sides() -> None:
    """Rows of one release or one organization are in one fold, and every row is in one."""
    seen = training.examples([*EVENTS, *OTHERS], known())
    parts = training.folds(seen)

    assert sorted(group for part in parts for group in part) == sorted({one.group for one in seen})
    assert {one.group for one in seen} == {f"release tanne-{n}" for n in range(4)} | {f"of V{n}" for n in range(3)}


def test_the_same_rows_teach_the_same() -> None:
    """Nothing is left to chance."""
    first, second = (training.fit(training.examples([*EVENTS, *OTHERS], known()), packaged()) for _ in range(2))
    assert (first.base, first.signs) == (second.base, second.signs)


def test_a_sign_follows_its_rows_and_keeps_its_direction() -> None:
    """What events show is worth more than before; a sign against them never becomes one for them."""
    seen = training.examples([row(n, "Interview: Tanne-7B", "event") for n in range(200)], known())
    learned = training.fit(seen, packaged())

    assert (
        learned.signs["names a model by its shape in the title"]
        > packaged().signs["names a model by its shape in the title"]
    )
    assert packaged().signs["title:opinion"] < learned.signs["title:opinion"] <= 0


def test_publishers_of_rows_can_be_taken_for_unlisted() -> None:
    """Without the list, a listed family is no name any more, or one by its shape alone."""
    rows = [row(1, "OpenAI veröffentlicht gpt-oss", "event")]
    (listed,), (unlisted,) = training.examples(rows, known()), training.unlisted(rows, known())

    assert "names a known open model in the title" in listed.signs
    assert "names a known open model in the title" not in unlisted.signs


def test_a_file_may_change_single_signs() -> None:
    """What a file leaves out keeps its packaged worth."""
    own = read_weights("base = -3.0\n[title]\nweights = 2.5\n")

    assert (own.base, own.signs["title:weights"]) == (-3.0, 2.5)
    assert own.signs["body:weights"] == packaged().signs["body:weights"]


def test_what_is_written_is_read() -> None:
    """A written file says the same to the hundredth."""
    text = write_weights(packaged(), "Learned.")
    assert text.startswith("# Learned.\n")
    assert read_weights(text).signs == pytest.approx(dict(packaged().signs), abs=0.005)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("base = -3.0\n[title]\nluck = 1.0", "no sign called 'title:luck'"),
        ("[title]\nweights = 1.0", "base = None is no number"),
        ("base = -3.0\n[title]\nweights = true", "weights = True is no number"),
        ("base = 900", "base = 900 is no number"),
        ("base = -3.0\nmarks = 1", "[marks] is no table"),
        ("base =", "not TOML"),
    ],
    ids=["an unknown sign", "no base", "a truth instead of a number", "too much", "no table", "no toml"],
)
def test_a_wrong_file_is_named(text: str, says: str) -> None:
    """A file that cannot be used says why."""
    with pytest.raises(ParseError, match=r"detection weights: ") as caught:
        read_weights(text)
    assert says in str(caught.value)
