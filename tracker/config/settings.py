"""Settings from the environment: every name, its meaning, its default; wrong and unknown names are errors."""

from __future__ import annotations

import os
from collections.abc import Mapping
from importlib import resources
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, ValidationError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from tracker.config import checks, secrets, values
from tracker.errors import ConfigError

SECRETS = {
    "TRACKER_DATABASE_URL": "database_url",
    "TRACKER_SMTP_URL": "smtp_url",
    "HF_TOKEN": "hf_token",
    "GITHUB_TOKEN": "github_token",
    "SLACK_BOT_TOKEN": "slack_bot_token",
}
"""Settings that may hold a secret: each may come from the file that <NAME>_FILE names."""

_Address = Annotated[str, AfterValidator(checks.base_url)]


def default_sources() -> Path:
    """The list that comes with the tracker: inside of an installed package, or at the top of a checkout."""
    package = Path(str(resources.files("tracker")))
    packaged = package / "default-sources.toml"
    return packaged if packaged.exists() else package.parent / "sources.toml"


def _sources() -> Path:
    here = Path("sources.toml")
    return here if here.exists() else default_sources()


class Settings(BaseSettings):
    """What the environment says, checked; secrets are not part of its repr.

    Base URLs end without a slash, only Slack's with one, as slack-sdk wants it.
    """

    model_config = SettingsConfigDict(
        frozen=True, case_sensitive=True, env_ignore_empty=True, extra="ignore", hide_input_in_errors=True
    )

    data_dir: Path = Field(Path("data"), alias="TRACKER_DATA_DIR")
    database_url: Annotated[str, AfterValidator(checks.database_url)] = Field(
        default_factory=lambda data: f"sqlite:///{data.get('data_dir', 'data')}/tracker.db",
        alias="TRACKER_DATABASE_URL",
        repr=False,
    )
    sources: Path = Field(default_factory=_sources, alias="TRACKER_SOURCES")
    clock_url: str | None = Field(None, alias="TRACKER_CLOCK_URL")
    allow_hosts: Annotated[frozenset[str], NoDecode, BeforeValidator(checks.allow_hosts)] = Field(
        frozenset(), alias="TRACKER_ALLOW_HOSTS"
    )
    contact: Annotated[str | None, AfterValidator(checks.contact)] = Field(None, alias="TRACKER_CONTACT")
    host_pause: float = Field(1.0, alias="TRACKER_HOST_PAUSE", ge=0, le=60)  # seconds
    log_format: Literal["console", "json"] = Field("console", alias="TRACKER_LOG_FORMAT")
    log_level: Literal["debug", "info", "warning", "error"] = Field("info", alias="TRACKER_LOG_LEVEL")
    zone: Annotated[str, AfterValidator(values.zone)] = Field("UTC", alias="TRACKER_ZONE")
    hf_endpoint: _Address = Field("https://huggingface.co", alias="HF_ENDPOINT")
    hf_token: str | None = Field(None, alias="HF_TOKEN", repr=False)
    github_url: _Address = Field("https://github.com", alias="GITHUB_URL")
    github_api_url: _Address = Field("https://api.github.com", alias="GITHUB_API_URL")
    github_token: str | None = Field(None, alias="GITHUB_TOKEN", repr=False)
    slack_api_url: Annotated[str, AfterValidator(checks.folder_url)] = Field(
        "https://slack.com/api/", alias="SLACK_API_URL"
    )
    slack_bot_token: str | None = Field(None, alias="SLACK_BOT_TOKEN", repr=False)
    smtp_url: Annotated[str | None, AfterValidator(checks.smtp_url)] = Field(None, alias="TRACKER_SMTP_URL", repr=False)
    mail_from: Annotated[str | None, AfterValidator(checks.sender)] = Field(None, alias="TRACKER_MAIL_FROM")
    withheld: tuple[str, ...] = Field((), init=False)  # tokens not used, because their address is not the real one


NAMES: tuple[str, ...] = tuple(str(item.alias) for item in Settings.model_fields.values() if item.alias)
"""The environment names of all settings."""

# A token goes to its own service only, or where the operator allowed the host: (token, address, real address).
_HOMES = (
    ("hf_token", "hf_endpoint", "https://huggingface.co"),
    ("github_token", "github_api_url", "https://api.github.com"),
    ("slack_bot_token", "slack_api_url", "https://slack.com"),
)


def load_settings() -> Settings:
    """The settings of this process; ConfigError with one line for each problem."""
    problems = _unknown(os.environ)
    given: dict[str, Any] = {}
    for name in SECRETS:
        try:
            given[name] = secrets.read_secret(name, os.environ)
        except ConfigError as error:
            problems.append(str(error))
    try:
        settings = Settings(**{name: value for name, value in given.items() if value is not None})
    except ValidationError as error:
        problems += [_said(part) for part in error.errors(include_input=False) if part["loc"]]
    if problems:
        raise ConfigError("\n".join(problems))
    return _withhold(settings)


def _unknown(environment: Mapping[str, str]) -> list[str]:
    known = {*NAMES, *(f"{name}_FILE" for name in SECRETS)}
    ours = [name for name in environment if name.startswith("TRACKER_") and not name.startswith("TRACKER_TEST_")]
    return [f"{name}: no such setting{values.closest(name, known)}" for name in sorted(ours) if name not in known]


def _said(part: Any) -> str:
    said = str(part["msg"]).removeprefix("Value error, ")
    return f"{part['loc'][0]}: {said[:1].lower()}{said[1:]}"


def _withhold(settings: Settings) -> Settings:
    """The settings without the tokens that would go to a host which the operator did not name as his."""
    away = {
        token: None
        for token, address, home in _HOMES
        if getattr(settings, token) and not _trusted(getattr(settings, address), home, settings.allow_hosts)
    }
    names = tuple(name for name, token in SECRETS.items() if token in away)
    return settings.model_copy(update={**away, "withheld": names}) if away else settings


def _trusted(address: str, home: str, allowed: frozenset[str]) -> bool:
    parts, own = urlsplit(address), urlsplit(home)
    host = parts.hostname or ""
    if (parts.scheme, host, parts.port) == (own.scheme, own.hostname, None):
        return True
    port = parts.port or (443 if parts.scheme == "https" else 80)
    named = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    return named in allowed or host in ("127.0.0.1", "::1", "localhost")
