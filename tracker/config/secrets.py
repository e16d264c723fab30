"""Secrets: read from the environment or a private file, recognized and blacked out in texts."""

from __future__ import annotations

import re
import stat
from collections.abc import Mapping
from pathlib import Path

from tracker.errors import ConfigError

_LARGEST = 64 * 1024  # bytes; a secret is short, a wrong path may be anything
_WORDS = r"(?:access_token|auth_token|api_key|apikey|token|secret|password)"

# Each pattern keeps what tells the kind of secret (group "keep") and loses the rest.
_PATTERNS = (
    re.compile(r"(?P<keep>\bxox[a-z]-|\bxapp-)[\w-]+"),  # Slack tokens
    re.compile(r"(?P<keep>\bhf_)\w{4,}"),  # Hugging Face tokens
    re.compile(r"(?P<keep>\bgh[pousr]_|\bgithub_pat_)\w{4,}"),  # GitHub tokens
    re.compile(r"(?P<keep>\bwhsec_)[\w+/=-]+"),  # Standard Webhooks signing secrets
    re.compile(r"(?P<keep>hooks\.slack\.com/(?:services|workflows|triggers)/)[^\s\"'<>]+"),  # the URL is the secret
    re.compile(r"(?P<keep>\bBearer\s+)[^\s\"',]+", re.IGNORECASE),
    re.compile(r"(?P<keep>\b[a-z][a-z0-9+.-]*://)[^\s/?#@\"'<>]+(?=@)", re.IGNORECASE),  # user:password@host
    re.compile(rf"(?P<keep>[?&]{_WORDS}=)[^\s&#\"'<>]+", re.IGNORECASE),
)


def redact(text: str) -> str:
    """The text with everything that looks like a secret blacked out: "xoxb-***"."""
    for pattern in _PATTERNS:
        text = pattern.sub(r"\g<keep>***", text)
    return text


def looks_secret(text: str) -> bool:
    """Whether a text holds something that looks like a secret."""
    return any(pattern.search(text) for pattern in _PATTERNS)


def read_secret(name: str, environment: Mapping[str, str]) -> str | None:
    """The secret NAME, or the content of the file NAME_FILE; None where neither is set.

    Raises ConfigError where both are set or where the file is missing, empty or open to others.
    """
    value, file = environment.get(name), environment.get(f"{name}_FILE")
    if value and file:
        raise ConfigError(f"{name} and {name}_FILE are both set: keep one of them")
    if not file:
        return value or None
    return _read_private(f"{name}_FILE", Path(file), environment)


def _read_private(variable: str, path: Path, environment: Mapping[str, str]) -> str:
    try:
        state = path.stat()
        if not stat.S_ISREG(state.st_mode):
            raise ConfigError(f"{variable}: {path} is not a file")
        if state.st_mode & _forbidden(path, environment):
            mode = stat.S_IMODE(state.st_mode)
            raise ConfigError(f"{variable}: {path} is open to others (mode {mode:04o}); run: chmod 600 {path}")
        with path.open("rb") as file:
            content = file.read(_LARGEST).decode("utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "is not text"
        raise ConfigError(f"{variable}: {path}: {reason}") from error
    if not content:
        raise ConfigError(f"{variable}: {path} is empty")
    return content


def _forbidden(path: Path, environment: Mapping[str, str]) -> int:
    """Mode bits that must not be set: all of group and others.

    systemd gives the service access to a credential by an access list, which shows as a group bit; the directory
    is closed to everybody else (systemd.exec, "Credentials").
    """
    directory = environment.get("CREDENTIALS_DIRECTORY")
    if directory and path.resolve().is_relative_to(Path(directory).resolve()):
        return stat.S_IRWXO
    return stat.S_IRWXG | stat.S_IRWXO
