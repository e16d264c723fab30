"""The words around a record that `tracker show` prints, one table per language; messages have their own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a language. Texts with {names} are filled by str.format."""

    headings: Mapping[str, str]
    facts: Mapping[str, str]  # by a fact's name; one that is not here is shown by its own name
    states: Mapping[str, str]  # of weights
    told: Mapping[str, str]  # by Told.state
    legend: str
    baseline: str
    machine: str  # a language model wrote the summary
    refused: str  # it did, and the guard threw it away
    times: str  # of which zone
    known: str  # as of when
    before: str  # weights that were there at the first contact
    seen: str  # where an event was seen later than it was
    gone: str
    unseen: str  # of a repo that only the catalog names
    earlier: str  # evidence that is left out
    suspicious: str  # evidence that wants to deceive
    none: str
    otherwise: str  # another source's word
    warnings: Mapping[str, str]
    terms: Mapping[str, str]  # of a license
    decided: Mapping[str, str]  # by persons
    missing: str  # what a yardstick's verdict hangs on
    published: str  # what an index says itself
    differs: str
    disagree: str


EN = Words(
    headings={
        "stage": "Stage",
        "warnings": "Warnings",
        "facts": "Facts",
        "terms": "License terms",
        "openness": "Openness",
        "yardsticks": "Yardsticks",
        "events": "Events",
        "decisions": "Decisions",
        "repos": "Repos",
        "derivatives": "Derivatives (conversions and copies by others)",
        "sources": "Sources",
        "messages": "Messages",
    },
    facts={
        "parameters_total": "parameters",
        "parameters_active": "active",
        "weights_claim": "weights as told",
        "license_github": "GitHub (code)",
        "modalities_in": "input",
        "modalities_out": "output",
    },
    states={},
    told={
        "sent": "{at}  sent to {channel}: {kind}",
        "waiting": "{at}  waiting for {channel}: {kind}",
        "dead": "{at}  could not be sent to {channel}: {kind}",
        "quiet": "{at}  not told to {channel}: {kind}",
    },
    legend="● yes  ◐ partly or with conditions  ○ no  ? unknown",
    baseline="It was there at a source's first contact: what happened before is not dated.",
    machine="Summarized by {model} (license of the model: {license})",
    refused="What {model} wrote did not pass the guard and is not shown: {reasons}",
    times="times in {zone}",
    known="as known at {at}",
    before="before {at}",
    seen="seen {at}",
    gone="gone",
    unseen="named by the catalog, not seen",
    earlier="{count} earlier ones",
    suspicious="suspicious: it gives orders to machines or imitates another",
    none="none",
    otherwise="otherwise",
    warnings={
        "look-alike": "the owner's name is made to look like that of {owner}, who did not publish this",
        "remote-code": "it brings code of its own that runs when it is loaded",
        "pickle": "its weights are pickles: loading them can run code",
    },
    terms={
        "user_cap": "without a license of its own",
        "territory": "territory",
        "naming_duty": "what is built with it must name it",
        "output_training_ban": "its output may not train other models",
        "unread": "its text was not read: this is what its owner says",
        "text": "text",
    },
    decided={
        "merge": "{release} belongs to {to}",
        "split": "{repo} is a release of its own: {to}",
        "undone": "{release} is a release of its own again",
        "retract": "{release} is no release",
    },
    missing="missing",
    published="published by the {index} about {subject}, {date}",
    differs="differs: {part}: {published} there, {computed} by the facts here",
    disagree="Where they disagree:",
)

DE = Words(
    headings={
        "stage": "Stand",
        "warnings": "Warnungen",
        "facts": "Fakten",
        "terms": "Lizenzbedingungen",
        "openness": "Offenheit",
        "yardsticks": "Maßstäbe",
        "events": "Ereignisse",
        "decisions": "Entscheidungen",
        "repos": "Repos",
        "derivatives": "Abgeleitetes (Umwandlungen und Kopien anderer)",
        "sources": "Quellen",
        "messages": "Nachrichten",
    },
    facts={
        "parameters_total": "Parameter",
        "parameters_active": "davon aktiv",
        "sizes": "Größen",
        "weights_claim": "Gewichte laut Text",
        "weights_location": "Ort der Gewichte",
        "gate_conditions": "Bedingungen",
        "context_tokens": "Kontext (Token)",
        "languages": "Sprachen",
        "modalities": "Modalitäten",
        "modalities_in": "Eingabe",
        "modalities_out": "Ausgabe",
        "base_model": "Basismodell",
        "license_conflict": "Lizenz laut wem",
        "license_github": "GitHub (Code)",
        "training_tokens": "Trainingstoken",
        "expected": "erwartet",
        "release_date": "Datum laut Text",
    },
    states={"complete": "vollständig", "none": "keine"},
    told={
        "sent": "{at}  an {channel} gesendet: {kind}",
        "waiting": "{at}  wartet auf {channel}: {kind}",
        "dead": "{at}  an {channel} nicht zustellbar: {kind}",
        "quiet": "{at}  {channel} nicht gemeldet: {kind}",
    },
    legend="● ja  ◐ teilweise oder unter Bedingungen  ○ nein  ? unbekannt",
    baseline="Es war beim ersten Kontakt mit einer Quelle schon da: Was vorher geschah, ist nicht datiert.",
    machine="Zusammengefasst von {model} (Lizenz des Modells: {license})",
    refused="Was {model} schrieb, hielt der Prüfung nicht stand und wird nicht gezeigt: {reasons}",
    times="Zeiten in {zone}",
    known="Wissensstand {at}",
    before="vor {at}",
    seen="gesehen {at}",
    gone="verschwunden",
    unseen="laut Katalog, nicht gesehen",
    earlier="{count} frühere",
    suspicious="verdächtig: gibt Maschinen Anweisungen oder ahmt andere nach",
    none="keine",
    otherwise="anders",
    warnings={
        "look-alike": "der Name des Besitzers soll aussehen wie der von {owner}; von dort kommt es nicht",
        "remote-code": "es bringt eigenen Code mit, der beim Laden läuft",
        "pickle": "die Gewichte sind Pickle-Dateien: Wer sie lädt, führt womöglich Code aus",
    },
    terms={
        "user_cap": "ohne eigene Lizenz",
        "territory": "Gebiet",
        "naming_duty": "was darauf baut, muss es nennen",
        "output_training_ban": "Ausgaben dürfen keine anderen Modelle trainieren",
        "unread": "der Text ist nicht gelesen: so sagt es der Besitzer",
        "text": "Text",
    },
    decided={
        "merge": "{release} gehört zu {to}",
        "split": "{repo} ist eine eigene Veröffentlichung: {to}",
        "undone": "{release} ist wieder eine eigene Veröffentlichung",
        "retract": "{release} ist keine Veröffentlichung",
    },
    missing="es fehlt",
    published="veröffentlicht vom {index} über {subject}, {date}",
    differs="abweichend: {part}: dort {published}, nach den Fakten hier {computed}",
    disagree="Wo sie sich widersprechen:",
)

WORDS = {"de": DE, "en": EN}
