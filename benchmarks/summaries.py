"""How good summaries are and what the guard sees: the extract beside LEAD, FRANK, and faults put in on purpose.

The extract is compared with the first words of the text, by ROUGE 1 + 2, on sets of recorded articles with summaries by
people; its words must never break a rule of the guard. FRANK (Pagnoni et al. 2021, arXiv 2104.13346) has outputs of
real models with the errors that people found in them. The faults go into sentences of articles, teasers and made-up
stories that the guard lets pass; caught is what it refuses then.

    python benchmarks/summaries.py
    python benchmarks/summaries.py --rows 20
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any

from ground import faults
from ground.meter import say
from ground.recorded import RECORDED

from tracker.analysis import known
from tracker.analysis.rouge import Rouge, rouge, words
from tracker.domain import EventKind
from tracker.steps.rewrite import names_of
from tracker.summarizers import extract, guard
from tracker.summarizers.guard.numbers import absent
from tracker.summarizers.sentences import split
from tracker.summarizers.strangers import cleaned

Row = Mapping[str, Any]
SETS = {"cnndm highlights": "news, CNN/DM", "xsum first sentence": "news, BBC", "front-matter summary": "AI releases"}
BUDGETS = (60, 30)
CONTENT = ("number", "name", "claim", "negation", "status", "novelty")


def rows(file: str) -> list[Row]:
    """The rows of one of the recorded files."""
    lines = (RECORDED / "summaries" / file).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def name_of(row: Row) -> str:
    """The set that an article belongs to: sets are told apart by where they come from, not by what scores well."""
    if row["source_repo"].endswith("10kGNAD"):
        return "news, German" + (", technology" if row["domain"] in ("Web", "Wissenschaft") else "")
    return SETS.get(row["kind"], f"blogs, {row['lang']}")


def seen(row: Row) -> str:
    """What a model would see of an article."""
    return _seen(row["title"] or "", row["text"])


@lru_cache(maxsize=64)
def _seen(title: str, text: str) -> str:
    return f"{title}\n{' '.join(cleaned(text)[0].split())}"


@cache
def names() -> frozenset[str]:
    """Those of the organizations and families that the tracker gives to the guard."""
    return names_of(known())


def checked(text: str, row: Row, budget: int, event: EventKind = EventKind.UPDATE) -> set[str]:
    """The rules about content that a summary of an article breaks."""
    spoken = row["lang"]
    found = guard.check(
        text, seen(row), language=spoken, source_language=spoken, event=event, words=budget, names=names()
    )
    return {reason for reason in found if reason.split(":")[0] in CONTENT}


def beside_lead(articles: Sequence[Row]) -> None:
    """Points of ROUGE 1 + 2 over LEAD for each set, with an interval, and what the extract costs and breaks."""
    seconds, broken = list[float](), Counter[str]()
    for budget in BUDGETS:
        gains: dict[str, list[float]] = defaultdict(list)
        for row in articles:
            begun = time.process_time()
            said = extract.shorten(row["title"] or "", row["text"], row["lang"], budget)
            seconds.append(time.process_time() - begun)
            labeled = words(row["summary"])
            ours, lead = (rouge(words(text)[:budget], labeled) for text in (said, row["text"]))
            gains[name_of(row)].append(100 * (_sum(ours) - _sum(lead)))
            broken.update({reason.split(":")[0] for reason in checked(said, row, budget)} if said else ())
        for name, values in sorted(gains.items()):
            low, high = interval(values)
            mean = statistics.fmean(values)
            print(f"  {name}, {budget} words  {mean:+.2f} [{low:+.1f}, {high:+.1f}] n={len(values)}", flush=True)
    say("  median of an extract, CPU", 1000 * statistics.median(seconds), "ms")
    say("  extracts", len(seconds), digits=0)
    for rule in CONTENT:
        say(f"  of them against the rule of the {rule}", broken[rule], digits=0)


def _sum(score: Rouge) -> float:
    return score.one + score.two


def interval(values: Sequence[float], draws: int = 1000) -> tuple[float, float]:
    """Of the mean, 95 %, by drawing again."""
    draw = random.Random(1)
    means = sorted(statistics.fmean(draw.choices(values, k=len(values))) for _ in range(draws))
    return means[int(0.025 * draws)], means[int(0.975 * draws) - 1]


def frank(outputs: Sequence[Row], articles: Mapping[str, Row]) -> None:
    """How often a number that the text does not have is an error that people saw."""
    right = false = wrong = clean = 0
    for output in outputs:
        article = articles.get(output["article_id"])
        if article is None:
            continue
        fires = bool(absent(output["summary"], seen(article), "en", "en"))
        faulty = bool(output["errors"])
        right, false = right + (fires and faulty), false + (fires and not faulty)
        wrong, clean = wrong + faulty, clean + (not faulty)
    say("  outputs", wrong + clean, digits=0)
    if right + false and wrong and clean:
        say("  precision of the numbers rule", 100 * right / (right + false), "%")
        say("  false alarms", 100 * false / clean, "%")
        say("  faulty outputs found", 100 * right / wrong, "%")


def good_sentences(articles: Sequence[Row]) -> Iterator[tuple[str, Row]]:
    """Pairs of sentences that stand in their article and that the guard lets pass, three an article at most."""
    for row in articles:
        sentences = split(seen(row).partition("\n")[2])
        pairs = (" ".join(sentences[start : start + 2]) for start in range(0, min(len(sentences), 6), 2))
        yield from ((text, row) for text in pairs if 8 <= len(text.split()) <= 70 and not checked(text, row, 60))


def about_models() -> list[Row]:
    """Teasers of feeds, and made-up stories, as articles of their own."""
    teasers = json.loads((RECORDED / "summaries" / "titles_langid.json").read_text(encoding="utf-8"))["de_teasers"]
    labeled = (RECORDED.parent / "gold" / "titles.open.jsonl").read_text(encoding="utf-8").splitlines()
    found = [{"lang": "de", "title": "", "text": text} for text in teasers[::4]]
    found += [{**row, "text": row["summary"] or ""} for row in map(json.loads, labeled) if row["lang"] in ("de", "en")]
    draw = random.Random(3)
    return found + [
        {"lang": spoken, "title": "", "text": text}
        for spoken in ("de", "en")
        for text in faults.stories(spoken, draw, 60)
    ]


def injected(good: Sequence[tuple[str, Row]]) -> None:
    """For each fault and language the share that gives the guard a reason."""
    draw = random.Random(7)
    made, caught = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for text, row in good:
        for name, rule in faults.FAULTS.items():
            faulty = rule(text, row["lang"], draw)
            if faulty is None or faulty == text:
                continue
            made[name, row["lang"]] += 1
            caught[name, row["lang"]] += bool(checked(faulty, row, 60))
    for name, spoken in sorted(made):
        print(f"  {name}, {spoken}  {100 * caught[name, spoken] / made[name, spoken]:.0f} % of {made[name, spoken]}")


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, help="only the first so many of each file")
    most = parser.parse_args().rows
    if not (RECORDED / "summaries").is_dir():
        print(f"LEFT OUT: {RECORDED / 'summaries'} is missing, and this benchmark reads its articles", file=sys.stderr)
        return
    articles = [row for file in ("de.jsonl", "en.jsonl") for row in rows(file)[:most]]
    print("the extract over LEAD, points of ROUGE 1 + 2", flush=True)
    beside_lead(articles)
    print("FRANK", flush=True)
    frank(rows("factuality_frank.jsonl")[:most], {row["id"]: row for row in rows("en.jsonl")})
    print("faults put in, share caught", flush=True)
    injected(list(good_sentences([*articles[::4], *about_models()[:most]])))


if __name__ == "__main__":
    main()
