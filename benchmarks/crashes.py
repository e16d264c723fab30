"""Kills the real program before every SQL statement and around every send, restarts it, and counts what was lost.

    python -m benchmarks.crashes [--every 40] [--workers 2]      --every 1 takes all points; sends are always taken
    python -m benchmarks.crashes --play withdrawal --every 1     the same for a withdrawal, a rename or a backfill
    python -m benchmarks.crashes --play words                    the same for a page that is read and a model's words

The demo's story in few ticks (tests/test_river.py), or a play of tests/test_killed.py or test_killed_words.py. A run
kills once and plays on to the end. Prints a table and exits with 1 where anything was lost, or doubled beyond the one
letter that was in flight; with a play, where what was told or is remembered differs in anything.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from tests import test_killed_words
from tests.test_killed import PLAYS, fill, perform
from tests.test_river import MARK, SHORT, play, told
from tracker.cli.demo.world import start
from tracker.store import Store


def main() -> int:
    """Plays once undisturbed, then once for each point."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--every", type=int, default=40)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--play", choices=[*PLAYS, "backfill", "words"])
    chosen = parser.parse_args()
    folder, began = Path(tempfile.mkdtemp(prefix="crashes-")), time.monotonic()
    store = Store(f"sqlite:///{folder}/template.db")
    store.upgrade()
    store.close()
    if chosen.play:
        return sweep(chosen.play, folder, chosen.every, chosen.workers)
    expected, points, sends = run(folder, None)
    kills = sorted({*range(1, points + 1, chosen.every), *sends, *(number - 1 for number in sends)})
    print(f"{points} points, {len(sends)} sends; killing at {len(kills)} points")
    lost: list[int] = []
    doubled: dict[int, list[str]] = {}
    with ThreadPoolExecutor(chosen.workers) as pool:
        for done, (kill_at, found) in enumerate(pool.map(lambda n: (n, run(folder, n)[0]), kills), 1):
            if set(expected) - set(found):
                lost.append(kill_at)
            if more := [key for key, number in found.items() if number > expected[key]]:
                doubled[kill_at] = more
            if done % 50 == 0:
                print(f"{done}/{len(kills)} after {time.monotonic() - began:.0f} s", file=sys.stderr)
    in_flight = {sent + n for sent in sends for n in range(MARK + 1)}
    letters = {
        kill_at for kill_at, keys in doubled.items() if kill_at in in_flight and len(keys) == 1 and keys[0][0] == "<"
    }
    print(f"runs {len(kills)}, lost {len(lost)} {lost[:10]}, doubled {len(doubled)}")
    print(f"of these the letter in flight, which no mail server can be asked for: {len(letters)}")
    for kill_at in sorted(set(doubled) - letters):
        print(f"  point {kill_at}: {doubled[kill_at]}")
    shutil.rmtree(folder)
    return 1 if lost or set(doubled) - letters else 0


def sweep(name: str, folder: Path, every: int, workers: int) -> int:
    """Kills a play at its points, and always around its commits and sends."""

    def once(kill_at: int | None) -> Any:
        own, template = folder / f"run-{kill_at}", folder / "template.db"
        found: Any
        match name:
            case "words":
                found = test_killed_words.perform(own, template, kill_at)
            case "backfill":
                found, _ = fill(own, template, kill_at)
            case _:
                found = perform(PLAYS[name], own, template, kill_at)
        shutil.rmtree(own)
        return found

    expected = once(None)
    kills = sorted({*expected.points[::every], *expected.crucial} & set(expected.points))
    with ThreadPoolExecutor(workers) as pool:
        wrong = [
            kill_at for kill_at, found in zip(kills, pool.map(once, kills), strict=True) if not found.same(expected)
        ]
    print(f"{name}: {len(expected.points)} points, {len(kills)} runs, other than undisturbed {len(wrong)} {wrong[:10]}")
    shutil.rmtree(folder)
    return 1 if wrong else 0


def run(folder: Path, kill_at: int | None) -> tuple[Counter[str], int, list[int]]:
    """What arrived in one run that was killed at a point, the points of its last process, and its sends."""
    own = folder / f"run-{kill_at}"
    own.mkdir()
    shutil.copy(folder / "template.db", own / "tracker.db")
    with start(SHORT) as world:
        tracker = play(world, world.environment(own), kill_at)
        found = told(world)
    shutil.rmtree(own)
    return found, tracker.points, tracker.sends


if __name__ == "__main__":
    sys.exit(main())
