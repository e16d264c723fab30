"""MEMORY: one file per noun, each a set of questions in domain words; the first argument is always a connection.

engine         Store: transactions, upgrade, check
schema         the schema's age and its migrations (alembic/)
trouble        the database's errors as StoreErrors
tables         what lies where, the longer texts in texts; types: and how
values         Repo, Fact and Finding as JSON and back
bulk           long lists in portions
sources        which are due, what pollers remember, how they are doing
observations   what was seen; identity: which stored one it is
releases       what is kept about each; dossiers: all of it, now or as of a day
decisions      what persons decided, and where everything belongs since
events         what happened and is not told yet
labels         what persons say of observations
pages          what stands behind official entries' links
summaries      events in a few sentences
answers        what a language model wrote when it was asked
channels       since when each is known
messages       the outbox; outbox: in which order
marks          how far long work has come
leases         who may do what only one may do
"""

from sqlalchemy import Connection

from tracker.store import (
    answers,
    channels,
    decisions,
    events,
    labels,
    leases,
    marks,
    messages,
    observations,
    pages,
    releases,
    sources,
    summaries,
)
from tracker.store.engine import Store

__all__ = [
    "Connection",
    "Store",
    "answers",
    "channels",
    "decisions",
    "events",
    "labels",
    "leases",
    "marks",
    "messages",
    "observations",
    "pages",
    "releases",
    "sources",
    "summaries",
]
