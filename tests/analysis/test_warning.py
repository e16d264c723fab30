"""Warnings: what one must know of a repo before loading it."""

from __future__ import annotations

from typing import Any

import pytest

from tests import samples
from tracker.analysis import facts
from tracker.domain import Fact, Repo, RepoFile


def warnings(state: Repo) -> list[Fact]:
    """What is warned of."""
    return [fact for fact in facts.of_repo(state) if fact.name == "warning"]


@pytest.mark.parametrize(
    ("files", "more", "kinds", "quote"),
    [
        (["config.json", "pytorch_model.bin"], {}, ["pickle"], "pytorch_model.bin"),
        (["consolidated.00.pth", "params.json"], {}, ["pickle"], "consolidated.00.pth"),
        (["model.ckpt"], {}, ["pickle"], "model.ckpt"),
        (["adapter_model.bin"], {}, ["pickle"], "adapter_model.bin"),
        (["pytorch_model.bin", "model.safetensors"], {}, [], None),
        (["model.gguf", "imatrix.pt"], {}, [], None),
        (["optimizer.pt", "training_args.bin", "README.md"], {}, [], None),
        (["openvino_model.bin", "openvino_model.xml"], {}, [], None),
        (["ggml-base.bin"], {}, [], None),
        (["model.safetensors"], {"config": {"auto_map": {"AutoModel": "modeling.Own"}}}, ["remote-code"], "auto_map"),
        (["model.safetensors"], {"tags": ("custom_code",)}, ["remote-code"], "custom_code"),
        (["model.safetensors"], {"config": {"auto_map": {}}}, [], None),
        (
            ["pytorch_model.bin"],
            {"config": {"auto_map": "x"}},
            ["remote-code", "pickle"],
            "auto_map, pytorch_model.bin",
        ),
        (None, {}, [], None),
    ],
    ids=[
        "a pickle alone",
        "Meta's own form",
        "a checkpoint",
        "an adapter",
        "a pickle beside a plain format",
        "a pickle beside a GGUF",
        "states of the training are no weights",
        "OpenVINO holds numbers",
        "ggml holds numbers",
        "code of its own, by the configuration",
        "code of its own, by the Hub's tag",
        "a map of nothing",
        "both",
        "files that were not listed",
    ],
)
def test_a_repo_is_warned_of(
    files: list[str] | None, more: dict[str, Any], kinds: list[str], quote: str | None
) -> None:
    """What runs code of a stranger is told with what shows it; where nothing does, nothing is said."""
    listed = tuple(RepoFile(name, 1000) for name in files) if files is not None else None
    found = warnings(samples.repo(files=listed, **more))
    assert [(fact.value, fact.quote) for fact in found] == ([({"kinds": kinds}, quote)] if kinds else [])
