"""Signs that are no phrases: which models a text names and where, who speaks, what the title is made of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tracker.analysis.known import Owner
from tracker.analysis.names import Span
from tracker.analysis.signals import Signals

_CONVERSION = re.compile(
    r"gguf|mlx|awq|gptq|exl[23]|nvfp4|mxfp4|int[48]|[48]-?bit|uncensored|abliterated|heretic|derestricted|-quant|reap\b",
    re.IGNORECASE,
)
_VERSIONED = re.compile(  # "Zaunkönig 2", "Tanne-V3", "K2.5": a product of some kind, and its version
    r"(?<![\w.@/-])[A-ZÄÖÜ][^\W\d_]+(?:[ -][A-ZÄÖÜ][^\W\d_]+)?[ -]?[vVA-Z]?\d{1,2}(?:\.\d{1,2})?(?![\w%€$])"
    r"(?! (?:Million|Milliard|Billion|Mrd|Mio|Prozent|percent|GB|Jahre|years|Tage|days|Stellen|Uhr))"
)
_SIZE = re.compile(r"(?<![\w$€.])\d{1,4}(?:\.\d+)?[BM](?![\w])")
_LIST = re.compile(r",\s+|\s&\s|\s\+\s| - | — ")
_OPEN = ("weights", "open_weight", "open_act", "open_model", "license")
_PROMISE = ("open_weight", "open_act", "open_model", "weights")
_ACTS = ("release", "announce", "delay", "withdrawal", "relicense", "leak")
_AGAINST = ("policy", "funding", "opinion", "evaluation", "tutorial", "hosting", "tool", "digest", "api_only")
_CHANGES = ("announce", "delay", "withdrawal", "relicense", "update", "leak", "weights_later")
_SPOKEN = ("model", "weights", "open_weight", "open_act", "open_model", "license", "hub", "weights_later")
_TELLING = (("how",), ("wie",), ("why",), ("warum",))
_MODELS = ("model", "weights", "open_weight", "weights_later")
_FILLERS = frozenset(
    (
        *"%&.:;|-–—…!·",
        "released",
        "release",
        "new",
        "the",
        "a",
        "model",
        "models",
        "available",
        "hugging",
        "face",
        "series",
    )
)
INTRODUCED = "the title introduces the model by its name"
_ONESELF = frozenset(("i", "i've", "i’ve", "i'm", "i’m", "my", "me"))


@dataclass(frozen=True, slots=True)
class Text:
    """A text as detection sees it. `voice` is whose official source it comes from, `owner` whom it is about."""

    language: str
    title: str
    in_title: Sequence[Span]
    in_body: Sequence[Span]
    signals: Signals
    owner: Owner | None = None
    voice: Owner | None = None
    official: bool = False  # from a source that speaks for some publisher, known or not
    repos: tuple[str, ...] = ()  # on the Hub, that it links to

    @property
    def opens(self) -> list[Span]:
        """Open models of the title that are its subject, not its yardstick."""
        return [span for span in self.in_title if not span.closed and not span.compared]


def marks(text: Text) -> Iterator[str]:
    """The marks of a text: keys of detect_weights.MARKS."""
    opens, signals = text.opens, text.signals
    subjects = [span for span in text.in_title if not span.compared]
    if subjects and subjects[0].closed:
        opened = "open_act" in signals.title or "open_weight" in signals.title
        yield "a rented model is opened" if opened else "first names a model that can only be rented"
    elif opens:
        listed = any(span.owner for span in opens)
        yield "names a known open model in the title" if listed else "names a model by its shape in the title"
        yield from _of_names(text, opens)
    else:
        yield from _nameless(text)
    if _changes(text):
        yield "something happens to an open model"
    if text.official and _releases_weights(text):
        yield "an official source releases open weights"
    if signals.words[:1] in _TELLING:
        yield "tells how somebody does something"
    if text.voice is not None and text.owner == text.voice and _tells(text):
        yield "its owner tells that a model came out"
    if "?" in signals.words and not {"withdrawal", "leak"} & set(signals.title):
        yield "asks a question"
    if _ONESELF & set(signals.words):
        yield "speaks of oneself"
    if _lists(text.title, opens):
        yield "the title lists many things"


def _of_names(text: Text, opens: Sequence[Span]) -> Iterator[str]:
    signals = text.signals
    rest = [word for word in signals.words if word not in _FILLERS and word != "@"]
    if len(rest) <= 1 and len({span.name.key for span in opens}) <= 2:
        yield "the title is little more than the model's name"
    if text.voice is not None and text.owner == text.voice:
        yield "the official source of that model's owner"
    against = any(signal in signals.title for signal in _AGAINST)
    if signals.early(*_OPEN) and signals.early("release", "hub", "weights") and not against:
        yield "an open model is released"
    if "leak" in signals.title:
        yield "a leak of an open model"
    first = opens[0]
    if first.name.version is None and first.name.total is None and first.owner is not None and not first.name.variant:
        yield "the name has no version"
    after = text.title[first.end : first.end + 2]
    if (
        first.start == 0
        and after in {": ", " –", " —", " -"}
        and not any(signal in signals.title for signal in _AGAINST)
    ):
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
    if any(not span.closed and not span.compared for span in text.in_body):
        yield "names an open model in the body only"
    elif _VERSIONED.search(text.title) and signals.has(*_SPOKEN):
        yield "names something with a version in the title"
    else:
        yield "names no open model"
    if _SIZE.search(text.title):
        yield "states a size in the title"
    if not signals.has(*_MODELS):
        yield "no word of a model"
        return
    if any(signal in title for signal in _AGAINST):
        return
    open_body = "model" in title and any(signal in signals.body for signal in ("open_weight", "weights", "license"))
    if not any(signal in title for signal in _PROMISE) and not open_body:
        return
    if "leak" in title:
        yield "a leak of an open model"
    elif any(signal in title for signal in _ACTS) and (
        text.owner is not None or "%" in signals.words or "weights" in title
    ):
        yield "an open model without a name is promised"
        return
    if "model" in title and any(signal in title for signal in _ACTS) and "%" in signals.words and _open_house(text):
        yield "a publisher of open models speaks of a model"


def _open_house(text: Text) -> bool:
    """Whether a text is about a publisher that mostly opens its models, and names none that can only be rented."""
    owner = text.owner
    return (
        owner is not None and len(owner.families) > len(owner.closed) and not any(span.closed for span in text.in_body)
    )


def _tells(text: Text) -> bool:
    """Whether a body begins with a model's coming out, where the title does not say what it is about."""
    signals = text.signals
    said = "act" in signals.body and "act" not in signals.late
    named = any(not span.closed and not span.compared for span in text.in_body)
    return said and named and not text.in_title and not any(signal in signals.title for signal in _AGAINST)


