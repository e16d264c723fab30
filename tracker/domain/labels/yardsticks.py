"""How people say what indexes of openness judge: names of indexes and their parts, verdicts, disagreements."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class YardstickLabels:
    """The words of a language."""

    indexes: Mapping[str, str]
    parts: Mapping[str, str]
    verdicts: Mapping[str, str]
    disagreements: Mapping[str, str]


_INDEXES = {
    "osai": "European OSAI Index",
    "mof": "Model Openness Framework 1.0",
    "osaid": "Open Source AI Definition 1.0",
    "mot": "Model Openness Tool",
    "ouc": "Opening up ChatGPT",
}

EN = YardstickLabels(
    indexes=_INDEXES,
    parts={
        "datasources_basemodel": "data of the base model",
        "datasources_endmodel": "data of the end model",
        "weights_basemodel": "base weights",
        "weights_endmodel": "end weights",
        "trainingcode": "training code",
        "code": "code",
        "hardware_architecture": "architecture and hardware",
        "preprint": "preprint",
        "paper": "peer-reviewed paper",
        "modelcard": "model card",
        "datasheet": "datasheet",
        "licenses": "licenses",
        "model_architecture": "architecture",
        "model_parameters_final": "final parameters",
        "technical_report": "technical report",
        "research_paper": "research paper",
        "evaluation_results": "evaluation results",
        "model_card": "model card",
        "data_card": "data card",
        "sample_model_outputs": "sample outputs",
        "training_code": "training code",
        "inference_code": "inference code",
        "evaluation_code": "evaluation code",
        "evaluation_data": "evaluation data",
        "supporting_libraries_and_tools": "libraries and tools",
        "datasets": "datasets",
        "data_preprocessing_code": "preprocessing code",
        "model_parameters_intermediate": "intermediate parameters",
        "model_metadata": "metadata",
        "opencode": "training code",
        "llmdata": "data of the base model",
        "rldata": "data of the end model",
        "llmweights": "base weights",
        "rlweights": "end weights",
        "architecture": "architecture and hardware",
        "package": "package",
        "api": "API",
        "license": "license",
        "data": "data",
        "parameters": "parameters",
    },
    verdicts={
        "open": "open",
        "partial": "partial",
        "closed": "closed",
        "unknown": "unknown",
        "yes": "counts",
        "no": "does not count",
        "class III": "Class III (Open Model)",
        "class II": "Class II (Open Tooling)",
        "class I": "Class I (Open Science)",
        "not reached": "no class reached",
        "cannot be told": "Class III cannot be told",
        "cannot be": "cannot be open source",
        "not excluded": "not excluded by what is known",
    },
    disagreements={
        "gate": "The gate makes the weights partial for the European OSAI Index; the Model Openness Framework asks for "
        "the license alone.",
        "restricted": "A license that restricts the use is partial for the European OSAI Index; for the Model "
        "Openness Framework and the Open Source AI Definition it is not open.",
        "data": "Open weights without their data can reach Class III of the Model Openness Framework; by the Open "
        "Source AI Definition they cannot be open source.",
        "license": "The license of the weights is open, which the Model Openness Framework counts; for the European "
        "OSAI Index it is partial, since code or data are not licensed openly.",
        "paper_license": "A paper counts for the European OSAI Index as it is; for the Model Openness Framework only "
        "under an open license, which is not known.",
    },
)

DE = YardstickLabels(
    indexes=_INDEXES,
    parts={
        "datasources_basemodel": "Daten des Basismodells",
        "datasources_endmodel": "Daten des Endmodells",
        "weights_basemodel": "Basisgewichte",
        "weights_endmodel": "Endgewichte",
        "trainingcode": "Trainingscode",
        "code": "Code",
        "hardware_architecture": "Architektur und Hardware",
        "preprint": "Vorabdruck",
        "paper": "begutachteter Artikel",
        "modelcard": "Modellkarte",
        "datasheet": "Datenblatt",
        "licenses": "Lizenzen",
        "model_architecture": "Architektur",
        "model_parameters_final": "fertige Parameter",
        "technical_report": "technischer Bericht",
        "research_paper": "Forschungsartikel",
        "evaluation_results": "Messergebnisse",
        "model_card": "Modellkarte",
        "data_card": "Datenkarte",
        "sample_model_outputs": "Beispielausgaben",
        "training_code": "Trainingscode",
        "inference_code": "Inferenzcode",
        "evaluation_code": "Messcode",
        "evaluation_data": "Messdaten",
        "supporting_libraries_and_tools": "Bibliotheken und Werkzeuge",
        "datasets": "Datensätze",
        "data_preprocessing_code": "Code der Datenaufbereitung",
        "model_parameters_intermediate": "Zwischenstände",
        "model_metadata": "Metadaten",
        "opencode": "Trainingscode",
        "llmdata": "Daten des Basismodells",
        "rldata": "Daten des Endmodells",
        "llmweights": "Basisgewichte",
        "rlweights": "Endgewichte",
        "architecture": "Architektur und Hardware",
        "package": "Paket",
        "api": "API",
        "license": "Lizenz",
        "data": "Daten",
        "parameters": "Parameter",
    },
    verdicts={
        "open": "offen",
        "partial": "teils offen",
        "closed": "geschlossen",
        "unknown": "unbekannt",
        "yes": "zählt",
        "no": "zählt nicht",
        "class III": "Klasse III (Open Model)",
        "class II": "Klasse II (Open Tooling)",
        "class I": "Klasse I (Open Science)",
        "not reached": "keine Klasse erreicht",
        "cannot be told": "Klasse III nicht feststellbar",
        "cannot be": "kann nicht quelloffen sein",
        "not excluded": "nach allem, was bekannt ist, nicht ausgeschlossen",
    },
    disagreements={
        "gate": "Die Zugangsschranke macht die Gewichte für den European OSAI Index teils offen; das Model Openness "
        "Framework fragt allein nach der Lizenz.",
        "restricted": "Eine Lizenz, die den Gebrauch einschränkt, ist für den European OSAI Index teils offen, für "
        "das Model Openness Framework und die Open Source AI Definition nicht offen.",
        "data": "Offene Gewichte ohne ihre Daten können Klasse III des Model Openness Framework erreichen; nach der "
        "Open Source AI Definition können sie nicht quelloffen sein.",
        "license": "Die Lizenz der Gewichte ist offen, und das zählt für das Model Openness Framework; für den "
        "European OSAI Index ist sie teils offen, weil Code oder Daten nicht offen lizenziert sind.",
        "paper_license": "Ein Artikel zählt für den European OSAI Index, wie er ist; für das Model Openness Framework "
        "nur unter einer offenen Lizenz, und die ist nicht bekannt.",
    },
)


def yardstick_labels(language: str) -> YardstickLabels:
    """The words of a language or locale; English where there are none."""
    return DE if re.split("[-_]", language)[0] == "de" else EN
