"""The one plain line about openness in messages, in German and English: words for every answer."""

from __future__ import annotations

from collections.abc import Mapping

from tracker.domain import Answer

WEIGHTS: Mapping[str, Mapping[Answer, str]] = {
    "en": {
        Answer.YES: "Weights free to download",
        Answer.PARTIAL: "Weights after registration",
        Answer.NO: "Weights not available",
        Answer.UNKNOWN: "Weights unknown",
    },
    "de": {
        Answer.YES: "Gewichte frei",
        Answer.PARTIAL: "Gewichte nach Anmeldung",
        Answer.NO: "Gewichte nicht verfügbar",
        Answer.UNKNOWN: "Gewichte unbekannt",
    },
}

LICENSE_UNKNOWN = {"en": "license unknown", "de": "Lizenz unbekannt"}

COMMERCIAL: Mapping[str, Mapping[Answer, str]] = {
    "en": {
        Answer.YES: "commercial use allowed",
        Answer.CONDITIONAL: "commercial use with conditions",
        Answer.PARTIAL: "commercial use with conditions",
        Answer.NO: "no commercial use",
        Answer.UNKNOWN: "commercial use unclear",
    },
    "de": {
        Answer.YES: "kommerziell nutzbar",
        Answer.CONDITIONAL: "kommerziell mit Auflagen",
        Answer.PARTIAL: "kommerziell mit Auflagen",
        Answer.NO: "nicht kommerziell nutzbar",
        Answer.UNKNOWN: "kommerzielle Nutzung unklar",
    },
}

USER_CAP = {"en": "up to {millions} million users a month", "de": "bis {millions} Mio. Nutzer im Monat"}
NOT_IN_EU = {"en": "not fully granted in the EU", "de": "in der EU nicht voll gewährt"}

TRAINING_DATA: Mapping[str, Mapping[Answer, str]] = {
    "en": {
        Answer.YES: "training data public",
        Answer.PARTIAL: "training data partly disclosed",
        Answer.NO: "training data not disclosed",
        Answer.UNKNOWN: "training data unknown",
    },
    "de": {
        Answer.YES: "Trainingsdaten öffentlich",
        Answer.PARTIAL: "Trainingsdaten teilweise offengelegt",
        Answer.NO: "Trainingsdaten nicht offengelegt",
        Answer.UNKNOWN: "Trainingsdaten unbekannt",
    },
}
