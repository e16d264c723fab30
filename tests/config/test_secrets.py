"""Secrets: read from private places only, and never shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from tracker.config.secrets import looks_secret, read_secret, redact
from tracker.errors import ConfigError


def test_a_secret_comes_from_the_environment_or_from_its_file(tmp_path: Path) -> None:
    """NAME gives the value itself, NAME_FILE the content of a file without the final newline, neither gives None."""
    file = tmp_path / "token"
    file.write_text("from-file\n")
    file.chmod(0o600)
    assert read_secret("HF_TOKEN", {"HF_TOKEN": "direct"}) == "direct"
    assert read_secret("HF_TOKEN", {"HF_TOKEN_FILE": str(file)}) == "from-file"
    assert read_secret("HF_TOKEN", {"HF_TOKEN": "", "HF_TOKEN_FILE": ""}) is None


@pytest.mark.parametrize("mode", [0o604, 0o640, 0o644, 0o660, 0o602])
def test_a_file_open_to_others_is_refused_with_the_remedy(tmp_path: Path, mode: int) -> None:
    """Any right of group or others is an error that names the file and the command that helps."""
    file = tmp_path / "token"
    file.write_text("s3cret")
    file.chmod(mode)
    with pytest.raises(ConfigError) as caught:
        read_secret("HF_TOKEN", {"HF_TOKEN_FILE": str(file)})
    assert f"chmod 600 {file}" in str(caught.value)
    assert f"{mode:04o}" in str(caught.value)
    assert "s3cret" not in str(caught.value)


def test_a_credential_of_systemd_may_show_a_group_bit(tmp_path: Path) -> None:
    """Inside of CREDENTIALS_DIRECTORY the group's reading bit is systemd's access list; others stay refused."""
    file = tmp_path / "token"
    file.write_text("s3cret")
    environment = {"HF_TOKEN_FILE": str(file), "CREDENTIALS_DIRECTORY": str(tmp_path)}
    file.chmod(0o440)
    assert read_secret("HF_TOKEN", environment) == "s3cret"
    file.chmod(0o444)
    with pytest.raises(ConfigError):
        read_secret("HF_TOKEN", environment)


def test_a_file_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    """A missing, empty or binary file, a folder, and both ways at once are errors that name the variable."""
    empty, binary = tmp_path / "empty", tmp_path / "binary"
    empty.write_text("\n")
    binary.write_bytes(b"\xff\xfe\x00")
    for path in (empty, binary):
        path.chmod(0o600)
    for path in (empty, binary, tmp_path, tmp_path / "missing"):
        with pytest.raises(ConfigError, match="GITHUB_TOKEN_FILE"):
            read_secret("GITHUB_TOKEN", {"GITHUB_TOKEN_FILE": str(path)})
    with pytest.raises(ConfigError, match="both"):
        read_secret("GITHUB_TOKEN", {"GITHUB_TOKEN": "a", "GITHUB_TOKEN_FILE": str(empty)})


# Put together at run time, so that no scanner takes this file for a leak.
SECRETS = [
    pytest.param("post failed for xoxb" + "-12-34-abCD", "abCD", id="a Slack bot token"),
    pytest.param("xapp" + "-1-A0-99-feed", "feed", id="a Slack app token"),
    pytest.param("token hf" + "_abcdefghijkl", "abcdefghijkl", id="a Hub token"),
    pytest.param("ghp" + "_0123456789abcdef", "0123456789", id="a GitHub token"),
    pytest.param("github_pat" + "_0123456789abcdef", "0123456789", id="a fine-grained GitHub token"),
    pytest.param("whsec" + "_c2VjcmV0", "c2VjcmV0", id="a signing secret"),
    pytest.param("POST https://hooks.slack.com/services/T0/B0/zzz 500", "zzz", id="an incoming webhook"),
    pytest.param("Authorization: Bearer abc.def", "abc.def", id="a bearer header"),
    pytest.param("authorization: bearer abc.def", "abc.def", id="a bearer header in small letters"),
    pytest.param("postgresql+psycopg://u:pw@host/db", "pw", id="user and password in a URL"),
    pytest.param("smtps://name%40host:pw%2F@host:465", "pw%2F", id="an escaped password in a URL"),
    pytest.param("GET https://a.example/feed?x=1&token=pw&y=2", "pw", id="a token in a query"),
    pytest.param("https://a.example/?api_key=pw#x", "pw", id="a key in a query"),
]


@pytest.mark.parametrize(("text", "secret"), SECRETS)
def test_what_looks_like_a_secret_is_blacked_out(text: str, secret: str) -> None:
    """The secret part is gone, and one can still see that there was one, and of which kind."""
    assert looks_secret(text)
    assert secret not in redact(text)
    assert "***" in redact(text)
    assert redact(redact(text)) == redact(text)


@pytest.mark.parametrize(
    "text",
    [
        "openai/gpt-oss-120b at https://huggingface.co/openai/gpt-oss-120b",
        "mail to reader@example.org",
        "hf_hub and xox, bearers of news",
        "https://example.org/?page=2&tokens=12",
        "https://example.org/@simon/1",
    ],
)
def test_what_is_no_secret_stays_as_it_is(text: str) -> None:
    """Ordinary names, addresses and links are not touched."""
    assert not looks_secret(text)
    assert redact(text) == text
