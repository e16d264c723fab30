"""Fact `rating`: what an index of openness published about the model; from the catalog, one subject per index."""

from __future__ import annotations

from tracker.analysis.facts.kind import Kind

KIND = Kind(
    "rating",
    '{"index": osai | ouc | mot, "subject", "date", "values": {…: open | partial | closed}}: '
    "what an index of openness published",
)
