"""Lines of TOML keys: what an editor shows is what messages name."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.config.lines import find_lines, line_of, syntax_line

TEXT = '''\
# a comment with [[source]] in it
[[source]]
name = "a"   # [[source]]
note = """
[[source]]
name = "not a key"
"""
list = [
  "one", # ]
  "name = 2",
]

[[source]]
"name" = 'b'
rules = { stages = ["x"] }
rules2.stages = 1

[[channel]]
  name = "c"
  [channel.rules]
  stages = []
[[channel]]
name = "d"
'''


@pytest.mark.parametrize(
    ("place", "line"),
    [
        pytest.param(("source", 0, ""), 2, id="the first table begins at its header"),
        pytest.param(("source", 0, "name"), 3, id="a key beside a comment"),
        pytest.param(("source", 0, "note"), 4, id="a text of several lines begins where its key stands"),
        pytest.param(("source", 0, "list"), 8, id="a list over several lines begins where its key stands"),
        pytest.param(("source", 1, ""), 13, id="a header inside of a text does not count"),
        pytest.param(("source", 1, "name"), 14, id="a key in quotes"),
        pytest.param(("source", 1, "rules.stages"), 15, id="a key of an inline table stands where the table stands"),
        pytest.param(("source", 1, "rules2.stages"), 16, id="a dotted key"),
        pytest.param(("channel", 0, "rules"), 20, id="a table inside of a table"),
        pytest.param(("channel", 0, "rules.stages"), 21, id="a key of a table inside of a table"),
        pytest.param(("channel", 1, "name"), 23, id="the next table after one with a table inside"),
        pytest.param(("channel", 1, "missing"), 22, id="a key that is not there: its table"),
        pytest.param(("elsewhere", 4, "x"), 1, id="nothing of it there: the first line"),
    ],
)
def test_each_key_has_the_line_an_editor_shows(place: tuple[str, int, str], line: int) -> None:
    """A place in a valid text is found at its line, or at the nearest thing around it."""
    tomllib.loads(TEXT)
    assert line_of(find_lines(TEXT), *place) == line
    assert line_of(find_lines(TEXT.replace("\n", "\r\n")), *place) == line


@pytest.mark.parametrize(
    ("text", "line"),
    [
        pytest.param('a = 1\nb = "x\nc = 2\n', 2, id="a text without its end"),
        pytest.param("a = 1\nb =\n", 2, id="a key without a value"),
        pytest.param("a = [1,\n2", 2, id="the file ends too early"),
        pytest.param("a = 1\na = 2\n", 2, id="a key twice"),
    ],
)
def test_a_syntax_error_names_its_line(text: str, line: int) -> None:
    """The line of a syntax error is a number, and the message does not repeat it."""
    with pytest.raises(tomllib.TOMLDecodeError) as caught:
        tomllib.loads(text)
    found, said = syntax_line(caught.value, text)
    assert found == line
    assert "(at " not in said


@given(
    st.lists(
        st.sampled_from(['k{n} = "#[["', "k{n} = '''\n[[source]]\n'''", "k{n} = [\n1, # ]\n2]", "# x\nk{n} = 1"]),
        max_size=8,
    )
)
def test_lines_hold_for_any_order_of_statements(statements: list[str]) -> None:
    """Whatever stands before it, the last key is found at the line where it was written."""
    text = "[[source]]\n" + "".join(part.format(n=n) + "\n" for n, part in enumerate(statements)) + "last = 1\n"
    assert find_lines(text)["source", 0, "last"] == text.count("\n")
