"""What every test stands on: no window on anyone's screen, and no clock that judges."""

import os
from pathlib import Path

import hypothesis
from hypothesis.configuration import set_hypothesis_home_dir

# Before anything loads Qt.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

set_hypothesis_home_dir(Path(__file__).parents[1] / "build/caches/hypothesis")
hypothesis.settings.register_profile("house", deadline=None, print_blob=True)
hypothesis.settings.load_profile("house")
