"""One [[table]] of a TOML file being read: values come out checked, problems are collected with their lines."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from tracker.config import lines, secrets, values

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in a file; its text names file, line, thing and remedy."""

    file: str
    line: int
    said: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.said}"


@dataclass(slots=True)
class Table:
    """A [[source]] or [[channel]] and its problems; `kind` is the table's name, `index` its place among its like."""

    file: str
    kind: str
    index: int
    entries: Mapping[str, Any]
    places: Mapping[lines.Place, int]
    problems: list[Problem] = field(default_factory=list)

    @property
    def label(self) -> str:
        """How messages call it: source "heise", or source 3 where it has no name."""
        name = self.entries.get("name")
        named = isinstance(name, str) and name.isprintable() and 0 < len(name) <= 80 and not secrets.looks_secret(name)
        return f'{self.kind} "{name}"' if named else f"{self.kind} {self.index + 1}"

    def line(self, key: str = "") -> int:
        """The line of a key, or of the table."""
        return lines.line_of(dict(self.places), self.kind, self.index, key)

    def report(self, key: str, said: str) -> None:
        """Notes a problem at the line of `key`."""
        self.problems.append(Problem(self.file, self.line(key), f"{self.label}: {said}"))

    def take(self, key: str, check: Callable[[object], T], default: T) -> T:
        """The checked value of `key` ("rules.stages" reaches into a table); the default where absent or wrong."""
        holder: Any = self.entries
        *parents, last = key.split(".")
        for parent in parents:
            holder = holder.get(parent) if isinstance(holder, dict) else None
        if not isinstance(holder, dict) or last not in holder:
            return default
        try:
            return check(holder[last])
        except ValueError as error:
            self.report(key, f"{key}: {error}")
            return default

    def need(self, *keys: str, because: str) -> None:
        """Notes each missing key."""
        for key in keys:
            if key not in self.entries:
                self.report("", f'"{key}" is missing: {because}')

    def refuse_unknown(self, known: Collection[str], synonyms: Mapping[str, str], inside: str = "") -> None:
        """Notes each key that is not known, with the one that was probably meant."""
        held = self.entries.get(inside) if inside else self.entries
        for key in held if isinstance(held, dict) else ():
            if key not in known:
                meant = values.closest(key, [*known, *synonyms])
                for word, ours in synonyms.items():
                    meant = meant.replace(f'"{word}"', f'"{ours}"')
                self.report(f"{inside}.{key}" if inside else key, f'unknown key "{key}"{meant}')

    def refuse_secrets(self) -> None:
        """Notes each value that looks like a secret, without showing it."""
        for key, value in self.entries.items():
            if isinstance(value, str) and secrets.looks_secret(value):
                remedy = 'name the environment variable that holds it: to_env = "…"' if key == "to" else "take it out"
                self.report(key, f"{key}: looks like a secret, which must not stand in this file; {remedy}")
