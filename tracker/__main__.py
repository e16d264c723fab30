"""`python -m tracker` and the `tracker` command."""

from __future__ import annotations

import errno
import os
import sys

from typer import Abort
from typer.exceptions import TyperException

from tracker.errors import ConfigError, StoreError, TrackerError

INTERRUPTED = 130  # what shells say after Ctrl-C


def main() -> None:
    """Runs a command; what goes wrong is one line on standard error and an exit code, never a traceback.

    0 ok, 1 failed or not found, 2 wrong usage, 75 the database (try again later), 78 the configuration.
    """
    try:
        code = _run()
        sys.stdout.flush()
    except OSError as error:
        if error.errno not in (errno.EPIPE, errno.ENOSPC):
            raise
        code = _output_lost(error)
    sys.exit(code)


def _run() -> int:
    from tracker.cli import app

    try:
        code: int | None = app(prog_name="tracker", standalone_mode=False)
    except TyperException as error:
        return _usage(error)
    except Abort:
        return INTERRUPTED
    except ConfigError as error:
        return _said(error, 78)
    except StoreError as error:
        return _said(error, 75)
    except TrackerError as error:
        return _said(error, 1)
    return code or 0


def _usage(error: TyperException) -> int:
    """What the command line got wrong; without any command it is the whole help."""
    text = error.format_message()
    if "\n" in text:
        sys.stderr.write(f"{text.rstrip()}\n")
        return error.exit_code
    text = text.removeprefix("Invalid value: ").replace(": Value error, ", ": ").rstrip(".")
    command = getattr(getattr(error, "ctx", None), "command_path", "tracker")
    return _said(f"{text} (see: {command} --help)", error.exit_code)


def _said(error: object, code: int) -> int:
    text = "\n".join("".join(c if c.isprintable() else " " for c in line) for line in str(error).splitlines())
    sys.stderr.write(f"tracker: {text}\n")
    return code


def _output_lost(error: OSError) -> int:
    """A reader that has seen enough (`| head`) is no mistake to speak of; a full disk is."""
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, sys.stdout.fileno())  # else the interpreter tries again at its end, and complains
    if error.errno == errno.ENOSPC:
        _said(f"standard output: {error.strerror}", 1)
    return 1


if __name__ == "__main__":
    main()
