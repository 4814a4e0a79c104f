"""The Qt binding keeps its references: PySide6 6.12.0 on Python 3.11 loses one to None a call."""

import sys

CALLS = 500
NOISE = 100


def test_the_binding_keeps_its_references(qapp):
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        qapp.processEvents()
    assert sys.getrefcount(None) > before - NOISE
