"""A language model that writes what it is told to, and a tracker's life in which it is asked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import select

from tests.samples import repo, seen_repo
from tests.steps.lives import KNOWN, MINUTE, SOURCES, Life, begun
from tracker.domain import Repo
from tracker.steps.rewrite import rewrite
from tracker.store import Store
from tracker.store.texts import summaries
from tracker.summarizers.model import Answer, Question, Resting

CARD = (
    "# Alpha\n\nAlpha is a language model for long documents. It was made for readers of contracts and of novels. "
    "The team trained it on a cluster in the north. It answers in German and in English."
)
ALPHA = repo("openai/Alpha-7B", card=CARD)
GOOD = "Alpha is a language model that answers in German and in English."
BAD = "Alpha is a language model with 999 billion parameters for everybody."


class Writer:
    """A backend that says what it is told to and keeps what it was asked."""

    id, batch, longest, memory = "writer@1", 4, 60.0, 0

    def __init__(self, *says: str | Exception) -> None:
        self.says = list(says)
        self.asked: list[list[Question]] = []

    def ask(self, questions: Sequence[Question]) -> list[Answer]:
        """The next of what it says, to each; the last one for ever."""
        self.asked.append(list(questions))
        said = self.says.pop(0) if len(self.says) > 1 else self.says[0]
        if isinstance(said, Exception):
            raise said
        return [Answer(said, one.seen, 0.5) for one in questions]

    def close(self) -> None:
        """Nothing is held."""


def told(store: Store) -> Life:
    """A tracker whose team was told of a release."""
    made = begun(store)
    published(made, ALPHA)
    made.tell()
    return made


def published(life: Life, state: Repo) -> None:
    """A repo comes out with its card, in the next minute."""
    life.see(texts=[seen_repo(state, text=state.card)])


def wrote(life: Life, writer: Writer, owner: str = "me/1", later: timedelta = MINUTE) -> int:
    """One round of rewriting, a minute later."""
    life.now += later
    return rewrite(life.store, Resting(writer), KNOWN, life.channels, SOURCES, owner, life.now)


def kept(life: Life) -> list[tuple[str, str, object, int]]:
    """Text, method, reasons and tries of each summary."""
    with life.store.read() as c:
        rows = c.execute(select(summaries).order_by(summaries.c.id)).all()
    return [(row.text, row.method, row.rejected, row.asked) for row in rows]
