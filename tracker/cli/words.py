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
    times: str  # of which zone
    known: str  # as of when
    seen: str  # where an event was seen later than it was
    gone: str
    earlier: str  # evidence that is left out
    none: str
    otherwise: str  # another source's word


EN = Words(
    headings={
        "stage": "Stage",
        "facts": "Facts",
        "openness": "Openness",
        "events": "Events",
        "repos": "Repos",
        "derivatives": "Derivatives (conversions and copies by others)",
        "sources": "Sources",
        "messages": "Messages",
    },
    facts={
        "parameters_total": "parameters",
        "parameters_active": "active",
        "card": "model card",
        "gated": "access",
        "weights_claim": "weights as told",
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
    times="times in {zone}",
    known="as known at {at}",
    seen="seen {at}",
    gone="gone",
    earlier="{count} earlier ones",
    none="none",
    otherwise="otherwise",
)

DE = Words(
    headings={
        "stage": "Stand",
        "facts": "Fakten",
        "openness": "Offenheit",
        "events": "Ereignisse",
        "repos": "Repos",
        "derivatives": "Abgeleitetes (Umwandlungen und Kopien anderer)",
        "sources": "Quellen",
        "messages": "Nachrichten",
    },
    facts={
        "parameters_total": "Parameter",
        "parameters_active": "davon aktiv",
        "sizes": "Größen",
        "weights": "Gewichte",
        "weights_claim": "Gewichte laut Text",
        "weights_location": "Ort der Gewichte",
        "gated": "Zugang",
        "gate_conditions": "Bedingungen",
        "license": "Lizenz",
        "context_tokens": "Kontext (Token)",
        "languages": "Sprachen",
        "modalities": "Modalitäten",
        "modalities_in": "Eingabe",
        "modalities_out": "Ausgabe",
        "base_model": "Basismodell",
        "training_data": "Trainingsdaten",
        "training_tokens": "Trainingstoken",
        "training_code": "Trainingscode",
        "inference_code": "Inferenzcode",
        "architecture": "Architektur",
        "paper": "Fachartikel",
        "card": "Modellkarte",
        "evaluation": "Messwerte",
        "checkpoints": "Zwischenstände",
        "compute": "Rechenaufwand",
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
    times="Zeiten in {zone}",
    known="Wissensstand {at}",
    seen="gesehen {at}",
    gone="verschwunden",
    earlier="{count} frühere",
    none="keine",
    otherwise="anders",
)

WORDS = {"de": DE, "en": EN}
