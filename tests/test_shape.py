"""The shape holds: short files that say what they are, every part in its list, one line of migrations."""

from __future__ import annotations

import ast
import re
import subprocess
from pathlib import Path

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory

from tracker.analysis.facts import FACTS
from tracker.notifiers import NOTIFIERS
from tracker.pollers import POLLERS
from tracker.summarizers import SUMMARIZERS

ROOT = Path(__file__).parents[1]
FILES = sorted(
    path for folder in ("tracker", "tests", "alembic", "benchmarks") for path in (ROOT / folder).rglob("*.py")
)
NAMES = [str(path.relative_to(ROOT)) for path in FILES]
TESTS = [name for name in NAMES if Path(name).name.startswith("test_")]

LONGEST = 300  # lines
NOT_A_NOUN = {
    "utils",
    "util",
    "helpers",
    "helper",
    "managers",
    "manager",
    "services",
    "service",
    "common",
    "misc",
    "core",
}


def source(name: str) -> str:
    """The text of a file of ours."""
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_a_file_is_short_enough_to_be_read_at_once(name: str) -> None:
    """No file of ours is longer than 300 lines."""
    assert len(source(name).splitlines()) <= LONGEST


@pytest.mark.parametrize("name", NAMES)
def test_a_file_opens_with_a_line_that_says_what_lives_there(name: str) -> None:
    """The first line of every file is a docstring whose first line is a whole sentence or title."""
    first = ast.parse(source(name)).body[:1]

    assert first, "the file is empty"
    assert isinstance(first[0], ast.Expr)
    assert isinstance(first[0].value, ast.Constant)
    assert first[0].lineno == 1
    assert re.match(r'r?"""\S.*[.:?]("""$|$)', source(name).splitlines()[0])


@pytest.mark.parametrize("name", NAMES)
def test_a_name_says_what_is_inside(name: str) -> None:
    """No file or folder is called after what has no noun."""
    assert not NOT_A_NOUN & {Path(part).stem for part in Path(name).parts}


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_left_for_later(name: str) -> None:
    """No file holds a stub or a note to do it later."""
    marks = "|".join(("Not" + "Implemented", "TO" + "DO", "FIX" + "ME", "X" * 3))

    assert not re.findall(rf"\b(?:{marks})", source(name))


@pytest.mark.parametrize("name", TESTS)
def test_every_test_states_its_promise(name: str) -> None:
    """Each test function has a docstring."""
    tests = [one for one in functions(ast.parse(source(name))) if one.name.startswith("test_")]

    assert [one.name for one in tests if not ast.get_docstring(one)] == []


def functions(tree: ast.AST) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    """All functions and methods below a node."""
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def parts(folder: str, method: str) -> set[str]:
    """The names of the modules in a folder that define a class with this method; the Protocol is no part."""
    found = set()
    for path in (ROOT / "tracker" / folder).glob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        classes = [
            one for one in tree.body if isinstance(one, ast.ClassDef) and "Protocol" not in map(ast.unparse, one.bases)
        ]
        if path.stem != "__init__" and method in {one.name for node in classes for one in functions(node)}:
            found.add(path.stem)
    return found


@pytest.mark.parametrize(
    ("folder", "method", "listed"),
    [
        pytest.param("pollers", "poll", POLLERS, id="every source type is in POLLERS"),
        pytest.param("notifiers", "send", NOTIFIERS, id="every notifier is in NOTIFIERS"),
        pytest.param("summarizers", "summarize", SUMMARIZERS, id="every summarizer is in SUMMARIZERS"),
    ],
)
def test_every_part_is_in_its_list(folder: str, method: str, listed: dict[str, object]) -> None:
    """A part is one file, and its name is the name under which it is listed."""
    assert parts(folder, method) == set(listed)


def test_every_fact_is_in_its_list() -> None:
    """Each file in analysis/facts that makes a kind of fact has it in FACTS, under the file's name."""
    made = {path.stem for path in (ROOT / "tracker/analysis/facts").glob("*.py") if "\nKIND = " in source(str(path))}

    assert made <= set(FACTS)


def test_migrations_are_one_line() -> None:
    """There is exactly one newest migration and one oldest."""
    config = Config()
    config.set_main_option("script_location", str(ROOT / "alembic"))
    script = ScriptDirectory.from_config(config)

    assert (len(script.get_heads()), len(script.get_bases())) == (1, 1)


def tracked() -> list[str]:
    """The files that git keeps, or all of ours where this is no checkout."""
    if not (ROOT / ".git").exists():
        return NAMES
    said = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True).stdout
    return [name for name in said.split("\0") if name and (ROOT / name).is_file()]


def test_no_file_knows_a_machine() -> None:
    """No path of somebody's machine stands in any file that is kept."""
    folders = "|".join(("wo" + "rk", "fa" + "rm", "ro" + "ot", "t" + "mp", "ho" + "me/[a-z]+", "Us" + "ers"))
    machine = re.compile(rf"(?<![\w.\-/~*$}}])/(?:{folders})/")
    found = []
    for name in tracked():
        text = (ROOT / name).read_bytes().decode(errors="replace")
        found += [f"{name}:{n}" for n, line in enumerate(text.splitlines(), start=1) if machine.search(line)]

    assert found == []
