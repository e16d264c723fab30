"""When the weights of a repo are complete."""

from __future__ import annotations

import pytest

from tracker.analysis.weights import completeness
from tracker.domain import Repo, RepoFile


def shards(count: int, present: int, stem: str = "model", suffix: str = "safetensors") -> list[str]:
    return [f"{stem}-{number:05}-of-{count:05}.{suffix}" for number in range(1, present + 1)]


def repo(names: list[str], empty: tuple[str, ...] = (), asked: list[str] | None = None) -> Repo:
    files = tuple(RepoFile(name, 0 if name in empty else 1000) for name in names)
    return Repo(id="lab/model", uid="1", files=files, shards=None if asked is None else tuple(asked))


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
        pytest.param(
            ["model_index.json", "unet/diffusion_pytorch_model.bin", "vae/diffusion_pytorch_model.safetensors"],
            "complete",
            id="a pipeline without shards",
        ),
        pytest.param(
            ["model_index.json", "unet/config.json", "vae/config.json", "vae/diffusion_pytorch_model.safetensors"],
            "partial",
            id="a part of a pipeline has only its config yet",
        ),
        pytest.param(["model_index.json", "unet/config.json"], "none", id="a pipeline without any weights"),
        pytest.param(["model_index.json", "flow1-dev.ckpt"], "complete", id="a pipeline in one file"),
        pytest.param(shards(3, 3, "fjord-Q8_0", "gguf"), "complete", id="GGUF in parts"),
        pytest.param(shards(3, 2, "fjord-Q8_0", "gguf"), "partial", id="GGUF in parts, one is missing"),
        pytest.param(["fjord-7b.nemo"], "complete", id="NeMo needs no config"),
        pytest.param(["onnx/model.onnx", "onnx/model.onnx_data"], "complete", id="ONNX needs no config"),
        pytest.param(
            ["original/params.json", *(f"original/consolidated.0{n}.pth" for n in range(8))],
            "complete",
            id="the original form in parts",
        ),
        pytest.param(
            ["params.json", "consolidated.00.pth", "consolidated.02.pth"], "partial", id="a numbered part is missing"
        ),
        pytest.param(["params.json", *shards(2, 2, "consolidated")], "complete", id="a consolidated form with shards"),
        pytest.param(["pytorch_model.bin", "README.md"], "complete", id="a whole old file without a config"),
        pytest.param(["model.pt"], "complete", id="a whole old PyTorch file without a config"),
        pytest.param(shards(2, 2, "pytorch_model", "bin"), "partial", id="old shards without a config"),
        pytest.param(["encoder.bin", "README.md"], "partial", id="some old file without a config"),
        pytest.param(["model.safetensors", "README.md"], "partial", id="a new single file without a config"),
        pytest.param(["tf_model.h5"], "partial", id="a TensorFlow file without a config"),
    ],
)
def test_state_by_file_names(names: list[str], state: str) -> None:
    """The files alone decide whether weights are out."""
    assert completeness(repo(names))[0] == state


PIPELINE = ["model_index.json", *shards(3, 3, "unet/part"), "vae/diffusion_pytorch_model.safetensors"]


