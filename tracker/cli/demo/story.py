"""The demo's story: OpenAI's open weights in the summer of 2025, and a small lab that changes its license.

The dates of the OpenAI part are real: announced on 31 March, put off on 10 June, out on 5 August 2025. Every text is
written for the demo and may be used under CC0. Nordlicht Labs, Karton and the addresses in .example are made up.
"""

from __future__ import annotations

import json

from tracker.cli.demo.plot import Change, Entry, Feed, Owner, Story, at

OFFICIAL = Feed(
    name="openai-news",
    title="OpenAI News",
    kind="official",
    language="en",
    organization="openai",
    entries=(
        Entry(
            at=at("2025-03-20T17:00"),
            title="New voices for our speech API",
            text="Three new voices can be used in the API from today.",
            link="https://openai-news.example/voices",
        ),
        Entry(
            at=at("2025-03-31T17:00"),
            title="OpenAI announces an open-weight language model",
            text="In the coming months we will release our first open-weight language model since GPT-2, with "
            "reasoning. Before that we ask developers what would help them most.",
            link="https://openai-news.example/open-model",
        ),
        Entry(
            at=at("2025-06-10T21:00"),
            title="Our open-weight language model is delayed until later this summer",
            text="We need more time for the open-weight model. It will come later this summer, not in June.",
            link="https://openai-news.example/open-model-later",
        ),
        Entry(
            at=at("2025-08-05T17:05"),
            title="Introducing gpt-oss: gpt-oss-120b and gpt-oss-20b, open-weight reasoning models",
            text="Today we release the weights of gpt-oss-120b and gpt-oss-20b under the Apache 2.0 license. The "
            "larger has 117 billion parameters with 5.1 billion active per token; the smaller runs on a computer with "
            "16 GB of memory.",
            link="https://openai-news.example/gpt-oss",
        ),
        Entry(
            at=at("2025-08-07T17:00"),
            title="GPT-5 is available in ChatGPT and in the API",
            text="GPT-5 is our new flagship. It is available today in ChatGPT and through the API.",
            link="https://openai-news.example/gpt-5",
        ),
    ),
)

PRESS = Feed(
    name="rechenblatt",
    title="Rechenblatt",
    kind="press",
    language="de",
    format="atom",
    entries=(
        Entry(
            at=at("2025-03-28T09:00"),
            title="Rechenzentren brauchen mehr Strom",
            text="Der Bedarf wächst weiter, sagt eine Studie.",
            link="https://rechenblatt.example/strom",
        ),
        Entry(
            at=at("2025-03-31T19:30"),
            title="OpenAI kündigt Sprachmodell mit offenen Gewichten an",
            text="Das erste offene Modell seit GPT-2 soll in den nächsten Monaten erscheinen.",
            link="https://rechenblatt.example/openai-offen",
        ),
        Entry(
            at=at("2025-06-11T08:00"),
            title="OpenAI verschiebt sein Open-Weight-Modell auf den Spätsommer",
            text="Das angekündigte Modell mit offenen Gewichten kommt später als geplant.",
            link="https://rechenblatt.example/openai-spaeter",
        ),
        Entry(
            at=at("2025-08-05T18:10"),
            title="gpt-oss: OpenAI veröffentlicht Gewichte von zwei Modellen",
            text="gpt-oss-120b und gpt-oss-20b stehen unter der Apache-Lizenz 2.0 auf Hugging Face bereit.",
            link="https://rechenblatt.example/gpt-oss",
        ),
        Entry(
            at=at("2025-08-08T07:00"),
            title="gpt-oss-20b im Test: Was das Modell auf dem Notebook leistet",
            text="Wir haben das kleine Modell eine Woche lang ausprobiert.",
            link="https://rechenblatt.example/gpt-oss-test",
        ),
    ),
)


def shards(count: int, size: int) -> dict[str, int]:
    """File sizes of complete weights in `count` safetensors files."""
    return {f"model-{n:05d}-of-{count:05d}.safetensors": size for n in range(1, count + 1)}


def texts(count: int, architecture: str, context: int) -> dict[str, str]:
    """The small files beside the weights: the configuration and the index that names every shard."""
    names = list(shards(count, 0))
    weights = {f"model.layers.{n}.weight": name for n, name in enumerate(names)}
    config = {"architectures": [architecture], "max_position_embeddings": context}
    return {"config.json": json.dumps(config), "model.safetensors.index.json": json.dumps({"weight_map": weights})}


APACHE = {"LICENSE": "Apache License\nVersion 2.0, January 2004\nhttp://www.apache.org/licenses/\n"}
GPT_OSS = {
    "license": "apache-2.0",
    "pipeline_tag": "text-generation",
    "library_name": "transformers",
    "language": ["en"],
}
CARD = """
## Intended use

For developers who run a reasoning model on machines of their own and adapt it to their work.

## Limitations

It makes mistakes and knows nothing that happened after its training ended.

## Training

The training data is not published. How the model was built and tested is told in the report, arXiv:2508.10925.
"""
NORDLICHT = {"license": "apache-2.0", "pipeline_tag": "text-generation", "language": ["de", "en"]}

