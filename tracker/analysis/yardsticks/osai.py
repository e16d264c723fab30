"""The European OSAI Index (osai-index.eu, data of June 2026): twelve dimensions, each open, partial or closed."""

from __future__ import annotations

from collections.abc import Collection

from tracker.analysis.bases import bases, by_subject, conversions, finals
from tracker.analysis.yardsticks.view import Part, View, Yardstick
from tracker.domain import Answer, License, LicenseClass

VERDICTS = {Answer.YES: "open", Answer.PARTIAL: "partial", Answer.NO: "closed"}
_ORDER = ("closed", "partial", "unknown", "open")  # the strictest of several licenses counts


def osai(view: View) -> Yardstick:
    """What the index would say; weights behind a gate are partial by its definition."""
    parts = (
        _base_data(view),
        _end_data(view),
        _same(view, "weights_basemodel", "base_weights"),
        _same(view, "weights_endmodel", "weights"),
        _same(view, "trainingcode", "training_code"),
        Part("code", "unknown", "documentation of the code is read by people"),
        _architecture(view),
        _preprint(view),
        Part("paper", "unknown", "peer review is judged by people"),
        _same(view, "modelcard", "model_card"),
        Part("datasheet", "unknown", "a datasheet is recognized by people"),
        _licenses(view),
    )
    counts = {verdict: sum(part.verdict == verdict for part in parts) for verdict in (*VERDICTS.values(), "unknown")}
    return Yardstick("osai", parts, ", ".join(f"{count} {verdict}" for verdict, count in counts.items() if count))


def _same(view: View, name: str, dimension: str) -> Part:
    answer = view.answer(dimension)
    return Part(name, VERDICTS.get(answer, "unknown"), f"{dimension}: {answer}")


def _end_data(view: View) -> Part:
    """Open only where each model that people use has all of its data named and public."""
    answer, verdict = _data(view)
    open_ = verdict != "open" or _all_say_so(view, finals(view.own))
    return Part("datasources_endmodel", verdict if open_ else "unknown", f"training_data: {answer}")


def _base_data(view: View) -> Part:
    """What a model of another owner's was trained on is nothing that its own card says."""
    answer, verdict = _data(view)
    if _made_from_others(view):
        return Part("datasources_basemodel", "unknown", "the base model is another release's")
    open_ = verdict != "open" or _all_say_so(view, bases(view.own) or finals(view.own))
    return Part("datasources_basemodel", verdict if open_ else "unknown", f"training_data: {answer}")


def _data(view: View) -> tuple[Answer, str]:
    answer = view.answer("training_data")
    return answer, VERDICTS.get(answer, "unknown")


def _all_say_so(view: View, repos: Collection[str]) -> bool:
    known = {(subject or "").lower() for subject in by_subject(view.own, "training_data")}
    return "" in known or set(repos) <= known


def _made_from_others(view: View) -> bool:
    own = {(subject or "").lower() for subject in by_subject(view.own, "weights")}
    left_out = conversions(view.own)
    named = [
        str(parent).lower()
        for subject, fact in by_subject(view.own, "base_model").items()
        if subject not in left_out and isinstance(fact.value, dict)
        for parent in fact.value.get("ids") or []
    ]
    return any(parent not in own for parent in named)


def _architecture(view: View) -> Part:
    described, cost = view.answer("architecture"), view.answer("compute")
    reason = f"architecture: {described}, compute: {cost}"
    if described is Answer.YES and cost is Answer.YES:
        return Part("hardware_architecture", "open", reason)
    if {described, cost} & {Answer.YES, Answer.PARTIAL}:
        return Part("hardware_architecture", "partial", reason)
    closed = described is Answer.NO and cost is Answer.NO
    return Part("hardware_architecture", "closed" if closed else "unknown", reason)


def _preprint(view: View) -> Part:
    fact = view.chosen.get("paper")
    if view.answer("paper") is not Answer.YES or fact is None:
        return Part(
            "preprint", VERDICTS[Answer.NO] if view.answer("paper") is Answer.NO else "unknown", "no paper known"
        )
    archived = "arxiv" in str(fact.value).lower()
    return Part("preprint", "open" if archived else "partial", str(fact.value))


def _licenses(view: View) -> Part:
    """Open only if weights, code and data are: the weights' license alone makes it partial at most."""
    if not view.licenses:
        return Part("licenses", "unknown", "no license is known")
    verdict = min((_license(one) for one in view.licenses), key=_ORDER.index)
    named = ", ".join(one.title for one in view.licenses)
    if verdict != "open":
        return Part("licenses", verdict, f"weights: {named}")
    without = [name for name in ("training_data", "training_code") if view.answer(name) is Answer.NO]
    without += ["training_data"] if view.answer("training_data") is Answer.PARTIAL else []
    if without:
        return Part("licenses", "partial", f"weights: {named}; not for {', '.join(without)}")
    return Part("licenses", "unknown", f"weights: {named}; licenses of code and data are not known")


def _license(known: License) -> str:
    if known.license_class is LicenseClass.USE_RESTRICTED:
        return "partial"
    if known.license_class is LicenseClass.NON_COMMERCIAL:
        return "closed"
    if known.license_class is LicenseClass.CUSTOM:
        return "unknown" if known.commercial_use is Answer.UNKNOWN else "closed"
    return "open" if known.commercial_use is Answer.YES else "unknown"
