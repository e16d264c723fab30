"""The fixed lists: stage, event kind, answer, license class."""

from __future__ import annotations

from enum import StrEnum


class Stage(StrEnum):
    """How far a release is."""

    SIGNAL = "signal"  # a rumour or a trace, never a release
    ANNOUNCED = "announced"  # promised or described by its owner, no weights seen
    VISIBLE = "visible"  # a public repo without complete weights
    WEIGHTS = "weights"  # complete weights in a public repo, gated or free
    WITHDRAWN = "withdrawn"  # was there, is gone


class EventKind(StrEnum):
    """What happened to a release."""

    SIGNAL = "signal"
    ANNOUNCED = "announced"
    VISIBLE = "visible"
    WEIGHTS = "weights"
    UPDATE = "update"
    RELICENSED = "relicensed"
    GATED = "gated"
    UNGATED = "ungated"
    WITHDRAWN = "withdrawn"
    RESTORED = "restored"
    DISABLED = "disabled"
    RENAMED = "renamed"
    DELAYED = "delayed"
    RETRACTED = "retracted"  # a person says that it is no release
    MERGED = "merged"  # a person says that it is the same release as another
    SPLIT = "split"  # a person says that a part of it is a release of its own
    WEIGHTS_ADDED = "weights-added"  # another format or size of a release that is out
    DATA_PUBLISHED = "data-published"
    CORRECTED = "corrected"  # the card says something else of what people rely on


class Answer(StrEnum):
    """The answer to a question of openness; CONDITIONAL only for commercial use."""

    YES = "yes"
    PARTIAL = "partial"
    NO = "no"
    CONDITIONAL = "conditional"
    UNKNOWN = "unknown"


class LicenseClass(StrEnum):
    """What kind of license, by the table in analysis/licenses.py and never by resemblance."""

    PERMISSIVE = "permissive"
    COPYLEFT = "copyleft"
    OPEN_MODEL = "open-model"
    OPEN_DATA = "open-data"
    USE_RESTRICTED = "use-restricted"
    CUSTOM = "custom"
    NON_COMMERCIAL = "non-commercial"
    UNKNOWN = "unknown"
