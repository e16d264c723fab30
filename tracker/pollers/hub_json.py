"""What is kept of a repo's own JSON and YAML: indexes, config.json, front matter. Runs in the sandbox's process."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

import yaml

from tracker.pollers.hub_fields import number, word, words
from tracker.pollers.hub_files import is_name

MAX_SHARDS = 5000
MAX_FRONT = 65_536  # bytes of a card that its front matter may take
_LENGTHS = ("max_position_embeddings", "n_positions", "max_sequence_length", "seq_length")
_NUMBERS = (*_LENGTHS, "num_local_experts", "num_experts", "num_experts_per_tok", "vocab_size")
_OF_TEXT = ("text_config", "llm_config", "language_config")  # of models that take more than text


class _Texts(yaml.SafeLoader):
    """Lists, mappings and texts."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 - as its base declares it


def shards(data: bytes, folder: str) -> list[str] | None:
    """The files that an index asks for, seen from the top folder; None where it is none that can be relied on."""
    value = _object(data)
    asked = value.get("weight_map")
    if not isinstance(asked, dict) or not all(isinstance(name, str) for name in asked.values()):
        return None
    names = [f"{folder}/{name}" if folder else name for name in dict.fromkeys(asked.values())]
    return names if 0 < len(names) <= MAX_SHARDS and all(map(is_name, names)) else None


def config(data: bytes) -> dict[str, Any]:
    """The few settings that say something of a model: names, lengths, experts; {} where there are none.

    Shape: config.json of the library transformers. `auto_map` is true where the repo brings code of its own to run.
    """
    value = _object(data)
    inner: Mapping[str, Any] = next((value[key] for key in _OF_TEXT if isinstance(value.get(key), dict)), {})
    quantized = value.get("quantization_config")
    kept: dict[str, Any] = {
        "model_type": word(value.get("model_type"), 80),
        "architectures": [one[:80] for one in words(value.get("architectures"), 5)],
        "torch_dtype": word(value.get("torch_dtype"), 40) or word(value.get("dtype"), 40),
        "quant_method": word(quantized.get("quant_method"), 40) if isinstance(quantized, dict) else None,
        "auto_map": bool(value.get("auto_map")),
    }
    kept |= {key: _first(number(where.get(key)) for where in (value, inner)) for key in _NUMBERS}
    return {key: one for key, one in kept.items() if one}


def card_license(data: bytes) -> list[str]:
    """The license ids in a card's front matter, lower case; [] where it states none or cannot be read.

    All scalars are texts ("no" is no False), and a tag that asks for anything else is refused.
    """
    text = data[:MAX_FRONT].decode("utf-8", "replace").lstrip("\ufeff").replace("\r\n", "\n")
    if not text.startswith("---\n"):
        return []
    try:
        value = yaml.load(text[4:].partition("\n---")[0], Loader=_Texts)  # noqa: S506 - a SafeLoader
    except (yaml.YAMLError, RecursionError, ValueError):
        return []
    stated = value.get("license") if isinstance(value, dict) else None
    return [one.lower() for one in words(stated)] if isinstance(stated, str | list) else []


def _first(values: Iterable[int | None]) -> int | None:
    return next((value for value in values if value), None)


def _object(data: bytes) -> dict[str, Any]:
    try:
        value = json.loads(data)
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}
