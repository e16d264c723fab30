"""A language model for commands: opened as the settings say; its words checked as they are for messages."""

from __future__ import annotations

import importlib.util
from dataclasses import dataclass

from tracker import analysis
from tracker.clock import SystemClock
from tracker.config import Settings
from tracker.errors import ConfigError
from tracker.steps.rewrite import names_of
from tracker.summarizers import extract, guard
from tracker.summarizers.model import Answer, Question, Resting, open_model, question


@dataclass(frozen=True, slots=True)
class Written:
    """A summary, how it came about, and why the guard refused the model's words where it did."""

    text: str
    method: str  # model | extract
    rejected: tuple[str, ...] = ()
    seconds: float = 0.0


def a_model(settings: Settings, chosen: str) -> Resting:
    """The model of this name, folder or address; ConfigError where there is none."""
    model = open_model(
        chosen,
        settings.models_dir,
        model=settings.summarizer_model,
        threads=settings.summarizer_threads,
        seconds=settings.summarizer_seconds,
    )
    if model is None:
        raise ConfigError("no language model is named; there are: tracker models list")
    return model


def lacks() -> str:
    """What a model in a process of our own needs and does not have; "" where all is there. Nothing is imported."""
    missing = [name for name in ("torch", "transformers") if importlib.util.find_spec(name) is None]
    remedy = "make model, or pip install 'open-weights-tracker[model]'"
    return f"not installed: {' and '.join(missing)}; {remedy}" if missing else ""


def write(model: Resting, title: str, text: str, spoken: str, language: str, words: int) -> Written:
    """The model's words where the guard lets them pass, else the extract. SummarizerError where it does not answer."""
    asked = question(title, text, spoken, language, words)
    answer = model.ask([asked], SystemClock().now())[0] if asked is not None else None
    extracted = extract.shorten(title, text, spoken, words)
    if asked is None or answer is None:
        return Written(extracted, "extract")
    if rejected := against(answer, asked):
        return Written(extracted, "extract", rejected, answer.seconds)
    return Written(answer.text, "model", (), answer.seconds)


def against(answer: Answer, asked: Question) -> tuple[str, ...]:
    """Why the guard refuses an answer; () where it passes."""
    if answer.refused:
        return (answer.refused,)
    return guard.check(
        answer.text,
        answer.seen,
        language=asked.language,
        source_language=asked.text_language,
        event=None,
        words=asked.words,
        names=names_of(analysis.known()),
    )
