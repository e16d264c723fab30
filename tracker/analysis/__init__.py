"""PURE: what an observation means. Values in, values out: no network, no files, no clock, no database.

examine   observation -> finding       language, kind, names, facts as stated (this observation alone)
lookup    finding -> what to ask the store for
judge     finding + candidates -> verdict   which release, which facts and events are new
build     dossier -> release           the living record, now or as of a day
"""

from tracker.analysis.examine import examine
from tracker.analysis.judge import Lookup, Verdict, judge, lookup
from tracker.analysis.keys import fold
from tracker.analysis.known import Known, Owner, known
from tracker.analysis.record import build
from tracker.analysis.stages import ALERT_CONFIDENCE, is_told

__all__ = [
    "ALERT_CONFIDENCE",
    "Known",
    "Lookup",
    "Owner",
    "Verdict",
    "build",
    "examine",
    "fold",
    "is_told",
    "judge",
    "known",
    "lookup",
]
