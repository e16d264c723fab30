"""Model names taken apart: family, version, size, active size, variant, date; and found in running text.

The key keeps what makes another release (family, version, line: "qwen-3-coder") and drops what does not: sizes,
formats, variants of training (instruct, thinking, distill) and dates. "Pro", "Flash" and the like are variants beside a
version ("DeepSeek V4 Flash") and part of the name without one ("Helios Pro"). "Phi-4-mini" is its own line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from tracker.analysis.known import Known, Owner, known
from tracker.domain import Name

# What a part of a name can be. Tried in this order.
_ACTIVE = re.compile(r"a(\d+(?:\.\d+)?)([bm])(?:[-_]?active)?$", re.IGNORECASE)
_SIZE = re.compile(r"(\d+(?:\.\d+)?)([bmt])(\d)?$", re.IGNORECASE)  # 7B, 560m, 1T, and bloom's 7b1
_EXPERTS = re.compile(r"\d+x\d+(?:\.\d+)?b$", re.IGNORECASE)  # 8x7B: no total
_EFFECTIVE = re.compile(r"e\d+b$|\d+e$", re.IGNORECASE)  # Gemma's E4B, Llama 4's 128E experts: neither total nor active
_DATE = re.compile(r"20[2-3]\d[01]\d[0-3]\d$|2[3-9](?:0[1-9]|1[0-2])$|(?:0[1-9]|1[0-2])[0-3]\d$")
_VERSION = re.compile(
    r"\d{1,2}(?:\.\d{1,2}){0,2}[a-z]{0,2}$|v\d+(?:\.\d+)*$|[a-z]\d{1,2}(?:\.\d+)?(?:v\d)?[a-z]?$", re.IGNORECASE
)
_FORMATS = frozenset(
    """gguf awq gptq fp8 fp4 nvfp4 mxfp4 mlx bf16 fp16 fp32 f16 int4 int8 onnx 4bit 8bit 6bit 5bit 3bit 2bit bit bnb exl2 exl3 w4a16 w8a8 q4 q5
    q6 q8 q2 q3 k km ks m s dynamic imatrix i1 hf safetensors openvino coreml gptqmodel quantized qat ggml litert tensorrt eagle3
    uncensored abliterated heretic derestricted block mtp transformers""".split()
)
_QUANT = re.compile(r"i?q\d(?:_[a-z0-9]+)*$|\d+(?:\.\d+)?bpw$|w\d+a\d+$|\d+-?bit$", re.IGNORECASE)
_VARIANTS = frozenset(
    """instruct chat it base pt sft dpo rl thinking reasoning reasoner think distill distilled preview zero exp experimental scout maverick
    behemoth beta alpha final hybrid aligned pretrain pretrained nonthinking terminus speciale original latest""".split()
)
_BESIDE_VERSION = frozenset("pro flash max plus turbo lite highspeed fast heavy".split())
_LINES = frozenset(
    """coder code vl omni next image audio voice video vision tts asr stt speech math prover ocr guard safeguard guardian nano mini micro small
    medium large xl ultra super tiny edge edit embedding embed embeddings reranker rerank text animate realtime transcribe kontext klein krea
    layered mamba linear dev moe lm llm translate search deep research r v agent robotics cyber pro flash max plus turbo lite highspeed
    parsing docling retrieval safety content medical med legal sea arabic german swiss speciale diffusion turbo captioner world perception""".split()
)
_AFTER_DISTILL = frozenset({"distill", "distilled"})
_STOP = re.compile(
    r"(?:modell|model|famil|serie|based|basier|style|level|like|powered|team|killer|class|nutzer|version|release|support|api|app)",
    re.IGNORECASE,
)
_PART = re.compile(r"([-_/ .:]?)((?:\d+(?:\.\d+)*|[^\W\d_]+)[^\W_]*(?:\.\d+[^\W_]*)*)")
_WORD = re.compile(r"[^\W\d_]+")
_UNIT = re.compile(
    r"\s*(?:%|percent|prozent|mrd|mio|milli|billion|trillion|million|euro|dollar|gb|gbyte|tb|token|x\b|times|jahre|years|weeks|days|th\b|mal\b|uhr)",
    re.IGNORECASE,
)
_SHAPE = re.compile(  # an unknown family and its size: "Onyx-30B", "Acme-Coder 7B", "Helios 2 24B"
    r"(?<![\w@/.-])[A-Z][A-Za-z]*\d?(?:[-_ ](?:[A-Z][A-Za-z]+\d?|v?\d{1,2}(?:\.\d)?|[A-Z]\d(?:\.\d)?|[A-Z]+\d+[A-Z]*\d*))*?[-_ ]\d+(?:\.\d+)?(?:[BMT]|b)(?![A-Za-z\d])"
)
_CODED = re.compile(
    r"(?<![\w@/.$€£-])[A-Z][A-Za-z]+(?:-[A-Z][A-Za-z]*)*-[A-Z]{0,3}\d{1,2}(?:\.\d{1,2})?[A-Z]{0,2}\d?(?![\w%])(?:-[A-Z][A-Za-z]+)*"
)
_CALLED = re.compile(  # "model Inkling", "Sprachmodell Helios 2", 'model “Inkling”'
    r"(?:[Mm]odel|[Mm]odell|[a-zA-Z]modell|LLM|[Mm]odel family|[Mm]odellfamilie)s?,? (?:called |named |namens )?[\"“„‘'»]?([A-Z][A-Za-z]{2,}(?:-[A-Z][a-z]+)?(?: \d+(?:\.\d+)?)?)[\"”“’'«]?"
)
_NOT_A_NAME = frozenset(
    """the a an and of in on for with from to by at is are was new open source ai ki llm llms the this that our your how why what when which who released release releases
    introducing announcing meet run running using use tested under over about context size sizes model models parameters parameter only just first next most best
    now today it's its i i'm we my der die das ein eine und mit von für im auf aus neue neues neuer kunden license protocol hub card cards cloud studio
    weights weight context large small language launch launches leak training trained server family series collection apache mit bei als er sie es nach""".split()
)
_AI_TEXT = re.compile(
    r"\b(?:models?|modells?|llms?|open[- ]?(?:weights?|source[ds]?)|weights|gewichte|checkpoints?|hugging ?face|sprachmodell\w*|ki|ai|parameters?|\w*modell(?:e|en|s)?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Span:
    """A name where it stands in a text; `owner` is None for a family that nobody is known for."""

    start: int
    end: int
    name: Name
    owner: Owner | None
    closed: bool = False


@dataclass(frozen=True, slots=True)
class _Family:
    """A known family as it is looked for."""

    title: str
    key: str
    pattern: re.Pattern[str]
    owner: Owner
    closed: bool
    everyday: bool
    bare: bool  # may stand without version or size: False where it is also the publisher's name


def fold(text: str) -> str:
    """A family as keys write it: "Mistral Small" -> "mistral-small"."""
    return re.sub(r"[\s_-]+", "-", text.strip().lower())


@lru_cache(maxsize=8)
def _families(known_: Known) -> dict[str, tuple[_Family, ...]]:
    """Known families by the first word of letters, lower case; the longest first."""
    table: dict[str, list[_Family]] = {}
    for owner in known_.owners:
        called = {fold(name) for name in (owner.title, *owner.aliases)}
        stem = re.sub(r"(?i)[\s-]+(?:ai|labs?|research|team)$", "", owner.title)
        own = () if owner.families or owner.closed else (stem,)
        called.add(fold(stem))
        for title, closed in [(t, False) for t in (*owner.families, *own)] + [(t, True) for t in owner.closed]:
            words = [re.escape(word) for word in re.split(r"[\s_-]+", title)]
            family = _Family(
                title=title,
                key=fold(title),
                pattern=re.compile(r"[-_ ]?".join(words) + r"(?![^\W\d_])", re.IGNORECASE),
                owner=owner,
                closed=closed,
                everyday=title.lower() in known_.everyday,
                bare=fold(title) not in called,
            )
            first = _WORD.search(title)
            if first:
                table.setdefault(first.group().lower(), []).append(family)
    return {word: tuple(sorted(rows, key=lambda row: -len(row.key))) for word, rows in table.items()}


def parse(text: str, known_: Known | None = None) -> Name | None:
    """The name of a repo ("owner/name" or "name") or a name as written; None where it is a known product or no word.

    Sizes are numbers of parameters: "7B" is 7e9. A mixture written "8x7B" states no total.
    """
    table = known_ or known()
    written = text.strip().rsplit("/", 1)[-1]
    first = _WORD.search(written)
    if first is None or first.group().lower() in table.products or written.lower() in table.products:
        return None
    family, start = _known_start(written, table)
    if family is not None:
        return _taken(written, family, written[start:], whole=True, table=table)[0]
    return _shaped(written, table)


def _known_start(written: str, table: Known) -> tuple[_Family | None, int]:
    """A known family that the name begins with, publishers' names before it skipped ("Meta-Llama-3.1-8B")."""
    families = _families(table)
    skipped = {
        word.lower() for owner in table.owners for name in (owner.title, *owner.aliases) for word in _WORD.findall(name)
    }
    fallback: tuple[_Family | None, int] = (None, 0)
    for match in _WORD.finditer(written):
        if match.start() and written[match.start() - 1].isalnum():
            break
        best = _best(written, match.start(), families)
        if best is not None and (best.bare or fallback[0] is None):
            if best.bare or match.start() == 0:
                fallback = (best, match.start())
            if best.bare:
                break
        if match.group().lower() not in skipped:
            break
    return fallback


