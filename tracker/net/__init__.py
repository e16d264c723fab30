"""Talking to strangers safely: fetch, addresses, limits, politeness, parsing in a limited child process."""

from tracker.net.addresses import check_url, is_public
from tracker.net.body import Response
from tracker.net.fetch import Net
from tracker.net.gate import Gate
from tracker.net.politeness import RateLimit, next_poll, parse_rate_limit, parse_retry_after
from tracker.net.sandbox import Sandbox

__all__ = [
    "Gate",
    "Net",
    "RateLimit",
    "Response",
    "Sandbox",
    "check_url",
    "is_public",
    "next_poll",
    "parse_rate_limit",
    "parse_retry_after",
]
