"""German fact sentences; made so that nothing has to be inflected."""

from __future__ import annotations

from tracker.domain import EventKind
from tracker.domain.labels import LABELS
from tracker.summarizers.wording.table import Wording

WORDS = Wording(
    shared=LABELS["de"],
    sentences={
        EventKind.SIGNAL: "Es gibt Hinweise auf {name} von {owner}, nicht bestätigt",
        EventKind.ANNOUNCED: "{owner} kündigt {name}{expected} an",
        EventKind.VISIBLE: "{owner} macht das Repo von {name} öffentlich; die Gewichte sind noch nicht vollständig",
        EventKind.WEIGHTS: "{owner} veröffentlicht die Gewichte von {name}{size}",
        EventKind.UPDATE: "{owner} aktualisiert {name}{size}",
        EventKind.RELICENSED: "{owner} ändert die Lizenz von {name}",
        EventKind.GATED: "{owner} beschränkt den Zugang zu {name}",
        EventKind.UNGATED: "{owner} öffnet den Zugang zu {name}: frei herunterladbar",
        EventKind.WITHDRAWN: "{owner} zieht {name} zurück{later}",
        EventKind.RESTORED: "{owner} macht {name} wieder verfügbar",
        EventKind.DISABLED: "Der Hub sperrt den Zugang zu {name} von {owner}",
        EventKind.RENAMED: "{owner} benennt das Repo von {name} um",
        EventKind.DELAYED: "{owner} verschiebt {name}{expected}",
        EventKind.RETRACTED: "{name} von {owner} war keine Veröffentlichung; die Meldung war falsch",
        EventKind.MERGED: "Eine Veröffentlichung, nicht zwei: {before} und {after}",
        EventKind.WEIGHTS_ADDED: "{owner} gibt weitere Gewichte von {name} heraus",
        EventKind.DATA_PUBLISHED: "{owner} veröffentlicht Trainingsdaten von {name}",
        EventKind.CORRECTED: "{owner} ändert die Modellkarte von {name}",
    },
    updates={
        "taken": "{name} von {owner} ist nicht mehr zu haben; andere Repos der Veröffentlichung schon",
        "anew": "{owner} hat {name} gelöscht und neu angelegt",
        "flaps": "{name} von {owner} wechselt hin und her; dies ist der letzte Stand",
        "gate": "{owner} ändert die Zugangsschranke von {name}",
        "closed-eu": "{owner} schließt den Zugang zu {name} aus der EU",
        "open-eu": "{owner} öffnet den Zugang zu {name} aus der EU",
    },
    model="ein Open-Weight-Modell",
    somebody="jemand Unbekanntes",
    parameters="{total} Parameter",
    active="{active} aktiv",
    license="Lizenz: {label}",
    license_open="Lizenz noch offen",
    license_unknown="Lizenz nicht angegeben",
    access_before_after="bisher {before}, jetzt {after}",
    before_after="bisher {before}, neu {after}",
    after="neu {after}",
    reworded="der Text von {after} ist ein anderer",
    later=", {span} nach der Veröffentlichung",
    spans={"minutes": ("Minute", "Minuten"), "hours": ("Stunde", "Stunden"), "days": ("Tag", "Tage")},
    small=("eine", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf"),
    one={"days": "einen"},
    expected=" für {when}",
    expected_quoted="; Termin: „{when}“",
    seasons={"spring": "Frühjahr", "summer": "Sommer", "autumn": "Herbst", "winter": "Winter"},
    months=(
        *("Januar", "Februar", "März", "April", "Mai", "Juni"),
        *("Juli", "August", "September", "Oktober", "November", "Dezember"),
    ),
    parts={"early": "Anfang ", "mid": "Mitte ", "late": "Ende ", "end": "Ende "},
    quarter="das {number}. Quartal {year}",
    coming={"days": "die kommenden Tage", "weeks": "die kommenden Wochen", "months": "die kommenden Monate"},
    year_end="später im Jahr {year}",
    original="Original ({language}): „{text}“",
    languages={
        "de": "deutsch",
        "en": "englisch",
        "zh": "chinesisch",
        "fr": "französisch",
        "es": "spanisch",
        "ja": "japanisch",
    },
)
