"""The words of the tracker as frozen values; CONTRIBUTING.md says what each one means."""

from tracker.domain.facts import JSON, Fact, License, Openness
from tracker.domain.messages import Alert, Letter, LetterItem, Message, Note, Receipt, Role, SourceHealth
from tracker.domain.observations import Finding, Label, Name, Observation, Page, Repo, RepoFile
from tracker.domain.places import CATALOG, OPERATOR, Channel, Rules, Source, SourceKind
from tracker.domain.releases import Decision, Dossier, Event, Evidence, LinkedRepo, Release
from tracker.domain.stages import Answer, EventKind, LicenseClass, Stage

__all__ = [
    "CATALOG",
    "JSON",
    "OPERATOR",
    "Alert",
    "Answer",
    "Channel",
    "Decision",
    "Dossier",
    "Event",
    "EventKind",
    "Evidence",
    "Fact",
    "Finding",
    "Label",
    "Letter",
    "LetterItem",
    "License",
    "LicenseClass",
    "LinkedRepo",
    "Message",
    "Name",
    "Note",
    "Observation",
    "Openness",
    "Page",
    "Receipt",
    "Release",
    "Repo",
    "RepoFile",
    "Role",
    "Rules",
    "Source",
    "SourceHealth",
    "SourceKind",
    "Stage",
]
