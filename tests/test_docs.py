"""The documents cannot lie: every part is in them, their links lead somewhere, and their commands run."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import click
import pytest
import typer.main

import tracker
from tracker.analysis.facts import FACTS
from tracker.analysis.openness import DIMENSIONS
from tracker.cli import app
from tracker.cli.demo.plot import at
from tracker.cli.demo.program import Program
from tracker.cli.demo.story import STORY
from tracker.cli.demo.world import start
from tracker.config import channels, settings, sources
from tracker.domain import EventKind, LicenseClass, Stage
from tracker.notifiers import NOTIFIERS
from tracker.pollers import POLLERS
from tracker.summarizers import SUMMARIZERS

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def linked(text: str) -> list[str]:
    """The relative links of a document, without their fragments."""
    found = re.findall(r"\]\(([^)#\s]+)[^)]*\)", text)
    return [link for link in found if "://" not in link and not link.startswith("mailto:")]


DOCUMENTS = {"README.md": README} | {
    link: (ROOT / link).read_text(encoding="utf-8") for link in linked(README) if link.endswith(".md")
}
TEXT = "\n".join(DOCUMENTS.values())


def commands(command: click.Command, path: str = "tracker") -> Iterator[tuple[str, click.Command]]:
    """Every command that does something, with its whole name."""
    children = getattr(command, "commands", {})
    if not children or getattr(command, "invoke_without_command", False):
        yield path, command
    for name, child in children.items():
        yield from commands(child, f"{path} {name}")


COMMANDS = dict(commands(typer.main.get_command(app)))


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_documented(name: str) -> None:
    """The documents name each command as people type it, and its own help has an example."""
    assert f"`{name}" in TEXT
    assert "Example" in (COMMANDS[name].help or "")


@pytest.mark.parametrize(
    "names",
    [
        pytest.param(sources.KEYS, id="keys of a source"),
        pytest.param(channels.KEYS, id="keys of a channel"),
        pytest.param(channels.RULES, id="keys of a channel's rules"),
        pytest.param(POLLERS, id="source types"),
        pytest.param(NOTIFIERS, id="notifiers"),
        pytest.param(SUMMARIZERS, id="summarizers"),
        pytest.param([kind.value for kind in EventKind], id="event kinds"),
        pytest.param([stage.value for stage in Stage], id="stages"),
        pytest.param([one.value for one in LicenseClass], id="license classes"),
    ],
)
def test_every_part_is_documented(names: list[str]) -> None:
    """The documents name each part in code letters."""
    assert [name for name in names if f"`{name}`" not in TEXT] == []


def row(*cells: str) -> str:
    """A row of a table."""
    return f"| {' | '.join(text.replace('|', chr(92) + '|') for text in cells)} |"


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param([row(f"`{kind.name}`", kind.about) for kind in FACTS.values()], id="facts"),
        pytest.param([row(f"`{name}`", meaning) for name, meaning in DIMENSIONS], id="dimensions of openness"),
        pytest.param(
            [row(f"`{one.name}`", one.says, f"`{one.default}`" if one.default else "–") for one in settings.SETTINGS],
            id="settings",
        ),
    ],
)
def test_tables_say_what_the_code_says(rows: list[str]) -> None:
    """What the code says of a part in its own words stands in the documents, word for word."""
    assert [one for one in rows if one not in TEXT] == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_links_lead_somewhere(document: str) -> None:
    """Each relative link names a file or folder of the project."""
    assert [link for link in linked(DOCUMENTS[document]) if not (ROOT / document).parent.joinpath(link).exists()] == []


def test_the_version_is_the_same_everywhere() -> None:
    """The package, pyproject.toml and the changelog agree; work that is not released yet stands under Unreleased."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    newest = re.findall(r"^## \[?([\w.]+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)[0]

    assert project["version"] == tracker.__version__
    assert newest in ("Unreleased", tracker.__version__)


def blocks() -> list[str]:
    """The console blocks that are marked to be run, each as a shell script."""
    marked = [
        block
        for text in DOCUMENTS.values()
        for block in re.findall(r"<!-- run -->\n+```console\n(.*?)```", text, re.DOTALL)
    ]
    return ["\n".join(re.findall(r"^\$ (.*)$", block, re.MULTILINE)) for block in marked]


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    """A world that has seen announcement and weights, with the program's database in its folder."""
    moments = ("2025-03-30T12:00", "2025-03-31T17:01", "2025-08-05T16:55", "2025-08-05T17:01", "2025-08-05T18:15")
    with start(replace(STORY, moments=tuple(map(at, moments)))) as world:
        program = Program(world, tmp_path_factory.mktemp("readme"))
        program.ask("upgrade")
        program.follow(lambda moment, said: None)
        yield program


def test_some_commands_are_run() -> None:
    """The documents hold commands that are marked to be run."""
    assert blocks()


@pytest.mark.slow
@pytest.mark.parametrize("script", blocks())
def test_the_commands_of_the_documents_run(lived: Program, tmp_path: Path, script: str) -> None:
    """Whoever copies a marked block gets no error."""
    shim = tmp_path / "tracker"
    shim.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m tracker "$@"\n', encoding="utf-8")
    shim.chmod(0o755)
    environment = lived.environment | {"PATH": f"{tmp_path}:/usr/bin:/bin"}

    done = subprocess.run(["bash", "-euc", script], cwd=lived.folder, env=environment, capture_output=True, text=True)

    assert done.returncode == 0, done.stderr
