"""One [[channel]]: a notifier, an address, a language, rules; secrets come from the variables that it names."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tracker.config import secrets, values
from tracker.config.tables import Table
from tracker.domain import Channel, LicenseClass, Rules, SourceKind, Stage
from tracker.errors import ConfigError

# How each notifier's address is checked; the names are those of notifiers.NOTIFIERS (tests/test_shape.py compares).
ADDRESSES: dict[str, Callable[[object], str]] = {
    "slack": values.text,  # a channel's id, or the URL of an incoming webhook by to_env
    "email": values.mail,
    "webhook": values.url,
    "console": values.text,
}
KEYS = (
    "name",
    "notifier",
    "to",
    "to_env",
    "language",
    "mode",
    "at",
    "zone",
    "empty",
    "operator",
    "radar",
    "secret_env",
    "rules",
)
SYNONYMS = {
    "type": "notifier",
    "channel": "to",
    "address": "to",
    "recipient": "to",
    "url": "to",
    "lang": "language",
    "time": "at",
    "timezone": "zone",
    "tz": "zone",
    "secret": "secret_env",
    "filter": "rules",
    "filters": "rules",
}
RULES = ("organizations", "stages", "license_classes", "source_kinds")
RULE_SYNONYMS = {
    "orgs": "organizations",
    "licenses": "license_classes",
    "classes": "license_classes",
    "kinds": "source_kinds",
}


def read_channel(table: Table, environment: Mapping[str, str]) -> Channel:
    """The channel in a table; what is wrong is noted there and replaced by a default."""
    table.refuse_unknown(KEYS, SYNONYMS)
    table.refuse_secrets()
    table.need("name", "notifier", because="every channel has a name of its own and a notifier")
    notifier = table.take("notifier", values.choice(*ADDRESSES), "")
    if "secret_env" in table.entries and notifier and notifier != "webhook":
        table.report("secret_env", "secret_env: only a webhook is signed, take it out")
    return Channel(
        name=table.take("name", values.name, ""),
        notifier=notifier,
        to=_address(table, notifier, environment),
        language=table.take("language", values.choice("de", "en"), "en"),
        mode=table.take("mode", values.choice("instant", "digest"), "instant"),
        at=table.take("at", values.clock_time, "08:00"),
        zone=table.take("zone", values.zone, "UTC"),
        empty=table.take("empty", values.choice("send", "skip"), "send"),
        rules=_rules(table),
        operator=table.take("operator", values.flag, False),
        radar=table.take("radar", values.flag, False),
        secret=_secret(table, "secret_env", environment),
    )


def _address(table: Table, notifier: str, environment: Mapping[str, str]) -> str:
    if "to" in table.entries and "to_env" in table.entries:
        table.report("to_env", "to_env: keep either to or to_env")
    if "to_env" in table.entries:
        address = _secret(table, "to_env", environment)
        try:
            return ADDRESSES.get(notifier, values.text)(address) if address else "-"
        except ValueError as error:
            table.report("to_env", f"to_env: {table.entries['to_env']} {error}")
            return "-"
    if notifier and notifier != "console":
        table.need(
            "to", because=f'a channel of the notifier "{notifier}" needs an address (or to_env, a variable\'s name)'
        )
    return table.take("to", ADDRESSES.get(notifier, values.text), "-")


def _secret(table: Table, key: str, environment: Mapping[str, str]) -> str | None:
    variable = table.take(key, values.variable, "")
    if not variable:
        return None
    try:
        secret = secrets.read_secret(variable, environment)
    except ConfigError as error:
        table.report(key, str(error))
        return None
    if secret is None:
        table.report(key, f"{key}: neither {variable} nor {variable}_FILE is in the environment")
    return secret


def _rules(table: Table) -> Rules:
    held = table.entries.get("rules", {})
    if not isinstance(held, dict):
        table.report("rules", 'rules: must be a table, such as { stages = ["weights"] }')
        return Rules()
    table.refuse_unknown(RULES, RULE_SYNONYMS, inside="rules")
    return Rules(
        organizations=table.take("rules.organizations", values.words, ()),
        stages=table.take("rules.stages", values.members(Stage), ()),
        license_classes=table.take("rules.license_classes", values.members(LicenseClass), ()),
        source_kinds=table.take("rules.source_kinds", values.members(SourceKind), ()),
    )
