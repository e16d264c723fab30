"""Messages that the tests of the notifiers send: the gpt-oss story as alerts, letters and notes."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from tests.samples import NOW, event, fact, linked, release, repo
from tracker.domain import (
    Alert,
    Answer,
    Channel,
    EventKind,
    Evidence,
    Letter,
    LetterItem,
    Note,
    Openness,
    Release,
    Role,
    SourceHealth,
    SourceKind,
    Stage,
)

SPRING = datetime(2025, 3, 31, 17, 15, tzinfo=UTC)
BIG, SMALL = "openai/gpt-oss-120b", "openai/gpt-oss-20b"
FACTS = (
    fact("parameters_total", 116_829_156_672, subject=BIG),
    fact("parameters_active", 5_100_000_000, subject=BIG),
    fact("parameters_total", 20_900_000_000, subject=SMALL),
    fact("parameters_active", 3_600_000_000, subject=SMALL),
    fact("license", {"id": "apache-2.0", "name": None, "url": None}),
    fact("gated", "no"),
    fact("context_tokens", 131_072),
    fact("modalities_in", ["text"]),
    fact("modalities_out", ["text"]),
    fact("languages", ["en"]),
)
ANSWERS = {
    "weights": "yes",
    "license": "yes",
    "commercial_use": "yes",
    "gate": "yes",
    "inference_code": "yes",
    "training_data": "no",
    "training_code": "no",
    "checkpoints": "unknown",
}
EVIDENCE = (
    Evidence(
        "openai-news", "Introducing gpt-oss", "https://openai.example.org/gpt-oss", "en", NOW, SourceKind.OFFICIAL
    ),
    Evidence("golem-de", "OpenAI ist offen", "https://golem.example.org/1", "de", NOW),
    Evidence("ars", "OpenAI opens up", "https://ars.example.org/1", "en", NOW),
)
WEIGHTS = event(EventKind.WEIGHTS, evidence=f"https://huggingface.co/{BIG}/tree/{'a' * 40}", source="hub-openai")
ANNOUNCED = event(EventKind.ANNOUNCED, SPRING, seen_at=SPRING + timedelta(minutes=1), source="openai-news")


def gpt_oss(**values: Any) -> Release:
    """The release of August 2025 with all that is known."""
    filled: dict[str, Any] = {
        "stage": Stage.WEIGHTS,
        "weights_at": NOW,
        "facts": FACTS,
        "openness": tuple(Openness(name, Answer(answer)) for name, answer in ANSWERS.items()),
        "repos": (linked(repo(BIG)), linked(repo(SMALL))),
        "events": (ANNOUNCED, WEIGHTS),
        "evidence": EVIDENCE,
    }
    filled |= values
    return release(**({"chosen": {one.name: one for one in reversed(filled["facts"])}} | filled))


def promised(**values: Any) -> Release:
    """The announcement of March 2025: no name, no weights."""
    filled: dict[str, Any] = {"id": "r0", "name": "open-weight model", "nameless": True, "stage": Stage.ANNOUNCED}
    return release(**(filled | {"facts": (fact("expected", "in the coming months"),)} | values))


def channel(notifier: str = "slack", to: str = "C0ALERTS", **values: Any) -> Channel:
    """An English channel in Berlin's time."""
    filled: dict[str, Any] = {"name": "alerts", "zone": "Europe/Berlin"}
    return Channel(notifier=notifier, to=to, **(filled | values))


def alert(role: Role = Role.ROOT, **values: Any) -> Alert:
    """The weights of gpt-oss are out."""
    filled: dict[str, Any] = {
        "key": "alerts/r1/weights",
        "channel": channel(),
        "release": gpt_oss(),
        "event": WEIGHTS,
        "now": NOW,
    }
    return Alert(role=role, **(filled | values))


def letter(**values: Any) -> Letter:
    """The German letter of 6 August 2025."""
    fjord = gpt_oss(id="r2", name="Fjord-13B", organization="Nordlicht Labs", repos=(), evidence=())
    relicensed = event(EventKind.RELICENSED, before="mit", after="cc-by-nc-4.0", source="hub-nordlicht")
    filled: dict[str, Any] = {
        "key": "digest/letter/2025-08-06",
        "channel": channel("email", "reader@example.org", name="letter", language="de", mode="digest"),
        "slot": date(2025, 8, 6),
        "since": NOW - timedelta(hours=11),
        "until": NOW + timedelta(hours=13),
        "now": NOW + timedelta(hours=13),
        "items": (
            LetterItem(gpt_oss(), (WEIGHTS,), "Ein Satz. Noch einer."),
            LetterItem(promised(), (ANNOUNCED,)),
            LetterItem(promised(id="r3", organization="Meta"), (ANNOUNCED,)),
            LetterItem(fjord, (relicensed,)),
        ),
        "sources": (
            SourceHealth("golem-de", "Golem", "feed", "press", NOW, trouble="503 from the server"),
            *(SourceHealth(f"s{n}", f"S{n}", "feed", "press", NOW) for n in range(26)),
        ),
    }
    return Letter(**(filled | values))


def note(kind: str = "start", **values: Any) -> Note:
    """The start note of the alerts channel."""
    filled: dict[str, Any] = {
        "key": "start/alerts",
        "channel": channel(),
        "now": NOW,
        "values": {"sources": 27, "well": 26, "latest": "OpenAI gpt-oss"},
    }
    return Note(kind=kind, **(filled | values))
