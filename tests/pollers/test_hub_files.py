"""Which files may be asked for, and what is taken from a card and a license."""

from __future__ import annotations

import pytest

from tracker.domain import RepoFile
from tracker.pollers.hub_files import MAX_CARD, card_text, license_file, license_hash, may_fetch


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
        pytest.param("config.json", None, False, id="settings of unknown size"),
        pytest.param("config.json", 90_000_000, False, id="settings that are too large to be some"),
        pytest.param("model.safetensors.index.json", 36_000, True, id="an index"),
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
    """Only texts of the card and license and small JSON of the top folder may be asked for."""
    assert may_fetch(name, size) is allowed


@pytest.mark.parametrize(
    ("names", "chosen"),
    [
        pytest.param(["LICENSE.md", "LICENSE"], "LICENSE", id="the plain one first"),
        pytest.param(["a.txt", "LICENSE-LLAMA", "LICENSE.txt"], "LICENSE.txt", id="then the text"),
        pytest.param(["license_agreement.md"], "license_agreement.md", id="then any"),
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


def test_a_license_is_its_words() -> None:
    """Line ends and indents do not make another license; a word does; an empty one is none."""
    assert license_hash(b"MIT License\r\n\r\n  Copyright") == license_hash(b"MIT License Copyright\n")
    assert license_hash(b"MIT License") != license_hash(b"MIT Licence")
    assert license_hash(b" \n") is None
