"""A server on a fresh folder, and a till that is paired with it."""

from typing import NamedTuple

import pytest

from sync.client.engine import Engine
from sync.client.enrol import Till, enrol
from sync.server.service import Service
from tests.sync.kit import (
    HandClock,
    KeySigner,
    MemoryJournal,
    MemoryStates,
    Straight,
    code_for,
    make_engine,
)


class PairedTill(NamedTuple):
    """A till and all that it stands on."""

    journal: MemoryJournal
    states: MemoryStates
    signer: KeySigner
    clock: HandClock
    engine: Engine
    link: Straight


@pytest.fixture
def service(tmp_path):
    service = Service(tmp_path / "server", takes_demo=False)
    yield service
    service.close()


@pytest.fixture
def till(service):
    signer = KeySigner()
    journal, states, clock = MemoryJournal(signer), MemoryStates(), HandClock()
    link = Straight(service)
    binding, server_epoch = enrol(
        link,
        "http://server",
        code_for(service),
        Till("test", "0", is_demo=False),
        journal=journal,
        signer=signer,
        clock=clock,
    )
    engine = make_engine(journal, states, signer, clock)
    engine.bind(clock.at_ms, binding, server_epoch)
    return PairedTill(journal, states, signer, clock, engine, link)