CHANGES = (
    Change(
        at=at("2024-11-05T12:00"),
        repo="openai/whisper-large-v3",
        card={"license": "apache-2.0", "pipeline_tag": "automatic-speech-recognition"},
        readme="# Whisper large v3\n\nSpeech recognition, known for a long time.\n",
        files={"model.safetensors": 3_087_130_976},
        texts=texts(1, "WhisperForConditionalGeneration", 448),
        parameters=1_543_490_560,
    ),
    # Both repos lie there in private for a day: the moment of the release is when they become public.
    Change(
        at=at("2025-08-04T22:30"),
        repo="openai/gpt-oss-120b",
        card=GPT_OSS,
        readme="# gpt-oss-120b\n\nAn open-weight reasoning model with 117B parameters with 5.1B active parameters "
        "and a context length of 131,072 tokens, under the Apache 2.0 license.\n" + CARD,
        files=shards(15, 4_350_000_000),
        texts=texts(15, "GptOssForCausalLM", 131_072) | APACHE,
        parameters=120_412_337_472,
        private=True,
    ),
    Change(
        at=at("2025-08-04T22:35"),
        repo="openai/gpt-oss-20b",
        card=GPT_OSS,
        readme="# gpt-oss-20b\n\nAn open-weight reasoning model with 21B parameters with 3.6B active parameters, "
        "for computers with 16 GB of memory, under the Apache 2.0 license.\n" + CARD,
        files=shards(3, 4_590_000_000),
        texts=texts(3, "GptOssForCausalLM", 131_072) | APACHE,
        parameters=21_511_953_984,
        private=True,
    ),
    Change(at=at("2025-08-05T17:00"), repo="openai/gpt-oss-120b", private=False),
    Change(at=at("2025-08-05T17:00"), repo="openai/gpt-oss-20b", private=False),
    # Somebody else's conversion: linked to the release, never told as one.
    Change(
        at=at("2025-08-05T18:40"),
        repo="karton/gpt-oss-20b-GGUF",
        card={"license": "apache-2.0", "base_model": "openai/gpt-oss-20b", "base_model_relation": "quantized"},
        readme="# gpt-oss-20b as GGUF\n\nConverted from openai/gpt-oss-20b.\n",
        files={"gpt-oss-20b-Q4_K_M.gguf": 11_600_000_000},
    ),
    # A small lab publishes a card first, weights two hours later, and another license after ten days.
    Change(
        at=at("2025-09-10T09:00"),
        repo="nordlicht-labs/Nordlicht-7B",
        card=NORDLICHT,
        readme="# Nordlicht-7B\n\nA German and English language model with 7 billion parameters. Weights follow.\n",
        texts=APACHE,
    ),
    Change(
        at=at("2025-09-10T11:00"),
        repo="nordlicht-labs/Nordlicht-7B",
        readme="# Nordlicht-7B\n\nA German and English language model with 7 billion parameters.\n",
        files=shards(3, 4_800_000_000),
        texts=texts(3, "LlamaForCausalLM", 32_768),
        parameters=7_241_732_096,
    ),
    Change(
        at=at("2025-09-20T14:00"),
        repo="nordlicht-labs/Nordlicht-7B",
        card={"license": "cc-by-nc-4.0"},
        texts={"LICENSE": "Creative Commons Attribution-NonCommercial 4.0 International\n"},
    ),
)

# The tracker looks around what happens and at breakfast, when the letter is due (08:00 in Berlin: 06:00 UTC).
DAYS: dict[str, tuple[str, ...]] = {
    "2025-03-30": ("12:00", "12:30"),
    "2025-03-31": ("16:55", "17:01", "17:10", "19:35", "22:00"),
    "2025-04-01": ("06:05", "12:00"),
    "2025-06-10": ("20:55", "21:05"),
    "2025-06-11": ("06:05", "08:05", "12:00"),
    "2025-06-12": ("06:05",),
    "2025-08-04": ("12:00", "22:40"),
    "2025-08-05": ("16:55", "17:00", "17:01", "17:06", "17:12", "18:15", "18:45", "21:00"),
    "2025-08-06": ("06:05", "12:00"),
    "2025-08-07": ("17:05",),
    "2025-08-08": ("06:05", "07:10"),
    "2025-09-10": ("08:55", "09:01", "11:01", "12:00"),
    "2025-09-11": ("06:05",),
    "2025-09-20": ("13:55", "14:01", "15:00"),
    "2025-09-21": ("06:05", "12:00"),
}

STORY = Story(
    moments=tuple(at(f"{day}T{hour}") for day, hours in DAYS.items() for hour in hours),
    feeds=(OFFICIAL, PRESS),
    owners=(Owner("openai", "OpenAI"), Owner("nordlicht-labs", "Nordlicht Labs"), Owner("karton", "Karton")),
    changes=tuple(sorted(CHANGES, key=lambda change: change.at)),
)
