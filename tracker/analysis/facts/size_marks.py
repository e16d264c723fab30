"""Words around a number that make it a size: of all parameters or of the active ones; and those that make it none."""

from __future__ import annotations

import re

from tracker.analysis.numbers import FIGURE

_WORDS = r"(?:[\s-]+(?!(?:aktiv|activ)|(?:in|of|for|with|on|to|and|or|but|mit|und|bei)\b|\d)[\w-]{2,20}){0,2}"
NUMBER = re.compile(r"\d[\s\u00a0-]{0,2}(?:[kmbt]n?\b|mrd|mio|tsd|tausend|thousand)|illion|illiarde", re.IGNORECASE)
PARAMETERS = re.compile(
    rf"^{_WORDS}[\s-]+(?:(?P<active>active|activated|aktiven?|aktiver|aktivierten?)[\s-]+)?(?:param(?:eter)?(?:s"
    rf"|n|ern)?)\b",
    re.IGNORECASE,
)
ACTIVE = re.compile(
    r"^[\s-]*(?:parameters?\s+|parametern?\s+)?(?:\w+ly\s+)?(?:of (?:which|them)\s+)?(?:are\s+|sind\s+)?\(?(?:active"
    r"|activated|aktiv)",
    re.IGNORECASE,
)
MODEL = re.compile(
    r"^(?:[\s-]+(?!(?:and|but|or)\b)[\w-]{1,20}){0,4}[\s-]+(?:model|llm|modell|moe|release)s?\b", re.IGNORECASE
)
WITH_ACTIVE = re.compile(
    rf"^\s+(?:with|mit|and|/)\s+~?{FIGURE}\s?(?:[BM]|billion|Milliarden|Mrd\.)\s(?:active|activated|aktiv)"
)
IN_TOTAL = re.compile(r"^\s+(?:in )?(?:total|insgesamt)\b(?! of)", re.IGNORECASE)
ARTICLE = re.compile(
    r"\b(?:an?|new|eine?[nmr]?|the|das|die|der|open[\s-]weights?|open[\s-]source|dense|sparse|offenes?)\s+~?$",
    re.IGNORECASE,
)
ENDS = re.compile(r"^\s*(?:[.,;:()]|$|(?:und|and|bis|to|of|davon|von|bei|with|mit)\b)", re.IGNORECASE)
LINK = re.compile(r"^\s*(?:,\s*(?:and|und)?|/|–|to|bis|and|und|or|oder|&)\s*~?$", re.IGNORECASE)
_SIZES = r"(?:sizes?|versions?|variants?|flavou?rs|models|varianten?|größen|versionen|ausführungen|modellgrößen)"
LISTED_BEFORE = re.compile(
    rf"\b(?:model|modell):\s~?$|\b{_SIZES}\b(?:\s+(?:of|from|are|are:|ranging from|from|von|mit|with"
    rf"|at))?[\s:—–-]{{1,3}}~?$",
    re.IGNORECASE,
)
LISTED_AFTER = re.compile(rf"^[\s-]+(?:parameter[\s-]+|dense\s+)?{_SIZES}\b", re.IGNORECASE)
LABEL = re.compile(
    r"^\W*(?P<alone>active|activated|aktiv)\s*[:|=]\s*~?$|(?:^|[|:(]|\btotal\b|\bnumber of\b"
    r"|\banzahl(?: der)?\b)[\s*|-]*(?:total |number of "
    r"|anzahl der )?(?P<active>activated "
    r"|active |aktive )?(?:parameters?|parametern?|params|model size|modellgröße)\s*[|:=]{1,2}\s*~?$",
    re.IGNORECASE,
)
ACTIVATES = re.compile(r"\b(?:activat\w*|active|uses|using|aktivier\w*|aktiv|nutzt)\b[^.,;]{0,30}$", re.IGNORECASE)
FORTHCOMING = re.compile(
    r"^[\s-]*(?:(?:parameters?|models?|versions?|variants?|modell|variante)\s+)?(?:is |are |ist )?"
    r"(?:forthcoming|coming soon|to follow|in arbeit|folgt|folgen|in the works)\b"
    r"|^[^.;,]{0,40}\b(?:soll(?:en)?|will|wird|(?:is|are) still|noch)\b[^.;,]{0,30}"
    r"\b(?:folgen|follow|erscheinen|training|trainiert)\b",
    re.IGNORECASE,
)
ACTIVE_ARE = re.compile(
    r"\b(?:aktiv|active|activated)\b(?: (?:sind|ist|are|is|davon|je|pro|per|token|nur|only|just|etwa|rund"
    r"|about))*\s+~?$",
    re.IGNORECASE,
)
IN_BRACKETS = re.compile(r"\((?:up to |bis zu )?~?$", re.IGNORECASE)
OF_MODELS = re.compile(
    r"\bmodels?\b|modell|\breleas|\bopen|weights|gewichte|licen|lizen|veröffentlich|context|kontext|\bMIT\b|apache",
    re.IGNORECASE,
)
VERSION = re.compile(r"(?<![.!?]\s)\b(?!Gr|Var|Vers|Ausf|Mod|Siz|Par)[A-ZÄÖÜ][\w.+-]*[\s-]$")
"""Words before a number that make it part of a name: "Kestrel 4, 12B parameters"."""

