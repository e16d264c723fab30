"""When the weights of a repo are complete."""

from __future__ import annotations

import pytest

from tracker.analysis.weights import completeness
from tracker.domain import Repo, RepoFile


def shards(count: int, present: int, stem: str = "model", suffix: str = "safetensors") -> list[str]:
    return [f"{stem}-{number:05}-of-{count:05}.{suffix}" for number in range(1, present + 1)]


def repo(names: list[str], empty: tuple[str, ...] = ()) -> Repo:
    return Repo(id="lab/model", uid="1", files=tuple(RepoFile(name, 0 if name in empty else 1000) for name in names))


INDEX = "model.safetensors.index.json"


@pytest.mark.parametrize(
    ("names", "state"),
    [
        pytest.param(["config.json", INDEX, *shards(15, 15)], "complete", id="every shard and a config"),
        pytest.param(["config.json", INDEX, *shards(15, 14)], "partial", id="a shard is missing"),
        pytest.param(["config.json", INDEX], "partial", id="an index without its shards"),
        pytest.param([INDEX, *shards(2, 2)], "partial", id="weights without a config"),
        pytest.param(["config.json", "model.safetensors"], "complete", id="a single file"),
        pytest.param(["config.json", "pytorch_model.bin"], "complete", id="an old single file"),
        pytest.param(["params.json", "consolidated.safetensors"], "complete", id="a consolidated file"),
        pytest.param(["original/params.json", "original/consolidated.00.pth"], "complete", id="the original form"),
        pytest.param(["model-Q4_K_M.gguf"], "complete", id="GGUF needs no config"),
        pytest.param(
            ["config.json", "README.md", "tokenizer.json"], "none", id="only a card, a config and a tokenizer"
        ),
        pytest.param(["README.md", ".gitattributes"], "none", id="only a card"),
        pytest.param(["config.json", "adapter_model.safetensors"], "none", id="an adapter is no model"),
        pytest.param(["config.json", "training_args.bin", "optimizer.bin"], "none", id="leftovers of the training"),
        pytest.param(
            ["config.json", INDEX, *shards(9, 3), "mtp.safetensors"], "partial", id="an extra beside missing shards"
        ),
        pytest.param(
            ["config.json", INDEX, *shards(2, 2), *shards(4, 1, "pytorch_model", "bin")],
            "complete",
            id="one whole format of two",
        ),
        pytest.param(
            ["config.json", INDEX, *shards(4, 4), *shards(8, 2, "original/consolidated")],
            "complete",
            id="the main folder decides",
        ),
        pytest.param(
            [
                "model_index.json",
                "transformer/diffusion_pytorch_model.safetensors.index.json",
                *shards(3, 3, "transformer/diffusion_pytorch_model"),
                "vae/diffusion_pytorch_model.safetensors",
            ],
            "complete",
            id="every part of a pipeline",
        ),
        pytest.param(
            [
                "model_index.json",
                *shards(3, 2, "transformer/diffusion_pytorch_model"),
                "vae/diffusion_pytorch_model.safetensors",
            ],
            "partial",
            id="a part of a pipeline is missing",
        ),
    ],
)
def test_state_by_file_names(names: list[str], state: str) -> None:
    """The files alone decide whether weights are out."""
    assert completeness(repo(names))[0] == state


def test_an_empty_shard_is_missing() -> None:
    """A shard of zero bytes is not there."""
    names = ["config.json", INDEX, *shards(2, 2)]
    assert completeness(repo(names, empty=(names[-1],))) == ("partial", "1 of 2 shards")


def test_an_empty_single_file_is_no_model() -> None:
    """A single file of zero bytes is not complete."""
    assert completeness(repo(["config.json", "model.safetensors"], empty=("model.safetensors",)))[0] == "partial"


def test_files_that_were_not_listed_are_unknown() -> None:
    """Nobody asked is not the same as nothing there."""
    assert completeness(Repo(id="lab/model", uid="1"))[0] == "unknown"


def test_a_repo_that_is_gone_has_no_weights() -> None:
    """What cannot be reached cannot be downloaded."""
    assert completeness(Repo(id="lab/model", uid="1", gone=True))[0] == "none"


def test_the_reason_names_what_was_counted() -> None:
    """People read what the state rests on."""
    assert completeness(repo(["config.json", INDEX, *shards(15, 15)])) == ("complete", "15 of 15 shards, config.json")
