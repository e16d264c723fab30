"""The Model Openness Framework 1.0: 17 components, each counted only where it is out under an open license."""

from __future__ import annotations

from collections.abc import Callable

from tracker.analysis.yardsticks.view import Part, View, Yardstick
from tracker.domain import Answer

CLASSES = {
    "III": (
        ("model_architecture",),
        ("model_parameters_final",),
        ("technical_report", "research_paper"),
        ("evaluation_results",),
        ("model_card",),
        ("data_card",),
    ),
    "II": (("training_code",), ("inference_code",), ("evaluation_code",), ("evaluation_data",)),
    "I": (("datasets",), ("data_preprocessing_code",), ("model_parameters_intermediate",), ("research_paper",)),
}
"""What each class asks for, besides the class before it; one of several names is enough."""

_UNKNOWN = ("data_card", "evaluation_code", "evaluation_data", "data_preprocessing_code", "model_metadata")


def mof(view: View) -> Yardstick:
    """The classes reached; what nobody looked for is unknown, and then a class cannot be told."""
    judges: dict[str, Callable[[View], Part]] = {
        "model_architecture": lambda v: _in_repo(v, "model_architecture", "architecture"),
        "model_parameters_final": _parameters,
        "technical_report": lambda v: _paper(v, "technical_report"),
        "research_paper": lambda v: _paper(v, "research_paper"),
        "evaluation_results": lambda v: _in_repo(v, "evaluation_results", "evaluation"),
        "model_card": _card,
        "sample_model_outputs": lambda v: Part("sample_model_outputs", "unknown", "not looked for"),
        "training_code": lambda v: _elsewhere(v, "training_code", "training_code"),
        "inference_code": lambda v: _inference(v, "inference_code"),
        "supporting_libraries_and_tools": lambda v: _inference(v, "supporting_libraries_and_tools"),
        "datasets": lambda v: _elsewhere(v, "datasets", "training_data"),
        "model_parameters_intermediate": lambda v: _in_repo(v, "model_parameters_intermediate", "checkpoints"),
        **{name: _not_looked_for(name) for name in _UNKNOWN},
    }
    parts = tuple(judge(view) for judge in judges.values())
    known = {part.name: part.verdict for part in parts}
    reached = ""
    for name, asked in CLASSES.items():
        found = {names: _one_of([known[one] for one in names]) for names in asked}
        lacking = tuple(names[0] for names, verdict in found.items() if verdict == "no")
        open_ = tuple(names[0] for names, verdict in found.items() if verdict == "unknown")
        if lacking or open_:
            otherwise = "not reached" if lacking else "cannot be told"
            return Yardstick("mof", parts, f"class {reached}" if reached else otherwise, lacking or open_)
        reached = name
    return Yardstick("mof", parts, f"class {reached}")


def _not_looked_for(name: str) -> Callable[[View], Part]:
    return lambda view: Part(name, "unknown", "not looked for")


def _one_of(verdicts: list[str]) -> str:
    return "yes" if "yes" in verdicts else "unknown" if "unknown" in verdicts else "no"


def _parameters(view: View) -> Part:
    """Behind a gate too: the framework asks for the license alone."""
    weights, license_ = view.answer("weights"), view.licensed
    reason = f"weights: {weights}, license: {license_}"
    if Answer.NO in (weights, license_):
        return Part("model_parameters_final", "no", reason)
    both = weights in (Answer.YES, Answer.PARTIAL) and license_ is Answer.YES
    return Part("model_parameters_final", "yes" if both else "unknown", reason)


def _in_repo(view: View, name: str, dimension: str) -> Part:
    """What lies in the repo is under its license; whether another one covers it, nobody has looked."""
    answer, license_ = view.answer(dimension), view.licensed
    if answer is Answer.NO:
        return Part(name, "no", f"{dimension}: no")
    yes = answer is Answer.YES and license_ is Answer.YES
    return Part(name, "yes" if yes else "unknown", f"{dimension}: {answer}, license: {license_}")


def _card(view: View) -> Part:
    """A short card is one too."""
    answer, license_ = view.answer("model_card"), view.licensed
    if answer is Answer.NO:
        return Part("model_card", "no", "model_card: no")
    yes = answer in (Answer.YES, Answer.PARTIAL) and license_ is Answer.YES
    return Part("model_card", "yes" if yes else "unknown", f"model_card: {answer}, license: {license_}")


def _paper(view: View, name: str) -> Part:
    """A paper has a license of its own, which is not known."""
    answer = view.answer("paper")
    return Part(name, "no" if answer is Answer.NO else "unknown", f"paper: {answer}, its license is not known")


def _elsewhere(view: View, name: str, dimension: str) -> Part:
    """What lies elsewhere has a license of its own, which is not known; what is not out has none."""
    answer = view.answer(dimension)
    return Part(name, "no" if answer is Answer.NO else "unknown", f"{dimension}: {answer}, its license is not known")


def _inference(view: View, name: str) -> Part:
    """Yes where a library that is open source itself runs the model."""
    answer = view.answer("inference_code")
    verdict = {Answer.YES: "yes", Answer.NO: "no"}.get(answer, "unknown")
    return Part(name, verdict, f"inference_code: {answer}")
