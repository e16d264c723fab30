"""Which files may be asked for, and what is taken from a card and a license."""

from __future__ import annotations

import pytest

from tracker.domain import RepoFile
from tracker.pollers.hub_files import (
    MAX_CARD,
    MAX_INDEXES,
    MAX_LICENSE,
    card_text,
    config_file,
    index_files,
    license_file,
    license_hash,
    license_text,
    may_fetch,
)


@pytest.mark.parametrize(
    ("name", "size", "allowed"),
    [
        pytest.param("README.md", 9_000, True, id="the card"),
        pytest.param("README.md", None, True, id="the card, size unknown"),
        pytest.param("README.md", 50_000_000, False, id="a card as large as a book"),
        pytest.param("LICENSE", 11_000, True, id="a license"),
        pytest.param("LICENSE-MODEL.txt", 11_000, True, id="a license with a name"),
        pytest.param("LICENCE.md", 11_000, True, id="a British license"),
        pytest.param("config.json", 1_400, True, id="settings"),
        pytest.param("config.json", None, True, id="settings of unknown size: reading them is bounded"),
        pytest.param("config.json", 90_000_000, False, id="settings that are too large to be some"),
        pytest.param("vae/config.json", 100, False, id="settings of a part"),
        pytest.param("model.safetensors.index.json", 36_000, True, id="an index"),
        pytest.param("model.safetensors.index.json", 9_000_000, True, id="the index of a giant"),
        pytest.param("model.safetensors.index.json", 90_000_000, False, id="an index that is too large to be one"),
        pytest.param("unet/model.safetensors.index.fp16.json", 36_000, True, id="the index of a part"),
        pytest.param("a/../model.safetensors.index.json", 36_000, False, id="an index out of its folder"),
        pytest.param("/model.safetensors.index.json", 36_000, False, id="an index with a path of its own"),
        pytest.param("tokenizer.json", 9_000_000, False, id="a tokenizer"),
        pytest.param("model.safetensors", 1, False, id="weights"),
        pytest.param("pytorch_model.bin", 1, False, id="pickled weights"),
        pytest.param("model-q4.gguf", None, False, id="quantized weights"),
        pytest.param("LICENSE.safetensors", 1, False, id="weights called license"),
        pytest.param("README.md/model.bin", 1, False, id="weights in a folder called README"),
        pytest.param("../README.md", 1, False, id="another folder"),
        pytest.param("modeling_fjord.py", 1, False, id="code"),
        pytest.param("LICENSE.pdf", 1, False, id="a license that is no text"),
    ],
)
def test_weights_are_never_downloaded(name: str, size: int | None, allowed: bool) -> None:
    """Only texts of the card and license, the settings and indexes may be asked for."""
    assert may_fetch(name, size) is allowed


@pytest.mark.parametrize(
    ("names", "chosen"),
    [
        pytest.param(["LICENSE.md", "LICENSE"], "LICENSE", id="the plain one first"),
        pytest.param(["a.txt", "LICENSE-LLAMA", "LICENSE.txt"], "LICENSE.txt", id="then the text"),
        pytest.param(["license_agreement.md"], "license_agreement.md", id="then any"),
        pytest.param(["LICENSE", "LICENSE-MODEL", "LICENSE-CODE"], "LICENSE-MODEL", id="the model's own first of all"),
        pytest.param(["LICENSE-CODE"], None, id="the code's alone is not the model's"),
        pytest.param(["LICENSE_USE_POLICY.md", "USE_POLICY.md", "NOTICE"], None, id="a policy is no license"),
        pytest.param(["docs/LICENSE", "LICENSE.bin"], None, id="none of the top folder"),
        pytest.param([], None, id="none at all"),
    ],
)
def test_the_license_file_is_found(names: list[str], chosen: str | None) -> None:
    """The usual names come first."""
    assert license_file([RepoFile(name, 100) for name in names]) == chosen


@pytest.mark.parametrize(
    ("data", "text"),
    [
        pytest.param(b"---\nlicense: mit\n---\n# Fjord\n\nText.\n", "# Fjord\n\nText.", id="front matter is cut"),
        pytest.param(b"---\r\nlicense: mit\r\n---\r\n# Fjord\r\nText.", "# Fjord\nText.", id="with Windows line ends"),
        pytest.param(b"# Fjord\n---\nText.", "# Fjord\n---\nText.", id="a rule is no front matter"),
        pytest.param(b"---\nnever: ends", "---\nnever: ends", id="front matter that never ends is text"),
        pytest.param(b"\xef\xbb\xbf---\na: b\n---\nText\xff", "Text\ufffd", id="a mark before, a broken byte after"),
        pytest.param(b"", "", id="nothing"),
    ],
)
def test_a_card_is_its_text(data: bytes, text: str) -> None:
    """Metadata is read from the API, so the card is what people wrote below it."""
    assert card_text(data) == text


def test_a_card_is_bounded() -> None:
    """64 kB are kept, in whole characters."""
    kept = card_text("ü".encode() * 200_000)

    assert len(kept.encode()) == MAX_CARD
    assert set(kept) == {"ü"}


def test_settings_and_indexes_are_found() -> None:
    """Those of the top folder come first, and there is an end to them."""
    names = ["z/model.safetensors.index.json", "config.json", "model.safetensors.index.json", "tokenizer.json"]
    many = [RepoFile(f"part-{n}/model.safetensors.index.json", 10) for n in range(50)]

    assert config_file([RepoFile(name, 10) for name in names]) == "config.json"
    assert index_files([RepoFile(name, 10) for name in names]) == [names[2], names[0]]
    assert len(index_files(many)) == MAX_INDEXES


def test_the_beginning_of_a_license_is_kept() -> None:
    """In lines, cleaned, and bounded whatever its length."""
    assert license_text(b"\xef\xbb\xbfMIT License\r\n\r\n\r\n\r\nCopyright\x00 \n") == "MIT License\n\nCopyright"
    assert len(license_text("Paragraph ü. ".encode() * 10_000)) <= MAX_LICENSE


def test_a_license_is_its_words() -> None:
    """Line ends and indents do not make another license; a word does; an empty one is none."""
    assert license_hash(b"MIT License\r\n\r\n  Copyright") == license_hash(b"MIT License Copyright\n")
    assert license_hash(b"MIT License") != license_hash(b"MIT Licence")
    assert license_hash(b" \n") is None
