"""The wire to Slack: one call, one answer, and what its error means for the message."""

from __future__ import annotations

import http.client
import logging
import re
import socket
import ssl
import urllib.request
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from tracker.domain import JSON, Channel
from tracker.errors import AddressRefused, Ambiguous, FetchError, Impossible, NotifierError, Refused
from tracker.net import parse_retry_after
from tracker.notifiers.lines import Lines

TIMEOUT = 20  # seconds for one call

# What only the operator can mend, with what mends it (docs.slack.dev/reference/methods/chat.postMessage, "Errors").
REMEDIES = {
    "channel_not_found": "invite the app to {to}, then: tracker send-test {name}",
    "not_in_channel": "invite the app to {to}, then: tracker send-test {name}",
    "is_archived": "unarchive {to} or name another channel in sources.toml",
    "channel_is_archived": "unarchive the channel or make a new webhook for another one",
    "restricted_action": "a workspace setting keeps the app from posting in {to}",
    "missing_scope": "give the app the scopes chat:write and channels:history, install it again",
    "no_permission": "give the app the scope chat:write, install it again",
    **dict.fromkeys(
        ("invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired", "not_allowed_token_type"),
        "set SLACK_BOT_TOKEN to the app's bot token, then: tracker send-test {name}",
    ),
    **dict.fromkeys(("no_service", "no_team", "no_active_hooks", "invalid_token"), "make a new incoming webhook"),
}
UNSURE = ("fatal_error", "internal_error", "request_timeout")  # "some aspect of the operation may have succeeded"
TOO_MUCH = ("invalid_blocks", "invalid_blocks_format", "msg_too_long", "msg_blocks_too_long", "metadata_too_large")
GONE = ("message_not_found", "thread_not_found", "cant_update_message", "edit_window_closed")


class SlackSaid(Exception):
    """Slack's own error code on its way to one of our errors; never leaves this package."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class _Client(WebClient):
    """Slack's client without redirects and proxies: both would carry the token to somewhere else."""

    def _perform_urllib_http_request_internal(self, url: str, req: urllib.request.Request) -> dict[str, Any]:
        context = ssl.create_default_context()
        stay, direct = _Stay(), urllib.request.ProxyHandler({})
        opener = urllib.request.build_opener(stay, direct, urllib.request.HTTPSHandler(context=context))
        with opener.open(req, timeout=self.timeout) as answer:
            body = answer.read(4_000_000).decode("utf-8", "replace")
            return {"status": answer.status, "headers": answer.headers, "body": body}


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


def call(
    lines: Lines, channel: Channel, method: str, values: Mapping[str, JSON], now: datetime | None
) -> dict[str, Any]:
    """Calls a method of Slack's Web API once. Raises SlackSaid with Slack's error code, or a NotifierError.

    Nothing of SlackApiError.response ends in a text: it holds the token (trust: measured with slack-sdk 3.47).
    """
    if not lines.slack_bot_token:
        raise Impossible(f'channel "{channel.name}": no Slack token; set SLACK_BOT_TOKEN to the app\'s bot token')
    _check(lines, channel)
    client = _Client(
        token=lines.slack_bot_token,
        base_url=lines.slack_api_url,
        timeout=TIMEOUT,
        logger=_silence(),
        retry_handlers=[],  # the default one posts again after a reset: accepted twice
    )
    client.proxy = None
    try:
        asks = method == "conversations.history"  # reading methods take a form
        answer = client.api_call(method, params=dict(values)) if asks else client.api_call(method, json=dict(values))
    except SlackApiError as error:
        # from None: the cause would carry the request with its token into every traceback
        raise _judge(channel, error.response.status_code, error.response.headers, error.response.data, now) from None
    except (SlackClientError, http.client.HTTPException, OSError, ValueError) as error:
        raise _lost(channel, error) from None
    return dict(answer.data) if isinstance(answer.data, dict) else {}


def _check(lines: Lines, channel: Channel) -> None:
    parts = urlsplit(lines.slack_api_url)
    try:
        lines.gate.check(parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80))
    except AddressRefused as error:
        raise Impossible(f'channel "{channel.name}": {error}') from error
    except FetchError as error:
        raise Refused(f'channel "{channel.name}": {error}') from error


def _silence() -> logging.Logger:
    """A logger that says nothing: the SDK's lines could hold what must not be logged."""
    logger = logging.getLogger("slack_sdk.silent")
    logger.setLevel(logging.CRITICAL)
    logger.disabled = True
    return logger


def _judge(
    channel: Channel, status: int, headers: Mapping[str, Any], data: object, now: datetime | None
) -> NotifierError | SlackSaid:
    """What an answer with ok: false, or with none of Slack's, means."""
    code = str(data.get("error", "")) if isinstance(data, dict) else ""
    if status == 429 or code in ("ratelimited", "rate_limited") or (status == 503 and retry_after(headers, now)):
        return Refused(f'channel "{channel.name}": Slack says ratelimited', retry_at=retry_after(headers, now))
    if status >= 500 or code in UNSURE:
        return Ambiguous(f'channel "{channel.name}": Slack answered {code if code in UNSURE else status}')
    if not re.fullmatch(r"[a-z0-9_]{1,60}", code):
        return Refused(f'channel "{channel.name}": {status} from something that is not Slack')
    return SlackSaid(code)


def retry_after(headers: Mapping[str, Any], now: datetime | None) -> datetime | None:
    """Not before when, as the header says in seconds or as a date; None where it says nothing usable."""
    flat = {str(name).lower(): str(value[0] if isinstance(value, list) else value) for name, value in headers.items()}
    return parse_retry_after(flat.get("retry-after"), flat.get("date"), now) if now is not None else None


def _lost(channel: Channel, error: Exception) -> NotifierError:
    """No answer: refused where no connection came about, else perhaps sent."""
    reason = getattr(error, "reason", None) or error
    never = (ConnectionRefusedError, socket.gaierror, ssl.SSLCertVerificationError)
    text = getattr(reason, "strerror", None) or type(reason).__name__
    if isinstance(reason, never):
        return Refused(f'channel "{channel.name}": Slack cannot be reached: {text}')
    return Ambiguous(f'channel "{channel.name}": no answer of Slack\'s: {text}')


def said(channel: Channel, code: str) -> Refused:
    """Slack's error code as our error, with the remedy where only the operator can help."""
    to = "the channel" if channel.to.startswith("http") else channel.to
    text = f'channel "{channel.name}": Slack says {code}'
    if code in REMEDIES:
        return Impossible(f"{text}; {REMEDIES[code].format(to=to, name=channel.name)}")
    return Refused(text)
