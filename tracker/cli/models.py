"""`tracker models`: language models for summaries: what there is, fetching one, and whether it works."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from tracker.cli import machine
from tracker.cli.plain import plain
from tracker.clock import SystemClock
from tracker.config import Settings, load_settings
from tracker.errors import ConfigError, TrackerError
from tracker.net import Net
from tracker.summarizers.model import PRESETS, Preset, fetched, hub, preset_of, question
from tracker.summarizers.model.folders import Manifest, damage

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)

LONGEST = 300.0  # seconds of one request; a file that takes longer goes on in the next
SAMPLE = (
    "A small model for trying out",
    (
        "Nordlicht Labs has published the weights of Nordlicht 7B. The model has seven billion parameters and reads "
        "German and English. It was trained on two trillion tokens, and its license is Apache 2.0. The code is public."
    ),
)


@app.callback()
def models() -> None:
    """Language models for summaries; everything works without one."""


@app.command("list")
def list_() -> None:
    """List the presets: license, size, whether they know German, and what was fetched.

    Example: tracker models list
    """
    settings = load_settings()
    rows = [("name", "license", "size", "German", "fetched", "about"), *_rows(settings.models_dir)]
    wide = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    for row in rows:
        print("  ".join(f"{cell:{width}}" for cell, width in zip(row, wide, strict=True)).rstrip())


def _rows(models_dir: Path) -> Iterator[tuple[str, ...]]:
    for preset in PRESETS.values():
        there = fetched(models_dir, preset.name)
        size = there[0].size if there else preset.size
        known = plain(there[0].license) if there else preset.license
        about = f"{'' if there else '~'}{size / 1e9:.1f} GB"
        yield preset.name, known, about, "yes" if preset.german else "no", _revision(there), preset.about


def _revision(there: tuple[Manifest, Path] | None) -> str:
    return there[0].revision[:12] if there else "no"


@app.command("fetch")
def fetch(
    name: Annotated[str, typer.Argument(metavar="PRESET", help="A name of tracker models list.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Fetch a preset from the Hub: shows license and size first, goes on where it was stopped, checks every file.

    Example: tracker models fetch granite-4.0-350m --yes
    """
    settings, preset = load_settings(), preset_of(name)
    asyncio.run(_fetch(settings, preset, yes=yes))


async def _fetch(settings: Settings, preset: Preset, *, yes: bool) -> None:
    net = Net(
        allow_hosts=settings.allow_hosts,
        now=SystemClock().now,
        contact=settings.contact,
        pause=settings.host_pause,
        deadline=LONGEST,
    )
    async with net:
        place = hub.Hub(net, settings.hf_endpoint, settings.hf_token)
        there = fetched(settings.models_dir, preset.name)
        manifest = await hub.offered(place, preset, settings.models_dir)
        if there is not None and there[0].revision == manifest.revision:
            print(f"{preset.name} is there, at the newest revision {manifest.revision}", file=sys.stderr)
            return
        _show(preset, manifest)
        if not yes and not typer.confirm(f"Fetch it into {settings.models_dir}?", err=True):
            print("nothing was fetched", file=sys.stderr)
            raise typer.Exit(1)
        folder = await hub.fetch(place, preset, manifest, settings.models_dir, _Progress())
    print(f"fetched into {folder}; use it with TRACKER_SUMMARIZER={preset.name}", file=sys.stderr)


def _show(preset: Preset, manifest: Manifest) -> None:
    stated = plain(manifest.license)
    other = "" if stated.lower() == preset.license.lower() else f" (was {preset.license} when it was listed here)"
    sys.stderr.write(
        f"{preset.name}: {preset.repo}, revision {manifest.revision}\n"
        f"  license: {stated}{other}\n"
        f"  size:    {manifest.size / 1e9:.2f} GB in {len(manifest.files)} files\n"
    )


class _Progress:
    """What arrived, in one line that is written over; elsewhere than at a terminal a line for each tenth."""

    def __init__(self) -> None:
        self._last = ("", -1)

    def __call__(self, file: str, have: int, size: int) -> None:
        tenth = have * 10 // size if size else 10
        if (file, tenth) == self._last and not sys.stderr.isatty():
            return
        self._last = (file, tenth)
        line = f"{plain(file)}: {have / 1e6:.0f} of {size / 1e6:.0f} MB"
        sys.stderr.write(f"\r{line}{'' if have < size else chr(10)}" if sys.stderr.isatty() else f"{line}\n")


@app.command("check")
def check(
    name: Annotated[
        str | None, typer.Argument(metavar="PRESET", help="A preset, folder or server; TRACKER_SUMMARIZER without it.")
    ] = None,
) -> None:
    """Check a model: every file against what was fetched, then one summary of a sample text, with its cost.

    Example: tracker models check granite-4.0-350m
    """
    settings = load_settings()
    chosen = name or settings.summarizer
    if not chosen:
        raise ConfigError("which model? name one, or set TRACKER_SUMMARIZER; there are: tracker models list")
    preset = PRESETS.get(chosen.strip().lower())
    there = fetched(settings.models_dir, preset.name) if preset is not None else None
    if there is not None:
        wrong = list(damage(*there))
        for line in wrong:
            print(f"wrong  {plain(line)}")
        if wrong:
            print(f"remove {there[1].parent} and fetch it again", file=sys.stderr)
            raise typer.Exit(1)
        print(f"ok     {len(there[0].files)} files of revision {there[0].revision}, license {plain(there[0].license)}")
    _try(settings, chosen)


def _try(settings: Settings, chosen: str) -> None:
    """One summary of the sample, in German: the harder of what it will be asked."""
    model = machine.a_model(settings, chosen)
    if "://" not in chosen and (lacking := machine.lacks()):
        print(f"note   not tried: {lacking}")
        return
    asked = question(*SAMPLE, "en", "de", 40)
    assert asked is not None
    try:
        (answer,) = model.ask([asked], SystemClock().now())
    except TrackerError as error:
        print(f"wrong  {plain(str(error))}")
        raise typer.Exit(1) from error
    finally:
        model.close()
    memory = f", {model.memory / 1e6:.0f} MB at most" if model.memory else ""
    print(f"ok     {model.id}: {answer.seconds:.1f} s{memory}")
    print(f"       {plain(answer.text, 400)}")
    if refused := machine.against(answer, asked):
        print(f"note   the guard refuses these words: {plain('; '.join(refused), 400)}")
