"""Slack: one message per release that lives, replies in its thread, or plain posts to an incoming webhook.

With a bot token a message is found again by its metadata, so it is never posted twice. An incoming webhook can neither
edit nor look: there a message whose answer was lost is posted again (at least once).
"""

from __future__ import annotations

import contextlib
import json
from typing import Any

from tracker.domain import JSON, Alert, Channel, EventKind, Message, Receipt, Role
from tracker.errors import Ambiguous, Impossible, Refused
from tracker.notifiers import slack_blocks
from tracker.notifiers.lines import Lines
from tracker.notifiers.page import page_of
from tracker.notifiers.slack_wire import GONE, TIMEOUT, TOO_MUCH, SlackSaid, call, retry_after, said

LOOKED_AT = 100  # newest messages of a channel that `find` looks at


class Slack:
    """Sends to a channel's id by the Web API, or to an https URL as an incoming webhook."""

    def __init__(self, lines: Lines) -> None:
        self._lines = lines

    def send(self, message: Message) -> Receipt:
        """Sends, replies or edits as the alert's role says; a root that was deleted is posted anew, but to refresh it.

        The receipt is {"channel", "ts", "message"}, and "role": "root" where this message is the one that lives now.
        """
        channel = message.channel
        content = _content(message)
        if channel.to.startswith(("https://", "http://")):
            return self._hook(message, content)
        try:
            if isinstance(message, Alert) and message.role is Role.REFRESH:
                return self._refresh(message)
            if not isinstance(message, Alert) or message.role is Role.ROOT or not _root(message):
                return self._post(message, content)
            return self._follow(message, content)
        except SlackSaid as answer:
            raise said(channel, answer.code) from None

    def _follow(self, alert: Alert, content: dict[str, JSON]) -> Receipt:
        """Edits the root first: that may be repeated without harm, and shows whether it is still there."""
        root = _root(alert) or {}
        try:
            self._edit(alert, root)
            if alert.role is Role.EDIT:
                return Receipt({**root})
            short = {**content, "blocks": slack_blocks.reply(page_of(alert), out=alert.event.kind is EventKind.WEIGHTS)}
            sent = self._call(alert, "chat.postMessage", {**short, "thread_ts": root["ts"], "reply_broadcast": True})
        except SlackSaid as answer:
            if answer.code not in GONE:
                raise
            return self._post(alert, content)
        return Receipt({"channel": sent.get("channel", root["channel"]), "ts": sent.get("ts"), "message": alert.key})

    def _refresh(self, alert: Alert) -> Receipt:
        """Edits the root where that can be done; what Slack says against it is no trouble: all was told already."""
        root = _root(alert)
        if root is not None:
            with contextlib.suppress(SlackSaid):
                self._edit(alert, root)
        return Receipt({**(root or {})})

    def _edit(self, alert: Alert, root: dict[str, JSON]) -> None:
        """Writes the root anew. It keeps its own key: a reply's key there would make `find` believe in the reply."""
        page = page_of(alert)
        story = page.sections[0].stories[0]
        values = {
            "ts": root["ts"],
            "text": slack_blocks.fallback(page),
            "blocks": slack_blocks.living(story, page.language, story.news[0][0]),
            "metadata": _metadata(alert, str(root.get("message", "root"))),
        }
        self._call(alert, "chat.update", values, to=str(root["channel"]))

    def _post(self, message: Message, content: dict[str, JSON]) -> Receipt:
        sent = self._call(message, "chat.postMessage", content | {"unfurl_links": False, "unfurl_media": False})
        data = {"channel": sent.get("channel", message.channel.to), "ts": sent.get("ts"), "message": message.key}
        return Receipt(data | ({"role": "root"} if isinstance(message, Alert) else {}))

    def _call(self, message: Message, method: str, values: dict[str, JSON], to: str = "") -> dict[str, Any]:
        """One call; where Slack does not like the blocks, one more with the text alone."""
        channel, now = message.channel, message.now
        wanted = {"channel": to or channel.to, "parse": "none", "link_names": False, **values}
        try:
            return call(self._lines, channel, method, wanted, now)
        except SlackSaid as answer:
            if answer.code not in TOO_MUCH:
                raise
            return call(self._lines, channel, method, {**wanted, "blocks": []}, now)

    def _hook(self, message: Message, content: dict[str, JSON]) -> Receipt:
        """Posts to an incoming webhook; an edit is not possible there and is left out."""
        if isinstance(message, Alert) and message.role in (Role.EDIT, Role.REFRESH):
            return Receipt()
        channel, now = message.channel, message.now
        for values in (content, {name: value for name, value in content.items() if name != "blocks"}):
            body = json.dumps(values | {"unfurl_links": False, "unfurl_media": False}).encode()
            headers = {"content-type": "application/json; charset=utf-8"}
            answer = self._lines.gate.post(channel.to, body=body, headers=headers, timeout=TIMEOUT)
            code = answer.body[:80].decode("utf-8", "replace").strip()
            if answer.status == 200 and code == "ok":
                return Receipt()
            if code not in ("invalid_blocks", "invalid_payload"):
                break
        wait = retry_after(answer.headers, now)
        if answer.status == 429 or (answer.status == 503 and wait):
            raise Refused(f'channel "{channel.name}": Slack says ratelimited', retry_at=wait)
        if answer.status >= 500:
            raise Ambiguous(f'channel "{channel.name}": Slack answered {answer.status}')
        known = code if code.replace("_", "").isalnum() and code.isascii() else f"HTTP {answer.status}"
        if answer.status in (403, 404, 410) and not isinstance(error := said(channel, known), Impossible):
            raise Impossible(f"{error}; make a new incoming webhook")
        raise said(channel, known)

    def find(self, channel: Channel, key: str) -> Receipt | None:
        """Looks for the key in the metadata of the channel's newest messages; Ambiguous where Slack does not answer.

        Replies are shown in the channel too, so its history has them.
        """
        if channel.to.startswith(("https://", "http://")):
            return None
        values = {"channel": channel.to, "include_all_metadata": True, "limit": LOOKED_AT}
        try:
            answer = call(self._lines, channel, "conversations.history", values, None)
        except (SlackSaid, Impossible):
            return None  # not allowed to look: sending again will say what is wrong
        except Refused as error:
            raise Ambiguous(f"{error}; not asked yet whether the message arrived") from error
        for one in answer.get("messages", ()):
            payload = ((one or {}).get("metadata") or {}).get("event_payload") or {}
            if payload.get("message") == key:
                role = {} if one.get("thread_ts") not in (None, one.get("ts")) else {"role": "root"}
                return Receipt({"channel": channel.to, "ts": one.get("ts"), "message": key, **role})
        return None


def _content(message: Message) -> dict[str, JSON]:
    page = page_of(message)
    return {
        "text": slack_blocks.fallback(page),
        "blocks": slack_blocks.of_page(page),
        "metadata": _metadata(message, message.key),
    }


def _metadata(message: Message, key: str) -> dict[str, JSON]:
    if isinstance(message, Alert):
        payload = {"release": message.release.id, "event": str(message.event.kind), "message": key}
        return {"event_type": "tracker_release", "event_payload": payload}
    return {"event_type": "tracker_note", "event_payload": {"message": key}}


def _root(alert: Alert) -> dict[str, JSON] | None:
    """The root's receipt where it can be edited."""
    root = alert.root
    return root if isinstance(root, dict) and root.get("ts") and root.get("channel") else None
