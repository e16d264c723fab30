"""Other releases that a text speaks of: it is evidence of each, and news of those that its title releases together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from tracker.analysis import happened
from tracker.analysis.cluster import moved, same_owner
from tracker.domain import Event, Finding, Name, Observation, Release, SourceKind

RECENT = timedelta(days=14)
"""A text corroborates what happened to a release so soon after it; later its name is a yardstick."""

_AND = re.compile(r"[\s,/&+]*(?:and|und|sowie|plus)?[\s,/&+]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Mention:
    """Another release that a text names, and the events of it that the text tells."""

    release: str
    events: tuple[Event, ...] = ()


def of_entry(
    observation: Observation,
    finding: Finding,
    kind: SourceKind,
    release: Release | None,
    candidates: Sequence[Release],
    now: datetime,
) -> tuple[Mention, ...]:
    """What a text of a source of some kind says beside the release that it is about (None: of no known one).

    Names that are only compared with are in no finding. The community's word and that of another publisher count for
    nothing here: they are shown as the voices of those who know.
    """
    together = {name.key for name in _together(observation.title, finding.names)}
    main = {name.key for name in finding.names if release is not None and name.key in release.keys}
    found: dict[str, Mention] = {}
    for name in finding.names:
        named = [one for one in candidates if name.key in one.keys and now - moved(one) <= RECENT]
        if len(named) > 1:
            named = [one for one in named if one.organization != "?" and same_owner(one, finding.organization)]
        if len(named) != 1 or named[0].id in found or (release is not None and named[0].id == release.id):
            continue
        own = finding.organization is not None and same_owner(named[0], finding.organization)
        if kind is SourceKind.COMMUNITY or (kind is SourceKind.OFFICIAL and not own):
            continue
        told = finding.is_event and own and name.key in together and (release is None or bool(main & together))
        events = happened.of_entry(observation, finding, kind, named[0]) if told else ()
        found[named[0].id] = Mention(named[0].id, events)
    return tuple(found.values())


def _together(title: str, names: Sequence[Name]) -> list[Name]:
    """The names that a title lists side by side from its first name on: "Wren 3 and Wren 3 Coder are here"."""
    called = {name.text: name for name in names}
    longest = sorted(map(re.escape, called), key=len, reverse=True)
    found = list(re.finditer(rf"(?<![\w-])(?:{'|'.join(longest)})(?![\w-])", title)) if longest else []
    listed: list[Name] = []
    for before, match in zip([None, *found], found, strict=False):
        if before is not None and not _AND.fullmatch(title, before.end(), match.start()):
            break
        listed.append(called[match.group()])
    return listed if len(listed) > 1 else []
