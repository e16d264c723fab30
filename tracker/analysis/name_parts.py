"""What the parts of a model's name are (size, version, variant, format, date …), and how one name is read.

The key keeps what makes another release (family, version, line: "qwen-3-coder") and drops what does not: sizes,
formats, variants of training (instruct, thinking, distill) and dates. "Pro", "Flash" and the like are variants beside a
version ("DeepSeek V4 Flash") and part of the name without one ("Helios Pro"). "Phi-4-mini" is a line of its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from tracker.analysis.known import Owner
from tracker.domain import Name


def word_set(text: str) -> frozenset[str]:
    """A set of words, written one after the other."""
    return frozenset(text.split())


_FORMATS = word_set("""
    gguf awq gptq fp8 fp4 nvfp4 mxfp4 mlx bf16 fp16 fp32 f16 int4 int8 onnx bit bnb exl2 exl3 dynamic imatrix i1
    hf safetensors openvino coreml quantized qat ggml litert tensorrt eagle3 uncensored abliterated heretic
    block mtp transformers k km ks m s
""")
_VARIANTS = word_set("""
    instruct chat it base pt sft dpo rl thinking reasoning reasoner think distill distilled preview zero exp
    experimental scout maverick behemoth beta alpha final hybrid aligned pretrain pretrained nonthinking
    terminus speciale original latest
""")
_BESIDE_VERSION = word_set("pro flash max plus turbo lite highspeed fast heavy air")
_LINES = _BESIDE_VERSION | word_set("""
    coder vl omni next animate voice tts asr stt math prover ocr guard safeguard guardian nano mini micro small
    medium large xl ultra super tiny edge edit embedding embed embeddings reranker rerank realtime transcribe
    kontext klein krea schnell layered mamba linear dev moe robotics cyber docling medical legal sea arabic captioner
    perception speech diffusion multimodal
""")
_LINES_IF_CAPITAL = word_set(
    "code image audio video vision text llm lm translate search deep research agent retrieval safety content world"
)
_IN_SMALL = word_set("mini coder air vl omni exp preview reasoning thinking instruct plus")  # "Phi 4 mini"
_SAME_VARIANT = {"it": "instruct", "think": "thinking", "pt": "base", "distilled": "distill"}

_ACTIVE = re.compile(r"a(\d+(?:\.\d+)?)([bm])$", re.IGNORECASE)
_SIZE = re.compile(r"(\d+(?:\.\d+)?)([bmt])(\d)?$", re.IGNORECASE)  # 7B, 560m, 1T, and bloom's 7b1
_NO_TOTAL = re.compile(r"\d+x\d+(?:\.\d+)?b$|e\d+b$|\d+e$", re.IGNORECASE)  # 8x7B, Gemma's E4B, 128E: no total
_DATE = re.compile(r"20[2-3]\d[01]\d[0-3]\d$|2[3-9](?:0[1-9]|1[0-2])$|(?:0[1-9]|1[0-2])[0-3]\d$")
_VERSION = re.compile(
    r"\d{1,2}(?:\.\d{1,2}){0,2}[a-z]{0,2}$|v\d+(?:\.\d+)*$|[a-z]\d{1,2}(?:\.\d+)?(?:v\d)?[a-z]?$", re.IGNORECASE
)
_NUMBERED = re.compile(r"-v?\d")
_QUANT = re.compile(r"i?q\d(?:_[a-z0-9]+)*$|\d+(?:\.\d+)?bpw$|w\d+a\d+$|\d+bit$|k_[msl]$", re.IGNORECASE)
_PART = re.compile(r"([-_/ .:]?)\[?((?:\d+(?:\.\d+)*|[^\W\d_]+)[^\W_]*(?:\.\d+[^\W_]*)*)\]?")
_LONGEST = 120  # characters of a name in running text
_MONTH_YEAR = re.compile(r"-(\d\d-20\d\d)(?![\w.])")  # command-r-plus-08-2024
UNIT = re.compile(  # what follows a number that counts and is no version: "Mistral 3 weeks ago", "Zaunkönig 2 weeks"
    r"\s*(?:%|percent|prozent|mrd|mio|milli|billion|trillion|million|euro|dollar|gb\b|gbyte|tb\b|token|x\b|times|jahre?n?\b|"
    r"years?\b|months?\b|monate?n?\b|weeks?\b|wochen?\b|days?\b|tagen?\b|stellen\b|uhr\b|th\b|mal\b|[€$])",
    re.IGNORECASE,
)
COMPOUND = re.compile(  # the other half of a compound: "gpt-oss-Modelle", "Qwen-based"
    r"modell|model|famil|serie|based|basier|style|level|like|powered|team|killer|class|nutzer|version|release|support|api|app",
    re.IGNORECASE,
)

SPELLED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})
"""Names of repos have no umlauts: their owners spell them out."""


@dataclass(frozen=True, slots=True)
class Family:
    """A family as it is looked for. `bare`: it may stand alone; False where it is also its publisher's name."""

    title: str
    key: str
    pattern: re.Pattern[str]
    owner: Owner | None = None
    closed: bool = False
    everyday: bool = False
    bare: bool = True
    rented: tuple[frozenset[str], ...] = ()  # parts of names that make one of its lines a rented one: "GLM-5-Turbo"


