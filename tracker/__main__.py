"""`python -m tracker` and the `tracker` command."""

from __future__ import annotations

import sys

from tracker.errors import ConfigError, StoreError, TrackerError


def main() -> None:
    """Runs a command; what we raise is one line on standard error and an exit code, never a traceback."""
    from tracker.cli import app

    try:
        app()
    except ConfigError as error:
        sys.exit(_said(error, 78))
    except StoreError as error:
        sys.exit(_said(error, 75))
    except TrackerError as error:
        sys.exit(_said(error, 1))


def _said(error: TrackerError, code: int) -> int:
    sys.stderr.write(f"tracker: {error}\n")
    return code


if __name__ == "__main__":
    main()
