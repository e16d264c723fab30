"""Fact `modalities`: what goes in and comes out, together; the reading that modalities_in and _out share."""

from __future__ import annotations

import re

from tracker.analysis.facts.kind import Kind, from_metadata, from_text
from tracker.analysis.facts.sentences import told
from tracker.domain import Fact, Repo

ORDER = ("text", "image", "audio", "video")

PIPELINES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "text-generation": (("text",), ("text",)),
    "text2text-generation": (("text",), ("text",)),
    "fill-mask": (("text",), ("text",)),
    "translation": (("text",), ("text",)),
    "summarization": (("text",), ("text",)),
    "question-answering": (("text",), ("text",)),
    "image-text-to-text": (("text", "image"), ("text",)),
    "visual-question-answering": (("text", "image"), ("text",)),
    "document-question-answering": (("text", "image"), ("text",)),
    "image-to-text": (("image",), ("text",)),
    "video-text-to-text": (("text", "video"), ("text",)),
    "audio-text-to-text": (("text", "audio"), ("text",)),
    "automatic-speech-recognition": (("audio",), ("text",)),
    "text-to-speech": (("text",), ("audio",)),
    "text-to-audio": (("text",), ("audio",)),
    "audio-to-audio": (("audio",), ("audio",)),
    "text-to-image": (("text",), ("image",)),
    "image-to-image": (("image",), ("image",)),
    "text-to-video": (("text",), ("video",)),
    "image-to-video": (("image",), ("video",)),
}
"""Inputs and outputs of the Hub's pipeline tags (https://huggingface.co/tasks); "any-to-any" says nothing exact."""

_SPEECH_IN = re.compile(
    r"\b(?:speech[\s-](?:transcription|recognition|to[\s-]text)|transcription model|spracherkennung\w*)\b",
    re.IGNORECASE,
)
_SPEECH_OUT = re.compile(r"\b(?:text[\s-]to[\s-]speech|sprachsynthese)\b", re.IGNORECASE)
_IMAGE_OUT = re.compile(
    r"\b(?:text[\s-]to[\s-]image|image generation model|bildgenerator|bildgenerierungsmodell)\b", re.IGNORECASE
)
_VIDEO_OUT = re.compile(r"\b(?:text[\s-]to[\s-]video|video generation model|videogenerator)\b", re.IGNORECASE)
_TEXT_IMAGE_IN = re.compile(
    r"\b(?:native vision|vision[\s-]language|support(?:s)? (?:both )?(?:text and (?:vision|images?)"
    r"|images? and text|vision and text)|text and (?:vision|image) modalities"
    r"|(?:verbinden|verarbeite[nt]|verstehe[nt]) (?:\w+ )?(?:text(?:e)? und bild(?:er)?|bilder und text(?:e)?)"
    r"|(?:text|texte) und bilder verarbeit)",
    re.IGNORECASE,
)
_ONLY_IN = re.compile(r"\binputs? text only\b", re.IGNORECASE)
_ONLY_OUT = re.compile(r"\b(?:generates?|outputs?) text only\b", re.IGNORECASE)


def heard(text: str) -> tuple[tuple[str, ...], tuple[str, ...], str]:
    """Inputs, outputs and the sentence of a text; empty where it states none."""
    inputs: tuple[str, ...] = ()
    outputs: tuple[str, ...] = ()
    quote = ""
    for line in told(text):
        for pattern, into, out in (
            (_SPEECH_IN, ("audio",), ("text",)),
            (_SPEECH_OUT, ("text",), ("audio",)),
            (_IMAGE_OUT, ("text",), ("image",)),
            (_VIDEO_OUT, ("text",), ("video",)),
            (_TEXT_IMAGE_IN, ("text", "image"), ()),
            (_ONLY_IN, ("text",), ()),
            (_ONLY_OUT, (), ("text",)),
        ):
            if pattern.search(line):
                inputs, outputs, quote = inputs or into, outputs or out, quote or line
    return inputs, outputs, quote


def together(inputs: tuple[str, ...], outputs: tuple[str, ...]) -> list[str]:
    """All modalities once, in the usual order."""
    return [one for one in ORDER if one in inputs or one in outputs]


def stated(text: str, language: str) -> tuple[Fact, ...]:
    """What a text says that the model takes or makes."""
    inputs, outputs, quote = heard(text)
    return from_text("modalities", together(inputs, outputs), quote) if quote else ()


def of_repo(repo: Repo) -> tuple[Fact, ...]:
    """What the Hub's pipeline tag means."""
    known = PIPELINES.get(repo.pipeline_tag or "")
    return from_metadata(repo, "modalities", together(*known), quote=repo.pipeline_tag) if known else ()


KIND = Kind("modalities", "list of text, image, audio, video: what goes in or comes out", stated, of_repo)
