"""The Open Source AI Definition 1.0: a model can be excluded by what is known, never confirmed."""

from __future__ import annotations

from tracker.analysis.yardsticks.view import Part, View, Yardstick
from tracker.domain import Answer

_ASKED = {"data": "training_data", "code": "training_code", "parameters": "weights"}


def osaid(view: View) -> Yardstick:
    """Cannot be where license, data, code or parameters are known not to be open; else not excluded."""
    licensed = view.licensed
    parts = [Part("license", str(licensed), f"license: {view.answer('license')}")]
    for name, dimension in _ASKED.items():
        answer = view.answer(dimension)
        parts.append(Part(name, "no" if answer is Answer.NO else "unknown", f"{dimension}: {answer}"))
    lacking = tuple(part.name for part in parts if part.verdict == "no")
    return Yardstick("osaid", tuple(parts), "cannot be" if lacking else "not excluded", lacking)