def _best(text: str, at: int, families: dict[str, tuple[_Family, ...]]) -> _Family | None:
    word = _WORD.match(text, at)
    if word is None:
        return None
    return next((row for row in families.get(word.group().lower(), ()) if row.pattern.match(text, at)), None)


def _shaped(written: str, table: Known) -> Name:
    """An unknown family: the words before the first number, size or variant."""
    match = re.match(r"[^\W_]+", written)
    head = match.group() if match else written
    glued = re.fullmatch(r"([^\W\d_]{2,})(\d+(?:\.\d+)*)", written.split("-")[0].split("_")[0].split(" ")[0])
    if glued:
        head = glued.group(1)
    family = _Family(head, fold(head), re.compile(re.escape(head)), Owner(""), closed=False, everyday=False, bare=True)
    name, _ = _taken(written, family, written, whole=True, table=table)
    return name


def _taken(written: str, family: _Family, rest: str, *, whole: bool, table: Known) -> tuple[Name, int]:
    """The name that begins with `family`, and where it ends in `rest`. `whole`: a repo name, every part belongs to it."""
    matched = family.pattern.match(rest)
    end = matched.end() if matched else 0
    kept, variants, formats = [family.key], [], 0
    version = date = None
    total = active = None
    lines: list[str] = []
    families = _families(table)
    size_named = bool(re.search(r"\d+b$", family.key))
    if size_named and (size := _SIZE.search(family.key.split("-")[-1])):
        total = _parameters(size)
    lower = rest[: end or 1].islower()
    while part := _PART.match(rest, end):
        gap, word = part.groups()
        low = word.lower()
        glued = gap == ""
        spaced = gap == " "
        if (gap == "." and not word.isdigit()) or gap in {":", "/"} or (glued and not word[0].isdigit() and not kept):
            break
        if (
            whole
            and not glued
            and not spaced
            and _best(rest, part.start(2), families) is not None
            and len(kept) + len(variants) > 1
            and low not in _VARIANTS | _LINES
        ):
            tail = rest[part.start(2) :]
            total = total or next((_parameters(m) for p in re.split(r"[-_]", tail) if (m := _SIZE.match(p))), None)
            break
        if found := _ACTIVE.match(word):
            active = _parameters(found)
        elif found := _SIZE.match(word):
            if spaced and not whole and word[-1] in "mt" and len(word) < 3:
                break
            total = _parameters(found)
        elif _EXPERTS.match(word) or _EFFECTIVE.match(word):
            pass
        elif _DATE.match(word) and not glued and not (spaced and (len(word) == 8)):
            date = word
        elif (
            not glued
            and (low in _FORMATS or _QUANT.match(low))
            and not (spaced and not whole and low in {"k", "m", "s", "bit", "block", "dynamic"})
        ):
            formats += 1
        elif low == "v0" or (low.startswith("v0.1") and version is None):
            pass
        elif (
            version is None
            and _VERSION.match(word)
            and not (spaced and not whole and _UNIT.match(rest, part.end()))
            and not (word.isdigit() and len(word) > 2)
            and not (low in {"v", "r"})
        ):
            if spaced and not whole and not word[0].isdigit() and not (word[0].isupper() or lower or low[0] == "v"):
                break
            version = low
            kept.append(low)
        elif not glued and low in _AFTER_DISTILL:
            variants.append("distill")
            tail = rest[part.end() :]
            if whole or gap == "-":
                total = next(
                    (_parameters(m) for p in re.split(r"[-_]", tail.split(" ")[0]) if (m := _SIZE.match(p))), total
                )
                end = len(rest) if whole else part.end() + len(tail.split(" ")[0])
                break
        elif not glued and (low in _VARIANTS or (low in _BESIDE_VERSION and version is not None)):
            if spaced and not whole and not (word[0].isupper() or lower):
                break
            variants.append({"it": "instruct", "think": "thinking", "pt": "base", "distilled": "distill"}.get(low, low))
        elif (
            not glued
            and low in _LINES
            and not (spaced and not whole and not (word[0].isupper() or lower))
            and not (
                spaced
                and not whole
                and low
                in {
                    "research",
                    "search",
                    "world",
                    "agent",
                    "deep",
                    "r",
                    "v",
                    "image",
                    "video",
                    "audio",
                    "vision",
                    "code",
                    "text",
                    "content",
                    "safety",
                    "llm",
                    "lm",
                }
                and not word[0].isupper()
            )
        ):
            if (
                spaced
                and not whole
                and _STOP.match(rest[part.end() :].lstrip("- "))
                and low in {"open", "code", "image", "video"}
            ):
                break
            lines.append(low)
            kept.append(low)
        elif whole and not spaced:
            if glued:
                kept[-1] += low
            else:
                kept.append(low)
        elif (
            gap in {"-", "_"}
            and not _STOP.match(word)
            and (word[0].isupper() or any(c.isdigit() for c in word))
            and not _STOP.search(word)
            and low not in _NOT_A_NAME
            and (version is not None or any(c.isdigit() for c in word))
            and _plain(rest, part.end())
        ):
            kept.append(low)
        else:
            break
        end = part.end()
    text = rest[:end].strip(" -_.") if not whole else written
    variant = "-".join(dict.fromkeys(variants)) or None
    key = "-".join(kept)
    if version and "-" not in version and version[0] in "vrkmh" and len(kept) > 1 and family.key == "deepseek":
        key = "-".join(kept)
    return Name(
        text=text,
        family=family.title if not whole or family.owner.title else _family_words(kept, version, written),
        key=key,
        version=version,
        total=total,
        active=active,
        variant=variant,
        date=date,
    ), end


