"""Fact `base_weights`: are the weights of the base model out too; only where somebody entered it with its source."""

from __future__ import annotations

from tracker.analysis.facts.kind import Kind

KIND = Kind("base_weights", '"yes", "partial" or "no": the weights of the base model are out, as the catalog tells')
