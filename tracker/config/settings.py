"""Settings from the environment: every name, its meaning, its default; wrong and unknown names are errors."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Annotated, Any, Literal, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, PrivateAttr, ValidationError, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from tracker.config import checks, secrets, values
from tracker.errors import ConfigError


def setting(
    name: str, default: Any, says: str, shown: str | None = None, *, secret: bool = False, **limits: Any
) -> Any:
    """One setting: its environment name, default, meaning; `shown` is the default as people read it.

    A secret may also come from the file that <NAME>_FILE names, and is never part of a repr.
    """
    extra: dict[str, Any] = {
        "secret": secret,
        "shown": shown or ("" if default in (None, frozenset()) else str(default)),
    }
    return Field(default, alias=name, description=says, repr=not secret, json_schema_extra=extra, **limits)


_Address = Annotated[str, AfterValidator(checks.base_url)]


class Settings(BaseSettings):
    """What the environment says, checked; secrets are not part of its repr.

    Base URLs end without a slash, only Slack's with one, as slack-sdk wants it.
    """

    model_config = SettingsConfigDict(
        frozen=True, case_sensitive=True, env_ignore_empty=True, extra="ignore", hide_input_in_errors=True
    )

    data_dir: Path = setting("TRACKER_DATA_DIR", Path("data"), "Folder of the database; made by `tracker upgrade`.")
    database_url: str = setting(
        "TRACKER_DATABASE_URL",
        "",
        "Database: sqlite:///FILE or postgresql+psycopg://USER:PASSWORD@HOST/NAME.",
        secret=True,
        shown="sqlite:///data/tracker.db",
    )
    sources: Path = setting(
        "TRACKER_SOURCES",
        Path(),
        "The sources file; without one, the list that comes with the tracker.",
        "sources.toml",
    )
    detection_weights: Path | None = setting(
        "TRACKER_DETECTION_WEIGHTS",
        None,
        "Weights of the judgment, as tracker train writes them; without, those that come with the tracker.",
    )
    zone: Annotated[str, AfterValidator(values.zone)] = setting(
        "TRACKER_ZONE", "UTC", "Time zone in which commands show times, such as Europe/Berlin."
    )
    contact: Annotated[str, AfterValidator(checks.contact)] = setting(
        "TRACKER_CONTACT", "", "Web or mail address of the operator, told to every host that is asked. Please set it."
    )
    allow_hosts: Annotated[frozenset[str], NoDecode, BeforeValidator(checks.allow_hosts)] = setting(
        "TRACKER_ALLOW_HOSTS",
        frozenset(),
        "Comma list of host:port that may be contacted although their addresses are not public.",
    )
    host_pause: float = setting("TRACKER_HOST_PAUSE", 1.0, "Seconds between two requests to one host.", ge=0, le=60)
    full_text: bool = setting("TRACKER_FULL_TEXT", True, "Fetch the pages of official announcements: on or off.", "on")
    log_format: Literal["console", "json"] = setting("TRACKER_LOG_FORMAT", "console", "Log lines: console or json.")
    log_level: Literal["debug", "info", "warning", "error"] = setting(
        "TRACKER_LOG_LEVEL", "info", "Least urgent log lines to write: debug, info, warning or error."
    )
    clock_url: str | None = setting(
        "TRACKER_CLOCK_URL", None, "Only for replays: GET answers the time, at http://127.0.0.1:PORT/…"
    )
    hf_endpoint: _Address = setting("HF_ENDPOINT", "https://huggingface.co", "The Hub.")
    hf_token: str | None = setting("HF_TOKEN", None, "Token for the Hub, read only; doubles its limit.", secret=True)
    github_url: _Address = setting("GITHUB_URL", "https://github.com", "GitHub's pages and feeds.")
    github_api_url: _Address = setting("GITHUB_API_URL", "https://api.github.com", "GitHub's API.")
    github_token: str | None = setting("GITHUB_TOKEN", None, "Token for GitHub's API, without any scope.", secret=True)
    slack_api_url: Annotated[str, AfterValidator(checks.folder_url)] = setting(
        "SLACK_API_URL", "https://slack.com/api/", "Slack's API."
    )
    slack_bot_token: str | None = setting(
        "SLACK_BOT_TOKEN",
        None,
        "Token of the Slack app: chat:write, and channels:history to avoid repeats.",
        secret=True,
    )
    smtp_url: Annotated[str | None, AfterValidator(checks.smtp_url)] = setting(
        "TRACKER_SMTP_URL",
        None,
        "Mail server: smtp://HOST:PORT, smtps://USER:PASSWORD@HOST:PORT or smtp+starttls://…",
        secret=True,
    )
    mail_from: Annotated[str | None, AfterValidator(checks.sender)] = setting(
        "TRACKER_MAIL_FROM", None, "Sender of letters."
    )
    summarizer: str = setting(
        "TRACKER_SUMMARIZER",
        "",
        "Language model for summaries: a preset of tracker models, a folder, or a server: http://127.0.0.1:PORT/v1.",
    )
    summarizer_model: str = setting("TRACKER_SUMMARIZER_MODEL", "", "The name by which a server knows its model.")
    models_dir: Path = setting("TRACKER_MODELS_DIR", Path(), "Folder of fetched models.", "data/models")
    summarizer_threads: int = setting(
        "TRACKER_SUMMARIZER_THREADS", 1, "Processor threads of the language model; never all of them.", ge=1, le=64
    )
    summarizer_seconds: int = setting(
        "TRACKER_SUMMARIZER_SECONDS", 60, "Seconds that the language model has for one summary.", ge=5, le=600
    )
    _withheld: tuple[str, ...] = PrivateAttr(())

    @model_validator(mode="after")
    def _complete(self) -> Self:
        found = _completion(self)
        for field, value in found.items():
            object.__setattr__(self, field, value)  # frozen for everybody else
        self._withheld = tuple(one.name for one in SETTINGS if one.field in found and found[one.field] is None)
        return self

    @property
    def withheld(self) -> tuple[str, ...]:
        """Tokens that are set but not used, because their service's address is neither the real one nor allowed."""
        return self._withheld