def _plain(rest: str, at: int) -> bool:
    """Is what follows not another hyphen of a compound ("DeepSeek-Erfolg-Nachfolger")?"""
    return not rest[at : at + 1] == "-" or rest[at + 1 : at + 2].isdigit() or rest[at + 1 : at + 2].isupper()


def _parameters(match: re.Match[str]) -> float:
    number, unit = float(match.group(1)), match.group(2).lower()
    if match.re is _SIZE and match.group(3):
        number += int(match.group(3)) / 10
    return number * {"b": 1e9, "m": 1e6, "t": 1e12}[unit]


def _family_words(kept: list[str], version: str | None, written: str) -> str:
    """The words before the version, as the name writes them."""
    words = "-".join(kept).split("-" + version)[0] if version else "-".join(kept)
    return written[: len(words)] if written.lower().startswith(words) else words


def spans(text: str, known_: Known, start: int = 0) -> Iterator[Span]:
    """Every model name of a text in its order, with its place."""
    families = _families(known_)
    taken: list[tuple[int, int]] = []
    about_models = bool(_AI_TEXT.search(text))
    out: list[Span] = []
    end = start
    for match in _WORD.finditer(text):
        at = match.start()
        if at < end or (at and (text[at - 1].isalnum() or text[at - 1] in "@/\\" and not _repo_like(text, at))):
            continue
        if (family := _best(text, at, families)) is None:
            continue
        shown = match.group()
        if shown.islower() and not family.title[0].islower() and (family.everyday or len(shown) < 4):
            continue
        name, length = _taken(text, family, text[at : at + 120], whole=False, table=known_)
        alone = name.key == family.key and name.total is None and name.date is None
        if alone and not family.bare:
            continue
        if family.everyday and not about_models and (alone or text[at + len(shown) : at + len(shown) + 1] == " "):
            continue
        if family.everyday and alone and shown.islower():
            continue
        out.append(Span(at, at + length, name, family.owner, family.closed))
        taken.append((at, at + length))
        end = at + length
    if about_models:
        out += _unknown(text, known_, taken)
    yield from sorted(out, key=lambda span: span.start)


