"""Tiny models for all tests of this folder, made once; loud where there is no torch to make them with."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from tests.summarizers.model import tiny

MISSING = [name for name in ("torch", "transformers", "tokenizers") if importlib.util.find_spec(name) is None]


@pytest.fixture(scope="session")
def torch() -> None:
    """What the language model's path needs; without it these tests say that they tested nothing."""
    if MISSING:
        pytest.skip(f"NOT TESTED, the language model path: {', '.join(MISSING)} missing; `make model` installs it")


@pytest.fixture(scope="session")
def chat(torch: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A chat model of a megabyte."""
    return tiny.causal(tmp_path_factory.mktemp("models") / "chat")


@pytest.fixture(scope="session")
def slow(torch: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with so many layers that it never ends in time."""
    return tiny.causal(tmp_path_factory.mktemp("models") / "slow", layers=60)


@pytest.fixture(scope="session")
def shortener(torch: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An encoder and decoder without a chat."""
    return tiny.seq2seq(tmp_path_factory.mktemp("models") / "shortener")
