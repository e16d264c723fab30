"""English fact sentences."""

from __future__ import annotations

from tracker.domain import EventKind
from tracker.domain.labels import LABELS
from tracker.summarizers.wording.table import Wording

WORDS = Wording(
    shared=LABELS["en"],
    sentences={
        EventKind.SIGNAL: "There are signs of {name} by {owner}, not confirmed",
        EventKind.ANNOUNCED: "{owner} announces {name}{expected}",
        EventKind.VISIBLE: "{owner} makes the repository of {name} public; the weights are not complete yet",
        EventKind.WEIGHTS: "{owner} releases the weights of {name}{size}",
        EventKind.UPDATE: "{owner} updates {name}{size}",
        EventKind.RELICENSED: "{owner} changes the license of {name}",
        EventKind.GATED: "{owner} restricts access to {name}",
        EventKind.UNGATED: "{owner} opens access to {name}: free to download",
        EventKind.WITHDRAWN: "{owner} withdraws {name}{later}",
        EventKind.RESTORED: "{owner} makes {name} available again",
        EventKind.DISABLED: "The Hub disables access to {name} by {owner}",
        EventKind.RENAMED: "{owner} renames the repository of {name}",
        EventKind.DELAYED: "{owner} delays {name}{expected}",
        EventKind.RETRACTED: "{name} by {owner} was no release; the report was wrong",
        EventKind.MERGED: "One release, not two: {before} and {after}",
        EventKind.SPLIT: "Two releases, not one: {before} and {after}",
        EventKind.WEIGHTS_ADDED: "{owner} adds weights to {name}",
        EventKind.DATA_PUBLISHED: "{owner} publishes training data of {name}",
        EventKind.CORRECTED: "{owner} changes the model card of {name}",
    },
    updates={
        "taken": "{name} by {owner} can no longer be had; other repositories of the release can",
        "anew": "{owner} has deleted {name} and made it anew",
        "also": "{owner} changes {name} in the same way as another repository of the release",
        "flaps": "{name} by {owner} changes back and forth; this is the latest state",
        "gate": "{owner} changes the gate of {name}",
        "closed-eu": "{owner} closes access to {name} from the EU",
        "open-eu": "{owner} opens access to {name} from the EU",
    },
    model="an open-weight model",
    somebody="an unknown organization",
    parameters="{total} parameters",
    active="{active} active",
    license="license: {label}",
    license_open="license not yet known",
    license_unknown="license not stated",
    access_before_after="before {before}, now {after}",
    before_after="before {before}, now {after}",
    after="now {after}",
    reworded="the text of {after} is another one",
    later=", {span} after the release",
    spans={"minutes": ("minute", "minutes"), "hours": ("hour", "hours"), "days": ("day", "days")},
    small=("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    one={},
    expected=" for {when}",
    expected_quoted="; when: “{when}”",
    seasons={"spring": "spring", "summer": "summer", "autumn": "autumn", "winter": "winter"},
    months=(
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
    parts={"early": "early ", "mid": "mid-", "late": "late ", "end": "the end of "},
    quarter="Q{number} {year}",
    coming={"days": "the coming days", "weeks": "the coming weeks", "months": "the coming months"},
    year_end="later in {year}",
    original="Original ({language}): “{text}”",
    languages={"de": "German", "en": "English", "zh": "Chinese", "fr": "French", "es": "Spanish", "ja": "Japanese"},
)
