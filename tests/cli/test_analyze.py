"""`tracker analyze` and `tracker summarize`: JSON lines in, JSON lines out."""

from __future__ import annotations

import json

import pytest

from tests.cli.conftest import Tracker

ITEMS = (
    {"id": "a", "title": "OpenAI releases gpt-oss-120b under Apache 2.0", "text": "The weights can be downloaded now."},
    {"id": 2, "title": "Wetter: morgen Regen", "source": "presse", "url": "https://presse.example.org/wetter"},
)


def lines(*items: object) -> bytes:
    """Items as JSON lines."""
    return "".join(json.dumps(item) + "\n" for item in items).encode()


def test_each_item_is_judged_in_its_place(tracker: Tracker) -> None:
    """One line out for each line in, in order, with the id as it came; blank lines are passed over."""
    done = tracker("analyze", "--format", "jsonl", stdin=lines(ITEMS[0]) + b"\n" + lines(ITEMS[1]))
    first, second = (json.loads(line) for line in done.out.splitlines())

    assert (done.code, done.err) == (0, "")
    assert (first["id"], first["is_event"], first["organization"]) == ("a", True, "OpenAI")
    assert (second["id"], second["is_event"]) == (2, False)


def test_clusters_join_what_speaks_of_one_event(tracker: Tracker) -> None:
    """With --cluster two items about one release share a cluster."""
    twin = {"id": "b", "title": "gpt-oss-120b: OpenAI veröffentlicht die Gewichte unter Apache 2.0"}
    done = tracker("analyze", "--cluster", stdin=lines(ITEMS[0], twin))

    assert len({json.loads(line)["cluster"] for line in done.out.splitlines()}) == 1


@pytest.mark.parametrize(
    "item",
    [
        pytest.param({"id": 1}, id="an id alone"),
        pytest.param({"id": 1, "title": 5, "text": ["a"], "url": 7, "language": 3, "source": {}}, id="wrong kinds"),
        pytest.param({"id": 1, "url": "http://[::1"}, id="a URL that is none"),
        pytest.param({"id": 1, "published": "whenever"}, id="a time that is none"),
        pytest.param({"id": None, "title": None, "summary": None}, id="nulls"),
        pytest.param({"id": 1, "title": "\ud800\x1b[31m"}, id="half a character and an escape code"),
    ],
)
@pytest.mark.parametrize("command", [["analyze"], ["analyze", "--cluster"], ["summarize"]])
def test_an_odd_item_is_judged_too(tracker: Tracker, command: list[str], item: dict[str, object]) -> None:
    """Whatever stands in a field, its row comes out, and those after it."""
    done = tracker(*command, stdin=lines(item, ITEMS[0]))

    assert done.code == 0
    assert len(done.out.splitlines()) == 2
    assert "\x1b" not in done.out


@pytest.mark.parametrize(
    ("line", "said"),
    [
        pytest.param(b"{", "line 1: not JSON", id="half an object"),
        pytest.param(b"\xff\xfe", "line 1: not JSON", id="no text"),
        pytest.param(b"[" * 100_000, "line 1: not JSON", id="too deep"),
        pytest.param(b"[1]", 'an object with an "id" is needed', id="no object"),
        pytest.param(b"{}", 'an object with an "id" is needed', id="no id"),
    ],
)
def test_a_line_that_is_no_item_is_named(tracker: Tracker, line: bytes, said: str) -> None:
    """Exit code 1 and one line with its number."""
    done = tracker("analyze", stdin=line + b"\n")

    assert (done.code, done.out, done.err.count("\n")) == (1, "", 1)
    assert said in done.err


def test_summaries_are_sentences_of_the_text(tracker: Tracker) -> None:
    """The text is shortened to whole sentences of itself within the number of words; other fields stay."""
    sentences = [f"This is sentence number {n} about weights and licenses." for n in range(20)]
    done = tracker("summarize", "--words", "20", stdin=lines({"id": 1, "text": " ".join(sentences), "tag": "x"}))
    made = json.loads(done.out)

    assert (made["id"], made["tag"], made["method"]) == (1, "x", "extract")
    assert 0 < len(made["text"].split()) <= 20
    assert made["text"].split(". ")[0].rstrip(".") + "." in sentences


@pytest.mark.parametrize("arguments", [["--language", "fr"], ["--words", "0"], ["--format", "xml"]])
def test_wrong_options(tracker: Tracker, arguments: list[str]) -> None:
    """Exit code 2 and one line."""
    done = tracker("summarize", *arguments)

    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
