"""Signs that are no phrases: which models a text names and where, who speaks, what the title is made of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tracker.analysis.detect_text import OPEN, Text
from tracker.analysis.names import Span

LISTED = "names a known open model in the title"
UNLISTED = "names a model by its shape in the title"
INTRODUCED = "the title introduces the model by its name"

_CONVERSION = re.compile(
    r"gguf|mlx|awq|gptq|exl[23]|nvfp4|mxfp4|int[48]|[48]-?bit|uncensored|abliterated|heretic|derestricted|-quant|reap\b",
    re.IGNORECASE,
)
_SIZE = re.compile(r"(?<![\w$€.])\d{1,4}(?:\.\d+)?[BM](?![\w])")
_LIST = re.compile(r",\s+|\s&\s|\s\+\s| - | — ")
_PROMISE = ("open_weight", "open_act", "open_model", "weights")
_PUBLISH = ("veröffentlich", "releas", "publish")  # a model that is only shown or launched may be rented
_ACTS = ("release", "announce", "delay", "withdrawal", "relicense", "leak")
_CHANGES = ("announce", "delay", "withdrawal", "relicense", "update", "leak", "weights_later")
_REPO = re.compile(r"[\w.-]+/[\w.-]+")
_FILLERS = frozenset(
    (
        *("released", "release", "new", "the", "a", "model", "models", "available", "hugging", "face", "series"),
        *"%&.:;|-–—…!·",
    )
)
_ONESELF = frozenset(("i", "i've", "i’ve", "i'm", "i’m", "my", "me"))
_TELLING = (("how",), ("wie",), ("why",), ("warum",))


def marks(text: Text) -> Iterator[str]:
    """The marks of a text: signs of detect_weights.toml."""
    opens, signals = text.opens, text.signals
    subjects = [span for span in text.in_title if not span.compared]
    if subjects and subjects[0].closed:
        opened = "open_act" in signals.title or "open_weight" in signals.title
        yield "a rented model is opened" if opened else "first names a model that can only be rented"
    elif opens:
        yield LISTED if any(span.owner for span in opens) else UNLISTED
        yield from _of_names(text, opens)
    else:
        yield from _nameless(text)
    if _changes(text):
        yield "something happens to an open model"
    if text.official and _releases_weights(text):
        yield "an official source releases open weights"
    if text.voice is not None and text.voice.watched and not opens and text.versioned:
        yield "its official source names something with a version"
    if text.own and not text.in_title and _tells(text):
        yield "its owner tells that a model came out"
    if "api_only" in signals.body and not signals.has(*OPEN, "hub"):
        yield "only a service, and no word of weights"
    if signals.words[:1] in _TELLING:
        yield "tells how somebody does something"
    if "?" in signals.words and not {"withdrawal", "leak"} & set(signals.title):
        yield "asks a question"
    if _ONESELF & set(signals.words):
        yield "speaks of oneself"
    if _lists(text.title, opens):
        yield "the title lists many things"


def _of_names(text: Text, opens: Sequence[Span]) -> Iterator[str]:
    signals, first = text.signals, opens[0]
    rest = [word for word in signals.words if word not in _FILLERS and word != "@"]
    bare = len(rest) <= 1 or _REPO.fullmatch(text.title.strip())  # "owner/name": the owner may be several words
    # from who also rents models out, an unknown name alone may be anything
    rents = text.voice is not None and bool(text.voice.closed) and first.owner is None and not text.shows_open
    if bare and len({span.name.key for span in opens}) <= 2 and not rents:
        yield "the title is little more than the model's name"
    if text.own and not rents:
        yield "the official source of that model's owner"
    if signals.early(*OPEN) and signals.early("release", "hub", "weights") and not text.of_other_things:
        yield "an open model is released"
    if "leak" in signals.title:
        yield "a leak of an open model"
    if first.name.version is None and first.name.total is None and first.owner is not None and not first.name.variant:
        yield "the name has no version"
    after = text.title[first.end : first.end + 2]
    if first.start == 0 and after in {": ", " –", " —", " -"} and not text.of_other_things:
        yield INTRODUCED
    if any(span.name.total for span in opens):
        yield "states a size in the title"
    if any(_CONVERSION.search(span.name.text) for span in opens):
        yield "the name is that of a conversion"
    namespace = re.search(r"([\w.-]+)/$", text.title[: first.start])
    if namespace and first.owner is not None and namespace.group(1).lower() not in first.owner.namespaces:
        yield "a repo of somebody else"


def _nameless(text: Text) -> Iterator[str]:
    signals, title = text.signals, text.signals.title
    if text.names_in_body:
        yield "names an open model in the body only"
    elif text.versioned and text.of_models:
        yield "names something with a version in the title"
    else:
        yield "names no open model"
    if _SIZE.search(text.title):
        yield "states a size in the title"
    if not text.of_models:
        yield "no word of a model"
        return
    acts = text.delayed or any(signal in title for signal in _ACTS) or (text.official and signals.early("announce"))
    if text.of_other_things or not acts:
        return
    open_body = "model" in title and any(
        signal in signals.body for signal in ("open_weight", "open_act", "weights", "license")
    )
    promised = open_body or any(signal in title for signal in _PROMISE)
    if promised and "leak" in title:
        yield "a leak of an open model"
    elif promised and (text.owner is not None or "%" in signals.words or "weights" in title or text.delayed):
        yield "an open model without a name is promised"
    elif (
        "model" in title
        and title.get("release", "").startswith(_PUBLISH)
        and "%" in signals.words
        and text.of_open_house
    ):
        yield "a publisher of open models speaks of a model"


def _tells(text: Text) -> bool:
    """Whether a body begins with a model's coming out."""
    said = "act" in text.signals.body and "act" not in text.signals.late
    return said and text.names_in_body and not text.of_other_things


def _changes(text: Text) -> bool:
    """Whether the title tells a change of a model that it names, and the text begins with that model's openness."""
    named = text.opens or (not text.in_title and text.versioned and text.of_models)
    changed = text.delayed or any(signal in text.signals.title for signal in _CHANGES)
    return bool(named) and changed and not text.of_other_things and (text.signals.early(*OPEN) or text.watched)


def _releases_weights(text: Text) -> bool:
    """Whether a model, named anywhere, is said to be released with open weights."""
    against = text.of_other_things or text.signals.has("api_only", "nothing_new")
    said = text.signals.has("weights", "open_weight", "open_act") and text.signals.has("release")
    return bool(text.opens or text.names_in_body) and said and not against


def _lists(title: str, opens: Sequence[Span]) -> bool:
    """Whether a title is a row of headlines: three parts or more of three words or more, not about one named first."""
    if opens and ":" in title[opens[0].end : opens[0].end + 12]:
        return False
    if len(opens) > 1 and opens[0].owner is not None and len({span.owner for span in opens}) == 1:
        return False
    if len({span.owner for span in opens if span.owner}) > 2:
        return True
    return sum(len(part.split()) >= 3 for part in _LIST.split(title)) >= 3 and title.count(",") >= 2
