"""Release, conversion, variant, derivative or trace."""

from __future__ import annotations

import pytest

from tests.samples import repo
from tracker.analysis.derivatives import part

CASES = [
    ("no parent is a release", "acme/Alpha-7B", (), None, "release"),
    ("own instruct model is a variant", "acme/Alpha-7B-Instruct", ("acme/Alpha-7B",), "finetune", "variant"),
    (
        "own instruct model without a relation is a variant",
        "google/gemma-3-4b-it",
        ("google/gemma-3-4b-pt",),
        None,
        "variant",
    ),
    ("own quantization is a conversion", "acme/Alpha-7B-GGUF", ("acme/Alpha-7B",), "quantized", "conversion"),
    ("own parent and a format name is a conversion", "acme/Alpha-7B-FP8", ("acme/Alpha-7B",), None, "conversion"),
    ("a format name alone is a conversion", "acme/Alpha-7B-AWQ", (), None, "conversion"),
    ("an own adapter is a conversion", "acme/Alpha-7B-lora", ("acme/Alpha-7B",), "adapter", "conversion"),
    ("another owner's parent is a derivative", "quants/Alpha-7B-GGUF", ("acme/Alpha-7B",), "quantized", "derivative"),
    ("another owner's finetune is a derivative", "someone/Alpha-Med", ("acme/Alpha-7B",), "finetune", "derivative"),
    ("a trial by its name is a trace", "acme/tiny-random-alpha", (), None, "trace"),
    ("a model whose name contains test inside a word is none", "acme/Latest-7B", (), None, "release"),
    ("a repo that names itself as base has no parent", "acme/Alpha-7B", ("acme/Alpha-7B",), "finetune", "release"),
]


@pytest.mark.parametrize(("id_", "parents", "relation", "role"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_role(id_: str, parents: tuple[str, ...], relation: str | None, role: str) -> None:
    """The declared parents decide, then the name."""
    found = part(repo(id_, base_models=parents, relation=relation))

    assert role == found.role
