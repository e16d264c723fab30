"""Which judged rows speak of the same event: a table of made-up clusters and their near misses."""

from __future__ import annotations

import random
from typing import Any

import pytest

from tracker.analysis.same_event import cluster


def row(day: str, title: str, *names: str, kind: str = "release", **more: Any) -> dict[str, Any]:
    """A judged row of Helios AI; `names` are keys, the first with "@0528" for a checkpoint, "+" a variant or size."""
    read = []
    for name in names:
        key, _, checkpoint = name.partition("@")
        key, _, mark = key.partition("+")
        size = float(mark[:-1]) * 1e9 if mark[:1].isdigit() else None
        read.append({"key": key, "date": checkpoint or None, "variant": None if size else mark or None, "total": size})
    family = names[0].partition("@")[0].partition("+")[0].rstrip("0123456789.-") if names else None
    return {
        "is_event": True,
        "kind": kind,
        "confidence": 0.9,
        "organization": "Helios AI",
        "title": title,
        "published": day,
        "names": read,
        "family": family,
    } | more


def no(day: str, title: str, *names: str, kind: str = "evaluation_experience", **more: Any) -> dict[str, Any]:
    """A judged row that is no event by its own word."""
    return row(day, title, *names, kind=kind, **({"is_event": False} | more))


