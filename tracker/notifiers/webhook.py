"""Webhook: each message as JSON to an address of the operator's, signed as Standard Webhooks wants it."""

from __future__ import annotations

import binascii
import dataclasses
import json
import math
from datetime import date, datetime
from urllib.parse import quote, urlsplit

from standardwebhooks.webhooks import Webhook as Signer

from tracker.clock import iso
from tracker.domain import JSON, Alert, Channel, Event, Letter, LetterItem, Message, Receipt, Release
from tracker.errors import Ambiguous, Impossible, Refused
from tracker.net import parse_retry_after
from tracker.notifiers import facts
from tracker.notifiers.lines import Lines
from tracker.notifiers.unconfirmed import is_sign


class Webhook:
    """Posts JSON; 2xx is received. See github.com/standard-webhooks/standard-webhooks for headers and signature."""

    def __init__(self, lines: Lines) -> None:
        self._lines = lines

    def send(self, message: Message) -> Receipt:
        """Posts once. The id is the same in every try, so a lost answer is Refused: repeating does no harm.

        410 is Impossible: the receiver wants no more. The URL is a secret, texts name its host only.
        """
        channel, now = message.channel, message.now
        body = json.dumps(document(message), ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
        headers = {"content-type": "application/json", "user-agent": "open-weights-tracker"}
        headers |= sign(channel, message.key, now, body)
        host = urlsplit(channel.to).hostname or channel.name
        try:
            answer = self._lines.gate.post(channel.to, body=body, headers=headers)
        except Ambiguous as error:
            raise Refused(str(error)) from error
        if 200 <= answer.status < 300:
            return Receipt({"id": headers["webhook-id"]})
        text = f'channel "{channel.name}": {host} answers {answer.status}'
        if answer.status == 410:
            raise Impossible(f"{text}, gone: it wants no more; take the channel out of sources.toml")
        wait = parse_retry_after(answer.headers.get("retry-after"), answer.headers.get("date"), now)
        raise Refused(text, retry_at=wait if answer.status in (429, 503) else None)

    def find(self, channel: Channel, key: str) -> Receipt | None:
        """A webhook's receiver cannot be asked; it knows a repeat by its id."""
        return None


def sign(channel: Channel, key: str, now: datetime, body: bytes) -> dict[str, str]:
    """webhook-id, webhook-timestamp and, where the channel has a secret, webhook-signature."""
    name = quote(key, safe="/:@-_~+=")
    headers = {"webhook-id": name, "webhook-timestamp": str(math.floor(now.timestamp()))}
    if channel.secret:
        try:
            headers["webhook-signature"] = Signer(channel.secret).sign(name, now, body.decode())
        except (binascii.Error, ValueError, RuntimeError):
            text = (
                f'channel "{channel.name}": its secret is not "whsec_" and base64; make one with 24 to 64 random bytes'
            )
            raise Impossible(text) from None
    return headers


def document(message: Message) -> JSON:
    """The body: {"type", "timestamp", "data"}; times in UTC, what is unknown is null."""
    if isinstance(message, Alert):
        data = {"release": release(message.release), "event": event(message.event), "summary": message.summary}
        return _envelope(f"release.{message.event.kind}", message.now, data)
    if isinstance(message, Letter):
        data = {
            "channel": message.channel.name,
            "date": message.slot.isoformat(),
            "since": iso(message.since),
            "until": iso(message.until),
            "items": [_item(item) for item in message.items if not is_sign(item, message.channel)],
            "perhaps": [_item(item) for item in message.perhaps],
            "radar": [_item(item) for item in message.items if is_sign(item, message.channel)],
            "sources": [_plain(dataclasses.asdict(source)) for source in message.sources],
        }
        return _envelope("digest", message.until, data)
    return _envelope(f"note.{message.kind}", message.now, _plain(dict(message.values)))


def _envelope(kind: str, now: datetime, data: JSON) -> JSON:
    return {"type": kind, "timestamp": iso(now), "data": data}


def _item(item: LetterItem) -> JSON:
    events = [event(one) for one in item.events]
    return {"release": release(item.release), "events": events, "summary": item.summary}


def event(told: Event) -> JSON:
    """An event as plain JSON."""
    names = ("kind", "at", "seen_at", "detail", "before", "after", "evidence", "source", "confidence")
    return {name: _plain(getattr(told, name)) for name in names}


def release(told: Release) -> JSON:
    """A release as plain JSON, named as in `tracker export`."""
    names = ("id", "name", "organization", "family", "stage", "first_seen", "announced_at", "visible_at", "weights_at")
    known = {name: _plain(getattr(told, name)) for name in (*names, "withdrawn_at", "retracted")}
    for name in ("license", "gated", "parameters_total", "parameters_active", "context_tokens", "languages"):
        known[name] = _plain(facts.value(told, name))
    known["openness"] = {one.dimension: {"value": str(one.value), "evidence": one.evidence} for one in told.openness}
    known["repos"] = [{"id": one.repo.id, "sha": one.repo.sha, "role": one.role} for one in told.repos]
    return known


def _plain(value: JSON) -> JSON:
    if isinstance(value, datetime):
        return iso(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {str(name): _plain(inner) for name, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(inner) for inner in value]
    return value if value is None or isinstance(value, (bool, int, float)) else str(value)
