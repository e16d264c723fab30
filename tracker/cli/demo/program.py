"""The real program in the demo's world: started as a user starts it, with an environment of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import tracker
from tracker.cli.demo.world import World
from tracker.errors import TrackerError


class Program:
    """Starts the tracker in a folder; what it says on stderr is kept in `log.txt` there."""

    def __init__(self, world: World, folder: Path) -> None:
        self.world = world
        self.folder = folder
        self.log = folder / "log.txt"
        self.environment = surroundings(world, folder)

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        """A running command with pipes to its standard input and output."""
        with self.log.open("a") as log:
            return subprocess.Popen(  # noqa: S603 - our own program with arguments of our own
                [sys.executable, "-m", "tracker", *arguments],
                env=self.environment,
                cwd=self.folder,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )

    def ask(self, *arguments: str) -> str:
        """What a command prints; TrackerError where it fails."""
        with self.start(*arguments) as process:
            said, _ = process.communicate()
        if process.returncode:
            raise TrackerError(f"demo: tracker {' '.join(arguments)} failed; {self.last_words()}")
        return said.rstrip()

    def follow(self, told: Callable[[datetime, dict[str, object]], None]) -> None:
        """Moves the world through its story, one tick at each moment; `told` gets what each tick said of itself."""
        process = self.start("tick", "--follow")
        try:
            for moment in self.world.story.moments:
                self.world.now = moment
                line = tick(process)
                if not line:
                    raise TrackerError(f"demo: the program ended at {moment:%Y-%m-%d %H:%M}; {self.last_words()}")
                told(moment, json.loads(line))
        finally:
            process.communicate()

    def last_words(self) -> str:
        """The last line of the log and where the rest is."""
        lines = self.log.read_text(encoding="utf-8").splitlines() or ["nothing"]
        return f"its last words, of {self.log}: {lines[-1]}"


def tick(process: subprocess.Popen[str]) -> str:
    """One line in, one line out of `tracker tick --follow`; "" where the program has ended."""
    try:
        print("tick", file=process.stdin, flush=True)
    except BrokenPipeError:
        return ""
    return process.stdout.readline() if process.stdout else ""


def surroundings(world: World, folder: Path) -> dict[str, str]:
    """The whole environment of the program in this world: nothing of the user's own settings reaches it."""
    code = str(Path(tracker.__file__).resolve().parents[1])
    home = str(folder.resolve())
    plain = {"HOME": home, "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "PYTHONPATH": code, "COLUMNS": "110"}
    return world.environment(folder) | plain