CLUSTERS: dict[str, list[list[dict[str, Any]]]] = {
    "official post, Hub title and German press of one release": [
        [
            row("2025-03-04", "Introducing Zaunkönig 3", "zaunkoenig-3"),
            row("2025-03-04", "helios-ai/Zaunkoenig-3-24B-Instruct", "zaunkoenig-3+24B"),
            row("2025-03-06", "Helios veröffentlicht Zaunkönig 3 als Open Weight", "zaunkoenig-3", organization=None),
        ]
    ],
    "a point release a week later": [
        [row("2025-03-04", "Zaunkönig 3 is out", "zaunkoenig-3")],
        [row("2025-03-11", "Zaunkönig 3.1 is out", "zaunkoenig-3.1")],
    ],
    "a line of the family on the same day": [
        [row("2025-03-04", "Wren 3 ist da", "wren-3")],
        [row("2025-03-04", "Wren 3 Coder ist da", "wren-3-coder", "wren-3")],
    ],
    "a checkpoint beside talk about its elder": [
        [row("2025-05-20", "Wren R1 for everyone", "wren-r1"), row("2025-05-23", "Wren R1 again", "wren-r1")],
        [row("2025-05-28", "Wren-R1-0528", "wren-r1@0528", kind="update")],
    ],
    "two checkpoints within a week": [
        [row("2025-05-22", "Wren-R1-0521", "wren-r1@0521", kind="update")],
        [row("2025-05-28", "Wren-R1-0528", "wren-r1@0528", kind="update")],
    ],
    "a checkpoint that some call by its model's name": [
        [
            row("2025-05-28", "Wren-R1-0528", "wren-r1@0528", kind="update"),
            row("2025-05-29", "Helios upgrades Wren R1", "wren-r1", kind="update"),
        ]
    ],
    "announced first, weights ten days later": [
        [
            row("2025-07-01", "Helios announces Dipper 2, weights to follow", "dipper-2", kind="announcement"),
            row("2025-07-01", "Dipper 2 is here", "dipper-2"),
            row("2025-07-02", "Helios kündigt Dipper 2 an", "dipper-2", kind="announcement"),
        ],
        [
            row("2025-07-11", "Dipper 2 weights are on the Hub", "dipper-2"),
            row("2025-07-12", "Helios gibt Dipper 2 frei", "dipper-2"),
        ],
    ],
    "a hasty word on the day after an announcement": [
        [row("2025-07-01", "Helios announces Dipper 2", "dipper-2", kind="announcement")],
        [row("2025-07-02", "Dipper 2 released", "dipper-2")],
        [row("2025-07-11", "Dipper 2 weights are on the Hub", "dipper-2")],
    ],
    "today, says one on the eve of what many tell": [
        [
            row("2025-07-10", "Dipper 2 opens today", "dipper-2", kind="announcement"),
            row("2025-07-11", "Dipper 2 is out", "dipper-2"),
            row("2025-07-11", "Helios gibt Dipper 2 frei", "dipper-2"),
        ]
    ],
    "who announces what is out": [
        [
            row("2025-07-01", "Dipper 2 is out", "dipper-2"),
            row("2025-07-03", "Helios kündigt Dipper 2 an", "dipper-2", kind="announcement"),
        ]
    ],
    "a German story about a delay": [
        [row("2025-07-01", "Helios announces Dipper 2", "dipper-2", kind="announcement")],
        [row("2025-07-05", "Dipper 2 verschiebt sich", "dipper-2", kind="delay")],
        [row("2025-07-20", "Dipper 2 is out", "dipper-2")],
    ],
    "a model without a name, then the one that it was": [
        [
            row("2025-04-01", "Helios plans an open model", kind="announcement"),
            row("2025-04-02", "Helios kündigt offenes Modell an", kind="announcement"),
        ],
        [row("2025-07-11", "Helios verschiebt sein offenes Modell", kind="delay")],
        [row("2025-08-05", "Dipper 20B and 120B", "dipper+20B"), row("2025-08-05", "Helios' offenes Modell ist da")],
    ],
    "which of two releases of a day a nameless title means": [
        [
            row("2025-08-05", "Dipper, a small model for phones", "dipper"),
            row("2025-08-06", "Helios frees a small model for phones"),
        ],
        [row("2025-08-05", "Wren 4 reasons for hours", "wren-4")],
        [row("2025-08-06", "Helios opens something")],
    ],
    "another size months later": [
        [row("2025-03-12", "Robin 3 27B", "robin-3+27B"), row("2025-03-13", "Robin 3: 1B to 27B", "robin-3")],
        [row("2025-08-14", "Robin 3 270M", "robin-3+0.27B")],
    ],
    "another size a week later": [
        [row("2026-04-16", "Robin-4-35B", "robin-4+35B"), row("2026-04-17", "Robin 4 35B ist frei", "robin-4+35B")],
        [row("2026-04-22", "Robin-4-27B", "robin-4+27B")],
    ],
    "sizes of one day": [
        [
            row("2025-04-05", "Robin 5 Scout", "robin-5+scout"),
            row("2025-04-06", "Robin 5 Maverick", "robin-5+maverick"),
            row("2025-04-09", "Robin 5 Maverick im Überblick", "robin-5+maverick"),
        ]
    ],
    "a thinking variant a week later": [
        [row("2025-07-11", "Kite K2", "kite-k2")],
        [row("2025-07-18", "Kite K2 Thinking", "kite-k2+thinking")],
    ],
    "a size with a name of its own": [
        [
            row("2025-07-28", "Robin-4.5 and Robin-4.5-Air", "robin-4.5", "robin-4.5-air"),
            row("2025-07-29", "Robin-4.5-Air runs on a laptop", "robin-4.5-air"),
        ]
    ],
    "small ones of the same week that no text names together": [
        [row("2025-07-28", "Robin-4.5", "robin-4.5")],
        [row("2025-07-29", "Robin-4.5-Flash", "robin-4.5-flash")],
    ],
    "the family's name alone": [
        [row("2025-07-28", "Lark 2 released", "lark-2"), row("2025-07-28", "Helios gibt Lark frei", "lark")]
    ],
    "the family's name alone beside two releases": [
        [row("2025-07-28", "Lark 2 released", "lark-2")],
        [row("2025-07-28", "Lark 3 released", "lark-3")],
        [row("2025-07-28", "Helios gibt Lark frei", "lark")],
    ],
    "two publishers' models of one name": [
        [row("2025-07-28", "Atlas 1", "atlas-1")],
        [row("2025-07-28", "Atlas 1", "atlas-1", organization="Nordlicht Labs")],
        [row("2025-07-28", "Atlas 1 ist frei", "atlas-1", organization=None)],
    ],
    "a page that another source finds weeks later": [
        [
            row("2025-11-01", "Siskin 3", "siskin-3", links=["helios.example/siskin3"]),
            row("2025-11-23", "Siskin 3 (helios.example)", "siskin-3", links=["helios.example/siskin3"]),
            row("2025-11-02", "A new way to train", organization=None, links=["helios.example/siskin3"]),
        ],
    ],
    "a page of all releases": [
        [row("2025-11-01", "Siskin 3", "siskin-3", links=["helios.example/news"])],
        [row("2025-11-01", "Siskin 4", "siskin-4", links=["helios.example/news"])],
        [row("2025-11-02", "A new way to train", organization=None, links=["helios.example/news"])],
    ],
    "news of the same name weeks later": [
        [row("2025-11-01", "Siskin 3", "siskin-3")],
        [row("2025-11-29", "Siskin 3 comes to the lake cloud", "siskin-3")],
    ],
    "a month as a date": [
        [row("2025-04-28", "Siskin 3", "siskin-3"), row("2025-05", "Helios legt mit Siskin 3 nach", "siskin-3")],
        [row("2025-01-02", "Siskin 3 preview", "siskin-3+preview")],
    ],
    "texts that doubt what others tell": [
        [
            row("2025-11-01", "Siskin 3", "siskin-3"),
            no("2025-11-01", "Siskin 3: better attention", "siskin-3", kind="research_no_weights"),
            no("2025-11-02", "Siskin 3 at 1 euro", "siskin-3", kind="api_only_model"),
            no("2025-11-01", "Siskin 3 in the morning", "siskin-3", confidence=0.75),
            no("2025-11-02", "Siskin 3 oder Robin?", "siskin-3", confidence=0.55),
        ],
        [no("2025-11-02", "Siskin 3 on the day after", "siskin-3", confidence=0.75)],
        [no("2025-11-01", "The best of today", "siskin-3", confidence=0.55)],
        [no("2025-11-02", "Siskin 3 tested", "siskin-3")],
        [no("2025-11-20", "Siskin 3 after three weeks", "siskin-3", confidence=0.55)],
        [no("2025-10-31", "What will Siskin 3 be?", "siskin-3", confidence=0.55)],
    ],
    "another's conversion": [
        [row("2025-11-01", "Siskin 3", "siskin-3")],
        [no("2025-11-01", "Siskin-3-GGUF by somebody", "siskin-3", kind="third_party_derivative")],
    ],
    "what happens to a license and to the weights": [
        [row("2025-11-01", "Siskin 3", "siskin-3")],
        [row("2025-11-02", "Siskin 3 now under MIT", "siskin-3", kind="license_change")],
        [row("2025-11-03", "Siskin 3 was taken down", "siskin-3", kind="withdrawal")],
        [row("2025-11-09", "Siskin 3: new tokenizer", "siskin-3", kind="update")],
    ],
}


