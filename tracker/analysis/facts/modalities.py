"""Fact `modalities`: what goes in and comes out, together; the reading that modalities_in and _out share."""

from __future__ import annotations

import re
from functools import lru_cache

from tracker.analysis.facts.kind import Kind, from_metadata, from_text
from tracker.analysis.facts.others import negated, of_another
from tracker.analysis.facts.story import Story
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

_STEMS = ("vision", "image", "bild", "audio", "speech", "sprach", "transcri", "video", "text", "input")
_SPEECH_IN = re.compile(
    r"\b(?:speech[\s-](?:transcription|recognition|to[\s-]text)|transcription model|spracherkennung\w*)\b",
    re.IGNORECASE,
)
_SPEECH_OUT = re.compile(r"\b(?:text[\s-](?:to|zu)[\s-](?:speech|sprache)|sprachsynthese\w*)\b", re.IGNORECASE)
_IMAGE_OUT = re.compile(
    r"\b(?:text[\s-](?:to|zu)[\s-](?:image|bild)|image generation model|bildgenerator|bildgenerierungsmodell)\b",
    re.IGNORECASE,
)
_VIDEO_OUT = re.compile(r"\b(?:text[\s-](?:to|zu)[\s-]video|video generation model|videogenerator)\b", re.IGNORECASE)
_TEXT_IMAGE_IN = re.compile(
    r"\b(?:native vision|vision[\s-]language|support(?:s)? (?:both )?(?:text and (?:vision|images?)"
    r"|images? and text|vision and text)|text and (?:vision|image) modalities"
    r"|(?:verbinden|verarbeite[nt]|verstehe[nt]) (?:\w+ )?(?:text(?:e)? und bild(?:er)?|bilder und text(?:e)?)"
    r"|(?:text|texte) und bilder verarbeit)",
    re.IGNORECASE,
)
_ONLY_IN = re.compile(r"\binputs? text only\b", re.IGNORECASE)
_TEXT_ONLY = re.compile(
    r"\b(?:a|is|ein|ist|as) (?:purely )?(?:text[\s-]only|reines text)[\s-]?(?:model|modell)\b", re.IGNORECASE
)
_NOUNS = {
    "text": r"texte?n?|code",
    "image": r"images?|pictures?|photos?|bilder?n?",
    "audio": r"audio(?:s|dateien)?|speech|sprache",
    "video": r"videos?|clips?",
}
_NOUN = "|".join(_NOUNS.values())
_LIST = (
    rf"(?:(?:both |interleaved |sowohl )?(?:{_NOUN})(?:\s*(?:,|/|and|und|or|oder|as well as|sowie"
    rf"|als auch)+\s*(?:and |und |even |auch )?)?){{1,5}}"
)
_TAKES = re.compile(
    rf"\b(?:accepts?|takes?|process(?:es)?|understands?|handles?|ingests?|verarbeitet|versteht|akzeptiert|nimmt"
    rf"|kombiniert|verbindet)"
    rf"\s+(?P<list>{_LIST})(?P<input>\s*(?:as )?(?:inputs?|eingaben?|als eingabe|entgegen))?",
    re.IGNORECASE,
)
_INPUTS = re.compile(rf"(?P<list>{_LIST})\s*(?:as |als )?(?:inputs?|eingaben?)\b", re.IGNORECASE)
_INPUT_LABEL = re.compile(rf"^\W*(?:inputs?|input modalit\w+|eingabe\w*)\s*[:|]\s*(?P<list>{_LIST})", re.IGNORECASE)
_OUTPUT_LABEL = re.compile(rf"^\W*(?:outputs?|output modalit\w+|ausgabe\w*)\s*[:|]\s*(?P<list>{_LIST})", re.IGNORECASE)
_OUT_OF_TEXT = re.compile(
    rf"\b(?:turns?|converts?|verwandelt) (?P<list>{_LIST})\s*(?:into|to|in)\s+(?:[\w-]+ )?(?P<into>images?|videos?"
    rf"|speech|audio"
    r"|clips?|bilder|sprache)\b"
    r"|\b(?:generates?|creates?|erzeugt|generiert)\s+(?P<what>images?|pictures|videos?|speech|audio|bilder"
    r"|sprache) (?:from|out of|aus)"
    r" (?:text|prompts)",
    re.IGNORECASE,
)
_MAKES = re.compile(
    rf"\b(?:generates?|outputs?|produces?|returns?|erzeugt|generiert|gibt"
    rf"|liefert)\s+(?P<list>{_LIST})(?=\s*(?:[.;,)]|$|outputs?|as output"
    r"|aus\b|als ausgabe))",
    re.IGNORECASE,
)
_ONLY_OUT = re.compile(r"\b(?:generates?|outputs?) text only\b", re.IGNORECASE)


