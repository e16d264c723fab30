"""deploy/: containers and the unit use commands, settings and files that are there."""

from __future__ import annotations

import configparser
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.main import get_command

from tracker.cli import app
from tracker.config import SETTINGS, load_settings
from tracker.config.example import example_env

ROOT = Path(__file__).resolve().parent.parent
DEPLOY = ROOT / "deploy"
UNIT = DEPLOY / "systemd" / "open-weights-tracker.service"
NAMES = {one.name for one in SETTINGS} | {f"{one.name}_FILE" for one in SETTINGS if one.secret}


class Unit(configparser.RawConfigParser):
    """A systemd unit: names keep their capitals, a name may come again and its values are joined by line."""

    def __init__(self) -> None:
        super().__init__(strict=False, delimiters=("=",), comment_prefixes=("#", ";"), interpolation=None)
        text = UNIT.read_text("utf-8")
        self.read_string(re.sub(r"^(\w+)=", lambda found: f"{found[1]}#{found.start()}=", text, flags=re.MULTILINE))

    def optionxform(self, optionstr: str) -> str:
        """The name as it stands there."""
        return optionstr

    def all(self, section: str, name: str) -> list[str]:
        """Every value of a name, in order."""
        return [value for key, value in self.items(section) if key.split("#")[0] == name]


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    """compose.yaml as a compose engine reads it."""
    loaded: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))
    return loaded


def commands() -> set[str]:
    """The commands of `tracker`."""
    return set(getattr(get_command(app), "commands"))  # noqa: B009  the class of a group is typer's own affair


def container_file() -> list[tuple[str, str]]:
    """The Containerfile as instructions with their rests, continued lines joined."""
    text = re.sub(r"\\\n", " ", (DEPLOY / "Containerfile").read_text("utf-8"))
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return [(line.split()[0], line.split(maxsplit=1)[1]) for line in lines]


def test_every_command_named_in_deploy_exists(compose: dict[str, Any]) -> None:
    """What containers and the unit run are commands of the tracker."""
    used = {compose["services"][name]["command"][0] for name in ("tracker", "upgrade")}
    used |= {found for value in Unit().all("Service", "ExecStart") for found in re.findall(r"tracker (\S+)$", value)}
    for path in DEPLOY.rglob("*"):
        if path.is_file():
            text = path.read_text("utf-8")
            used |= set(re.findall(r"(?:bin/tracker|open-weights-tracker) ([a-z-]+)$", text, re.MULTILINE))
    used |= set(re.findall(r'CMD \["(?:tracker", ")?([a-z-]+)"\]', (DEPLOY / "Containerfile").read_text("utf-8")))
    assert {"run", "upgrade", "check"} <= used
    assert used <= commands()


def test_every_setting_named_in_deploy_exists() -> None:
    """Each environment name of ours in deploy/ is a setting, or the file of one that is a secret."""
    text = "\n".join(path.read_text("utf-8") for path in DEPLOY.rglob("*") if path.is_file())
    used = set(re.findall(r"\b(?:TRACKER|HF|GITHUB|SLACK)_[A-Z_]+\b", text))
    assert used - {"TRACKER_"} <= NAMES


def test_the_container_copies_what_is_there_and_runs_without_rights() -> None:
    """Files copied into the build exist, everything is installed with hashes, and the last user is not root."""
    steps = container_file()
    for instruction, rest in steps:
        if instruction == "COPY" and "--from" not in rest:
            for name in rest.split()[:-1]:
                assert (ROOT / name).exists(), name
    installs = [rest for instruction, rest in steps if instruction == "RUN" and "pip install" in rest]
    assert all("--require-hashes" in rest or "--no-index" in rest for rest in installs)
    assert [rest for instruction, rest in steps if instruction == "USER"][-1] == "10001:10001"
    assert ("VOLUME", "/data") in steps
    assert ("ENTRYPOINT", '["tracker"]') in steps
    assert ("CMD", '["run"]') in steps
    assert any(instruction == "HEALTHCHECK" and '["tracker", "check"]' in rest for instruction, rest in steps)


def test_the_lock_holds_the_tools_that_build_the_wheel() -> None:
    """The container builds without fetching anything outside of the lock."""
    assert re.search(r"^hatchling==", (ROOT / "requirements.lock").read_text("utf-8"), re.MULTILINE)


