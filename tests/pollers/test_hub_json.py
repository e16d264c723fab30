"""What is kept of indexes and config.json."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tracker.pollers.hub_json import MAX_SHARDS, card_license, config, shards


def index(*names: Any) -> bytes:
    """An index whose tensors lie in these files."""
    return json.dumps(
        {"metadata": {"total_size": 1}, "weight_map": {f"layer.{n}": x for n, x in enumerate(names)}}
    ).encode()


@pytest.mark.parametrize(
    ("data", "folder", "found"),
    [
        pytest.param(index("a.bin", "b.bin", "a.bin"), "", ["a.bin", "b.bin"], id="each file once"),
        pytest.param(index("a.bin"), "unet", ["unet/a.bin"], id="in its folder"),
        pytest.param(index(), "", None, id="an empty one"),
        pytest.param(index("a.bin", 5), "", None, id="a number among the names"),
        pytest.param(index("a.bin", ["b"]), "", None, id="a list among the names"),
        pytest.param(index("../a.bin"), "", None, id="a way out of the folder"),
        pytest.param(index("/a.bin"), "", None, id="a path of its own"),
        pytest.param(index("a\u202e.bin"), "", None, id="letters that turn the text round"),
        pytest.param(index("a" * 500), "", None, id="a name that is too long"),
        pytest.param(index(*map(str, range(MAX_SHARDS + 1))), "", None, id="more files than any model has"),
        pytest.param(b'{"weight_map": ["a.bin"]}', "", None, id="a list instead of the map"),
        pytest.param(b'["weight_map"]', "", None, id="a list"),
        pytest.param(b'{"weight_map": {"a": "b.bin"', "", None, id="half of one"),
        pytest.param(b"[" * 200_000, "", None, id="a tower of lists"),
        pytest.param(b"# A card", "", None, id="no JSON"),
        pytest.param(b"", "", None, id="nothing"),
    ],
)
def test_an_index_is_its_files(data: bytes, folder: str, found: list[str] | None) -> None:
    """One that is odd in any place is none: half of what it asks for would make weights look complete."""
    assert shards(data, folder) == found


@pytest.mark.parametrize(
    ("data", "kept"),
    [
        pytest.param(
            {
                "model_type": "fjord",
                "architectures": ["FjordForCausalLM"],
                "max_position_embeddings": 131072,
                "torch_dtype": "bfloat16",
                "num_local_experts": 128,
                "num_experts_per_tok": 4,
                "vocab_size": 201088,
                "hidden_size": 2880,
                "quantization_config": {"quant_method": "mxfp4", "modules_to_not_convert": ["x"]},
            },
            {
                "model_type": "fjord",
                "architectures": ["FjordForCausalLM"],
                "torch_dtype": "bfloat16",
                "quant_method": "mxfp4",
                "max_position_embeddings": 131072,
                "num_local_experts": 128,
                "num_experts_per_tok": 4,
                "vocab_size": 201088,
            },
            id="a usual one",
        ),
        pytest.param(
            {"dtype": "bfloat16", "text_config": {"max_position_embeddings": 4096, "vocab_size": 9, "model_type": "x"}},
            {"torch_dtype": "bfloat16", "max_position_embeddings": 4096, "vocab_size": 9},
            id="one of a model that sees",
        ),
        pytest.param({"n_positions": 1024}, {"n_positions": 1024}, id="an old one"),
        pytest.param({"auto_map": {"AutoModel": "evil/repo--x.Y"}}, {"auto_map": True}, id="it brings code to run"),
        pytest.param(
            {
                "model_type": 7,
                "architectures": {"a": 1},
                "max_position_embeddings": "4096",
                "n_positions": -1,
                "vocab_size": True,
                "text_config": [],
                "quantization_config": "fp8",
                "auto_map": None,
            },
            {},
            id="types that mean nothing",
        ),
        pytest.param(
            {"model_type": "x\u0000" * 300, "architectures": [f"A{n}" for n in range(50)]},
            {"model_type": ("x " * 300)[:80], "architectures": ["A0", "A1", "A2", "A3", "A4"]},
            id="bounded and cleaned",
        ),
        pytest.param(["model_type"], {}, id="a list"),
    ],
)
def test_of_settings_a_few_are_kept(data: Any, kept: dict[str, Any]) -> None:
    """Names, lengths and experts, as plain values; all else is left, and nothing is run."""
    assert config(json.dumps(data).encode()) == kept


def test_settings_that_cannot_be_read_are_none() -> None:
    """No JSON, or too deep a tower of it."""
    assert config(b"---\nlicense: mit\n---\n") == {}
    assert config(b'{"a":' * 200_000) == {}


FRONTS = [
    ("one", "---\nlicense: Apache-2.0\n---\n# Model", ["apache-2.0"]),
    ("several", "---\nlicense:\n- apache-2.0\n- other\n---\n", ["apache-2.0", "other"]),
    ("the word no is no False", "---\nlicense: no\n---\n", ["no"]),
    ("of two the last", "---\nlicense: mit\nlicense: other\n---\n", ["other"]),
    ("Windows line ends and a mark of byte order", "\ufeff---\r\nlicense: mit\r\n---\r\n", ["mit"]),
    ("no front matter, only words", "# Model under Apache 2.0\n", []),
    ("none stated", "---\nlanguage: de\n---\n", []),
    ("a number in a list", "---\nlicense: [1, {a: b}]\n---\n", ["1"]),
    ("not to be read", "---\nlicense: [open\n : : :\n---\n", []),
    ("a tag that asks for more", "---\nlicense: !!python/object/apply:os.system [ls]\n---\n", []),
    ("nested too deeply", "---\nlicense: " + "[" * 5000 + "\n---\n", []),
]


@pytest.mark.parametrize(("text", "stated"), [c[1:] for c in FRONTS], ids=[c[0] for c in FRONTS])
def test_license_of_a_card(text: str, stated: list[str]) -> None:
    """What the front matter of a card states, as text, whatever else is in it."""
    assert card_license(text.encode()) == stated
