"""What the radar saw, asked from the store."""

from __future__ import annotations

from datetime import timedelta

from tests.samples import NOW, observation, repo
from tests.steps.lives import DAY, begun
from tracker.history import radar
from tracker.store import Store

LEAK = observation(source="the-paper", title="gpt-oss weights leaked on Hugging Face before release")
OTHER = observation(source="the-paper", key="other", title="Qwen9 weights leaked on Hugging Face before release")


def test_signs_and_what_became_of_them(store: Store) -> None:
    """The newest first; weights that follow make a hit of a leak, half a year makes the other expire."""
    life = begun(store)
    life.see(texts=[LEAK])
    life.now += DAY
    life.see(texts=[OTHER])
    life.see(repo("openai/gpt-oss-120b"))
    early = radar.seen(store, life.now)
    late = radar.seen(store, life.now + 190 * DAY)

    assert [(sign.release.name, sign.state) for sign in early] == [("Qwen9", "open"), ("gpt-oss", "hit")]
    assert [sign.state for sign in late] == ["expired", "hit"]
    assert late[1].lead == DAY + timedelta(minutes=2)
    assert early[0].event.seen_at == NOW + DAY + timedelta(minutes=2)