def _changes(text: Text) -> bool:
    """Whether the title tells a change of a model that it names, and the text begins with that model's openness."""
    signals = text.signals
    if not (text.opens or (not text.in_title and _VERSIONED.search(text.title))):
        return False
    if any(signal in signals.title for signal in _AGAINST) or not any(signal in signals.title for signal in _CHANGES):
        return False
    if not text.opens and not signals.has(*_MODELS):
        return False
    return signals.early(*_OPEN)


def _releases_weights(text: Text) -> bool:
    """Whether a model, named anywhere, is said to be released with open weights."""
    named = any(not span.closed and not span.compared for span in (*text.in_title, *text.in_body))
    against = any(signal in text.signals.title for signal in _AGAINST) or text.signals.has("api_only", "nothing_new")
    said = text.signals.has("weights", "open_weight", "open_act") and text.signals.has("release")
    return named and said and not against


def shows_open(text: Text) -> bool:
    """Whether anything beside an unknown name says "open": words, a license, a hub, a size, a listed open family."""
    spans = [span for span in (*text.in_title, *text.in_body) if not span.closed and not span.compared]
    listed = any(span.owner is not None and span.owner.families for span in spans)
    return bool(text.repos) or text.signals.has(*_OPEN, "hub") or listed or any(span.name.total for span in spans)


def _lists(title: str, opens: Sequence[Span]) -> bool:
    """Whether a title is a row of headlines: three parts or more of three words or more, not about one named first."""
    if opens and ":" in title[opens[0].end : opens[0].end + 12]:
        return False
    if len(opens) > 1 and opens[0].owner is not None and len({span.owner for span in opens}) == 1:
        return False
    return sum(len(part.split()) >= 3 for part in _LIST.split(title)) >= 3 and title.count(",") >= 2
