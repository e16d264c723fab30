"""Facts `organization`, `name`, `family`, `announced_as`: who and what; found by analysis/judge.py."""

from __future__ import annotations

from tracker.analysis.facts.kind import Kind

KINDS = (
    Kind("organization", "who publishes the model, as people say it"),
    Kind("name", "the name of the release"),
    Kind("family", "the family that it belongs to"),
    Kind("announced_as", "what it was called before it had a name"),
)
