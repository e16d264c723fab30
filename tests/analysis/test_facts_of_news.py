"""Whole entries with other models in them, as a row shows them: titles, predecessors, rivals, digests, plans."""

from __future__ import annotations

import pytest

from tracker.analysis import known, rows
from tracker.domain import JSON


def read(title: str, text: str) -> dict[str, JSON]:
    """What is stated of an entry's main model; sizes as pairs of total and active."""
    found = rows.row({"id": "1", "title": title, "summary": text}, known())["facts"]
    sizes = sorted(((one["total_b"], one["active_b"]) for one in found.pop("sizes") or ()), key=str)
    rest = {name: one for name, one in found.items() if one is not None and name not in ("organization", "model_names")}
    return {**({"sizes": sizes} if sizes else {}), **rest}


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        pytest.param(
            "Corvane releases Sturnus 2, an open-weight 34B model",
            "The weights are under Apache 2.0. Titan Pro offers 1M tokens but is only available through an API.",
            {"sizes": [(34, None)], "license": "apache-2.0", "weights": "yes"},
            id="a rival behind an API",
        ),
        pytest.param(
            "Cygnus gibt Swan 2 frei",
            "Cygnus gibt das Modell Swan 2 mit 120 Milliarden Parametern zum Download frei. An Claude Opus mit seinem"
            " Kontextfenster von 200.000 Token reicht es nicht heran. Die Dateien liegen als Torrent bereit.",
            {"sizes": [(120, None)], "weights": "yes", "weights_location": "torrent"},
            id="a rival with its own context",
        ),
        pytest.param(
            "Last week in models",
            "- Titan Labs updated Titan 5 to 1M tokens of context, API only.\n- Aviary open-sourced Kestrel 4, 12B"
            " parameters, MIT license, 256K context.\n- A new benchmark for agents came out.",
            {"sizes": [(12, None)], "license": "mit", "context_tokens": 256000, "weights": "yes"},
            id="a list of several publishers",
        ),
        pytest.param(
            "",
            "Titan Labs launched Titan 5 Mini, a proprietary model with a 1M-token context. Quail AI open-sourced"
            " Quail-Coder, a 22B model with a 64K context under Apache 2.0.",
            {"sizes": [(22, None)], "license": "apache-2.0", "context_tokens": 64000, "weights": "yes"},
            id="the open one of two",
        ),
        pytest.param(
            "Aviary delays Kestrel 5 again",
            "Aviary has pushed back the release of Kestrel 5's weights. Kestrel 4, a 12B model under MIT, came out in"
            " January 2026.",
            {},
            id="a delay, and the predecessor's facts",
        ),
        pytest.param(
            "Tideline kündigt Sandpiper 3 an",
            "Sandpiper 3 soll noch in diesem Jahr erscheinen. Sandpiper 2 umfasst bis zu 40 Milliarden Parameter.",
            {},
            id="an announcement, and the version before",
        ),
        pytest.param(
            "Ministerium will offenes KI-Modell fördern",
            "Das Ministerium stellt 40 Millionen Euro für ein offenes Sprachmodell bereit.",
            {},
            id="money for a model that somebody wants",
        ),
        pytest.param(
            "Meta stellt Llama 5 vor",
            "Llama 5 gibt es in den Varianten Hawk mit 70 Milliarden und Osprey mit 400 Milliarden Parametern. Condor"
            " mit drei Billionen Parametern soll später folgen.",
            {"sizes": [(400, None), (70, None)]},
            id="a size that is to follow",
        ),
        pytest.param(
            "NVIDIA Nemotron 4 Nano",
            "Nemotron 4 Nano 9B was distilled from Nemotron 4 Ultra, a 340B model. It has a 1M token context.",
            {"sizes": [(9, None)], "context_tokens": 1_000_000},
            id="the larger one that it was distilled from",
        ),
        pytest.param(
            "Gannet 2 vs. Llama 4 Scout",
            "Llama 4 Scout has 109B parameters and a 10M context. Guess which one I run at home.",
            {},
            id="a title's own model that nobody lists",
        ),
        pytest.param(
            "GPT-5.5 gets longer memory",
            "OpenAI's GPT-5.5 now accepts 2M tokens of context. Open rivals such as DeepSeek-V4 and Kimi K3, with 1"
            " trillion parameters, have also grown.",
            {"context_tokens": 2_000_000},
            id="a closed model's rivals",
        ),
        pytest.param(
            "Moonshot veröffentlicht Kimi K3",
            "Kimi K3 kommt auf eine Billion Parameter, von denen 32 Milliarden aktiv sind. Die Gewichte sind auf"
            " Hugging Face abrufbar.",
            {"sizes": [(1000, 32)], "weights": "yes", "weights_location": "huggingface"},
            id="a German active part in a clause of its own",
        ),
        pytest.param(
            "Meet Pelican-MoE",
            "Pelican-MoE has 96B total parameters, of which 9B are active per token."
            " Training data will not be released.",
            {"sizes": [(96, 9)], "data_disclosure": "no"},
            id="data that will not be released",
        ),
        pytest.param(
            "Aviary relicenses Kestrel 4",
            "Kestrel 4 moves from the Aviary Research License to Apache 2.0. The weights on Hugging Face were updated.",
            {"license": "apache-2.0", "weights": "yes", "weights_location": "huggingface"},
            id="the license that it had before",
        ),
        pytest.param(
            "Turnstone 12B withdrawn",
            "Turnstone 12B is no longer available: the lab took down the weights four hours after launch.",
            {"sizes": [(12, None)]},
            id="weights that are gone",
        ),
        pytest.param(
            "Turnstone is back",
            "The lab re-released Turnstone 12B on June 4, 2026, now with a 64K context window (before: 32K).",
            {"sizes": [(12, None)], "context_tokens": 64000, "release_date": "2026-06-04"},
            id="a context that was longer than before",
        ),
        pytest.param(
            "Lark AI zögert: Offenes Modell kommt später",
            "Lark AI verschiebt sein offenes Modell. Konkurrent Moonshot hat Kimi K2 mit einer Billion Parametern"
            " freigegeben.",
            {},
            id="what a competitor brings out",
        ),
        pytest.param(
            "Step-4-Flash",
            "Step 4 Flash activates 11B of its 196B parameters per token.",
            {"sizes": [(196, 11)]},
            id="an active share in English",
        ),
        pytest.param(
            "Xiaomi's MiMo-V3",
            "Xiaomi's MiMo-V3 comes with open weights (MIT) and 309 billion parameters, 15 billion of them active.",
            {"sizes": [(309, 15)], "license": "mit", "weights": "yes"},
            id="MIT in brackets, and what of them is active",
        ),
        pytest.param(
            "HunyuanVideo 2",
            "HunyuanVideo 2 is a 13B parameter video generation model. It turns text or images into 10-second clips.",
            {"sizes": [(13, None)], "modalities_in": ["text", "image"], "modalities_out": ["video"]},
            id="what is turned into what",
        ),
        pytest.param(
            "EXAONE 5 is closed no more",
            "LG AI Research changed the license of EXAONE 5 32B. It was non-commercial, and is now MIT.",
            {"sizes": [(32, None)], "license": "mit"},
            id="a license that is new now",
        ),
    ],
)
def test_facts_of_the_main_model(title: str, text: str, expected: dict[str, JSON]) -> None:
    """Facts of others, of plans and of earlier versions are not the release's."""
    assert read(title, text) == expected


def test_a_title_is_a_sentence_of_its_own() -> None:
    """A quote never runs from the title into the text."""
    found = rows.row(
        {"id": "1", "title": "Kestrel 4 is here", "summary": "it has 12B parameters under Apache 2.0"}, known()
    )
    assert found["evidence"]["license"] == "it has 12B parameters under Apache 2.0"
