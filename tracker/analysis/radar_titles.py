"""Which model a pull request, a commit or a tag of an inference framework brings in: a strict reading of its title.

A title is taken as "[tags] adds [support for] NAME [model]" and nothing else: what says more is about a fix, a kernel,
a parser or a format of a model that is there already. Where a name is nobody's known family, something must say that
it is a model at all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from tracker.analysis import names
from tracker.analysis.keys import FORMATS, linked_repos
from tracker.analysis.known import Known, Owner
from tracker.analysis.name_parts import family_key, word_set
from tracker.domain import Name

_MODEL = word_set(
    "model models architecture architectures arch family series moe vlm vlms llm llms checkpoint checkpoints"
)
_TAGS = _MODEL | word_set(
    "feat feature features multimodal multi-modal mm llama convert conversion mtmd wip draft new text addition"
)
_NOUNS = _MODEL | word_set(
    "support supports implementation variant variants text vision language multimodal vision-language audio video dense"
    " hybrid inference conversion and &"
)
_FILLERS = _MODEL | word_set(
    "initial basic native full new the a an day-0 day0 day-one experimental preliminary text-only support for of"
    " implementation inference conversion upcoming unreleased"
)
_NO_NAMES = word_set("""
    cuda rocm hip vulkan metal sycl hexagon opencl webgpu cann musa xpu npu tpu gpu cpu amd intel nvidia arm riscv
    apple blackwell hopper sm gfx mi rtx gb zen graviton ascend gaudi power mps wasm android ios windows macos linux
    lora qlora dora medusa mtp dflash gguf onnx safetensors flash flashattention flashinfer flashmla triton cutlass
    deepgemm torch pytorch python numpy transformers tokenizers pydantic openai anthropic responses harmony json http
    grpc tls docker kubernetes ray mooncake lmcache nixl mla mha gqa mqa swa rope yarn ssm kv cache prefix speculative
    beam sampling auto dynamic custom multi multimodal vision audio video text sparse linear expert experts tensor
    pipeline data context sequence parallel tool tools reasoning embedding embeddings reranker classification language
    transformer moe fp int bf nf mxfp nvfp uint model models support api rust go swift ci async batch chunked hybrid
    sliding attention layer norm token tokenizer prompt image images encoder decoder chat server client frontend
    continuous paged grouped block static eager graph logits logprobs top min the this all more missing generic
""")
_OTHER_WORK = re.compile(
    r"\b(?:fix\w*|bug\w*|revert\w*|remov\w*|drop\w*|deprecat\w*|refactor\w*|clean ?up\w*|typos?|docs?|documentation|"
    r"readme|tests?|testing|ci|benchmarks?|perf|performance|optimi[sz]\w*|speed\w*|faster|quanti[sz]\w*|lora|kernels?|"
    r"parsers?|parsing|tool[- ]?calls?|tool[- ]?calling|evals?|examples?|notebooks?|tutorials?|bump\w*|upgrad\w*|"
    r"backports?|renam\w*|translat\w*|fine-?tun\w*|compat\w*|alias\w*|cache|caching|speculative|mtp|eagle-?3|templates?|"
    r"awq|gptq|fp8|fp4|nvfp4|mxfp4|int[48]|w\da\d+|gguf|onnx|cuda ?graphs?|compile|parallel\w*|prun\w*|migrat\w*)\b",
    re.IGNORECASE,
)
_TAG = re.compile(r"\[([^\[\]]{1,40})\][\s:]*|((?:[Nn]ew )?[A-Za-z][\w/-]{0,19})(?:\(([\w/ -]{1,24})\))? ?!?: +")
_VERB = re.compile(
    r"(?:add|support|implement|introduc|enabl|port|integrat|onboard|register)(?:e?s|ing|e?d|e)?(?: in)?\s+",
    re.IGNORECASE,
)
_CLASS = re.compile(r"^(\w{2,60}?)(?:For[A-Z][A-Za-z]+|LMHeadModel|(?<=[a-z\d])Model)$")
_WORD = re.compile(r"^[A-Za-z][\w.+-]*$")
_PART = re.compile(r"^(?:[A-Z][\w.+-]*|v?\d[\w.]*)$")
_ENDS = re.compile(r"(?:\s*\(#\d+\))+\s*$|[.…!\s]+$")
_SOON = re.compile(
    r"\b(?:upcoming|the coming|unreleased|forthcoming|not (?:yet )?(?:been )?released|(?:will|to) be released|"
    r"soon to be|before release)\b",
    re.IGNORECASE,
)
_RELEASE_TAG = re.compile(r"v?\d+(?:\.\d+)+[-+]([A-Za-z][\w.-]*?)(-preview)?")
_NO_MODEL_TAG = re.compile(
    r"(?:a|b|rc|alpha|beta|dev|pre|post|hotfix|patch|release|final|cu|rocm|cpu|gpu)[\d.-]*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Named:
    """The model that a title brings in; `owner` where its family is known, `soon` where it is said to be to come."""

    name: Name
    owner: Owner | None
    soon: bool = False


def of_pull(title: str, body: str, known: Known) -> Named | None:
    """The model that a pull request or commit adds support for; None where it does something else."""
    rest, tags = _untagged(_ENDS.sub("", title.strip().lstrip("🚨🔥✨🌐 ")))
    if not tags <= _TAGS or _OTHER_WORK.search(title):
        return None
    aside = re.search(r"\(([^()]{2,60})\)", rest)
    if aside:
        rest = rest[: aside.start()] + " " + rest[aside.end() :]
    rest = re.split(r"[:;]\s|\s[-–—]\s|\s(?:w/o|without)\s", rest)[0]
    verb = _VERB.match(rest)
    words = rest[verb.end() if verb else 0 :].split()
    said = []
    while words and words[0].lower() in _FILLERS:
        said.append(words.pop(0).lower())
    taken = _name_words(words)
    tail = _nouns(words[len(taken) :])
    if not taken or tail is None or not (verb or (tags | tail) & _MODEL or "support" in {*said, *tail}):
        return None
    coded = _CLASS.match(taken[-1])
    better = aside is not None and coded is not None and _PART.match(aside[1].split()[0])
    written = aside[1] if better and aside else " ".join(map(_spelled, taken))
    soon = bool(_SOON.search(f"{title} {body}"))
    of_models = bool(coded or soon or (tags | tail | {*said}) & _MODEL or _has_class(written, body))
    found = _judged(written, soon, of_models, known)
    return None if found is not None and _is_out(found.name, body, known) else found


def of_tag(tag: str, known: Known) -> Named | None:
    """The model that a framework's tag is named after ("v4.57.0-Foo2-preview")."""
    match = _RELEASE_TAG.fullmatch(tag)
    if match is None or _NO_MODEL_TAG.fullmatch(match[1]):
        return None
    return _judged(match[1], bool(match[2]), bool(match[2]), known)


