"""A shop in memory; and how long property tests search: HYPOTHESIS_PROFILE=long for at length."""

import os

import pytest
from hypothesis import settings

from tests.fake_shop import FakeShop

# No deadline: how long one example takes says nothing on a busy machine.
settings.register_profile("quick", max_examples=40, stateful_step_count=15, deadline=None)
settings.register_profile("long", max_examples=1_000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))


@pytest.fixture
def shop() -> FakeShop:
    return FakeShop()
