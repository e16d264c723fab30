"""Settings: the environment's names, defaults, errors, and where tokens may go."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tracker.config import SETTINGS, default_sources, load_settings, load_sources
from tracker.errors import ConfigError

TOKEN = "hf" + "_sentinel0123456789"


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An environment without any of our settings, in an empty folder."""
    names = {one.name for one in SETTINGS}
    for name in list(os.environ):
        if name.startswith("TRACKER_") or name.removesuffix("_FILE") in names:
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


def test_everything_works_without_any_setting() -> None:
    """The defaults are a SQLite file in ./data, the list that comes with the tracker, the real services, no secrets."""
    settings = load_settings()
    assert settings.database_url == "sqlite:///data/tracker.db"
    assert settings.sources == default_sources()
    assert (settings.hf_endpoint, settings.github_url) == ("https://huggingface.co", "https://github.com")
    assert (settings.slack_api_url, settings.allow_hosts) == ("https://slack.com/api/", frozenset())
    assert (settings.hf_token, settings.slack_bot_token, settings.smtp_url, settings.withheld) == (None, None, None, ())


def test_the_names_are_those_of_the_contract(monkeypatch: pytest.MonkeyPatch) -> None:
    """A replay's environment sets every part that it needs, with tokens going to the loopback that it allows."""
    base = "http://127.0.0.1:8000"
    replay = {
        "TRACKER_DATABASE_URL": "postgresql+psycopg://u:pw@db/tracker",
        "TRACKER_SOURCES": "other.toml",
        "TRACKER_CLOCK_URL": f"{base}/_control/clock",
        "TRACKER_ALLOW_HOSTS": "127.0.0.1:8000, 127.0.0.1:25,[::1]:80,Feeds.Example:443",
        "HF_ENDPOINT": base,
        "HF_TOKEN": TOKEN,
        "GITHUB_URL": f"{base}/github",
        "GITHUB_API_URL": f"{base}/github-api/",
        "SLACK_API_URL": f"{base}/slack/ok/api/",
        "SLACK_BOT_TOKEN": "xoxb-world",
        "TRACKER_SMTP_URL": "smtp://127.0.0.1:25",
        "TRACKER_MAIL_FROM": "tracker@example.org",
    }
    for name, value in replay.items():
        monkeypatch.setenv(name, value)
    settings = load_settings()
    assert settings.database_url == replay["TRACKER_DATABASE_URL"]
    assert settings.sources == Path("other.toml")
    assert settings.clock_url == replay["TRACKER_CLOCK_URL"]
    assert settings.allow_hosts == {"127.0.0.1:8000", "127.0.0.1:25", "[::1]:80", "feeds.example:443"}
    assert (settings.hf_endpoint, settings.github_api_url) == (base, f"{base}/github-api")
    assert settings.slack_api_url == replay["SLACK_API_URL"]
    assert (settings.hf_token, settings.slack_bot_token, settings.withheld) == (TOKEN, "xoxb-world", ())
    assert (settings.smtp_url, settings.mail_from) == (replay["TRACKER_SMTP_URL"], "tracker@example.org")


def test_a_list_in_the_current_folder_comes_before_the_default() -> None:
    """./sources.toml is taken where it is there."""
    Path("sources.toml").write_text('[[source]]\nname = "a"\ntype = "hub"\norganization = "a"\n')
    assert load_settings().sources == Path("sources.toml")
    assert load_sources(load_settings().sources).sources[0].name == "a"


