"""Corpora that are public as a whole: a card that names only these says what the model was trained on."""

from __future__ import annotations

import re

PUBLIC: tuple[tuple[str, str, str], ...] = (
    ("The Pile", r"(?:eleutherai/)?(?:the[_ -]?)?pile(?:[_-]deduplicated)?|the pile", "https://pile.eleuther.ai"),
    (
        "ROOTS",
        r"bigscience-data/roots(?:_[\w-]+)?|bigscience-catalogue-lm-data/[\w-]+",
        "https://huggingface.co/bigscience-data",
    ),
    ("Dolma", r"allenai/dolma[\w.-]*", "https://huggingface.co/datasets/allenai/dolma"),
    (
        "OLMo mix",
        r"allenai/olmo-mix[\w.-]*|allenai/dolmino-mix[\w.-]*|allenai/olmoe-mix[\w.-]*",
        "https://huggingface.co/datasets/allenai/olmo-mix-1124",
    ),
    ("FineWeb", r"huggingfacefw/fineweb(?:-edu|-2|2)?", "https://huggingface.co/datasets/HuggingFaceFW/fineweb"),
    (
        "RedPajama",
        r"togethercomputer/redpajama-data[\w.-]*",
        "https://huggingface.co/datasets/togethercomputer/RedPajama-Data-1T",
    ),
    ("SlimPajama", r"cerebras/slimpajama[\w.-]*", "https://huggingface.co/datasets/cerebras/SlimPajama-627B"),
    (
        "The Stack",
        r"bigcode/the-stack(?:-dedup|-v2|-v2-dedup|-v2-train-full-ids|-v2-train-smol-ids)?",
        "https://huggingface.co/datasets/bigcode/the-stack",
    ),
    ("StarCoderData", r"bigcode/starcoderdata", "https://huggingface.co/datasets/bigcode/starcoderdata"),
    ("C4", r"(?:allenai/)?c4|(?:allenai/)?mc4", "https://huggingface.co/datasets/allenai/c4"),
    ("LAION", r"laion/(?:laion\d+b[\w.-]*|laion400m|relaion[\w.-]*)", "https://laion.ai/blog/laion-5b/"),
    (
        "DCLM",
        r"mlfoundations/dclm-baseline-1\.0(?:-parquet)?",
        "https://huggingface.co/datasets/mlfoundations/dclm-baseline-1.0",
    ),
    ("OpenWebText", r"(?:skylion007/)?openwebtext", "https://skylion007.github.io/OpenWebTextCorpus/"),
    ("Wikipedia", r"(?:wikimedia/)?wikipedia", "https://dumps.wikimedia.org"),
    (
        "Cosmopedia",
        r"huggingfacetb/(?:cosmopedia|smollm-corpus)(?:-v2)?",
        "https://huggingface.co/datasets/HuggingFaceTB/smollm-corpus",
    ),
)
"""Title, pattern of the ids on the Hub in lower case, where it is published."""

_PATTERN = re.compile("|".join(f"(?:{pattern})" for _, pattern, _ in PUBLIC))


def is_public(dataset: str) -> bool:
    """Is a named data set one of the public corpora; by exact id, never by resemblance."""
    return _PATTERN.fullmatch(dataset.strip().lower()) is not None
