"""Fact `sizes`: every stated size of a release: [{"name", "total", "active"}], parameters; read from sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from tracker.analysis.facts import size_marks as marks
from tracker.analysis.facts.kind import Kind, from_card, from_text
from tracker.analysis.facts.others import of_another
from tracker.analysis.facts.sentences import card
from tracker.analysis.facts.story import Story
from tracker.analysis.facts.tables import column
from tracker.analysis.numbers import FIGURE, Amount, amounts, figure_value, scale
from tracker.domain import JSON, Fact, Repo

_IN_A_NAME = re.compile(r"[^\W\d_]-$")
SMALLEST, LARGEST = 1e6, 1e14
"""Parameters outside of these are no size of a model."""


@dataclass(frozen=True, slots=True)
class Size:
    """A stated size in parameters; `name` is the text just before it, as written."""

    total: int | None
    active: int | None
    before: str
    sentence: str


def read(lines: Iterable[str], language: str, own: Sequence[str] = ()) -> tuple[Size, ...]:
    """All sizes that sentences state, in order; sizes of models that are only compared with are left out."""
    out: list[Size] = []
    before: list[str] = []
    for line in lines:
        known = not out or any(name in line for name in own)
        if marks.NUMBER.search(line) and (known or not _of_a_new_one(line, before)):
            out += _in_sentence(line, language)
        before.append(line)
    return tuple(dict.fromkeys(out))


def _of_a_new_one(line: str, before: Sequence[str]) -> bool:
    """Is a sentence about somebody that was not named so far, after the sizes of the main thing were told?"""
    match = marks.SUBJECT.match(line)
    if match is None or (who := _words(match["who"])) & marks.PRONOUNS:
        return False
    return not any(who & _words(line) for line in before)


def _words(text: str) -> set[str]:
    return set(re.findall(r"[a-zäöüß]{2,}", text.lower()))


def main(sizes: Sequence[Size]) -> Size | None:
    """The main size of a text: the largest of the first sentence that states a total."""
    first = next((size.sentence for size in sizes if size.total is not None), None)
    if first is None:
        return next((size for size in sizes if size.active is not None), None)
    return max(
        (size for size in sizes if size.sentence == first and size.total is not None), key=lambda size: size.total or 0
    )


def of_this(sizes: Sequence[Size], repo: Repo) -> Size | None:
    """The size that a card states of its own repo: named with it, near the size in its name, or the only one."""
    name = repo.id.split("/")[-1].lower()
    totals = [size for size in sizes if size.total is not None and not size.sentence.startswith("|")]
    label = next((a.value for a in amounts(name.replace("_", "-"), "en") if a.scaled and a.value >= SMALLEST), None)
    label = label or repo.parameters
    if label and (near := [size for size in totals if abs((size.total or 0) - label) <= 0.2 * label]):
        return near[0]
    named = [size for size in totals if name in size.before.lower().replace(" ", "-")]
    if len({size.total for size in named}) == 1:
        return named[0]
    return main(totals) if label is None and len({size.total for size in totals}) == 1 else None


def _in_sentence(line: str, language: str) -> list[Size]:
    found = list(amounts(line, language))
    about = marks.ANY.search(line) is not None
    places: list[tuple[int, int, str, int]] = []  # start, end, total | active, value
    for index, amount in enumerate(found):
        kind = _kind(line, amount, about)
        row = (*_row(line, found, index, language), amount)
        kind = kind or ("total" if _listed(line, row) else None)
        if kind is None or of_another(line, row[0].start) or marks.HEDGED.search(line[: row[0].start]):
            continue
        if marks.FORTHCOMING.match(line[amount.end :]):
            continue
        if share := marks.SHARE_OF.search(line[: amount.start]):
            unit = amount.value / next(iter(_bare(line, amount, language)), amount.value)
            value = figure_value(share["figure"], language, whole=False) * (1 if share["scaled"] else unit)
            value *= scale(share["scaled"].strip(), language) if share["scaled"] else 1
            places.append((share.start("figure"), share.end("figure"), "active", round(value)))
            kind = "total"
        if kind == "active" and len(row) == 2 and row[0].value > row[1].value:  # "480B, 35B active"
            places.append((row[0].start, row[0].end, "total", round(row[0].value)))
            row = row[1:]
        places += [(one.start, one.end, kind, round(one.value)) for one in row if SMALLEST <= one.value <= LARGEST]
    return _paired(line, places)


def _kind(line: str, amount: Amount, about: bool) -> str | None:
    """Total, active, or no size."""
    after = line[amount.end : amount.end + 90]
    letter = line[amount.start : amount.end].rstrip().lower()
    before = line[max(0, amount.start - 60) : amount.start]
    if amount.scaled and marks.PER_TOKEN.match(after) and marks.ACTIVATES.search(before):
        return "active"
    if not amount.scaled or marks.OTHER_UNIT.match(after) or marks.MONEY.search(line[: amount.start]):
        return None
    if match := marks.PARAMETERS.match(after):
        active = match["active"] or re.search(r"\b(?:active|activated|aktive?[nr]?)\b", match[0], re.IGNORECASE)
        active = active or re.match(
            r"\s+(?:are |is |sind |werden )?(?:activ|aktiv)", after[match.end() :], re.IGNORECASE
        )
        active = active and not marks.OUT_OF.search(before)
        return "active" if active else "total"
    if about and marks.IN_TOTAL.match(after):
        return "total"
    if not _IN_A_NAME.search(before) and (marks.ACTIVE.match(after) or marks.OF_TOTAL.match(after)):
        return "active"
    if about and marks.ACTIVE_ARE.search(before):
        return "active"
    if letter[-1] in "bm" and after[:1] in (",", ")") and marks.IN_BRACKETS.search(before):
        return "total" if marks.OF_MODELS.search(line) else None
    if label := marks.LABEL.search(before):
        return "active" if label["active"] or label["alone"] else "total"
    if marks.WITH_ACTIVE.match(after):
        return "total"
    if re.match(r"\s+(?:aktive|active|activated)\b(?=.{0,40}param)", after, re.IGNORECASE):
        return "active"
    spelled = letter.endswith(("en", "mrd.", "billion"))
    if about and amount.value >= 1e8 and spelled and marks.ENDS.match(after) and not marks.BUSINESS.search(line):
        return "total"
    if (letter.endswith("b") or spelled) and marks.ARTICLE.search(before) and marks.MODEL.match(after):
        return "total"
    return None


def _listed(line: str, row: Sequence[Amount]) -> bool:
    """Sizes beside the word: "in 3B, 8B and 70B sizes", "in three versions: 3B, 8B and 70B"."""
    if (
        not re.search(r"[bm]$|en$|mrd\.$|billion$", line[row[-1].start : row[-1].end].rstrip().lower())
        or not row[-1].scaled
    ):
        return False
    before, after = line[max(0, row[0].start - 60) : row[0].start], line[row[-1].end :]
    return marks.LISTED_AFTER.match(after) is not None or marks.LISTED_BEFORE.search(before) is not None


def _row(line: str, found: Sequence[Amount], index: int, language: str) -> list[Amount]:
    """The numbers that are listed right before one and share its scale: "3, 8 und 14 Milliarden"."""
    last = found[index]
    unit = last.value / max(next(iter(_bare(line, last, language)), last.value), 1e-9)
    out: list[Amount] = []
    after = last
    for amount in reversed(found[:index]):
        if not marks.LINK.match(line[amount.end : after.start]) or (not amount.scaled and amount.value >= 1000):
            break
        if not amount.scaled and marks.VERSION.search(line[: amount.start]):
            break
        out.append(amount if amount.scaled else Amount(amount.value * unit, amount.start, amount.end, scaled=True))
        after = amount
    return out[::-1]


def _bare(line: str, amount: Amount, language: str) -> Iterable[float]:
    figure = re.match(FIGURE, line[amount.start : amount.end])
    return (one.value for one in amounts(figure[0], language)) if figure else ()


def _paired(line: str, places: Sequence[tuple[int, int, str, int]]) -> list[Size]:
    """Active counts joined with the total next to them."""
    out: list[Size] = []
    waiting: tuple[int, int, int] | None = None
    last_end = 0
    for start, end, kind, value in sorted(set(places)):
        before = line[max(0, start - 80) : start]
        if kind == "total":
            joined = waiting is not None and re.match(
                r"^[^.;]{0,40}\b(?:von|of|from|aus)\b[^.;]{0,25}$", line[waiting[1] : start]
            )
            out.append(Size(value, waiting[2] if joined and waiting else None, before, line))
            waiting = None if joined else waiting
        elif (
            out
            and out[-1].total is not None
            and out[-1].active is None
            and start - last_end <= 70
            and ";" not in line[last_end:start]
        ):
            out[-1] = Size(out[-1].total, value, out[-1].before, line)
        else:
            if waiting is not None:
                out.append(Size(None, waiting[2], line[max(0, waiting[0] - 80) : waiting[0]], line))
            waiting = (start, end, value)
        last_end = end
    if waiting is not None:
        out.append(Size(None, waiting[2], line[max(0, waiting[0] - 80) : waiting[0]], line))
    return [size for size in out if size.active is None or size.total is None or size.active < size.total]


def _value(sizes: Sequence[Size]) -> JSON:
    """Each size once; the same total with and without its active part is one size."""
    fuller = {size.total for size in sizes if size.active is not None}
    rows = {(size.total, size.active): size for size in sizes if size.active is not None or size.total not in fuller}
    return [{"name": None, "total": total, "active": active} for total, active in rows]


def _in_tables(text: str) -> tuple[Size, ...]:
    """The sizes in the column of a table; "1B (1.23B)" is the exact one."""
    active = {line: _cell(cell) for cell, line in column(text, marks.ACTIVE_COLUMN)}
    found = [(_cell(cell), active.get(line), line) for cell, line in column(text, marks.COLUMN)]
    return tuple(Size(total, less, "", line) for total, less, line in found if total is not None)


def _cell(cell: str) -> int | None:
    values = [round(one.value) for one in amounts(cell, "en") if one.scaled and SMALLEST <= one.value <= LARGEST]
    return values[-1] if 0 < len(values) <= 2 else None


@lru_cache(maxsize=8)
def of_text(story: Story) -> tuple[Size, ...]:
    """Every size in a news text or card, those of its tables first; what sentences round is told once."""
    exact = _in_tables(story.text) if "|" in story.text else ()
    rough = [
        size
        for size in read([line for line, _ in story.lines], story.language, story.about.own)
        if not any(size.total and abs((one.total or 0) - size.total) <= 0.25 * size.total for one in exact)
    ]
    return _joined([*exact, *rough])


def _joined(sizes: Sequence[Size]) -> tuple[Size, ...]:
    """The only total and the only active part of a text are one size's: "15B parameters. Of these 2.4B are active"."""
    totals, parts = {size.total for size in sizes} - {None}, {size.active for size in sizes} - {None}
    if len(totals) == len(parts) == 1 and all(None in (size.total, size.active) for size in sizes):
        first = next(size for size in sizes if size.total is not None)
        (active,) = parts
        if active is not None and active < (first.total or 0):
            return (replace(first, active=active),)
    return tuple(sizes)


def stated(story: Story) -> tuple[Fact, ...]:
    """Every size in a news text; the quote is the first sentence with one."""
    sizes = of_text(story)
    return from_text("sizes", _value(sizes), sizes[0].sentence) if sizes else ()


def of_repo(repo: Repo) -> tuple[Fact, ...]:
    """The size that a card states of its own repo."""
    size = of_this(read(card(repo.card), "en"), repo)
    return from_card(repo, "sizes", _value([size]), size.sentence) if size else ()


KIND = Kind("sizes", 'list of {"name", "total", "active"}: every stated size, in parameters', stated, of_repo)
