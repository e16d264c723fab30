"""The recorded feeds of ../shared: whole histories, and a draw of single documents."""

from __future__ import annotations

import csv
import random
import sys
import tarfile
from datetime import UTC, datetime
from pathlib import Path

RECORDED = Path(__file__).resolve().parents[3] / "shared" / "recorded"


def there() -> bool:
    """Whether the recordings are there; says loudly that they are not."""
    if RECORDED.is_dir():
        return True
    print(f"LEFT OUT: {RECORDED} is missing, and this benchmark plays recorded feeds", file=sys.stderr)
    return False


def history(name: str) -> list[tuple[datetime, bytes]]:
    """All snapshots of a feed with the time they were taken: from the full archive where there is one."""
    archive = RECORDED / "feeds-history-full" / f"{name}.tar.xz"
    if archive.exists():
        with tarfile.open(archive) as tar:
            files = [one for one in tar.getmembers() if one.isfile() and one.name.endswith(".xml")]
            read = [(Path(one.name), tar.extractfile(one)) for one in files]
            return sorted((taken(path), stream.read()) for path, stream in read if stream is not None)
    return sorted((taken(path), path.read_bytes()) for path in (RECORDED / "feeds-history" / name).glob("*.xml"))


def names() -> list[str]:
    """The feeds that have a history."""
    return sorted(path.name for path in (RECORDED / "feeds-history").iterdir() if path.is_dir())


def taken(path: Path) -> datetime:
    """The time in a snapshot's file name."""
    return datetime.strptime(path.stem[:16], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)


def documents(smallest: int = 10, largest: int = 150) -> list[bytes]:
    """Feeds whose number of entries lies between these, in an order that looks random and is always the same."""
    with (RECORDED / "FEED_VALIDATION.tsv").open(encoding="utf-8", newline="") as table:
        rows = [row for row in csv.DictReader(table, delimiter="\t") if smallest <= int(row["n"] or 0) <= largest]
    paths = sorted(RECORDED / row["path"] for row in rows)
    random.Random(200).shuffle(paths)
    return [path.read_bytes() for path in paths if path.exists()]
