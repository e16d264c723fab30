"""`tracker show`: a record that people can read, safe on a terminal, now and as of a day, in two languages."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path

import pytest

from tests.cli.conftest import Tracker
from tracker.cli.words import DE, EN
from tracker.store import Store
from tracker.store.texts import summaries


@pytest.fixture
def shown(home: Path, tracker: Tracker) -> str:
    """The record of gpt-oss."""
    done = tracker("show", "gpt-oss")
    assert (done.code, done.err) == (0, "")
    return done.out


def section(text: str, heading: str) -> list[str]:
    """The lines below a heading, without their indent."""
    return [line[2:] for line in text.split(f"\n{heading}\n", 1)[1].split("\n\n")[0].splitlines()]


def test_the_head_says_what_it_is(shown: str) -> None:
    """Title and stage; the plain line about openness; sizes and the zone of all times."""
    first, second, third = shown.splitlines()[:3]

    assert first == "OpenAI gpt-oss · weights out"
    assert second == "Weights free to download, CC BY-NC 4.0, no commercial use; training data not disclosed"
    assert "117B (5.1B active)" in third
    assert "times in Europe/Berlin" in third


def test_stages_stand_with_their_minutes_in_the_reader_s_zone(shown: str) -> None:
    """One line leads from the announcement to the weights, in local time."""
    assert section(shown, "Stage") == ["announced 2025-03-31 19:00 → weights 2025-08-05 19:00"]


def test_facts_are_values_with_their_evidence(shown: str) -> None:
    """Each fact is a readable value and one line with source, method and link; nothing is printed as a dict."""
    facts = section(shown, "Facts")
    values = {line.split("  ")[0]: line.split("  ", 1)[1].strip() for line in facts if not line.startswith(" ")}

    assert values["parameters"] == "117B"
    assert values["context tokens"] == "131,072"
    assert values["license"] == "CC BY-NC 4.0 (non-commercial)"
    assert values["languages"] == "en and de"
    assert values["training data"] == "no"
    assert values["weights"].startswith("complete (")
    assert "sizes" not in values
    assert not re.search(r"[{}]|None|True|False", "\n".join(facts))
    assert len(facts) >= 2 * len(values)
    assert any("hub-openai (text)  https://huggingface.co/openai/gpt-oss-120b/blob/" in line for line in facts)


def test_openness_is_a_card_with_a_legend(shown: str) -> None:
    """Each dimension has a mark, a word, how and since when it is known and where one can see; never color alone."""
    card = section(shown, "Openness")

    assert card[0].startswith("● weights")
    assert card[0].endswith('metadata  2025-08-05  "model.safetensors, config.json"')
    assert "https://huggingface.co/openai/gpt-oss-120b/tree/" in card[1]
    assert any(line.startswith("? paper") for line in card)
    assert card[-1] == EN.legend


def test_events_show_what_changed(shown: str) -> None:
    """A change of license shows the license before and after it."""
    assert any("relicensed: apache-2.0 → cc-by-nc-4.0" in line for line in section(shown, "Events"))


def test_repos_are_pinned_and_derivatives_stand_apart(shown: str) -> None:
    """The owner's repos come with their page at the commit that was seen; what others made has a list of its own."""
    repos = section(shown, "Repos")

    assert f"openai/gpt-oss-120b  https://huggingface.co/openai/gpt-oss-120b/tree/{'b' * 40}" in repos
    assert not any("GGUF" in line for line in repos)
    assert section(shown, EN.headings["derivatives"]) == ["quants/gpt-oss-20b-GGUF"]


def test_messages_say_who_was_told(shown: str) -> None:
    """Sent ones with their minute, those that cannot be sent and those never meant with the reason."""
    told = "\n".join(section(shown, "Messages"))

    assert "2025-08-05 19:00  sent to alerts: weights" in told
    assert "could not be sent to wall: weights (wall: channel_not_found)" in told
    assert "not told to alerts: update (" in told or "sent to alerts: relicensed" in told


@pytest.mark.parametrize("arguments", [["show", "gpt-oss"], ["history"], ["show", "gpt-oss", "--language", "de"]])
def test_no_title_commands_the_terminal(home: Path, tracker: Tracker, arguments: list[str]) -> None:
    """Whatever a publisher wrote, only printable characters and newlines are printed; the words stay."""
    out = tracker(*arguments).out

    assert [c for c in out if unicodedata.category(c).startswith("C") and c != "\n"] == []
    if arguments[0] == "show":
        assert "]0;pwned" in out


