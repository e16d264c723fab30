"""Channels: addresses, rules and the secrets that come by the names of variables."""

from __future__ import annotations

from pathlib import Path

import pytest

from tracker.config import load_sources
from tracker.domain import Channel, LicenseClass, Rules, SourceKind, Stage
from tracker.errors import ConfigError

SOURCE = '[[source]]\nname = "a"\ntype = "hub"\norganization = "a"\n'
SLACK = '[[channel]]\nname = "alerts"\nnotifier = "slack"\nto = "C0WORLD"\n'
HOOK = '[[channel]]\nname = "hook"\nnotifier = "webhook"\nto = "https://a.example/in"\n'


def load(tmp_path: Path, channels: str, environment: dict[str, str] | None = None) -> tuple[Channel, ...]:
    """The channels of a file beside sources.toml."""
    (tmp_path / "sources.toml").write_text(SOURCE)
    (tmp_path / "channels.toml").write_text(channels)
    return load_sources(tmp_path / "sources.toml", environment or {}).channels


def test_the_channels_of_the_contract(tmp_path: Path) -> None:
    """An instant Slack channel and a daily letter are read as the contract writes them, from either file."""
    text = (
        SLACK
        + 'language = "en"\nmode = "instant"\n\n'
        + (
            '[[channel]]\nname = "letter"\nnotifier = "email"\nto = "reader@example.org"\nlanguage = "de"\n'
            'mode = "digest"\nat = "08:00"\nzone = "Europe/Berlin"\n'
        )
    )
    expected = (
        Channel(name="alerts", notifier="slack", to="C0WORLD"),
        Channel(
            name="letter",
            notifier="email",
            to="reader@example.org",
            language="de",
            mode="digest",
            at="08:00",
            zone="Europe/Berlin",
        ),
    )
    assert load(tmp_path, text) == expected
    (tmp_path / "channels.toml").unlink()
    (tmp_path / "sources.toml").write_text(SOURCE + text)
    assert load_sources(tmp_path / "sources.toml", {}).channels == expected


@pytest.mark.parametrize(
    "rules",
    [
        pytest.param(
            '[channel.rules]\norganizations = ["OpenAI"]\nstages = ["Weights", "announced"]\n'
            'license_classes = ["permissive"]\nsource_kinds = ["official"]\n',
            id="as a table",
        ),
        pytest.param(
            'rules = { organizations = ["OpenAI"], stages = ["weights", "announced"], '
            'license_classes = ["permissive"], source_kinds = ["official"] }\n',
            id="in one line",
        ),
    ],
)
def test_rules_are_read_in_both_forms(tmp_path: Path, rules: str) -> None:
    """Rules may stand in a table of their own or in one line."""
    (channel,) = load(tmp_path, SLACK + 'empty = "skip"\noperator = true\nradar = true\n' + rules)
    assert channel.rules == Rules(
        organizations=("OpenAI",),
        stages=(Stage.WEIGHTS, Stage.ANNOUNCED),
        license_classes=(LicenseClass.PERMISSIVE,),
        source_kinds=(SourceKind.OFFICIAL,),
    )
    assert (channel.empty, channel.operator, channel.radar) == ("skip", True, True)


def test_a_console_needs_no_address(tmp_path: Path) -> None:
    """The console is reached without `to`."""
    assert load(tmp_path, '[[channel]]\nname = "c"\nnotifier = "console"\n')[0].to == "-"


