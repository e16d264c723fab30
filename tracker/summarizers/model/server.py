"""A language model that a server on this machine runs (llama.cpp, Ollama …), asked the way OpenAI's API is."""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import Sequence
from ipaddress import ip_address
from urllib.parse import urlsplit

from tracker.domain import JSON
from tracker.errors import AddressRefused, ConfigError, NotifierError, SummarizerError
from tracker.net import Gate, check_url
from tracker.summarizers.model.answers import NEW_TOKENS, Answer, Question, tidy
from tracker.summarizers.model.prompts import messages


def base_of(url: str) -> str:
    """The address without a slash at its end, of this machine by its number; ConfigError where it is another's.

    "localhost" is taken for 127.0.0.1: what a name means may change between look and connection.
    """
    try:
        parts = check_url(url.strip())
        host = parts.hostname or ""
        local = "127.0.0.1" if host == "localhost" else host
        if parts.scheme != "http" or not ip_address(local).is_loopback or parts.query or parts.fragment:
            raise ValueError
    except (AddressRefused, ValueError) as error:
        raise ConfigError(
            f"{url}: a language model's server must be on this machine, such as http://127.0.0.1:8080/v1"
        ) from error
    named = f"[{local}]" if ":" in local else local
    return f"http://{named}:{parts.port or 80}{parts.path.rstrip('/')}"


class Server:
    """Asks one question after the other; never follows a redirect, never uses a proxy, never leaves this machine."""

    batch = 1
    memory = 0

    def __init__(self, url: str, model: str, *, seconds: float = 60.0) -> None:
        self._url = f"{base_of(url)}/chat/completions"
        place = urlsplit(self._url).netloc
        self._gate = Gate(frozenset({place}))
        self._model = model
        self._seconds = seconds
        self.longest = seconds
        self.id = f"{model}@{place}"

    def ask(self, questions: Sequence[Question]) -> list[Answer]:
        """One answer for each; SummarizerError where the server does not answer, or not as it should."""
        return [self._one(asked) for asked in questions]

    def _one(self, asked: Question) -> Answer:
        body = {
            "model": self._model,
            "messages": messages(asked, secrets.token_hex(6)),
            "temperature": 0,
            "max_tokens": NEW_TOKENS,
            "stream": False,
            "chat_template_kwargs": {"enable_thinking": False},
        }
        headers = {"content-type": "application/json", "accept": "application/json"}
        begun = time.monotonic()
        try:
            answer = self._gate.post(self._url, body=json.dumps(body).encode(), headers=headers, timeout=self._seconds)
        except NotifierError as error:
            raise SummarizerError(f"{self.id}: {error}") from error
        if answer.status != 200:
            raise SummarizerError(f"{self.id}: answered {answer.status}")
        return Answer(tidy(self._content(answer.body), asked.words), asked.seen, time.monotonic() - begun)

    def _content(self, body: bytes) -> str:
        try:
            said: JSON = json.loads(body)["choices"][0]["message"]["content"]
        except (ValueError, KeyError, IndexError, TypeError, RecursionError) as error:
            raise SummarizerError(f"{self.id}: the answer is not that of a chat") from error
        if not isinstance(said, str):
            raise SummarizerError(f"{self.id}: the answer has no text")
        return said

    def close(self) -> None:
        """Nothing is held; a question that waits ends by its own time."""
