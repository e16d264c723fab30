"""Fact `inference_code`: is there open code that runs the model."""

from __future__ import annotations

from tracker.analysis.facts.kind import Kind, from_metadata
from tracker.domain import Fact, Repo

_OPEN = frozenset(
    {"transformers", "diffusers", "sentence-transformers", "timm", "open_clip", "nemo", "peft", "gguf", "mlx"}
)
"""Libraries of the Hub that are open source themselves."""


def of_repo(repo: Repo) -> tuple[Fact, ...]:
    """Yes where an open library runs it, "partial" where the repo brings code of its own."""
    if "custom_code" in repo.tags:
        return from_metadata(repo, "inference_code", "partial", quote="custom_code")
    return from_metadata(repo, "inference_code", "yes", quote=repo.library) if repo.library in _OPEN else ()


KIND = Kind("inference_code", '"yes" (runs in an open library) or "partial" (own code in the repo)', of_repo=of_repo)
