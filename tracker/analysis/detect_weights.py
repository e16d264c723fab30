"""What each sign of news about an open-weight release is worth, in log odds: a table to read and to change.

Set by hand: what a sign should mean first, then a look at labeled rows. A sign that one row alone asks for has no
place here.
"""

from __future__ import annotations

BASE = -2.6  # most news is about something else
BODY_NOISE = -0.8  # all that weak signs of the body may take away together
FIRM = frozenset({"api_only", "hosting", "nothing_new", "digest"})  # signs of the body that count in full

# Signal of languages/ -> worth in the title, in the body.
SIGNALS: dict[str, tuple[float, float]] = {
    "weights": (2.0, 1.6),
    "open_weight": (1.6, 1.0),
    "open_act": (1.6, 1.0),
    "open_model": (0.8, 0.5),
    "license": (1.2, 1.0),
    "hub": (0.8, 0.5),
    "release": (0.8, 0.5),
    "announce": (0.5, 0.2),
    "delay": (0.8, 0.2),
    "withdrawal": (0.8, 0.2),
    "relicense": (1.2, 0.6),
    "leak": (0.0, 0.0),
    "update": (0.4, 0.2),
    "model": (0.3, 0.4),
    "api_only": (-2.0, -1.2),
    "hosting": (-2.0, -1.3),
    "derivative": (-1.8, -0.5),
    "tutorial": (-1.9, -0.4),
    "evaluation": (-2.6, -0.3),
    "opinion": (-1.5, -0.3),
    "funding": (-2.0, -0.5),
    "policy": (-1.9, -0.5),
    "hardware": (-0.9, -0.1),
    "tool": (-1.2, -0.3),
    "product": (-1.4, -0.4),
    "digest": (-2.5, -1.5),
    "dataset": (-1.0, -0.1),
    "research": (-0.6, -0.1),
    "nothing_new": (-3.0, -3.0),
    "advert": (-4.0, -2.0),
    "weights_later": (0.5, 0.5),
}

# Marks of detect_marks.py, in the words that people read as reasons.
MARKS: dict[str, float] = {
    "names a known open model in the title": 2.2,
    "names a model by its shape in the title": 1.7,
    "names an open model in the body only": 0.8,
    "names no open model": -0.6,
    "first names a model that can only be rented": -2.8,
    "a rented model is opened": 1.4,
    "the title is little more than the model's name": 1.5,
    "the official source of that model's owner": 1.0,
    "an open model is released": 1.0,
    "an official source releases open weights": 0.8,
    "an open model without a name is promised": 2.6,
    "a leak of an open model": 1.6,
    "the name has no version": -0.5,
    "states a size in the title": 0.5,
    "the title introduces the model by its name": 0.8,
    "the name is that of a conversion": -3.0,
    "a repo of somebody else": -1.5,
    "asks a question": -1.0,
    "speaks of oneself": -1.5,
    "the title lists many things": -2.5,
}
