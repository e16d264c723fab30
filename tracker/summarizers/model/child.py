"""The worker process: the only file that loads torch and transformers. One model, one request after the other.

It has no network, no secret in its environment, and is given one folder to read. It ends when its parent does, and
when nobody asked for a while: that gives the memory back.
"""

from __future__ import annotations

import contextlib
import json
import os
import queue
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeAlias

from tracker.domain import JSON
from tracker.net.child import read_frame, write_frame
from tracker.summarizers.model.answers import NEW_TOKENS, Question
from tracker.summarizers.model.prompts import messages

MATERIAL_TOKENS = 1400
_ROOM = 400  # tokens that prompt and answer take beside the material
_NICE = 10  # what sends alerts goes first where processors are few

Tensors: TypeAlias = Any
"""Whatever torch and transformers give: their types are not worth their import here."""


class Loaded:
    """A model of a folder with its tokenizer; `control` are the strings that steer it, with their numbers."""

    def __init__(self, folder: str, threads: int) -> None:
        if not Path(folder).is_dir():  # transformers would take it for a name on the Hub
            raise FileNotFoundError(f"{folder} is no folder")
        import torch
        import transformers
        from transformers import AutoConfig, AutoModelForCausalLM, AutoModelForSeq2SeqLM, AutoTokenizer

        transformers.utils.logging.set_verbosity_error()
        transformers.utils.logging.disable_progress_bar()
        torch.set_num_threads(threads)
        self.torch = torch
        local = {"local_files_only": True, "trust_remote_code": False}
        config = AutoConfig.from_pretrained(folder, **local)
        self.encodes = bool(config.is_encoder_decoder)
        kind = AutoModelForSeq2SeqLM if self.encodes else AutoModelForCausalLM
        self.tokenizer: Any = AutoTokenizer.from_pretrained(folder, **local)
        self.tokenizer.padding_side = "right" if self.encodes else "left"
        if self.tokenizer.pad_token is None:
            self.tokenizer.pad_token = self.tokenizer.eos_token
        if not self.encodes and not self.tokenizer.chat_template:
            raise ValueError("it has no chat template: an instruct model is needed")
        device = "cuda" if torch.cuda.is_available() else "cpu"
        model: Any = kind.from_pretrained(folder, dtype="auto", use_safetensors=True, **local)
        self.model = model.eval().to(device)
        added = {**self.tokenizer.get_added_vocab(), **dict.fromkeys(self.tokenizer.all_special_tokens)}
        words = [one for one in added if one.strip() and not one.strip().isalnum()]
        self.control = sorted(words, key=len, reverse=True)
        self._numbers = {self.tokenizer.convert_tokens_to_ids(one) for one in self.control}
        named = (getattr(config, "max_position_embeddings", None), self.tokenizer.model_max_length)
        self.room = min([int(one) for one in named if one] + [MATERIAL_TOKENS + _ROOM]) - (0 if self.encodes else _ROOM)

    def shown(self, asked: Question) -> Question:
        """What the model will see: without its control tokens, and no longer than it can read."""
        text = self._harmless(asked.text)
        words = text.split()
        while words and (count := len(self.tokenizer(text, add_special_tokens=False)["input_ids"])) > self.room:
            words = words[: min(len(words) * self.room // count, len(words) - 1)]
            text = " ".join(words)
        return replace(asked, title=self._harmless(asked.title), facts=self._harmless(asked.facts), text=text)

    def _harmless(self, text: str) -> str:
        """Taken out until none is left: what stands around one may become the next."""
        before = ""
        while before != text:
            before = text
            for token in self.control:
                text = text.replace(token, " ")
        return " ".join(text.split())

    def steered(self, shown: Question, mark: str) -> bool:
        """Whether material became control tokens after all: the same prompt without it has fewer."""
        bare = replace(shown, title="", text="", facts="." if shown.facts else "")
        return self._steering(shown, mark) > self._steering(bare, mark)

    def _steering(self, shown: Question, mark: str) -> int:
        numbers = self.tokenizer(self.prompt(shown, mark), add_special_tokens=False)["input_ids"]
        return sum(number in self._numbers for number in numbers)

    def prompt(self, shown: Question, mark: str) -> str:
        """The whole input as text. A model that only shortens gets the material alone."""
        if self.encodes:
            tasks = getattr(self.model.config, "task_specific_params", None) or {}
            return f"{(tasks.get('summarization') or {}).get('prefix', '')}{shown.title}. {shown.text}"
        turns = messages(shown, mark)
        rest: dict[str, Any] = {"tokenize": False, "add_generation_prompt": True, "enable_thinking": False}
        try:
            return str(self.tokenizer.apply_chat_template(turns, **rest))
        except Exception:  # noqa: BLE001 - templates without a system turn raise what they like
            merged = {"role": "user", "content": "\n\n".join(turn["content"] for turn in turns)}
            return str(self.tokenizer.apply_chat_template([merged], **rest))

    def write(self, prompts: Sequence[str], seconds: float) -> tuple[list[str], int]:
        """What the model says to each, and the tokens that it read; greedy, so that it says the same tomorrow."""
        given: Tensors = self.tokenizer(
            list(prompts), return_tensors="pt", padding=True, add_special_tokens=self.encodes
        ).to(self.model.device)
        given.pop("token_type_ids", None)
        with self.torch.inference_mode():
            out = self.model.generate(
                **given,
                max_new_tokens=NEW_TOKENS,
                max_time=seconds,
                do_sample=False,
                pad_token_id=self.tokenizer.pad_token_id,
            )
        start = 0 if self.encodes else given["input_ids"].shape[1]
        said = [str(self.tokenizer.decode(row[start:], skip_special_tokens=True)) for row in out]
        return said, int(given["attention_mask"].sum())


def answer(loaded: Loaded, request: JSON) -> JSON:
    """One request: {"questions", "marks", "seconds"} -> {"answers": [{"text", "seen", "refused"}], …}."""
    begun = time.monotonic()
    shown = [loaded.shown(Question(**one)) for one in request["questions"]]
    marks = request["marks"]
    fit = [place for place, one in enumerate(shown) if not loaded.steered(one, marks[place])]
    prompts = [loaded.prompt(shown[place], marks[place]) for place in fit]
    texts, read = loaded.write(prompts, request["seconds"]) if fit else ([], 0)
    said = dict(zip(fit, texts, strict=True))
    answers = [
        {
            "text": said.get(place, ""),
            "seen": one.seen,
            "refused": "" if place in said else "control tokens in the text",
        }
        for place, one in enumerate(shown)
    ]
    return {"answers": answers, "seconds": time.monotonic() - begun, "read": read, "memory": peak_memory()}


def peak_memory() -> int:
    """The most memory that this process ever had, in bytes; 0 where the platform does not say."""
    try:
        import resource
    except ImportError:
        return 0
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return int(most if sys.platform == "darwin" else most * 1024)


def _no_network(event: str, _: object) -> None:
    if event.startswith("socket.") and event not in ("socket.__new__", "socket.gethostname"):
        raise PermissionError("the worker has no network")


def _requests(stream: Any, idle: float) -> Any:
    """Each request as it comes; ends after `idle` seconds without one. Where the parent goes, all ends at once."""
    waiting: queue.Queue[bytes] = queue.Queue()

    def read() -> None:
        while (frame := read_frame(stream)) is not None:
            waiting.put(frame)
        os._exit(0)  # also in the middle of a generation that nobody will read

    threading.Thread(target=read, daemon=True).start()
    with contextlib.suppress(queue.Empty):
        while True:
            yield json.loads(waiting.get(timeout=idle))


def main(folder: str, threads: int, idle: float) -> None:
    """Loads the model, says so or what is wrong, then serves. Nothing that a library prints reaches the answers.

    Ends without cleaning up: the thread that waits for requests cannot be ended, and would make that fail.
    """
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    sys.addaudithook(_no_network)
    with contextlib.suppress(OSError, AttributeError):
        os.nice(_NICE)
    requests = _requests(sys.stdin.buffer, idle)
    begun = time.monotonic()
    try:
        loaded = Loaded(folder, threads)
    except BaseException as error:  # noqa: BLE001 - missing library, wrong files, no memory: the parent must hear it
        _say(answers, {"trouble": _named(error)})
        os._exit(1)
    _say(answers, {"loaded": time.monotonic() - begun, "memory": peak_memory()})
    for request in requests:
        try:
            said = answer(loaded, request)
        except Exception as error:  # noqa: BLE001 - the next request may go well
            said = {"trouble": _named(error)}
        _say(answers, said)
    os._exit(0)


def _named(error: BaseException) -> str:
    if isinstance(error, ModuleNotFoundError):
        return f"{error.name} is not installed: make model, or pip install 'open-weights-tracker[model]'"
    return " ".join(f"{type(error).__name__}: {error}".split())[:300]


def _say(stream: Any, value: JSON) -> None:
    write_frame(stream, json.dumps(value).encode("ascii"))
