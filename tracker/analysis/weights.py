"""Are the weights there? The state of a repo's files: complete, partial, none or unknown, and why."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tracker.domain import Repo

_FORMATS = (".safetensors", ".bin", ".gguf", ".pth", ".pt", ".h5", ".msgpack", ".onnx", ".ckpt", ".nemo", ".npz")
_PICKLE = (".bin", ".pt", ".pth", ".ckpt")
_NEEDS_NO_CONFIG = (".gguf", ".nemo", ".onnx", ".ckpt")
_CONFIGS = ("model_index.json", "config.json", "params.json", "config.yaml", "open_clip_config.json")
_SHARD = re.compile(r"^(?P<stem>.*?)[-_.]?(?P<number>\d{5,6})-of-(?P<count>\d{5,6})(?P<format>\.\w+)$")
_NUMBERED = re.compile(r"^(?P<stem>(?:.*/)?consolidated)\.(?P<number>\d\d)(?P<format>\.\w+)$")
_INDEX = re.compile(r"^(?P<stem>.*?)(?P<format>\.safetensors|\.bin)\.index(?:\.\w+)?\.json$")
_WHOLE = re.compile(
    r"^(?:model|pytorch_model|consolidated|tf_model|flax_model|diffusion_pytorch_model|open_clip_pytorch_model|open_clip_model)"
    r"(?:\.(?:fp16|bf16|fp8|non_ema))?\.\w+$"
)
_LEGACY = re.compile(r"^(?:pytorch_model|model)\.(?:bin|pt|pth)$")  # was published without a config for years
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
    asked, pipeline = frozenset(repo.shards or ()), "model_index.json" in files
    named = _named(asked, files, apart=pipeline)
    loose = {name: size for name, size in weights.items() if name not in asked}
    sharded = [*named, *_shards(loose, asked), *_bare_indexes(files, weights, asked)]
    decided = _pipeline(sharded, loose, files) if pipeline and (weights or named) else None
    decided = decided or _decide(sharded, _singles(loose))
    if decided is None:
        return "none", "no weight files"
    reason = decided.reason
    if weights and all(name.lower().endswith(_PICKLE) for name in weights):
        reason += ", pickle weights only"
    if not decided.whole:
        return "partial", reason
    config = next((name for name in _CONFIGS if any(path.rsplit("/", 1)[-1] == name for path in files)), None)
    if config is not None:
        return "complete", f"{reason}, {config}"
    if decided.format in _NEEDS_NO_CONFIG:
        return "complete", reason
    if _LEGACY.match(decided.reason):
        return "complete", f"{reason}, no config.json"
    return "partial", f"{reason}, but no config.json"


def _decide(sharded: Sequence[_Set], singles: Mapping[str, _Set]) -> _Set | None:
    """The set that speaks for the repo. Loose files count only where nothing is sharded."""
    usual = _usual(singles)
    if sharded:
        candidates = [one for one in [*sharded, *usual] if not one.folder] or [*sharded, *usual]
    else:
        candidates = usual or list(singles.values())
    return min(candidates, key=lambda one: (not one.whole, one.format in _PICKLE), default=None)


def _pipeline(sharded: Sequence[_Set], loose: Mapping[str, int | None], files: Mapping[str, int | None]) -> _Set | None:
    """Every part of a pipeline is needed: each folder with weights or a config; of each part any one format."""
    found = sorted([*sharded, *_usual(_singles(loose))], key=lambda one: one.whole)
    parts = {one.folder: one for one in found if one.folder}
    for name in files:
        folder, _, file = name.rpartition("/")
        if folder and file == "config.json" and folder not in parts:
            others = [one for one in _singles(loose).values() if one.folder == folder]
            missing = _Set(folder, "", whole=False, reason=f"no weights in {folder}")
            parts[folder] = next((one for one in others if one.whole), missing)
    if not any(one.format for one in parts.values()):
        return None
    lacking = next((one for one in parts.values() if not one.whole), None)
    return lacking or _Set(
        "", next(iter(parts.values())).format, whole=True, reason=f"{len(parts)} parts of a pipeline"
    )


def _named(asked: Iterable[str], files: Mapping[str, int | None], *, apart: bool) -> list[_Set]:
    """What the indexes ask for: all shards of all indexes of a format; in a pipeline its parts stand `apart`."""
    groups: dict[tuple[str, str], list[bool]] = {}
    for name in asked:
        there = name in files and files[name] != 0
        groups.setdefault((_folder(name) if apart else "", _suffix(name)), []).append(there)
    return [
        _Set(folder, suffix, all(there), f"{sum(there)} of {len(there)} shards")
        for (folder, suffix), there in groups.items()
    ]


def _shards(weights: Mapping[str, int | None], asked: Iterable[str]) -> list[_Set]:
    """Sets of shards by their names alone, where no index of their format speaks of that folder."""
    known = {(_folder(name), _suffix(name)) for name in asked}
    groups: dict[tuple[str, str, int], dict[int, str]] = {}
    for name, size in weights.items():
        match = _SHARD.match(name) or _NUMBERED.match(name)
        if match and (_folder(name), _suffix(name)) not in known:
            count = int(match["count"]) if "count" in match.groupdict() else -1
            numbers = groups.setdefault((match["stem"], match["format"].lower(), count), {})
            if size != 0:
                numbers[int(match["number"])] = name
    return [_counted(stem, suffix, count, numbers) for (stem, suffix, count), numbers in groups.items()]


def _counted(stem: str, suffix: str, count: int, numbers: Mapping[int, str]) -> _Set:
    """A count of -1: the names do not say how many there are, so none between them may be missing."""
    if count < 0:
        count = max(numbers, default=0) + 1
        if list(numbers) == [0]:
            return _Set(_folder(stem), suffix, whole=True, reason=numbers[0])
    wanted = range(count) if 0 in numbers else range(1, count + 1)  # some older repos count from 0
    present = sum(1 for number in wanted if number in numbers) if count <= 100_000 else len(numbers)
    return _Set(_folder(stem), suffix, count > 0 and present == count, f"{present} of {count} shards")


def _bare_indexes(
    files: Mapping[str, int | None], weights: Mapping[str, int | None], asked: Iterable[str]
) -> list[_Set]:
    """Indexes that were not read and have not a single shard beside them: the upload has begun."""
    there = {(_folder(name), _suffix(name)) for name in (*weights, *asked)}
    return [
        _Set(_folder(name), match["format"], whole=False, reason="an index without its shards")
        for name in files
        if (match := _INDEX.match(name)) and (_folder(name), match["format"]) not in there
    ]


def _singles(weights: Mapping[str, int | None]) -> dict[str, _Set]:
    """Files that are a model each, by name."""
    return {
        name: _Set(_folder(name), _suffix(name), size != 0, name if size != 0 else f"{name} is empty")
        for name, size in weights.items()
        if not _SHARD.match(name) and not _NUMBERED.match(name)
    }


def _usual(singles: Mapping[str, _Set]) -> list[_Set]:
    """Those whose name or format says that they are the whole model."""
    return [one for name, one in singles.items() if one.format in _NEEDS_NO_CONFIG or _WHOLE.match(_file(name))]


def _folder(name: str) -> str:
    return name.rpartition("/")[0]


def _file(name: str) -> str:
    return name.rpartition("/")[2]


def _suffix(name: str) -> str:
    return "." + name.rpartition(".")[2].lower()
