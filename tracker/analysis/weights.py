"""Are the weights there? The state of a repo's files: complete, partial, none or unknown, and why."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from tracker.domain import Repo

_FORMATS = (".safetensors", ".bin", ".gguf", ".pth", ".pt", ".h5", ".msgpack", ".onnx", ".ckpt", ".nemo", ".npz")
_NEEDS_NO_CONFIG = (".gguf", ".nemo", ".onnx", ".ckpt")
_CONFIGS = ("config.json", "params.json", "model_index.json", "config.yaml", "open_clip_config.json")
_SHARD = re.compile(r"^(?P<stem>.*?)[-_.]?(?P<number>\d{5,6})-of-(?P<count>\d{5,6})(?P<format>\.\w+)$")
_INDEX = re.compile(r"^(?P<stem>.*?)(?P<format>\.safetensors|\.bin)\.index(?:\.\w+)?\.json$")
_WHOLE = re.compile(
    r"^(?:model|pytorch_model|consolidated|tf_model|flax_model|diffusion_pytorch_model|open_clip_pytorch_model|open_clip_model)"
    r"(?:\.(?:fp16|bf16|fp8|non_ema))?\.\w+$"
)
_NOT_WEIGHTS = re.compile(
    r"(?:^|/)(?:adapter|training_args|optimizer|scheduler|rng_state|scaler|tokenizer|vocab|merges|trainer_state|random_states"
    r"|lora|pytorch_lora|spiece|sentencepiece|imatrix|mmproj)[\w.-]*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Set:
    """Files that belong together: the shards of one model, or one file that is a model."""

    folder: str
    format: str
    whole: bool
    reason: str


def completeness(repo: Repo) -> tuple[str, str]:
    """State (complete | partial | none | unknown) and reason, what was counted: "15 of 15 shards, config.json"."""
    if repo.gone:
        return "none", "the repo is gone"
    if repo.files is None:
        return "unknown", "the files were not listed"
    files = {file.name: file.size for file in repo.files}
    weights = {
        name: size for name, size in files.items() if name.lower().endswith(_FORMATS) and not _NOT_WEIGHTS.search(name)
    }
    sharded = [*_shards(weights), *_bare_indexes(files, weights)]
    decided = _decide(sharded, _singles(weights), diffusers="model_index.json" in files)
    if decided is None:
        return "none", "no weight files"
    config = next((name for name in _CONFIGS if any(path.rsplit("/", 1)[-1] == name for path in files)), None)
    if not decided.whole:
        return "partial", decided.reason
    if config is None and decided.format not in _NEEDS_NO_CONFIG:
        return "partial", f"{decided.reason}, but no config.json"
    return "complete", f"{decided.reason}, {config}" if config else decided.reason


def _decide(sharded: list[_Set], singles: list[tuple[str, _Set]], *, diffusers: bool) -> _Set | None:
    """The set that speaks for the repo. Loose files count only where nothing is sharded."""
    named = [one for name, one in singles if one.format in _NEEDS_NO_CONFIG or _WHOLE.match(name.rsplit("/", 1)[-1])]
    if not sharded:
        candidates = named or [one for _, one in singles]
        return next((one for one in candidates if one.whole), candidates[0] if candidates else None)
    if diffusers:  # every part of a pipeline is needed; of each part any one format
        parts = {one.folder: one for one in sorted([*sharded, *named], key=lambda one: one.whole) if one.folder}
        return next((one for one in parts.values() if not one.whole), next(iter(parts.values()), sharded[0]))
    main = [one for one in [*sharded, *named] if not one.folder] or [*sharded, *named]
    return next((one for one in main if one.whole), main[0])


def _shards(weights: Mapping[str, int | None]) -> list[_Set]:
    groups: dict[tuple[str, str, int], set[int]] = {}
    for name, size in weights.items():
        if match := _SHARD.match(name):
            numbers = groups.setdefault((match["stem"], match["format"].lower(), int(match["count"])), set())
            if size != 0:
                numbers.add(int(match["number"]))
    out: list[_Set] = []
    for (stem, suffix, count), numbers in groups.items():
        wanted = range(count) if 0 in numbers else range(1, count + 1)  # some older repos count from 0
        present = sum(1 for number in wanted if number in numbers) if count <= 100_000 else len(numbers)
        out.append(_Set(_folder(stem), suffix, count > 0 and present == count, f"{present} of {count} shards"))
    return out


def _bare_indexes(files: Mapping[str, int | None], weights: Mapping[str, int | None]) -> list[_Set]:
    """Indexes without a single shard beside them: the upload has begun."""
    out: list[_Set] = []
    for name in files:
        if match := _INDEX.match(name):
            folder, suffix = _folder(name), match["format"]
            if not any(_folder(other) == folder and other.endswith(suffix) for other in weights):
                out.append(_Set(folder, suffix, whole=False, reason="an index without its shards"))
    return out


def _singles(weights: Mapping[str, int | None]) -> list[tuple[str, _Set]]:
    return [
        (
            name,
            _Set(
                _folder(name),
                "." + name.rsplit(".", 1)[-1].lower(),
                size != 0,
                name if size != 0 else f"{name} is empty",
            ),
        )
        for name, size in weights.items()
        if not _SHARD.match(name)
    ]


def _folder(name: str) -> str:
    return name.rsplit("/", 1)[0] if "/" in name else ""