@lru_cache(maxsize=8)
def heard(story: Story) -> tuple[tuple[str, ...], tuple[str, ...], str]:
    """Inputs, outputs and the sentence of a text; empty where it states none."""
    inputs: tuple[str, ...] = ()
    outputs: tuple[str, ...] = ()
    quote = ""
    for line in story.having(*_STEMS):
        for pattern, into, out in (
            (_SPEECH_IN, ("audio",), ("text",)),
            (_SPEECH_OUT, ("text",), ("audio",)),
            (_IMAGE_OUT, ("text",), ("image",)),
            (_VIDEO_OUT, ("text",), ("video",)),
            (_TEXT_IMAGE_IN, ("text", "image"), ()),
            (_TEXT_ONLY, ("text",), ("text",)),
            (_ONLY_IN, ("text",), ()),
            (_ONLY_OUT, (), ("text",)),
        ):
            match = pattern.search(line)
            if match and not negated(line, match.start()) and not of_another(line, match.start()):
                if pattern in (_SPEECH_IN, _SPEECH_OUT) and not _of_a_model(line, story):
                    continue
                inputs, outputs, quote = inputs or into, outputs or out, quote or line
        taken, made = _taken(line), _made(line)
        if (match := _OUT_OF_TEXT.search(line)) and not negated(line, match.start()):
            taken = _kinds(match["list"]) if match["list"] else ("text",)
            made = _kinds(match["what"] or match["into"])
        if taken or made:
            inputs = taken if set(taken) > set(inputs) else inputs
            outputs, quote = outputs or made, quote or line
    return inputs, outputs, quote


def _of_a_model(line: str, story: Story) -> bool:
    """Does a sentence speak of a model, and not only of what is done: "Spracherkennung" is a topic too?"""
    return "model" in line.lower() or any(name in line for name in story.about.own)


def _taken(line: str) -> tuple[str, ...]:
    """What a sentence lists as input: two kinds at least, or one that is called so."""
    for pattern in (_INPUT_LABEL, _TAKES, _INPUTS):
        match = pattern.search(line)
        if match and not negated(line, match.start()) and not of_another(line, match.start()):
            kinds = _kinds(match["list"])
            if len(kinds) > 1 or (kinds and (pattern is not _TAKES or match["input"])):
                return kinds
    return ()


def _made(line: str) -> tuple[str, ...]:
    match = _OUTPUT_LABEL.match(line) or _MAKES.search(line)
    clear = match and not negated(line, match.start()) and not of_another(line, match.start())
    return _kinds(match["list"]) if match and clear else ()


def _kinds(listed: str) -> tuple[str, ...]:
    return tuple(one for one in ORDER if re.search(rf"\b(?:{_NOUNS[one]})\b", listed, re.IGNORECASE))


def together(inputs: tuple[str, ...], outputs: tuple[str, ...]) -> list[str]:
    """All modalities once, in the usual order."""
    return [one for one in ORDER if one in inputs or one in outputs]


def stated(story: Story) -> tuple[Fact, ...]:
    """What a text says that the model takes or makes."""
    inputs, outputs, quote = heard(story)
    return from_text("modalities", together(inputs, outputs), quote) if quote else ()


def of_repo(repo: Repo) -> tuple[Fact, ...]:
    """What the Hub's pipeline tag means."""
    known = PIPELINES.get(repo.pipeline_tag or "")
    return from_metadata(repo, "modalities", together(*known), quote=repo.pipeline_tag) if known else ()


KIND = Kind("modalities", "list of text, image, audio, video: what goes in or comes out", stated, of_repo)
