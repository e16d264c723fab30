"""License texts are recognized word for word, never by resemblance."""

from __future__ import annotations

import tomllib
from importlib import resources

import pytest

from tracker.analysis.license_texts import recognize
from tracker.analysis.licenses import about

_DATA = tomllib.loads(resources.files("tracker.analysis").joinpath("license_texts.toml").read_text("utf-8"))
_WHOLE = {row["id"]: row["text"] for row in _DATA["whole"]}
_APACHE = next(row["texts"][0] for row in _DATA["begins"] if row["id"] == "apache-2.0")
MIT = _WHOLE["mit"]
BSD = (
    _WHOLE["bsd-3-clause"]
    .replace("<name>", "the copyright holder")
    .replace("[1]", "1.")
    .replace("[2]", "2.")
    .replace("[3]", "3.")
)
KIMI = _WHOLE["modified-mit-kimi"].replace("<name>", "Kimi K2.5")


@pytest.mark.parametrize(
    ("text", "license_id"),
    [
        pytest.param(f"MIT License\n\nCopyright (c) 2025 The Lab\n{MIT}", "mit", id="MIT with its holder"),
        pytest.param(
            f"# The MIT License (MIT)\n\nCopyright © 2024–2025 Lab, Inc. and others\n{MIT}", "mit", id="in Markdown"
        ),
        pytest.param(" ".join(f"MIT License Copyright (c) 2025 Lab {MIT}".split()), "mit", id="in one line"),
        pytest.param(MIT.replace('"', "”").replace("\n", "\r\n"), "mit", id="with other quotes and line ends"),
        pytest.param(
            f"Modified MIT License\n\nCopyright (c) 2025 Moonshot AI\n{KIMI}", "modified-mit-kimi", id="Kimi's MIT"
        ),
        pytest.param(f"Modified MIT License\n{MIT}\nYou shall pay us.", None, id="MIT with another clause is not MIT"),
        pytest.param(f"MIT License\n{MIT}\n1. No military use.", None, id="a clause after the ending"),
        pytest.param(f"MIT License\n{MIT}\n本软件仅供研究使用。", None, id="a clause in another language"),
        pytest.param(f"MIT License\nFor non-commercial use.\n{MIT}", None, id="a sentence before"),
        pytest.param(f"Copyright (c) 2026 Lab\nNon-commercial use only.\n{MIT}", None, id="one after the holder"),
        pytest.param(f"Modified MIT License\n\nCopyright (c) 2025 Lab\n{MIT}", None, id="a title that says modified"),
        pytest.param(MIT.replace("sublicense, and/or sell", "and sublicense"), None, id="a right left out"),
        pytest.param(
            MIT.replace("the Software without", "the Software for research without"), None, id="a word put in"
        ),
        pytest.param(MIT[:-40], None, id="half of it"),
        pytest.param(f"BSD 3-Clause License\n\nCopyright (c) 2025, Lab\n{BSD}", "bsd-3-clause", id="BSD"),
        pytest.param(f"{BSD}\nNo permission is granted to patents.", None, id="BSD with a clause"),
        pytest.param(
            f"  Apache License\n  Version 2.0{_APACHE.split('2.0', 1)[1]}\n and on", "apache-2.0", id="Apache 2.0"
        ),
        pytest.param(
            f"Copyright 2024 The Lab. All rights reserved.\n{_APACHE}", "apache-2.0", id="Apache 2.0 after its holder"
        ),
        pytest.param(f"“Commons Clause” License Condition v1.0\n{_APACHE}", None, id="Apache with the Commons Clause"),
        pytest.param(
            f"This license is, in part, based on the Apache License Version 2.0\n{_APACHE}", None, id="based on Apache"
        ),
        pytest.param("Apache License\nVersion 2.0, January 2004", None, id="only the title of Apache"),
        pytest.param("Licensed under the Apache License, Version 2.0", None, id="only named"),
        pytest.param(
            "LLAMA 3.1 COMMUNITY LICENSE AGREEMENT\n\nLlama 3.1 Version Release Date: July 23, 2024\n\n“Agreement”",
            "llama3.1",
            id="Llama 3.1 by its date",
        ),
        pytest.param(
            "**LLAMA 3.3 COMMUNITY LICENSE AGREEMENT**\n\n Llama 3.3 Version Release Date: December 6, 2024",
            "llama3.3",
            id="3.3",
        ),
        pytest.param(
            "LLAMA 5 COMMUNITY LICENSE AGREEMENT\nLlama 5 Version Effective Date", None, id="a version nobody read"
        ),
        pytest.param("LLAMA 3.1 COMMUNITY LICENSE AGREEMENT\nwith changes", None, id="a title without its date"),
        pytest.param("Falcon 2 11B TII License Version 1.0\n\nMay 2024", "falcon-2-11b", id="Falcon 2"),
        pytest.param("TII Falcon-LLM License Version 2.0", None, id="a Falcon license nobody read"),
        pytest.param(
            "BigScience RAIL License v1.0\ndated May 19, 2022\n", "bigscience-bloom-rail-1.0", id="BLOOM's RAIL"
        ),
        pytest.param("CreativeML Open RAIL-M\ndated August 22, 2022\n", "creativeml-openrail-m", id="RAIL-M"),
        pytest.param(
            "CreativeML Open RAIL++-M License\ndated November 24, 2022\n", "openrail++", id="RAIL++ is another"
        ),
        pytest.param(
            "Attribution-NonCommercial 4.0 International\n\n=======\n\nCreative Commons Corporation is",
            "cc-by-nc-4.0",
            id="Creative Commons with its parts",
        ),
        pytest.param(
            "Creative Commons Attribution-NonCommercial 4.0 International Public License with Acceptable Use Addendum",
            None,
            id="Creative Commons with an addendum",
        ),
        pytest.param(
            "GNU AFFERO GENERAL PUBLIC LICENSE\n Version 3, 19 November 2007", "agpl-3.0", id="AGPL is not GPL"
        ),
        pytest.param("# Gemma Terms of Use\n\nLast modified: March 24, 2025", "gemma", id="Gemma"),
        pytest.param(
            "NON-COMMERCIAL LICENSE\nNon-commercial use permitted based on MIT-style terms;",
            "minimax-m2.7-non-commercial",
            id="MiniMax's MIT-style one",
        ),
        pytest.param("", None, id="nothing"),
        pytest.param("Permission is hereby granted. " * 100, None, id="a repeated sentence"),
    ],
)
def test_recognize(text: str, license_id: str | None) -> None:
    """A text is the license whose words it has, with nothing added; anything else was not read."""
    assert recognize(text[:3000]) == license_id


@pytest.mark.parametrize("row", [*_DATA["whole"], *_DATA["begins"]], ids=lambda row: row["id"])
def test_the_table_knows_every_text(row: dict[str, str]) -> None:
    """What a text is, licenses.toml tells about."""
    assert about(row["id"]).id == row["id"]