def test_compose_waits_for_the_database_and_upgrades_first(compose: dict[str, Any]) -> None:
    """The tracker starts after a healthy database and a finished upgrade."""
    services = compose["services"]
    assert services["database"]["image"].endswith("postgres:17")
    assert "pg_isready" in services["database"]["healthcheck"]["test"][1]
    waits = services["tracker"]["depends_on"]
    assert waits["database"]["condition"] == "service_healthy"
    assert waits["upgrade"]["condition"] == "service_completed_successfully"
    assert services["upgrade"]["depends_on"]["database"]["condition"] == "service_healthy"


def test_compose_keeps_secrets_in_files(compose: dict[str, Any]) -> None:
    """Every secret used is declared as a file, and no environment holds a password."""
    declared = compose["secrets"]
    assert all(set(value) == {"file"} for value in declared.values())
    for service in compose["services"].values():
        assert set(service.get("secrets", [])) <= set(declared)
        for name, value in service["environment"].items():
            if str(value).startswith("/run/secrets/"):
                assert name.endswith("_FILE")
                assert str(value).removeprefix("/run/secrets/") in service["secrets"]
            assert name.endswith("_FILE") or "PASSWORD" not in name
        assert all(name in compose["volumes"] or name == "./config" for name in mounted(service))
    assert (DEPLOY / compose["services"]["tracker"]["build"]["context"]).resolve() == ROOT
    assert (ROOT / compose["services"]["tracker"]["build"]["dockerfile"]).exists()


def mounted(service: dict[str, Any]) -> list[str]:
    """What a service mounts: names of volumes and paths."""
    return [volume.split(":")[0] for volume in service["volumes"]]


def test_what_compose_sets_is_accepted(
    compose: dict[str, Any], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The environment of the container, with its defaults, gives valid settings."""
    url = tmp_path / "database_url"
    url.write_text("postgresql+psycopg://tracker:pw@database/tracker\n")
    url.chmod(0o600)
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
    for name, value in compose["services"]["tracker"]["environment"].items():
        default = re.sub(r"\$\{\w+:-([^}]*)\}", r"\1", str(value))
        monkeypatch.setenv(name, default.replace("/run/secrets", str(tmp_path)))
    settings = load_settings()
    assert settings.database_url == "postgresql+psycopg://tracker:pw@database/tracker"
    assert settings.sources == Path("/config/sources.toml")


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("DynamicUser", "yes"),
        ("NoNewPrivileges", "yes"),
        ("ProtectSystem", "strict"),
        ("ProtectHome", "yes"),
        ("PrivateTmp", "yes"),
        ("PrivateDevices", "yes"),
        ("ProtectKernelTunables", "yes"),
        ("ProtectControlGroups", "yes"),
        ("RestrictNamespaces", "yes"),
        ("LockPersonality", "yes"),
        ("MemoryDenyWriteExecute", "yes"),
        ("CapabilityBoundingSet", ""),
        ("RestrictAddressFamilies", "AF_INET AF_INET6 AF_UNIX"),
        ("StateDirectory", "open-weights-tracker"),
        ("UMask", "0077"),
    ],
)
def test_the_unit_is_a_sandbox(key: str, value: str) -> None:
    """The service has no rights but the network and its state directory."""
    assert Unit().all("Service", key) == [value]


def test_the_unit_lets_the_parser_limit_itself() -> None:
    """System calls are filtered, without taking setrlimit from the child process that parses feeds."""
    assert Unit().all("Service", "SystemCallFilter") == ["@system-service", "~@privileged"]


def test_the_unit_upgrades_and_does_not_restart_on_a_wrong_configuration() -> None:
    """The schema is current before the start; a wrong configuration (exit code 78) waits for the operator."""
    unit = Unit()
    assert unit.all("Service", "ExecStartPre")[0].endswith("/tracker upgrade")
    assert unit.all("Service", "ExecStart")[0].endswith("/tracker run")
    assert unit.all("Service", "RestartPreventExitStatus") == ["78"]
    assert int(unit.all("Service", "TimeoutStopSec")[0]) > 10
    for value in unit.all("Service", "Environment"):
        name = value.split("=")[0]
        assert name in NAMES or name.startswith("PYTHON"), name


def test_the_example_is_the_one_that_init_writes() -> None:
    """deploy/example.env is what `tracker init` writes: every setting, with a comment."""
    assert (DEPLOY / "example.env").read_text("utf-8") == example_env()