OUT_OF = re.compile(r"\b(?:(?:of|von|der) (?:its|the|these|insgesamt|ihren|seinen)|seiner|ihrer)\s+~?$", re.IGNORECASE)
SHARE_OF = re.compile(
    r"\b(?:activ|aktiv)\w*[^.,;]{0,40}\s~?(?P<figure>\d[\d.,]*)(?P<scaled>\s?[BM]| billion| Milliarden)? (?:of its"
    r"|seiner|ihrer)"
    r" ~?$",
    re.IGNORECASE,
)
"""What is active of a total that has the scale: "aktiviert 6,2 seiner 180 Milliarden Parameter"."""

PER_TOKEN = re.compile(
    r"^\s*(?:(?:parameters?|parametern?)\s+)?(?:per|for each|at|pro|je)\s+(?:forward|token|inference|time)",
    re.IGNORECASE,
)
OF_TOTAL = re.compile(
    rf"^\s+(?:of|von|der)\s+(?:its|the|these|insgesamt|ihren|seinen)?\s*~?{FIGURE}\s?(?:[BM]|billion|trillion"
    rf"|Milliarden"
    r"|Mrd\.|Billionen)[^.;,]{0,30}\b(?:activ|aktiv)",
    re.IGNORECASE,
)
MONEY = re.compile(r"(?:[$€£]|\b(?:US\$|USD|EUR)|dollar|euro)\s?~?$", re.IGNORECASE)
BUSINESS = re.compile(
    r"\b(?:valuation|valued|funding|invest\w*|revenue|raised|bewert\w*|umsatz|finanzierung\w*|eingesammelt)\b",
    re.IGNORECASE,
)
HEDGED = re.compile(
    r"\b(?:may|might|could|promised|teased|said to|believed to|rumou?red|expected to|supposed to|könnte\w*|dürfte\w*"
    r"|to (?:train|build|develop|create)|soll(?:en|te)?"
    r"|angeblich|wohl)\s+"
    r"(?:\w+\s+){0,2}(?:have|be|feature|reach|exceed|contain)?[^,;]{0,40}$",
    re.IGNORECASE,
)
SUBJECT = re.compile(
    r"^\W*(?P<who>[A-ZÄÖÜ][\w.-]*(?:\s+(?:\d[\w.]*|[A-Z][\w.-]*)){0,2})\s+(?:has|had|is|was|shows?|supports?"
    r"|achieves?|releas\w+|launch\w*|introduc\w+|announc\w+|comes|packs|offers|uses"
    r"|features"
    r"|hat|hatte|ist|kommt|bietet|nutzt|umfasst|besitzt|bringt)\b"
)
PRONOUNS = {"it", "the", "this", "they", "all", "both", "each", "these", "one", "we"}
PRONOUNS |= {"es", "das", "die", "der", "dieses", "alle", "beide", "er", "sie", "wir"}
COLUMN = re.compile(
    r"^\W*(?:total |#\s?|num(?:ber)?\.? of )?(?:total )?(?:params?|parameters?|model size)\b(?!.*activ)", re.IGNORECASE
)
ACTIVE_COLUMN = re.compile(r"^\W*(?:#\s?)?activ\w+ (?:params?|parameters?)\b", re.IGNORECASE)
ANY = re.compile(r"\bparam(?:eter)?(?:s|n|ern)?\b", re.IGNORECASE)
OTHER_UNIT = re.compile(
    r"^[\s-]*(?:\w+\s+)?(?:tokens?|gpu|hours?|stunden|dollars?|euros?|us-dollar|usd|\$|€|users?|nutzer\w*"
    r"|downloads?|images?|bilder|pairs|context|"
    r"kontext\w*|experts?|experten|layers?|gb|tb|flops|examples|words|wörter|documents|characters|people|menschen"
    r"|views)",
    re.IGNORECASE,
)
