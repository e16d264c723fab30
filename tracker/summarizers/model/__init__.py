"""MODEL: a language model of the operator's own says it in its words; asked on the side, checked, never needed.

presets.py lists what can be fetched, hub.py fetches it, folders.py knows what lies where. worker.py runs a model in a
process of its own (child.py), server.py asks one that runs already. prompts.py is how they are asked, answers.py what
goes in and out, rest.py lets a failing one rest.
"""

from __future__ import annotations

from pathlib import Path

from tracker.errors import ConfigError
from tracker.summarizers.model.answers import Answer, Backend, Question, key_of, question
from tracker.summarizers.model.folders import fetched, folder_of
from tracker.summarizers.model.presets import PRESETS, Preset, preset_of
from tracker.summarizers.model.rest import Resting
from tracker.summarizers.model.server import Server, base_of
from tracker.summarizers.model.worker import Worker

__all__ = [
    "PRESETS",
    "Answer",
    "Backend",
    "Preset",
    "Question",
    "Resting",
    "fetched",
    "key_of",
    "open_model",
    "preset_of",
    "question",
]


def open_model(chosen: str, models: Path, *, model: str = "", threads: int = 1, seconds: float = 60) -> Resting | None:
    """What TRACKER_SUMMARIZER names: "" none, a preset, a folder, or a server's address. ConfigError where it is wrong.

    Nothing is loaded yet: the worker starts with the first question. `model` is what a server calls its model.
    """
    if not chosen:
        return None
    if "://" in chosen:
        base_of(chosen)  # a wrong address is said before a missing name
        if not model:
            raise ConfigError(f"TRACKER_SUMMARIZER_MODEL is missing: the name by which {chosen} knows its model")
        return Resting(Server(chosen, model, seconds=seconds))
    if chosen not in PRESETS and ("/" in chosen or chosen.startswith(("~", ".")) or Path(chosen).is_dir()):
        id_, folder = folder_of(chosen)
        return Resting(Worker(id_, folder, threads=threads, seconds=seconds))
    preset = preset_of(chosen)
    found = fetched(models, preset.name)
    if found is None:
        raise ConfigError(f"{preset.name} is not in {models}; run: tracker models fetch {preset.name}")
    manifest, folder = found
    return Resting(Worker(f"{preset.name}@{manifest.revision}", folder, threads=threads, seconds=seconds))
