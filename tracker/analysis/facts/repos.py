"""Fact `repos`: the owner's repos on the Hub, as the catalog names them, whether they were seen or not."""

from __future__ import annotations

from tracker.analysis.facts.kind import Kind

KIND = Kind("repos", 'list of "owner/name": the owner\'s repos on the Hub, as the catalog names them')
