"""How long the property tests search: quickly each time, at length with HYPOTHESIS_PROFILE=long."""

import os

from hypothesis import settings

# No deadline: how long one example takes says nothing on a busy machine.
settings.register_profile("quick", max_examples=40, stateful_step_count=15, deadline=None)
settings.register_profile("long", max_examples=5_000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))