@pytest.mark.parametrize("name", ["show gpt-oss --format json", "history --format json", "history --format csv"])
def test_no_data_commands_the_terminal_either(home: Path, tracker: Tracker, name: str) -> None:
    """JSON keeps a hostile title as it is, but escaped; CSV has no control characters."""
    out = tracker(*name.split()).out

    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", out)
    if "json" in name:
        assert "\x9b31m\u202e" in json.dumps(json.loads(out), ensure_ascii=False)


def test_german_labels(home: Path, tracker: Tracker) -> None:
    """With --language de headings, facts, answers, events, messages and the summary are German."""
    out = tracker("show", "gpt-oss", "--language", "de").out

    for name, heading in DE.headings.items():
        assert (f"\n{heading}\n" in out) is (name not in ("warnings", "decisions"))
    for text in ("Gewichte da", "Zeiten in", "Lizenz neu: apache-2.0", "an alerts gesendet", DE.legend):
        assert text in out
    assert "131.072" in out
    assert not re.search(r"\b(yes|unknown|sent to|Facts)\b", out)


def test_as_of_shows_only_what_was_known(home: Path, tracker: Tracker) -> None:
    """On the evening of the weights there is no word of the later license, repo state, source or message."""
    out = tracker("show", "gpt-oss", "--as-of", "2025-08-05T19:00").out

    assert "as known at 2025-08-05 19:00" in out
    assert "apache-2.0" in out.lower()
    for later in ("cc-by-nc", "CC BY-NC", "relicensed", "GGUF", "pwned", "b" * 40, "2025-08-2"):
        assert later not in out


def test_a_release_that_was_not_known_yet(home: Path, tracker: Tracker) -> None:
    """Asked as of a day before the first trace, the answer says since when there is one."""
    done = tracker("show", "gpt-oss", "--as-of", "2025-01-01")

    assert (done.code, done.out) == (1, "")
    assert re.fullmatch(r"nothing of .*gpt-oss was known at 2025-01-01 23:59; first seen: 2025-03-31 19:00\n", done.err)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        pytest.param("gpt-0ss", "no release called 'gpt-0ss'; did you mean gpt-oss", id="a name that comes close"),
        pytest.param("zzzz", "no release called 'zzzz'; see: tracker history", id="none that comes close"),
    ],
)
def test_an_unknown_name(home: Path, tracker: Tracker, name: str, said: str) -> None:
    """One line on standard error and exit code 1."""
    done = tracker("show", name)

    assert (done.code, done.out, done.err.count("\n")) == (1, "", 1)
    assert done.err.startswith(said)


def test_a_name_that_fits_several(home: Path, tracker: Tracker) -> None:
    """The first is shown, the others are named on standard error."""
    done = tracker("show", "o")

    assert done.code == 0
    assert "also fits: " in done.err


def test_json_is_the_row_of_the_export(home: Path, tracker: Tracker) -> None:
    """What programs read of one release is what the export says of it."""
    one = json.loads(tracker("show", "gpt-oss", "--format", "json").out)

    assert one in [json.loads(line) for line in tracker("export").out.splitlines()]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Summarized by qwen3-0.6b@abc (license of the model: Apache-2.0)"),
        ("de", "Zusammengefasst von qwen3-0.6b@abc (Lizenz des Modells: Apache-2.0)"),
    ],
)
def test_a_machine_s_summary_names_its_model(home: Path, tracker: Tracker, language: str, said: str) -> None:
    """Whoever reads what a language model wrote reads which one and under which license; else no model is named."""
    assert said not in tracker("show", "gpt-oss", "--language", language).out
    store = Store(f"sqlite:///{home / 'tracker.db'}")
    with store.write() as c:
        c.execute(summaries.update().values(method="model", model="qwen3-0.6b@abc"))
    store.close()

    assert said in tracker("show", "gpt-oss", "--language", language).out


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "What own@abc wrote did not pass the guard and is not shown: number: 9 B is not in the text"),
        ("de", "Was own@abc schrieb, hielt der Prüfung nicht stand und wird nicht gezeigt: number: 9 B is not"),
    ],
)
def test_a_refused_summary_is_told_with_its_reasons(home: Path, tracker: Tracker, language: str, said: str) -> None:
    """Whoever has a language model and reads no words of it reads why."""
    store = Store(f"sqlite:///{home / 'tracker.db'}")
    with store.write() as c:
        c.execute(summaries.update().values(model="own@abc", rejected=["number: 9 B is not in the text"]))
    store.close()

    assert said in " ".join(tracker("show", "gpt-oss", "--language", language).out.split())
