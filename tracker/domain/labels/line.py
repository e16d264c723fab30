"""The one plain line about how open a release is: "Weights free to download, MIT, commercial use allowed; …"."""

from __future__ import annotations

from tracker.domain.labels.licenses import UNREAD, key_of, license_label, license_title
from tracker.domain.labels.table import Labels
from tracker.domain.releases import Release
from tracker.domain.stages import Answer, Stage


def openness_line(release: Release, table: Labels) -> str:
    """The line, once weights are out; "" before that and after a withdrawal. What is not known is called so."""
    if release.stage is not Stage.WEIGHTS:
        return ""
    answers = {one.dimension: one.value for one in release.openness}
    parts = [_weights(release, answers.get("weights", Answer.UNKNOWN), table)]
    if license_ := _license(release, table):
        use = table.usable[answers.get("commercial_use", Answer.UNKNOWN)]
        conditions = ", ".join(_conditions(release, table))
        parts += [license_, f"{use} ({conditions})" if conditions else use]
    else:
        parts.append(table.license_unknown)
    return f"{', '.join(parts)}; {table.training_data[answers.get('training_data', Answer.UNKNOWN)]}"


def _weights(release: Release, answer: Answer, table: Labels) -> str:
    gated = release.chosen.get("gated")
    gate = str(gated.value) if gated is not None else ""
    if answer is Answer.PARTIAL and gate in table.gated:
        return table.gated[gate]
    if answer is Answer.UNKNOWN and gate in table.access:  # nobody looked at the files, but the access is told
        return f"{table.out}, {table.access[gate]}"
    return table.weights[answer]


def _license(release: Release, table: Labels) -> str:
    """Its name; where sources name different ones, all of them."""
    fact, conflict = release.chosen.get("license"), release.chosen.get("license_conflict")
    label = license_title(fact.value, release.terms) if fact is not None else ""
    named = [_spelled(str(one), table) for one in conflict.value.values() if one] if conflict is not None else []
    license_ = next((one for one in release.openness if one.dimension == "license"), None)
    if len(set(named)) < 2 or conflict is None or license_ is None or license_.evidence != conflict.url:
        return label
    return table.contradictory.format(licenses=" / ".join(dict.fromkeys(named)))


def _spelled(license_id: str, table: Labels) -> str:
    return table.unread if license_id == UNREAD else license_label(license_id)


def _conditions(release: Release, table: Labels) -> list[str]:
    """The conditions of license and gate that exclude people."""
    fact, gate = release.chosen.get("license"), release.chosen.get("gate_conditions")
    terms = release.terms.get(key_of(fact.value)) if fact is not None else None
    found = [table.user_cap.format(millions=terms.user_cap // 1_000_000)] if terms and terms.user_cap else []
    by_license = terms is not None and terms.territory is not None and "EU" in terms.territory
    by_gate = gate is not None and bool(gate.value.get("eu_excluded"))
    return [*found, table.not_in_eu] if by_license or by_gate else found