@dataclass(frozen=True, slots=True)
class Named:
    """What people must know of one setting; `default` as they would write it, "" for none."""

    name: str
    field: str
    says: str
    default: str
    secret: bool


def _named(field: str) -> Named:
    info = Settings.model_fields[field]
    extra: Any = info.json_schema_extra
    return Named(str(info.alias), field, str(info.description), extra["shown"], extra["secret"])


SETTINGS: tuple[Named, ...] = tuple(_named(field) for field in Settings.model_fields)
"""All settings in the order in which people should meet them; docs and example.env are checked against it."""

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
    for one in SETTINGS:
        try:
            given[one.name] = secrets.read_secret(one.name, os.environ) if one.secret else None
        except ConfigError as error:
            problems.append(str(error))
    try:
        settings = Settings(**{name: value for name, value in given.items() if value is not None})
    except ValidationError as error:
        raise ConfigError("\n".join([*problems, *map(_said, error.errors(include_input=False))])) from error
    if problems:
        raise ConfigError("\n".join(problems))
    return settings


def default_sources() -> Path:
    """The list that comes with the tracker: inside of an installed package, or at the top of a checkout."""
    package = Path(str(resources.files("tracker")))
    packaged = package / "default-sources.toml"
    return packaged if packaged.exists() else package.parent / "sources.toml"


def _sources() -> Path:
    here = Path("sources.toml")
    return here if here.exists() else default_sources()


def _unknown(environment: Mapping[str, str]) -> list[str]:
    known = {one.name for one in SETTINGS} | {f"{one.name}_FILE" for one in SETTINGS if one.secret}
    ours = [name for name in environment if name.startswith("TRACKER_") and not name.startswith("TRACKER_TEST_")]
    return [f"{name}: no such setting{values.closest(name, known)}" for name in sorted(ours) if name not in known]


def _said(part: Any) -> str:
    said = str(part["msg"]).removeprefix("Value error, ")
    return f"{part['loc'][0]}: {said[:1].lower()}{said[1:]}"


def _completion(settings: Settings) -> dict[str, Any]:
    """The defaults that depend on other settings, and None for each token whose host the operator did not name."""
    found: dict[str, Any] = {}
    if not settings.database_url:
        found["database_url"] = f"sqlite:///{settings.data_dir}/tracker.db"
    if settings.models_dir == Path():
        found["models_dir"] = settings.data_dir / "models"
    if settings.sources == Path():
        found["sources"] = _sources()
    for token, address, home in _HOMES:
        if getattr(settings, token) and not _trusted(getattr(settings, address), home, settings.allow_hosts):
            found[token] = None
    return found


def _trusted(address: str, home: str, allowed: frozenset[str]) -> bool:
    parts, own = urlsplit(address), urlsplit(home)
    host = parts.hostname or ""
    if (parts.scheme, host, parts.port) == (own.scheme, own.hostname, None):
        return True
    port = parts.port or (443 if parts.scheme == "https" else 80)
    named = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    return named in allowed or host in ("127.0.0.1", "::1", "localhost")
