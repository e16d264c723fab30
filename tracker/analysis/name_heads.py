"""Words of a text that may be a name: capitals, or small letters with a number inside; everyday words left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tracker.analysis.name_parts import COMPOUND, UNIT, family_key, is_line, word_set

_CAPITAL = r"[A-ZÄÖÜ][^\W_]*(?:[-.][^\W_]+){0,4}\+?"
_HEAD = re.compile(
    rf"(?<![\w@/.$€£#&-])(?:(?P<words>{_CAPITAL}(?: {_CAPITAL}){{0,5}})|[a-z]{{3,}}[-.][a-z-]{{1,12}}\d{{1,2}})"
    r"(?P<number> [vV]?\d{1,2}(?:\.\d{1,2}){0,2}[a-z]?(?![\w%.,]\d|[\w%]))?(?!\w)"
)
_NUMBER = re.compile(r"\d")
_FROM_NUMBER = re.compile(r"[-.]?[vV]?\d.*$")
_LINE = re.compile(r" (?:mini|nano|tiny|coder|omni|vl|instruct|preview)(?!\w)")  # "Osprey mini"
_MADE = re.compile(r"[a-zäöüß][A-ZÄÖÜ]|[A-ZÄÖÜ]{2,}-?[a-z]|[a-z]-[A-Z]{2,}$|[A-Za-z]\d|-\d")
_COMMON = word_set("""
    the a an and of in on for with from to by at is are was new open source ai ki llm llms this that our your how
    why what when which who released release releases introducing announcing meet run running using use tested under
    over about context size sizes model models parameters parameter only just first next most best now today its i
    we my der die das ein eine und mit von für im auf aus neue neues neuer kunden license protocol hub card cards
    cloud studio weights weight large small language launch launches leak training trained server family series
    collection apache bei als er sie es nach similar not all up more than into like can will has have but or as if
    no so it you he she they one two three some any cyber sliding synthetic code router routing spec maker makers
    garden zoo selection merging distillation unser unsere unserem ihr ihre sein seine dem den des zum zur am vom
    beim ins wir heute ab sofort jetzt auch noch mehr alle kein keine warum wie wer wann wo um unter über vor seit
    bis dank trotz laut per here there their his her these those both each every another other such then also still
    yet ever never very available coming soon out off we're we’re i'm it's let's get getting make making build
    building try trying support preview beta version versions update updates upgrade api apis app apps agent agents
    agenten assistant assistants assistent assistenten chatbot chatbots tool tools platform plattform framework
    benchmark benchmarks dataset datasets data daten paper papers report bericht studie study research forschung lab
    labs team teams startup startups company companies firma firmen unternehmen konzern hersteller anbieter
    entwickler forscher forschern nutzer nutzern nutzerinnen menschen ärzten kinder kindern schülern frauen leute
    group institute university universität ministerium regierung government china chinas usa us eu europa europe
    germany deutschland france america american chinese european german french english deutsch deutsche deutscher
    deutsches deutschen chinesische chinesischer chinesisches europäische europäisches europäischer amerikanische
    japan korea india januar februar märz april mai juni juli august september oktober november dezember january
    february march may june july october december montag dienstag mittwoch donnerstag freitag samstag sonntag monday
    tuesday wednesday thursday friday saturday sunday ende anfang mitte woche wochen monat jahr jahre tag tage week
    weeks day days year years month months morgen gestern sommer winter herbst frühling spring summer teil part
    phase level stufe stage serie season staffel folge episode kapitel chapter seite page platz rank number nummer
    top step schritt tier figure table section issue volume round runde type typ class klasse gen generation
    nachfolger vorgänger familie variante bildgenerator videogenerator generator sprach-ki ki-firma mail web
    internet online software hardware gpu gpus cpu cpus chip chips robot robots roboter auto gewichte gewichten
    gewicht modellgewichte lizenz lizenzen licenses licence mit-lizenz apache-lizenz quellcode code-basis parametern
    milliarden millionen billionen billion million trillion token tokens veröffentlichung freigabe start ankündigung
    leistung kosten preis preise geld zugang zugriff anfragen anwendungen funktionen feature features hugging face
    github reddit show ask tell hn launching open-source open-weight open-weights free mixture experts moe
    transformer transformers attention reinforcement learning machine deep neural natural computer vision multimodal
    multilingual reasoning inference quantization embedding embeddings world science math audio video image speech
    text voice music robotics safety security privacy enterprise business edge local desktop mobile global general
    public private big fast faster better full pro max mini nano ultra plus lite turbo flash base instruct chat
    state sota bf16 fp8 int4 gguf awq mlx json csv pdf html http sql rag overall meanwhile elsewhere finally notably
    recently similarly moreover furthermore however leaderboard fully native images mix stack suite arena kernel
    index plugin plugins leitlinien richtlinien richtlinie strategie gesetz plan programm initiative guidelines
    policy act program law verordnung leitfaden standard norm umfrage ranking liste state-of-the-art rival rivals
    beat beats beating matches built made gets got goes tops wins sets takes brings comes adds lets helps shows
    turns hits engine wide narrow mcp sdk cli gui ide os llama.cpp ceo cto cfo co ag gmbh inc corp ltd se kg e.v
