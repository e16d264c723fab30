"""A publisher's site of prepared pages, asked over the real Net on a fake transport."""

from __future__ import annotations

from dataclasses import dataclass, field

import httpx

from tests.pollers.fakes import InPlace
from tests.samples import NOW
from tracker.net import Net
from tracker.pollers import Tools

FILLING = (
    "We thank everybody who has helped us on the way to this day, in the lab and outside of it.",
    "Over the next weeks we want to hear what people build with it and where it fails them.",
)


def html(title: str, *paragraphs: str, head: str = "", language: str = "en") -> bytes:
    """A post with its title in head and body, and with what stands around posts."""
    body = "".join(f"<p>{one}</p>" for one in (*paragraphs, *FILLING))
    return (
        f"<!doctype html><html lang='{language}'><head><title>{title} | Lab</title>{head}</head><body>"
        "<nav><a href='/'>Home</a><a href='/jobs'>Jobs</a></nav>"
        f"<main><article><h1>{title}</h1>{body}</article></main>"
        "<footer><p>© Lab. All rights reserved. We use cookies.</p></footer></body></html>"
    ).encode()


@dataclass
class Site:
    """Answers by URL: a body is HTML, a number a status, a text a redirect, a response itself."""

    pages: dict[str, bytes | int | str | httpx.Response] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def _answer(self, request: httpx.Request) -> httpx.Response:
        url = str(request.url)
        self.asked.append(url)
        found = self.pages.get(url, 404)
        if isinstance(found, httpx.Response):
            return found
        if isinstance(found, int):
            return httpx.Response(found)
        if isinstance(found, str):
            return httpx.Response(302, headers={"location": found})
        return httpx.Response(200, headers={"content-type": "text/html; charset=utf-8"}, content=found)

    @property
    def tools(self) -> Tools:
        """What pollers work with, on this site."""
        net = Net(allow_hosts=frozenset(), now=lambda: NOW, pause=0, transport=httpx.MockTransport(self._answer))
        return Tools(net=net, sandbox=InPlace())  # type: ignore[arg-type]
