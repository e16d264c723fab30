"""What a language must say: the table that each wording/<language>.py fills in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tracker.domain import EventKind, Stage
from tracker.domain.labels import Labels


@dataclass(frozen=True, slots=True)
class Wording:
    """The texts of a language. Texts with {names} are filled by str.format with cleaned values."""

    locale: str  # of babel, for numbers and dates
    day: str  # babel date patterns
    moment: str
    clock: str
    shared: Labels  # words that fact sentences share
    active: str
    and_: str
    more: str
    not_stated: str
    model: str  # what a release without a name is called
    stages: Mapping[Stage, str]
    news: Mapping[EventKind, str]
    radar: Mapping[EventKind, str]  # instead of those above, of what nobody has announced, in a channel of the radar
    unconfirmed: str
    confirmed: tuple[str, str, str]  # a sign was right: within a day, after one, after many
    updates: Mapping[str, str]  # by Event.topic: what an update is that brings no new version
    announced_nameless: str
    relicensed_to: str  # before unknown
    reworded: str  # another text under the same name
    unread: str  # such a text, where it is no known license's
    text_of: str  # a license's text, by the beginning of its hash
    unlicensed: str  # none is stated any more
    use_now: Mapping[str, str]  # commercial use after it changed, by Answer; "opened": from none to conditions
    labels: Mapping[str, str]  # of facts
    modalities: Mapping[str, str]
    answers: Mapping[str, str]  # by Answer: the heading of a list of dimensions
    complete: str  # of weights
    seen_later: str
    spans: Mapping[str, tuple[str, str]]  # minutes, hours, days: one and many
    press: tuple[str, str]
    press_german: str
    latest: str
    before: str  # links to the state before a change and after it
    afterwards: str
    evidence: str
    commit: str
    notes: Mapping[str, tuple[str, str]]  # by Note.kind: title and text
    latest_known: str  # of the start note, where a release is known
    letter: Mapping[str, str]
    out_now: tuple[str, str]
    counted: Mapping[str, tuple[str, str]]

    def listed(self, words: list[str], most: int = 6) -> str:
        """A, B and C; what is over `most` is counted."""
        if len(words) > most:
            words = [*words[: most - 1], self.more.format(count=len(words) - most + 1)]
        return f" {self.and_} ".join(filter(None, (", ".join(words[:-1]), words[-1]))) if words else ""

    def quoted(self, text: str) -> str:
        """Words of a stranger's in the quotation marks of the language."""
        return f"„{text}“" if self.locale == "de" else f"“{text}”"

    def one_or_many(self, forms: tuple[str, str], count: int) -> str:
        """The right form with the number in it."""
        return (forms[0] if count == 1 else forms[1]).format(count=self.shared.number(count))