@pytest.mark.parametrize("groups", CLUSTERS.values(), ids=CLUSTERS)
def test_rows_of_one_event_share_a_cluster(groups: list[list[dict[str, Any]]]) -> None:
    """Rows of one event have one value, rows of two events two, in whatever order they come."""
    rows = [entry | {"id": f"{at}-{place}"} for at, group in enumerate(groups) for place, entry in enumerate(group)]
    expected = [at for at, group in enumerate(groups) for _ in group]
    mixed = list(rows)
    random.Random(7).shuffle(mixed)
    for order in (rows, rows[::-1], mixed):
        found = {entry["id"]: entry.get("cluster", entry["id"]) for entry in cluster(order)}
        values = [found[entry["id"]] for entry in rows]
        assert [values.index(value) for value in values] == [expected.index(at) for at in expected]
        assert [entry["id"] for entry in cluster(order)] == [entry["id"] for entry in order]


def test_what_is_no_event_has_no_cluster() -> None:
    """Clusters are of events, and their names are made of name, phase and day."""
    rows = cluster([no("2025-11-01", "A test", "siskin-3") | {"id": "x"}, row("2025-11-04", "S", "siskin-3")])
    assert "cluster" not in rows[0]
    assert rows[1]["cluster"] == "siskin-3/release/2025-11-04"


def test_rows_without_a_date_or_with_an_odd_one_are_taken() -> None:
    """A date that is none joins the only event of its name and ends nothing."""
    dates = ["2025-11-04", None, "soon", "9999-12", "2025-13-01"]
    rows = cluster(
        [row("", "Siskin 3", "siskin-3") | {"id": str(at), "published": day} for at, day in enumerate(dates)]
    )
    assert [entry["cluster"] for entry in rows][:3] == ["siskin-3/release/2025-11-04"] * 3
    assert all(entry["cluster"] for entry in rows)