def test_the_database_follows_the_data_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Without a database of its own, TRACKER_DATA_DIR decides where the SQLite file lies."""
    monkeypatch.setenv("TRACKER_DATA_DIR", str(tmp_path / "here"))
    assert load_settings().database_url == f"sqlite:///{tmp_path}/here/tracker.db"


def test_no_secret_is_ever_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """Secrets are in no repr, no text, and in no error about their neighbors or themselves."""
    monkeypatch.setenv("HF_TOKEN", TOKEN)
    monkeypatch.setenv("TRACKER_DATABASE_URL", "postgresql+psycopg://u:s3cret@db/tracker")
    monkeypatch.setenv("TRACKER_SMTP_URL", "smtps://u:s3cret@mail.example")
    shown = repr(load_settings()) + str(load_settings())
    assert TOKEN not in shown
    assert "s3cret" not in shown
    monkeypatch.setenv("TRACKER_SMTP_URL", "http://u:s3cret@mail.example")
    monkeypatch.setenv("TRACKER_LOG_FORMAT", "xml")
    with pytest.raises(ConfigError) as caught:
        load_settings()
    said = f"{caught.value} {caught.value.__cause__!r} {caught.value.__cause__}"
    assert "TRACKER_SMTP_URL" in said
    assert "s3cret" not in said
    assert TOKEN not in said


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        pytest.param("TRACKER_ALLOW_HOST", "a:1", "TRACKER_ALLOW_HOSTS", id="a name with a letter missing"),
        pytest.param("TRACKER_SMTP_URLFILE", "x", "TRACKER_SMTP_URL_FILE", id="a name of a file without its dash"),
        pytest.param("TRACKER_ZONE", "Berlin", "no known time zone", id="a zone that is none"),
        pytest.param("TRACKER_ALLOW_HOSTS", "127.0.0.1", "host:port", id="a host without its port"),
        pytest.param("TRACKER_ALLOW_HOSTS", "http://127.0.0.1:80", "host:port", id="a URL for a host"),
        pytest.param("TRACKER_ALLOW_HOSTS", "a:99999", "host:port", id="a port that cannot be"),
        pytest.param("TRACKER_ALLOW_HOSTS", "[::g]:80", "host:port", id="an address that is none"),
        pytest.param("TRACKER_CONTACT", "call me", "mail address", id="a contact that is no address"),
        pytest.param("TRACKER_HOST_PAUSE", "-1", "greater than or equal to 0", id="a pause before it begins"),
        pytest.param("TRACKER_LOG_LEVEL", "loud", "debug", id="a level that is none"),
        pytest.param("HF_ENDPOINT", "huggingface.co", "https://", id="an address without its scheme"),
        pytest.param("SLACK_API_URL", "https://u:p@slack.com/api/", "password", id="a password in an address"),
        pytest.param("TRACKER_SMTP_URL", "smtp://u:p@mail.example", "clear text", id="a password in clear text"),
        pytest.param("TRACKER_SMTP_URL", "mail.example:25", "smtp://", id="a mail server without its scheme"),
        pytest.param("TRACKER_MAIL_FROM", "tracker", "mail address", id="a sender without a host"),
        pytest.param(
            "TRACKER_MAIL_FROM", "a@b.example\r\nBcc: c@d.example", "mail address", id="a sender with a header"
        ),
    ],
)
def test_a_wrong_setting_is_named_with_its_remedy(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, said: str
) -> None:
    """A wrong or unknown setting is a ConfigError that begins with its name."""
    monkeypatch.setenv(name, value)
    with pytest.raises(ConfigError) as caught:
        load_settings()
    assert str(caught.value).startswith(f"{name}: ")
    assert said in str(caught.value)


def test_all_problems_are_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each wrong setting has a line of its own."""
    for name, value in {
        "TRACKER_ZON": "x",
        "TRACKER_ZONE": "x",
        "TRACKER_LOG_LEVEL": "x",
        "HF_TOKEN_FILE": "gone",
    }.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(ConfigError) as caught:
        load_settings()
    lines = str(caught.value).splitlines()
    assert [line.split(":")[0] for line in lines] == [
        "TRACKER_ZON",
        "HF_TOKEN_FILE",
        "TRACKER_ZONE",
        "TRACKER_LOG_LEVEL",
    ]


def test_settings_of_tests_are_not_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    """TRACKER_TEST_… belongs to the tests."""
    monkeypatch.setenv("TRACKER_TEST_POSTGRES", "postgresql://…")
    load_settings()


@pytest.mark.parametrize(
    ("address", "allowed", "kept"),
    [
        pytest.param("https://huggingface.co/", "", True, id="to the Hub itself"),
        pytest.param("http://huggingface.co", "", False, id="to the Hub without encryption"),
        pytest.param("https://huggingface.co:8443", "", False, id="to another port of the Hub"),
        pytest.param("https://huggingface.co.evil.example", "", False, id="to a host that looks like the Hub"),
        pytest.param("https://mirror.example", "", False, id="to a mirror"),
        pytest.param("https://mirror.example", "mirror.example:443", True, id="to a mirror that the operator allows"),
        pytest.param("http://127.0.0.1:8000", "", True, id="to this machine"),
        pytest.param("http://[::1]:8000", "", True, id="to this machine by IPv6"),
    ],
)
def test_a_token_goes_only_to_its_own_service(
    monkeypatch: pytest.MonkeyPatch, address: str, allowed: str, kept: bool
) -> None:
    """A token is dropped, and named as withheld, where its address is neither the real one nor allowed."""
    monkeypatch.setenv("HF_TOKEN", TOKEN)
    monkeypatch.setenv("HF_ENDPOINT", address)
    monkeypatch.setenv("TRACKER_ALLOW_HOSTS", allowed)
    settings = load_settings()
    assert settings.hf_token == (TOKEN if kept else None)
    assert settings.withheld == (() if kept else ("HF_TOKEN",))


def test_settings_are_frozen() -> None:
    """Nothing changes a setting after the start."""
    with pytest.raises(ValueError, match="frozen"):
        load_settings().zone = "Europe/Berlin"


def test_each_setting_says_what_it_means() -> None:
    """Every setting has a unique name, a sentence, and a default that people can read."""
    assert len({one.name for one in SETTINGS}) == len(SETTINGS)
    for one in SETTINGS:
        assert one.says.endswith((".", "…")), one.name
        assert "PosixPath" not in one.default