def _untagged(title: str) -> tuple[str, frozenset[str]]:
    """The title without what stands before it in brackets or before a colon, and that in lower case."""
    tags: set[str] = set()
    while match := _TAG.match(title):
        for tag in filter(None, match.groups()):
            tags.update(tag.lower().split() if tag.lower().startswith("new") else [tag.lower().strip()])
        title = title[match.end() :]
    return title, frozenset(tags)


def _name_words(words: list[str]) -> list[str]:
    """The words that a name is made of, from the first on."""
    if not words:
        return []
    owner, _, first = words[0].strip("`'\",").rpartition("/")
    first = owner if any(letter.isdigit() for letter in owner) else first  # "Foo-1/Bar-2" are two, "foo/Foo-1" is one
    if not _WORD.match(first) or not (first[0].isupper() or any(letter.isdigit() for letter in first) or "-" in first):
        return []
    taken = [first]
    for word in words[1:4]:
        bare = word.strip("`'\",")
        if not _PART.match(bare) or bare.lower() in _NOUNS or words[len(taken) - 1].endswith(","):
            break
        taken.append(bare)
    return taken


def _nouns(words: list[str]) -> frozenset[str] | None:
    """What stands behind a name, in lower case, second names left out; None where it is more than nouns."""
    found: set[str] = set()
    while words:
        word = words[0].lower().strip("`'\",")
        if word not in _NOUNS:
            return None
        found.add(word)
        words = words[1:]
        if word in ("and", "&"):
            words = words[len(_name_words(words)) :]
    return frozenset(found)


def _spelled(word: str) -> str:
    """A class or module as its model is written: "Foo3_5MoeForCausalLM" is Foo3.5, "bar_4" is bar-4."""
    coded = _CLASS.match(word)
    bare = re.sub(r"(\d)_(\d)", r"\1.\2", coded[1] if coded else word)
    if coded or "_" in bare:
        bare = re.sub(r"_?moe$", "", bare, flags=re.IGNORECASE).replace("_", "-")
        bare = re.sub(r"(?<=\d)(?=[A-Z][a-z])", "-", bare)
    return bare


def _has_class(written: str, body: str) -> bool:
    """Does the text name a class of a model that is called so?"""
    wanted = re.sub(r"[\W_]", "", written).lower()
    classes = re.findall(r"\b(\w{2,60})For(?:CausalLM|ConditionalGeneration)\b", body)
    return any(re.sub(r"_", "", one).lower().startswith(wanted) for one in classes)


def _is_out(name: Name, body: str, known: Known) -> bool:
    """Does the text link to a repo of that name on the Hub? What can be looked at is no sign of what is to come."""
    return any(found.key == name.key for one in linked_repos(body) if (found := names.parse(one, known)) is not None)


def _judged(written: str, soon: bool, of_models: bool, known: Known) -> Named | None:
    """The name, unless it is a known family's alone, a rented model's, a format's, or maybe no model's at all."""
    first = re.findall(r"[a-z]+", written.split()[0].lower())
    if FORMATS.search(written) or _NO_NAMES.issuperset(first):
        return None
    name = names.parse(written, known)
    if name is None:
        return None
    owner, closed = _owner(name, known)
    if closed or (owner is None and not of_models) or (owner is not None and name.key == family_key(name.family)):
        return None
    if len(name.key) < 3 or written.lower() in {product.lower() for product in known.products}:
        return None
    return Named(replace(name, text=written), owner, soon)


def _owner(name: Name, known: Known) -> tuple[Owner | None, bool]:
    """Whose family it is, everyday words too, and whether it can only be rented."""
    family = name.family.lower()
    for owner in known.owners:
        if any(family == one.lower() for one in owner.families):
            return owner, False
        if any(family == one.lower() for one in owner.closed):
            return owner, True
    return None, False