""")
_NO_HEAD = re.compile(
    r"(?:\w+-)*\w*(?:modelle?n?s?|modellen|models?|llms?|gewichten?|lizenz(?:en)?|team|firma|-ki|-ai|-mutter|-chef)$"
    r"|\w*(?:bench|evals?|arena|attention|parse|leaderboard|dataset|framework|toolkit)(?:[- ]?v?\d.*)?$",
    re.IGNORECASE,
)
_NOUN = re.compile(r"(?:[\w-]*modell|model)$", re.IGNORECASE)
_GERMAN_NOUN = re.compile(  # endings that names hardly have and everyday words do
    r"[^\W\d]+(?:ung|ungen|heit|heiten|keit|keiten|schaft|schaften|tionen|tion|ismus|tät|täten|ern|nisse?|lich|isch|ische|"
    r"ments?|ness|ity|ies|ing|able|ible|ical|istic|ly|ed|ers|ors|ists?|ians?|ese|ish)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Head:
    """A possible name: its place, its words without the number, folded. `made`: spelled like no everyday word.

    `weak`: an everyday ending, so that only a clear word beside it makes it a name.
    """

    start: int
    end: int
    words: str
    numbered: bool
    made: bool
    weak: bool


def is_common(word: str) -> bool:
    """Whether a word begins no name."""
    return word.lower() in _COMMON or _NO_HEAD.match(word) is not None


def heads(text: str) -> Iterator[Head]:
    """Possible names in their order, common words before and after them left out."""
    for match in _HEAD.finditer(text):
        words, number = match["words"], match["number"]
        if words is None:
            yield Head(match.start(), match.end(), family_key(match.group()), True, True, False)
            continue
        parts = words.split(" ")
        after_noun = max((at + 1 for at, part in enumerate(parts[:-1]) if _NOUN.match(part)), default=0)
        parts = parts[after_noun:]  # "Offenes Modell Ilex 3"
        while parts and is_common(parts[0]):
            parts.pop(0)
        start = match.start() + len(words) - len(" ".join(parts))
        cut = next((i for i, part in enumerate(parts) if i and is_common(part)), None)
        if cut is not None:
            parts, number = parts[:cut], None
        if not parts or len(parts) > 3:
            continue
        head = _head(text, start, parts, number)
        if head is not None:
            yield head


def _head(text: str, start: int, parts: list[str], number: str | None) -> Head | None:
    """These words and this number as a possible name; None for what has fewer than two letters."""
    written = " ".join(parts)
    halves = written.split("-")
    if len(halves) > 1 and COMPOUND.match(halves[-1]):
        written = "-".join(halves[:-1])
        number = None
    end = start + len(written)
    if number and number.count(".") > 1:
        return None  # "3.0.2" is software's
    if number and UNIT.match(text, end + len(number)):
        number = None
    bare = _FROM_NUMBER.sub("", written)
    if sum(map(str.isalpha, bare)) < 2 or (bare != written and is_common(bare)):
        return None
    end += len(number or "")
    while line := _LINE.match(text, end):
        end = line.end()
    return Head(
        start,
        end,
        family_key(bare),
        bool(number) or bool(_NUMBER.search(written)),
        bool(_MADE.search(written)) or (len(halves) > 1 and is_line(halves[-1])),
        bool(_GERMAN_NOUN.match(parts[-1])) or bare.isupper(),
    )