def test_secrets_come_by_the_names_of_variables(tmp_path: Path) -> None:
    """to_env and secret_env name variables, each of which may be a file that only the operator can read."""
    secret = tmp_path / "hook"
    secret.write_text("whsec\n")
    secret.chmod(0o600)
    environment = {"HOOK_SECRET_FILE": str(secret), "TEAM_HOOK": "https://hooks.slack.com/services/T0/B0/zzz"}
    text = HOOK + 'secret_env = "HOOK_SECRET"\n' + SLACK.replace('to = "C0WORLD"', 'to_env = "TEAM_HOOK"')
    hook, slack = load(tmp_path, text, environment)
    assert (hook.secret, slack.to) == ("whsec", environment["TEAM_HOOK"])
    assert "whsec" not in repr(hook)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param(
            SLACK + 'time = "8:00"\n',
            'channels.toml:5: channel "alerts": unknown key "time"; did you mean "at"?',
            id="a key by another name",
        ),
        pytest.param(
            SLACK.replace("slack", "slak"),
            'channels.toml:3: channel "alerts": notifier: must be one of',
            id="an unknown notifier",
        ),
        pytest.param(
            SLACK.replace('to = "C0WORLD"\n', ""), 'channels.toml:1: channel "alerts": "to" is missing', id="no address"
        ),
        pytest.param(
            SLACK.replace("C0WORLD", "https://hooks.slack.com/services/T0/B0/zzz"),
            'to_env = "…"',
            id="a secret address",
        ),
        pytest.param(SLACK + 'to_env = "A"\n', "keep either to or to_env", id="two addresses"),
        pytest.param(SLACK + 'secret_env = "A"\n', "only a webhook is signed", id="a signature for Slack"),
        pytest.param(
            HOOK + 'secret_env = "HOOK"\n',
            'channels.toml:5: channel "hook": secret_env: neither HOOK nor HOOK_FILE',
            id="a variable that is not there",
        ),
        pytest.param(HOOK + 'secret_env = "hook-secret"\n', "environment variable", id="a variable that cannot be"),
        pytest.param(HOOK.replace("https", "ftp"), 'channels.toml:4: channel "hook": to:', id="another scheme"),
        pytest.param(SLACK.replace("slack", "email"), "must be a mail address", id="no mail address"),
        pytest.param(SLACK + 'language = "fr"\n', 'must be one of "de", "en"', id="a language that we do not write"),
        pytest.param(SLACK + 'zone = "Berlin"\n', "no known time zone", id="a zone that is none"),
        pytest.param(SLACK + 'at = "8"\n', "08:00", id="an hour without minutes"),
        pytest.param(SLACK + 'mode = "daily"\n', '"instant", "digest"', id="another mode"),
        pytest.param(SLACK + 'operator = "yes"\n', "true or false", id="yes for true"),
        pytest.param(SLACK + 'rules = ["weights"]\n', "must be a table", id="a list for rules"),
        pytest.param(
            SLACK + '[channel.rules]\nstage = ["weights"]\n',
            'channels.toml:6: channel "alerts": unknown key "stage"; did you mean "stages"?',
            id="a rule by another name",
        ),
        pytest.param(
            SLACK + 'rules = { stages = ["wights"] }\n',
            'channels.toml:5: channel "alerts": rules.stages',
            id="a stage that is none",
        ),
        pytest.param(SLACK + SLACK, 'channels.toml:6: channel "alerts": name: listed before', id="a name twice"),
    ],
)
def test_a_mistake_is_named_with_its_line_and_the_remedy(tmp_path: Path, text: str, said: str) -> None:
    """The message holds file, line, channel, key and what to write instead, and never the secret."""
    with pytest.raises(ConfigError) as caught:
        load(tmp_path, text)
    assert said in str(caught.value)
    assert "zzz" not in str(caught.value)


def test_an_open_file_of_a_secret_is_named_at_its_channel(tmp_path: Path) -> None:
    """A signing secret that others can read stops the start with the command that helps."""
    secret = tmp_path / "hook"
    secret.write_text("whsec\n")
    secret.chmod(0o644)
    with pytest.raises(ConfigError, match=r'channels.toml:5: channel "hook": HOOK_FILE: .*chmod 600'):
        load(tmp_path, HOOK + 'secret_env = "HOOK"\n', {"HOOK_FILE": str(secret)})
