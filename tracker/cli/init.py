"""`tracker init`: the files to begin with, in a folder."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from tracker.config import default_sources
from tracker.config.example import example_env, split_list
from tracker.errors import ConfigError


def init(
    folder: Annotated[Path, typer.Argument(help="Where to write; made where it does not exist.")] = Path(),
) -> None:
    """Write sources.toml, channels.toml and example.env, all with comments; files that are there stay as they are.

    Example: tracker init ~/tracker
    """
    sources, channels = split_list(default_sources().read_text("utf-8"))
    for name, text in {"sources.toml": sources, "channels.toml": channels, "example.env": example_env()}.items():
        path = folder / name
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with path.open("x", encoding="utf-8") as file:
                file.write(text)
        except FileExistsError:
            sys.stderr.write(f"kept   {path}\n")
            continue
        except OSError as error:
            raise ConfigError(f"{path}: {error.strerror}") from error
        if path.suffix == ".env":
            path.chmod(0o600)  # people write their secrets into a copy of it
        sys.stdout.write(f"wrote  {path}\n")
    sys.stderr.write("next: edit channels.toml, then run: tracker check\n")
