"""Fact `warning`: what one must know before loading a repo; nothing of it is ever loaded here."""

from __future__ import annotations

import re

from tracker.analysis.facts.kind import METADATA_RANK, Kind, from_metadata, page
from tracker.domain import Fact, Repo

_PICKLES = re.compile(r"(?:pytorch_model|adapter_model)[\w.-]*\.bin$|\.(?:pt|pth|ckpt|pkl|pickle)$", re.IGNORECASE)
"""Files that run code when PyTorch opens them; other .bin files (OpenVINO, CTranslate2, ggml) hold numbers only."""

_PLAIN = (".safetensors", ".gguf", ".onnx", ".msgpack", ".h5")
"""Formats of weights that hold no code."""

_OF_TRAINING = re.compile(r"(?:^|/)(?:optimizer|scheduler|rng_state|training_args|scaler|random_states)[\w.-]*$")


def of_repo(repo: Repo) -> tuple[Fact, ...]:
    """Code of its own that runs only with trust_remote_code, and weights that are to be had as pickles only."""
    found = {"remote-code": _brings_code(repo), "pickle": _pickled(repo)}
    kinds = [kind for kind, said in found.items() if said]
    return (
        from_metadata(repo, "warning", {"kinds": kinds}, quote=", ".join(filter(None, found.values()))) if kinds else ()
    )


def look_alike(repo: Repo, owner: str) -> Fact:
    """Its owner's name is made to look like that of `owner`, a title."""
    namespace = repo.id.split("/")[0]
    value = {"kinds": ["look-alike"], "owner": owner, "namespace": namespace}
    return Fact("warning", value, "table", METADATA_RANK, repo.id, url=page(repo), quote=namespace)


def _brings_code(repo: Repo) -> str:
    if repo.config.get("auto_map"):
        return "auto_map"
    return "custom_code" if "custom_code" in repo.tags else ""


def _pickled(repo: Repo) -> str:
    """A pickle of weights, where no file holds them in a plain format."""
    names = [file.name for file in repo.files or () if not _OF_TRAINING.search(file.name)]
    if any(name.lower().endswith(_PLAIN) for name in names):
        return ""
    return next((name for name in names if _PICKLES.search(name)), "")


KIND = Kind(
    "warning",
    '{"kinds": list of look-alike | remote-code | pickle, "owner", "namespace"}: '
    "what one must know before loading it; owner and namespace where the name looks like that owner's",
    of_repo=of_repo,
)