@dataclass(slots=True)
class _Reading:
    """A name while it is read."""

    kept: list[str]
    variants: list[str] = field(default_factory=list)
    version: str | None = None
    date: str | None = None
    total: float | None = None
    active: float | None = None


def family_key(text: str) -> str:
    """A family as keys write it: "Mistral Small" -> "mistral-small", "Zaunkönig" -> "zaunkoenig"."""
    return re.sub(r"[\s_-]+", "-", text.strip().lower().translate(SPELLED))


def family(
    title: str, owner: Owner | None = None, *, closed: bool = False, everyday: bool = False, bare: bool = True
) -> Family:
    """A family by its title; hyphens, spaces and nothing between its words are the same."""
    parts = [re.escape(word) for word in re.split(r"[\s_-]+", title)]
    pattern = re.compile(r"[-_ ]?".join(parts) + r"(?![^\W\d_])", re.IGNORECASE)
    return Family(title, family_key(title), pattern, owner, closed, everyday, bare)


def parameters(match: re.Match[str]) -> float:
    """A matched size as a number of parameters: "7B" is 7e9, bloom's "7b1" 7.1e9."""
    number = float(match.group(1))
    if match.re is _SIZE and match.group(3):
        number += int(match.group(3)) / 10
    return number * {"b": 1e9, "m": 1e6, "t": 1e12}[match.group(2).lower()]


def size_in(text: str) -> float | None:
    """The first size among the parts of a name."""
    return next((parameters(found) for part in re.split(r"[-_ ]", text) if (found := _SIZE.match(part))), None)


def read_repo(written: str, begins: Family, at: int, stop: int | None) -> Name:
    """The name of a repo, every part of which belongs to it; from `stop` on it names what it was made from."""
    rest = written[at:stop]
    if found := _MONTH_YEAR.search(rest):
        rest = rest[: found.start()] + rest[found.end() :]
    reading, end = _begin(begins, rest)
    if found:
        reading.date = found.group(1)
    while part := _PART.match(rest, end):
        gap, word = part.groups()
        low = word.lower()
        if low.startswith("distill") and gap:
            reading.variants.append("distill")
            reading.total = size_in(rest[part.end() :]) or reading.total
            break
        if not _take(reading, word, glued=gap == ""):
            if gap == "":
                reading.kept[-1] += low
            else:
                reading.kept.append(low)
        end = part.end()
    if stop is not None:
        reading.total = reading.total or size_in(written[stop:])
    return _name(reading, written, begins.title if begins.owner else _own_words(reading, written))


def read_text(text: str, begins: Family, at: int) -> tuple[Name, int]:
    """The name in running text at `at`, and where it ends: parts are taken as long as they look like parts."""
    rest = text[at : at + _LONGEST]
    reading, end = _begin(begins, rest)
    lower = rest[:end].islower()
    while part := _PART.match(rest, end):
        gap, word = part.groups()
        if gap in {":", "/", "."} and not (gap == "." and word[0].isdigit()):
            break
        spaced, low = gap == " ", word.lower()
        if "[" in part.group() and low not in _LINES:
            break
        small = "[" in part.group() or (reading.version is not None and low in _IN_SMALL) or lower
        if spaced and not _belongs(word, low, rest[part.end() :], small):
            break
        if low in _LINES_IF_CAPITAL and (spaced or gap in "-_") and gap and not word[0].isupper() and not lower:
            break
        if low.startswith("distill") and gap:
            tail = rest[part.end() :].split(" ")[0]
            reading.variants.append("distill")
            reading.total = size_in(tail) or reading.total
            end = part.end() + len(tail.rstrip(".,;:!?)"))
            break
        if not _take(reading, word, glued=gap == ""):
            after = rest[part.end() :]
            if not _letter_before_line(word, after, spaced=spaced) and (spaced or not _joined(reading, word, after)):
                break
            reading.kept.append(low)
        end = part.end()
    return _name(reading, rest[:end].strip(" -_."), begins.title), end


