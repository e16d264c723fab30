"""What the recorded feeds would have told: one tracker, all of them, poll by poll in the order of time.

Lists every event that a feed brought, told at once or only "perhaps", so that a person can count them right or wrong;
then the open models of the labeled days (recorded/misc/ainews-front-matter.jsonl) that a feed's titles name, and
whether an event was found for each.

    python benchmarks/found.py                            # all feeds
    python benchmarks/found.py --feed golem-de --list     # one of them, every event with its title
"""

from __future__ import annotations

import argparse
import json
import re
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

import httpx
from ground.feeds import FEEDS, Recorded
from ground.meter import measured, say
from ground.recorded import RECORDED, history, there
from ground.watch import hush
from sqlalchemy import select

from tracker import analysis, steps
from tracker.analysis import ALERT_CONFIDENCE, names
from tracker.net import Net, Sandbox
from tracker.pollers import Tools
from tracker.pollers.feed import FeedPoller
from tracker.store import Store, sources
from tracker.store.tables import events, findings, observations

NEAR = timedelta(days=4)
"""How far from a labeled day a feed may carry the same release."""


def play(store: Store, feeds: Sequence[Recorded]) -> int:
    """Every snapshot of these feeds through poll and analyze, in the order of time; how many there were."""
    shots = [(at, feed.source, body) for feed in feeds for folder in feed.folders for at, body in history(folder)]
    shots.sort(key=lambda shot: (shot[0], shot[1].name))
    shown = shots[0]

    def answer(_request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, content=shown[2], headers={"Content-Type": "application/xml"})

    watched = {feed.source.name: feed.source for feed in feeds}
    known = analysis.known(watched.values())
    with store.write() as c:
        sources.remember(c, list(watched.values()), shown[0])
    with Sandbox() as sandbox:
        net = Net(allow_hosts=frozenset(), now=lambda: shown[0], pause=0, transport=httpx.MockTransport(answer))
        pollers = {"feed": FeedPoller(Tools(net, sandbox))}
        for shown in shots:
            now, source, _ = shown
            with store.write() as c:
                sources.due_now(c, [source.name], now)
            steps.poll(store, net, pollers, [source], "benchmark", now)
            steps.analyze(store, known, watched, now)
    return len(shots)


def found(store: Store) -> Iterator[tuple[str, bool, str, float, datetime, str, bool, set[str]]]:
    """(source, event?, kind, confidence, seen, title, baseline, keys of its names) of each observation."""
    statement = (
        select(observations, findings.c.is_event, findings.c.kind, findings.c.confidence, findings.c.data)
        .join_from(findings, observations, observations.c.id == findings.c.observation_id)
        .order_by(observations.c.source, observations.c.seen_at, observations.c.id)
    )
    with store.read() as c:
        for row in c.execute(statement):
            keys = {name["key"] for name in row.data.get("names", [])}
            yield row.source, row.is_event, row.kind, row.confidence, row.seen_at, row.title, row.baseline, keys


def labeled_days() -> dict[str, date]:
    """Open models by key, with the first labeled day that names each: about the day of its release."""
    table, first = analysis.known(), dict[str, date]()
    for line in (RECORDED / "misc" / "ainews-front-matter.jsonl").read_text("utf-8").splitlines():
        text = json.loads(line)["front_matter"]
        day = re.search(r"^date: '?(\d{4}-\d\d-\d\d)", text, re.MULTILINE)
        models = re.search(r"^models:\n((?:  - .*\n?)*)", text, re.MULTILINE)
        for written in re.findall(r"- (.*)", models.group(1)) if models and day else []:
            for span in names.spans(written.strip("'\""), table, around="open model"):
                if not span.closed and span.owner is not None and span.name.version is not None:
                    first.setdefault(span.name.key, date.fromisoformat(day.group(1)))
    return first


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--feed", action="append", choices=FEEDS, help="only this one; may be given again")
    parser.add_argument("--list", action="store_true", help="every event with its title")
    arguments = parser.parse_args()
    if not there():
        return
    hush()
    feeds = [FEEDS[name] for name in arguments.feed or FEEDS]
    with tempfile.TemporaryDirectory() as folder:
        store = Store(f"sqlite:///{Path(folder) / 'tracker.db'}")
        store.upgrade()
        with measured() as cost:
            polls = play(store, feeds)
        seen = list(found(store))
        with store.read() as c:
            happened = c.execute(select(events.c.source, events.c.kind, events.c.confidence, events.c.baseline)).all()
        store.close()
    per_feed: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for source, is_event, _, confidence, *_ in seen:
        per_feed[source]["entries"] += 1
        per_feed[source]["alert" if confidence >= ALERT_CONFIDENCE else "perhaps"] += is_event
    for source, _, _, baseline in happened:
        per_feed[source]["new in the record"] += not baseline
    for source, counted in per_feed.items():
        print(source)
        for what in ("entries", "alert", "perhaps", "new in the record"):
            say(f"  {what}", counted[what], digits=0)
        for of, is_event, kind, confidence, at, title, baseline, _ in seen if arguments.list else ():
            if of == source and is_event:
                mark = " " if confidence >= ALERT_CONFIDENCE else "?"
                past = " history" if baseline else ""
                print(f"    {mark} {confidence:.2f} {kind:18} {at:%Y-%m-%d}{past}  {title[:150]}")
    compare(seen, list=arguments.list)
    say("polls", polls, digits=0)
    say("seconds", cost.wall)


def compare(seen: Sequence[tuple[str, bool, str, float, datetime, str, bool, set[str]]], *, list: bool) -> None:  # noqa: A002
    """The open models of the labeled days that a title named at the time, and which of them were events."""
    carried: defaultdict[str, set[bool]] = defaultdict(set)
    titles: defaultdict[str, set[str]] = defaultdict(set)
    days = labeled_days()
    table = analysis.known()
    for source, is_event, _, _, at, title, baseline, keys in seen:
        for span in names.spans(title, table, around="open model"):
            day = days.get(span.name.key)
            if day is not None and not baseline and abs(at.date() - day) <= NEAR:
                carried[span.name.key].add(is_event and span.name.key in keys)
                titles[span.name.key].add(f"{source}: {title[:120]}")
    missed = sorted(key for key, hits in carried.items() if True not in hits)
    print("labeled days")
    say("  open models named", len(days), digits=0)
    say("  of these carried by a feed in those days", len(carried), digits=0)
    say("  found", len(carried) - len(missed), digits=0)
    say("  missed", len(missed), digits=0)
    for key in missed if list else ():
        print(f"    {key} ({days[key]}): " + " | ".join(sorted(titles[key])))


if __name__ == "__main__":
    main()
