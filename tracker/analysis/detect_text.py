"""A text as detection sees it: what it names, whom it is about, what it says of openness."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tracker.analysis.known import Owner
from tracker.analysis.name_parts import UNIT
from tracker.analysis.names import Span
from tracker.analysis.signals import Signals

OPEN = ("weights", "open_weight", "open_act", "open_model", "license", "weights_later")
"""Signals that say "open"."""

_MODELS = ("model", "weights", "open_weight", "weights_later")
_OTHER_NEWS = ("policy", "funding", "opinion", "evaluation", "tutorial", "hosting", "tool", "digest", "api_only")
_NEWS = ("release", "act", "announce", "hub", "weights", "license", "leak")  # what a title tells beside a delay
_TERMS = ("funding", "product", "policy")  # what a new license speaks of beside itself
_ENDED = ("evaluation", "opinion")  # what people say of a model that is gone
_VERSIONED = re.compile(  # "Zaunkönig 2", "Tanne-V3", "K2.5": a product of some kind, and its version
    r"(?<![\w.@/-])(?:[A-ZÄÖÜ][^\W\d_]+(?:[ -][A-ZÄÖÜ][^\W\d_]+)?[ -]?[vVA-Z]?\d{1,2}(?:\.\d{1,2})?(?!\w)"
    r"|[A-Z]\d(?:\.\d{1,2})?(?![\w.-]))"  # "R1" beside its publisher's name
    rf"(?!(?i:{UNIT.pattern}))"
)


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

    @property
    def names_in_body(self) -> bool:
        """Whether the body names an open model that is no yardstick."""
        return any(not span.closed and not span.compared for span in self.in_body)

    @property
    def versioned(self) -> bool:
        """Whether the title names something by a version."""
        return _VERSIONED.search(self.title) is not None

    @property
    def of_other_things(self) -> bool:
        """Whether the title says that the news is of another kind."""
        said = self.signals.title
        return any(signal in said and signal not in self.terms for signal in _OTHER_NEWS) or (
            "scores" in said and "act" not in said
        )

    @property
    def terms(self) -> tuple[str, ...]:
        """Signals of other news that here belong to the news itself."""
        if "relicense" in self.signals.title:
            return _TERMS
        return _ENDED if "withdrawal" in self.signals.title else ()

    @property
    def delayed(self) -> bool:
        """Whether it begins with a delay: the title says so, or the body of a title that tells no news."""
        said, body = self.signals.title, self.signals.body
        return "delay" in said or ("delay" in body and "delay" not in self.signals.late and not {*_NEWS} & set(said))

    @property
    def owner_updates(self) -> bool:
        """Whether the title tells that a model's own publisher updated it."""
        return "update" in self.signals.title and self.signals.words[:1] == ("%",) and self.owner is not None

    @property
    def of_models(self) -> bool:
        """Whether the text speaks of models, or is about somebody who is watched for nothing else."""
        return self.signals.has(*_MODELS) or self.watched

    @property
    def of_software(self) -> bool:
        """Whether it may be about any software: no word of models, and what it names is on no list."""
        return not (self.of_models or self.official or self.signals.has("open_act", "hub") or self.repos) and not any(
            span.owner is not None or span.name.total for span in (*self.in_title, *self.in_body)
        )

    @property
    def watched(self) -> bool:
        """Whether it is about a publisher whose models the operator watches and of whom nothing else is known."""
        return self.owner is not None and self.owner.watched

    @property
    def of_open_house(self) -> bool:
        """Whether it is about a publisher that opens most of its models, and names none that can only be rented."""
        rented = any(span.closed for span in (*self.in_title, *self.in_body))
        return self.owner is not None and _opens_most(self.owner) and not rented

    @property
    def own(self) -> bool:
        """Whether the publisher itself speaks."""
        return self.voice is not None and self.owner == self.voice

    @property
    def shows_open(self) -> bool:
        """Whether anything beside an unknown name says "open": words, a license, a hub, a size, a publisher's habit."""
        spans = [span for span in (*self.in_title, *self.in_body) if not span.closed and not span.compared]
        usual = any(span.owner is not None and _opens_most(span.owner) for span in spans)
        return bool(self.repos) or self.signals.has(*OPEN, "hub") or usual or any(span.name.total for span in spans)


def _opens_most(owner: Owner) -> bool:
    return 0 < len(owner.families) >= len(owner.closed)
