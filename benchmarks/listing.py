"""What very long lists cost: 29,432 recorded repos as one organization, and the same as 400 organizations.

A Hub on loopback serves them with pages and a limit of requests as the real one has. Four steps: the first contact,
its analysis, a poll that reads one page of each organization, and one that reads all pages; in the last two nothing is
new. Everything goes into a SQLite file. Memory is the largest that the process and its child had, without the server;
each list is measured in a process of its own.

    python benchmarks/listing.py
    python benchmarks/listing.py --repos 2000
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from ground.hub import Hub, organization
from ground.meter import Cost, measured, say
from ground.recorded import RECORDED
from ground.watch import hush

from tracker import analysis, steps
from tracker.domain import Source, SourceKind
from tracker.net import Net, Sandbox
from tracker.pollers import Tools
from tracker.pollers.hub import HubPoller
from tracker.store import Store, observations, sources

NOW = datetime(2026, 9, 1, tzinfo=UTC)
ARCHIVE = RECORDED / "hub-history-full" / "snapshot-2022-02-all-29432-infos.tar.xz"
LISTS = (1, 400)  # organizations


class Run:
    """One tracker with a clock of our own, that prints what each step costs."""

    def __init__(self, store: Store, hub: Hub, sandbox: Sandbox, organizations: int) -> None:
        self._store, self._hub, self._now = store, hub, NOW
        names = [organization(number) for number in range(organizations)]
        every = timedelta(minutes=1)
        self._watched = [Source(f"hub-{one}", "hub", SourceKind.OFFICIAL, every, organization=one) for one in names]
        self._net = Net(allow_hosts=frozenset({hub.place}), now=lambda: self._now)
        self._pollers = {"hub": HubPoller(Tools(self._net, sandbox, hub_url=f"http://{hub.place}"))}

    def poll(self, name: str, after: timedelta = timedelta(0)) -> int:
        """Polls all organizations so much later; how many observations that brought."""
        self._now += after
        self._hub.next_window()
        asked = self._hub.requests
        with self._store.write() as c:
            sources.remember(c, self._watched, self._now)
            sources.due_now(c, None, self._now)
        with measured(without=self._hub.helpers) as cost:
            found = steps.poll(self._store, self._net, self._pollers, self._watched, "benchmark", self._now)
        if (found.polled, found.trouble) != (len(self._watched), 0):
            raise SystemExit(f"void: {found.trouble} of {found.polled} organizations in trouble")
        self._say(name, cost)
        say("    requests", self._hub.requests - asked, digits=0)
        return found.observations

    def analyze(self) -> None:
        """Examines all that was seen."""
        by_name = {source.name: source for source in self._watched}
        with measured(without=self._hub.helpers) as cost:
            events = steps.analyze(self._store, analysis.known(self._watched), by_name, self._now)
        self._say("its analysis", cost)
        say("    events", events, digits=0)

    def _say(self, name: str, cost: Cost) -> None:
        say(f"  {name}", cost.wall, "s")
        say("    of it CPU", cost.cpu, "s")


def contest(archive: Path, organizations: int, most: int | None) -> None:
    """Measures one list and prints its figures."""
    hush()
    with (
        tempfile.TemporaryDirectory() as folder,
        Hub(archive, organizations, most) as hub,
        Sandbox() as sandbox,
        closing(Store(f"sqlite:///{Path(folder) / 'tracker.db'}")) as store,
    ):
        store.upgrade()
        run = Run(store, hub, sandbox, organizations)
        print(f"{hub.repos:,} repos of {organizations} organizations", flush=True)
        found = run.poll("first contact")
        if found != hub.repos:
            raise SystemExit(f"void: {found} observations of {hub.repos} repos")
        run.analyze()
        new = run.poll("next poll, first pages", timedelta(minutes=1))
        new += run.poll("poll of all pages", timedelta(minutes=11))
        with store.read() as c:
            say("  observations", observations.count(c), digits=0)
        say("  seen anew, though nothing is new", new, digits=0)
        peak = sum(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
        say("  memory, at most", peak / 1024, "MiB")
        size = sum(path.stat().st_size for path in Path(folder).iterdir())
        say("  database", size / 2**20, "MiB")


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--archive", type=Path, default=ARCHIVE, help="recorded model infos, one file each")
    parser.add_argument("--repos", type=int, help="only the first so many")
    parser.add_argument("--organizations", type=int, help="only a list of so many")
    arguments = parser.parse_args()
    if not arguments.archive.exists():
        print(f"LEFT OUT: {arguments.archive} is missing, and this benchmark serves its repos", file=sys.stderr)
        return
    if arguments.organizations:
        contest(arguments.archive, arguments.organizations, arguments.repos)
        return
    for organizations in LISTS:
        command = [sys.executable, *(f"-W{one}" for one in sys.warnoptions), __file__, *sys.argv[1:]]
        done = subprocess.run([*command, "--organizations", str(organizations)])
        if done.returncode:
            raise SystemExit(done.returncode)


if __name__ == "__main__":
    main()