@pytest.mark.parametrize(
    ("names", "asked", "said"),
    [
        pytest.param(
            ["config.json", INDEX, *shards(15, 15)],
            shards(15, 15),
            ("complete", "15 of 15 shards, config.json"),
            id="all that the index asks for",
        ),
        pytest.param(
            ["config.json", INDEX, *shards(15, 14)], shards(15, 15), ("partial", "14 of 15 shards"), id="one is missing"
        ),
        pytest.param(
            ["config.json", INDEX, *shards(2, 2)],
            [*shards(2, 2), "mtp.safetensors"],
            ("partial", "2 of 3 shards"),
            id="one without a number is missing",
        ),
        pytest.param(
            ["config.json", INDEX, "a.safetensors", "b.safetensors"],
            ["a.safetensors", "b.safetensors"],
            ("complete", "2 of 2 shards, config.json"),
            id="shards without numbers",
        ),
        pytest.param(
            ["config.json", INDEX, "a.safetensors"],
            ["a.safetensors", "b.safetensors"],
            ("partial", "1 of 2 shards"),
            id="one of the shards without numbers is missing",
        ),
        pytest.param(
            ["config.json", INDEX], shards(4, 4), ("partial", "0 of 4 shards"), id="none is there, the upload has begun"
        ),
        pytest.param(
            ["config.json", INDEX, "talker/" + INDEX, *shards(2, 2), *shards(3, 2, "talker/model")],
            [*shards(2, 2), *shards(3, 3, "talker/model")],
            ("partial", "4 of 5 shards"),
            id="one of the second index is missing",
        ),
        pytest.param(
            ["config.json", INDEX, *shards(2, 2), "pytorch_model.bin.index.json"],
            [*shards(2, 2), *shards(4, 4, "pytorch_model", "bin")],
            ("complete", "2 of 2 shards, config.json"),
            id="one whole format of two, the other's index was left behind",
        ),
        pytest.param(
            ["config.json", INDEX, "model.safetensors"],
            shards(2, 2),
            ("complete", "model.safetensors, config.json"),
            id="a single file beside an index that was left behind",
        ),
        pytest.param(
            ["config.json", INDEX, *shards(4, 4)],
            shards(2, 2),
            ("partial", "0 of 2 shards"),
            id="shards that the index does not ask for are not what loads",
        ),
        pytest.param(
            ["pytorch_model.bin.index.json", "config.json", *shards(4, 3, "pytorch_model", "bin")],
            shards(4, 4, "pytorch_model", "bin"),
            ("partial", "3 of 4 shards, pickle weights only"),
            id="an old format, one is missing",
        ),
        pytest.param(
            PIPELINE,
            shards(3, 3, "unet/part"),
            ("complete", "2 parts of a pipeline, model_index.json"),
            id="every part of a pipeline",
        ),
        pytest.param(
            [*PIPELINE, "text/model.safetensors.index.json", *shards(2, 1, "text/model")],
            [*shards(3, 3, "unet/part"), *shards(2, 2, "text/model")],
            ("partial", "1 of 2 shards"),
            id="a part of a pipeline lacks one",
        ),
    ],
)
def test_what_the_indexes_ask_for_must_be_there(names: list[str], asked: list[str], said: tuple[str, str]) -> None:
    """Where the indexes were read, every file that they name is needed, whatever the numbers in the names say."""
    assert completeness(repo(names, asked=asked)) == said


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["pytorch_model.bin"], "pytorch_model.bin, pickle weights only, no config.json"),
        (["pytorch_model.bin", "config.json"], "pytorch_model.bin, pickle weights only, config.json"),
        (["net.ckpt"], "net.ckpt, pickle weights only"),
        (["pytorch_model.bin", "model.safetensors", "config.json"], "model.safetensors, config.json"),
    ],
)
def test_pickle_is_named(names: list[str], said: str) -> None:
    """Weights that run code when they are loaded are said to be such, where there are no others."""
    assert completeness(repo(names)) == ("complete", said)


def test_an_empty_part_of_a_pipeline_is_missing() -> None:
    """One whole part does not speak for the others."""
    empty = "unet/diffusion_pytorch_model.safetensors"
    names = ["model_index.json", empty, "vae/diffusion_pytorch_model.safetensors"]
    assert completeness(repo(names, empty=(empty,))) == ("partial", f"{empty} is empty")


def test_an_empty_file_that_the_index_asks_for_is_missing() -> None:
    """Zero bytes are not there, with an index too."""
    names = ["config.json", INDEX, *shards(2, 2)]
    assert completeness(repo(names, empty=(names[-1],), asked=shards(2, 2))) == ("partial", "1 of 2 shards")


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