def _repo_like(text: str, at: int) -> bool:
    """Is a slash before a name that of a repo ("moonshotai/Kimi-K3") or a list ("R1 / R1 Zero")?"""
    return text[at - 1] == "/"


def _unknown(text: str, table: Known, taken: list[tuple[int, int]]) -> list[Span]:
    """Names of families that nobody listed, by their shape."""
    found: list[Span] = []
    called = {name.lower() for owner in table.owners for name in (owner.title, *owner.aliases)}
    for pattern, group in ((_SHAPE, 0), (_CODED, 0), (_CALLED, 1)):
        for match in pattern.finditer(text):
            start, end = match.span(group)
            written = match.group(group)
            while (word := re.match(r"[^\s_-]+[\s_]+", written)) and (
                word.group().strip().lower() in _NOT_A_NAME | called
            ):
                start += word.end()
                written = written[word.end() :]
            head = re.match(r"[^\W\d_]*", written)
            low = head.group().lower() if head else ""
            if (
                not written
                or not written[0].isupper()
                or len(low) < 2
                or low in _NOT_A_NAME
                or low in table.products
                or written.lower() in called
                or low in called
                and group == 1
            ):
                continue
            if pattern is _CODED and (_STOP.search(written) or re.search(r"-(?:19|20)\d\d$", written)):
                continue
            if any(start < b and a < end for a, b in taken):
                continue
            taken.append((start, end))
            found.append(Span(start, end, _shaped(written, table), None))
    return found


def find(text: str, known_: Known) -> tuple[Name, ...]:
    """The models that a text names, the main one first: the title's (first line) before the body's, each once.

    A name that says more replaces a bare one of the same key.
    """
    return distinct(spans(text, known_))


def distinct(found: Iterable[Span]) -> tuple[Name, ...]:
    """The names of some spans, each key once in its order; one that says more replaces a bare one."""
    best: dict[str, Name] = {}
    for span in found:
        before = best.get(span.name.key)
        if before is None or (before.total is None and before.date is None and (span.name.total or span.name.date)):
            best[span.name.key] = span.name
    return tuple(best.values())
