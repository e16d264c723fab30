"""THE FLOW: poll, analyze, summarize, announce, deliver, digest. Each step asks what is due, acts, and writes.

A step is one function of the parts it needs and `now`; it may be stopped anywhere and run again. Its to-do list is a
question to the store, so nothing is published and nothing can be lost. No network and no model between begin and
commit; one bad row, source or channel never stops the others.

Beside the flow: read fetches the pages of official announcements (read.py) and rewrite lets a language model say a
summary anew (rewrite.py); no message waits for either. merge, split, undo_merge and retract are what a person decides
(decide.py); load_catalog writes what came out before the tracker's first day (catalog.py).
"""

from tracker.steps.analyze import analyze
from tracker.steps.announce import announce
from tracker.steps.catalog import load_catalog
from tracker.steps.decide import Senseless, merge, retract, split, undo_merge
from tracker.steps.deliver import Delivered, deliver
from tracker.steps.digest import digest
from tracker.steps.poll import Polled, poll
from tracker.steps.read import read
from tracker.steps.recover import recover
from tracker.steps.rewrite import rewrite
from tracker.steps.summarize import summarize

__all__ = [
    "Delivered",
    "Polled",
    "Senseless",
    "analyze",
    "announce",
    "deliver",
    "digest",
    "load_catalog",
    "merge",
    "poll",
    "read",
    "recover",
    "retract",
    "rewrite",
    "split",
    "summarize",
    "undo_merge",
]
