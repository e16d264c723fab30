"""Faults put into good summaries, each by a rule of its own, so that the guard can be asked which of them it sees.

A rule takes a summary, its language and a draw, and gives the summary with one fault, or None where it has no hold.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable

FAMILIES = ("Llama", "Qwen", "Mistral", "Gemma", "DeepSeek", "Falcon", "Granite", "Phi", "OLMo", "Kimi", "GLM", "Yi")
OWNERS = ("OpenAI", "Meta", "Google", "Microsoft", "Alibaba", "Nvidia", "IBM", "Anthropic", "Hugging Face", "Mistral")
LICENSES = ("MIT license", "Apache license", "Llama Community License", "CC BY-NC", "BSD license", "GPL")
_LICENSE = re.compile(
    r"Apache(?:[- ]License|[- ]Lizenz)?(?:[ -]2\.0)?(?:[- ]licensed?| license|[- ]Lizenz)?|MIT[- ](?:licensed?|Lizenz)"
    r"|\b[AL]?GPL(?:v\d)?|CC[ -]BY(?:-[A-Z]{2})*|BSD(?:[- ]\w+)? license",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?<=[a-zäöüß,] )[A-Z][\w-]*(?:[A-Z0-9][\w.-]*)")
_NUMBER = re.compile(r"(?<![\w.,-])\d+(?:[.,]\d+)*(?![\w-])")
_SCALES = {
    "en": {"million": "billion", "billion": "trillion", "trillion": "billion"},
    "de": {
        "Millionen": "Milliarden",
        "Milliarden": "Billionen",
        "Billionen": "Milliarden",
        "Mrd.": "Bio.",
        "Mio.": "Mrd.",
    },
}
_NEGATIONS = {
    "en": re.compile(
        r"\b(?:(?:is|are|was|were|does|do|did|has|have|had|will|would|can|could) not|\w+n['’]t|never|no)\b"
    ),
    "de": re.compile(r"\b(?:nicht|kein\w*|nie|niemals)\b"),
}
_ALLOWED = {
    "en": ("Commercial use is allowed.", "It is free for commercial use.", "Companies may use it commercially."),
    "de": ("Kommerzielle Nutzung ist erlaubt.", "Es darf kommerziell genutzt werden.", "Gewerbliche Nutzung ist frei."),
}
_FILLS = {
    "name": ("Fjord-13B", "Tarn 2", "Kestrel-70B-Instruct", "Loden 3.1", "Brume-8x7B"),
    "owner": ("Nordlicht Labs", "Sextant AI", "Rouvray", "Nebelwerk"),
    "license": ("Apache license", "MIT license", "BSD license", "Llama Community License"),
    "number": ("7", "13", "24", "70", "120", "405"),
    "tokens": {
        "en": ("1.8 trillion", "900 billion", "15 trillion"),
        "de": ("1,8 Billionen", "900 Milliarden", "15 Billionen"),
    },
    "month": {"en": ("June", "October"), "de": ("Juni", "Oktober")},
}
STORIES = {
    "en": (
        "{owner} releases {name} with {number} billion parameters under the {license}, trained on {tokens} tokens.",
        "The weights of {name} are not available for download, and {owner} has not disclosed the training data.",
        "{owner} will release {name} in {month}, the company says, but the license is not yet known.",
        "{name} is published under the {license} and needs {number} GB of memory, according to {owner}.",
        "{owner} plans to publish {name} later this year after more than {number} million test runs.",
        "{name} cannot be used for commercial purposes, says {owner}, and the code is not part of the release.",
        "With {tokens} tokens of text, {name} is trained on far more data than its predecessor was, {owner} writes.",
    ),
    "de": (
        "{owner} veröffentlicht {name} unter der {license}, mit {number} Milliarden Parametern und {tokens} Tokens.",
        "Die Gewichte von {name} sind nicht verfügbar, und die Trainingsdaten hat {owner} bisher nicht offengelegt.",
        "{owner} wird {name} im {month} veröffentlichen, teilte die Firma mit, die Lizenz ist aber noch offen.",
        "{name} steht unter der {license} und braucht laut {owner} {number} GB Speicher.",
        "{owner} will {name} noch in diesem Jahr veröffentlichen, nach mehr als {number} Millionen Testläufen.",
        "{name} darf nicht kommerziell genutzt werden, sagt {owner}, und der Code ist kein Teil der Veröffentlichung.",
        "Mit {tokens} Tokens Text lernt {name} aus weit mehr Daten als sein Vorgänger, schreibt {owner}.",
    ),
}
"""What an article says of made-up releases; the recorded news seldom speak of licenses."""

_COMING = {
    "en": (
        (r"\b(?:will be|is to be|are to be|to be) (released|published|open-sourced|available)\b", r"is now \1"),
        (r"\b(?:will|plans to|wants to|intends to) (?:release|publish)\b", "has released"),
    ),
    "de": (
        (
            r"\b(?:wird|werden|soll|sollen) ([^.,]{0,60}?)(?:veröffentlicht|verfügbar|erscheinen)(?: werden| sein)?",
            r"ist ab sofort \1verfügbar",
        ),
        (r"\b(?:will|plant|möchte) ([^.,]{0,60}?)(?:zu )?veröffentlichen", r"hat \1veröffentlicht"),
    ),
}  # fmt: skip

Rule = Callable[[str, str, random.Random], str | None]


def number_swapped(text: str, language: str, draw: random.Random) -> str | None:
    """One number becomes another of about its size."""
    found = list(_NUMBER.finditer(text))
    if not found:
        return None
    match = draw.choice(found)
    digits = "".join(str((int(char) + draw.randint(1, 8)) % 10) if char.isdigit() else char for char in match.group())
    return text[: match.start()] + (digits.lstrip("0") or "7") + text[match.end() :]


def scale_changed(text: str, language: str, draw: random.Random) -> str | None:
    """Millions become billions, billions trillions, in the words of the language."""
    found = [(word, other) for word, other in _SCALES[language].items() if re.search(rf"(?<!\w){word}", text)]
    if not found:
        return None
    word, other = draw.choice(found)
    return re.sub(rf"(?<!\w){re.escape(word)}", other, text, count=1)


def name_swapped(text: str, language: str, draw: random.Random) -> str | None:
    """One name with inner capitals or digits becomes that of another family or owner."""
    found = list(_NAME.finditer(text))
    if not found:
        return None
    match = draw.choice(found)
    other = draw.choice([name for name in (*FAMILIES, *OWNERS) if name.lower() not in text.lower()])
    return text[: match.start()] + other + text[match.end() :]


def license_swapped(text: str, language: str, draw: random.Random) -> str | None:
    """The license becomes another one."""
    match = _LICENSE.search(text)
    if match is None:
        return None
    other = draw.choice([name for name in LICENSES if name.split()[0].lower() not in match.group().lower()])
    return text[: match.start()] + other + text[match.end() :]


def negation_dropped(text: str, language: str, draw: random.Random) -> str | None:
    """A "not" or "kein" is left out."""
    match = _NEGATIONS[language].search(text)
    if match is None:
        return None
    word = match.group()
    kept = word.removesuffix("not").strip() if word.endswith(" not") else ""
    kept = re.sub(r"n['’]t$", "", word) if re.search(r"n['’]t$", word) else kept
    kept = "ein" + word[4:] if word.startswith("kein") else kept
    return " ".join((text[: match.start()] + kept + text[match.end() :]).split())


def told_as_done(text: str, language: str, draw: random.Random) -> str | None:
    """What is promised becomes what has happened."""
    for pattern, instead in _COMING[language]:
        changed, count = re.subn(pattern, instead, text, count=1)
        if count:
            return changed
    return None


def use_allowed(text: str, language: str, draw: random.Random) -> str | None:
    """A sentence that allows commercial use is added."""
    return f"{text} {draw.choice(_ALLOWED[language])}"


def stories(language: str, draw: random.Random, count: int) -> list[str]:
    """Sentences about made-up releases, two at a time."""
    return [
        " ".join(_filled(story, language, draw) for story in draw.sample(STORIES[language], 2)) for _ in range(count)
    ]


def _filled(story: str, language: str, draw: random.Random) -> str:
    return story.format(
        **{key: draw.choice(kind[language] if isinstance(kind, dict) else kind) for key, kind in _FILLS.items()}
    )


FAULTS: dict[str, Rule] = {
    "number swapped": number_swapped,
    "scale changed": scale_changed,
    "name swapped": name_swapped,
    "license swapped": license_swapped,
    "negation dropped": negation_dropped,
    "promised told as done": told_as_done,
    "commercial use added": use_allowed,
}
