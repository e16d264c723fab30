"""English nouns."""

from __future__ import annotations

from tracker.domain.labels.table import Labels
from tracker.domain.stages import EventKind

_COMMERCIAL = {
    "yes": "commercial use allowed",
    "no": "no commercial use",
    "conditional": "commercial use under conditions",
    "partial": "commercial use under conditions",
    "unknown": "commercial use not known",
}

LABELS = Labels(
    point=".",
    group=",",
    units=((1e12, "T"), (1e9, "B"), (1e6, "M")),
    commercial=_COMMERCIAL,
    usable=_COMMERCIAL,
    access={"no": "free to download", "auto": "gated, granted at once", "manual": "gated, the owner decides"},
    gates={"no": "free", "auto": "gated (granted at once)", "manual": "gated (the owner decides)"},
    kinds={
        EventKind.SIGNAL: "signal",
        EventKind.ANNOUNCED: "announced",
        EventKind.VISIBLE: "visible",
        EventKind.WEIGHTS: "weights",
        EventKind.UPDATE: "update",
        EventKind.RELICENSED: "relicensed",
        EventKind.GATED: "gated",
        EventKind.UNGATED: "ungated",
        EventKind.WITHDRAWN: "withdrawn",
        EventKind.RESTORED: "restored",
        EventKind.DISABLED: "disabled",
        EventKind.RENAMED: "renamed",
        EventKind.DELAYED: "delayed",
        EventKind.RETRACTED: "corrected: no release",
        EventKind.MERGED: "corrected: merged",
        EventKind.SPLIT: "corrected: split off",
        EventKind.WEIGHTS_ADDED: "weights added",
        EventKind.DATA_PUBLISHED: "data published",
        EventKind.CORRECTED: "card changed",
    },
    dimensions={
        "weights": "weights",
        "base_weights": "base weights",
        "license": "license",
        "commercial_use": "commercial use",
        "gate": "access",
        "training_data": "training data",
        "training_code": "training code",
        "inference_code": "inference code",
        "architecture": "architecture",
        "paper": "paper",
        "model_card": "model card",
        "evaluation": "evaluation",
        "checkpoints": "intermediate checkpoints",
        "compute": "training compute",
    },
    answers={
        "yes": "yes",
        "partial": "partial",
        "no": "no",
        "conditional": "with conditions",
        "unknown": "unknown",
    },
    weights={
        "yes": "Weights free to download",
        "partial": "Weights not free to everybody",
        "no": "Weights not available",
        "unknown": "Weights out, access unknown",
    },
    out="Weights out",
    gated={"auto": "Weights gated (granted at once)", "manual": "Weights gated (the owner decides)"},
    training_data={
        "yes": "training data open",
        "partial": "training data partly open",
        "no": "training data not disclosed",
        "unknown": "training data unknown",
    },
    no_license="no license stated any more",
    license_unknown="license unknown",
    contradictory="license contradictory ({licenses})",
    unread="a text nobody has read",
    user_cap="up to {millions} million users a month",
    not_in_eu="not fully granted in the EU",
)
