"""The history before the tracker's first day: one TOML file per group of publishers, each value with its source.

read.py       the files -> entries, every mistake with its file, line and remedy
values.py     what each value must be
entries.py    entry, claim, rating
*.toml        the entries themselves; "unknown" where no source was found
"""

from tracker.catalog.entries import DATES, CatalogEntry, Claim, Rating, first_day, last_day
from tracker.catalog.read import catalog, read

__all__ = ["DATES", "CatalogEntry", "Claim", "Rating", "catalog", "first_day", "last_day", "read"]
