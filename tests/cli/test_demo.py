"""The demo shows what it promises: alerts once, letters on their days, a history that can be asked."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tracker.cli.demo import QUESTIONS, show, write_letters
from tracker.cli.demo.inbox import Delivery
from tracker.cli.demo.plot import at
from tracker.cli.demo.program import Program
from tracker.cli.demo.story import STORY
from tracker.cli.demo.world import World, start
from tracker.errors import TrackerError

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("demo")]  # one worker plays the story once


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[World, Program]]:
    """The whole story, played once through the real program."""
    with start(STORY) as world:
        program = Program(world, tmp_path_factory.mktemp("demo"))
        program.ask("upgrade")
        program.follow(lambda moment, said: None)
        yield world, program


def told(world: World) -> list[tuple[str, str, Delivery]]:
    """The kind of event and the release of every posted message that is about a release."""
    found = []
    for one in world.slack:
        metadata = one.body.get("metadata")
        if one.method == "chat.postMessage" and isinstance(metadata, dict) and "release" in metadata["event_payload"]:
            found.append((metadata["event_payload"]["event"], metadata["event_payload"]["release"], one))
    return found


def test_announcement_and_weights_are_one_message_with_a_reply(played: tuple[World, Program]) -> None:
    """The announcement of March makes the message, the weights of August answer in its thread within a minute."""
    messages = [(kind, one) for kind, _, one in told(played[0]) if one.at <= at("2025-08-06T00:00")]
    root = next(one for kind, one in messages if kind == "announced")
    weights = [one for kind, one in messages if kind == "weights"]

    assert root.at == at("2025-03-31T17:01")
    assert [(one.body.get("thread_ts"), one.at <= at("2025-08-05T17:06")) for one in weights] == [(root.ts, True)]


def test_each_event_is_told_once(played: tuple[World, Program]) -> None:
    """No event of a release is posted twice, and no message of the outbox twice."""
    counted = Counter((kind, release) for kind, release, _ in told(played[0]))

    assert [event for event, count in counted.items() if count > 1] == []


def test_what_is_no_release_is_not_told(played: tuple[World, Program]) -> None:
    """A conversion by others, a product behind an API, a review and old repos make no message."""
    text = "\n".join(str(one.body.get("text")) for _, _, one in told(played[0]))

    assert [word for word in ("GGUF", "GPT-5", "Test:", "whisper") if word in text] == []


def test_a_license_change_is_told_in_the_thread(played: tuple[World, Program]) -> None:
    """The other license of Nordlicht-7B is a reply to its message."""
    replies = [one for kind, _, one in told(played[0]) if kind == "relicensed"]

    assert [(one.at, "thread_ts" in one.body) for one in replies] == [(at("2025-09-20T14:01"), True)]


def test_letters_come_on_the_days_with_news(played: tuple[World, Program], tmp_path: Path) -> None:
    """The morning after the weights there is a letter in German, as text and HTML, and never two for a day."""
    write_letters(played[0].mails, tmp_path)
    slots = [mail.message["X-Tracker-Digest"] for mail in played[0].mails]

    assert len(slots) == len(set(slots))
    assert "letter/2025-08-06" in slots
    for ending in ("txt", "html"):
        assert "gpt-oss" in (tmp_path / f"letter-2025-08-06.{ending}").read_text(encoding="utf-8")


def test_history_knows_what_was_known(played: tuple[World, Program]) -> None:
    """Asked as of April the release is announced, asked now its weights are out."""
    program = played[1]

    assert "weights" in program.ask("history", "--family", "gpt-oss")
    assert "announced" in program.ask("history", "--as-of", "2025-04-01")
    assert "openai/gpt-oss-120b" in program.ask("show", "gpt-oss")


def test_the_readme_shows_what_the_demo_says(played: tuple[World, Program]) -> None:
    """Each line of the tour in the README is a line that the demo prints, but for the space between its words."""
    world, program = played
    printed = "\n".join([*map(show, world.slack), program.ask(*QUESTIONS[0])])
    lines = {" ".join(line.split()) for line in printed.splitlines()}
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(r"<!-- from the demo -->\n```text\n(.*?)```", readme, re.DOTALL)

    assert blocks
    assert [line for block in blocks for line in block.splitlines() if " ".join(line.split()) not in lines] == []


def test_no_weights_are_downloaded(played: tuple[World, Program]) -> None:
    """In the whole story nobody asks for a file of weights."""
    assert [path for path in played[0].requests if path.endswith((".safetensors", ".gguf"))] == []


def test_a_program_that_fails_is_named(tmp_path: Path) -> None:
    """Where a command fails, the error says which one and where its log is."""
    with start(STORY) as world:
        program = Program(world, tmp_path)
        with pytest.raises(TrackerError, match=r"tracker nonsense failed.*log\.txt"):
            program.ask("nonsense")