def read_on(text: str, start: int, end: int) -> int:
    """How long the unlisted name at `start` is, which is known to reach to `end`: sizes, lines and variants follow."""
    known = Family(text[start:end], "", re.compile(re.escape(text[start:end])))
    return max(end - start, read_text(text, known, start)[1])


def _begin(begins: Family, rest: str) -> tuple[_Reading, int]:
    matched = begins.pattern.match(rest)
    reading = _Reading([begins.key])
    if re.search(r"-\d+b$", begins.key) and "x" not in begins.key:
        reading.total = size_in(begins.key)  # "Mistral 7B": the size is the name
    if found := _ACTIVE.match(begins.key.rpartition("-")[2]):
        reading.active = parameters(found)
    return reading, matched.end() if matched else 0


def _take(reading: _Reading, word: str, *, glued: bool) -> bool:
    """One part into its place; False where it is none that names are made of."""
    low = word.lower()
    if found := _ACTIVE.match(word):
        reading.active = parameters(found)
    elif (found := _SIZE.match(word)) and not (glued and low.endswith("t")):  # "SL2T" is no size
        reading.total = parameters(found)
    elif _NO_TOTAL.match(word) or low == "v0.1":  # "Mistral-7B-v0.1" is Mistral 7B
        pass
    elif not glued and _DATE.match(word):
        reading.date = word
    elif not glued and (low in _FORMATS or _QUANT.match(low)):
        pass
    elif reading.version is None and _VERSION.match(word) and not (word.isdigit() and len(word) > 2):
        reading.version = low
        reading.kept.append(low)
    elif not glued and (low in _VARIANTS or (low in _BESIDE_VERSION and reading.version is not None)):
        reading.variants.append(_SAME_VARIANT.get(low, low))
    elif not glued and (low in _LINES or low in _LINES_IF_CAPITAL):
        reading.kept.append(low)
    else:
        return False
    return True


def _belongs(word: str, low: str, after: str, lower: bool) -> bool:
    """Whether a word after a space can be part of the name ("Llama 4 Scout", not "Mistral 3 weeks")."""
    if low in {"bit", "block", "dynamic", "k", "m", "s", "km", "ks", "hf", "it", "next"} and not (
        low == "next" and word[0].isupper()
    ):
        return False
    if word[0].isdigit():
        short = word[-1] in "mt" and len(word) < 3
        return not short and not UNIT.match(after) and not (word.isdigit() and len(word) == 8)
    return (
        word[0].isupper()
        or lower
        or bool(re.match(r"v\d", low))
        or (low in _LINES and _NUMBERED.match(after) is not None)
    )


def _letter_before_line(word: str, after: str, *, spaced: bool) -> bool:
    """Whether it is a letter that belongs to a line ("Granite 4.0 H Small")."""
    follows = _PART.match(after)
    one = len(word) == 1 and (word.isupper() or not spaced)
    return one and follows is not None and follows.group(2).lower() in _LINES


def is_line(word: str) -> bool:
    """Whether a word names a line or a variant: "Scout", "Nano"."""
    return word.lower() in _LINES or word.lower() in _VARIANTS


def _joined(reading: _Reading, word: str, after: str) -> bool:
    """Whether an unknown word after a hyphen is part of the name ("MiniMax-Text-01", not "DeepSeek-Erfolg")."""
    if COMPOUND.search(word) or not (word[0].isupper() or any(letter.isdigit() for letter in word)):
        return False
    if reading.version is None and not any(letter.isdigit() for letter in word):
        return False
    return after[:1] != "-" or after[1:2].isdigit() or after[1:2].isupper()


def _own_words(reading: _Reading, written: str) -> str:
    """An unknown family as the name writes it: the words before its version."""
    key = "-".join(reading.kept)
    if reading.version:
        key = key.split("-" + reading.version)[0]
    return next((written[:end] for end in range(1, len(written) + 1) if family_key(written[:end]) == key), key)


def _name(reading: _Reading, text: str, title: str) -> Name:
    return Name(
        text=text,
        family=title,
        key="-".join(reading.kept),
        version=reading.version,
        total=reading.total,
        active=reading.active,
        variant="-".join(dict.fromkeys(reading.variants)) or None,
        date=reading.date,
    )
