"""A page as mail: subject, plain text and HTML out of templates/."""

from __future__ import annotations

import functools
import textwrap

import css_inline
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from tracker.domain import Message
from tracker.notifiers.page import Page, page_of
from tracker.notifiers.story import opened


def render(message: Message) -> tuple[str, str, str]:
    """Subject, plain text and HTML of a message; a letter looks here as it will look in the mail."""
    page = page_of(message)
    return page.title, text(page), html(page)


def text(page: Page) -> str:
    """A page as plain text with Unix line ends."""
    written = _templates().get_template("page.txt").render(page=page)
    return written.strip("\n") + "\n"


def html(page: Page) -> str:
    """A page as one HTML document: styles inline, nothing remote, dark where the reader's machine is dark."""
    written = _templates().get_template("page.html").render(page=page)
    return str(_inliner().inline(written))


@functools.cache
def _templates() -> Environment:
    made = Environment(
        loader=PackageLoader("tracker.notifiers", "templates"),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters |= {"wrap": wrap, "opened": opened}
    return made


def wrap(line: str, indent: str = "") -> str:
    """A line of at most 76 characters, then more of them; names like gpt-oss-120b stay in one piece."""
    return textwrap.fill(line, 76, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)


@functools.cache
def _inliner() -> css_inline.CSSInliner:
    return css_inline.CSSInliner(keep_style_tags=False, keep_at_rules=True, load_remote_stylesheets=False)
