"""What tests of pollers share: fakes of the network and of the Hub."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.pollers.fakes import HUB, FakeHub, FakeNet, InPlace, Watch
from tests.samples import source
from tracker.pollers import Tools
from tracker.pollers.hub import HubPoller


@pytest.fixture
def net() -> FakeNet:
    """A network where nothing is."""
    return FakeNet()


@pytest.fixture
def make_tools(net: FakeNet) -> Callable[..., Tools]:
    """Tools over the fake network."""
    return lambda **values: Tools(net=net, sandbox=InPlace(), hub_url=HUB, **values)  # type: ignore[arg-type]


@pytest.fixture
def watch(net: FakeNet, make_tools: Callable[..., Tools]) -> Callable[..., Watch]:
    """A poller over the fake network."""
    return lambda make, source, **values: Watch(make(make_tools(**values)), source, net)


@pytest.fixture
def hub(net: FakeNet) -> FakeHub:
    """A Hub where "lab" has two repos."""
    hub = FakeHub()
    hub.add("lab/one")
    hub.add("lab/two")
    net.answer = hub
    return hub


@pytest.fixture
def lab(hub: FakeHub, watch: Callable[..., Watch]) -> Watch:
    """The Hub's poller, watching "lab"."""
    return watch(HubPoller, source("hub-lab", "hub", organization="lab"))
