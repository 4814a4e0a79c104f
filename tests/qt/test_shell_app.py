"""The application is made once a process: in one of its own."""

import subprocess
import sys
from pathlib import Path

PROGRAM = """
import logging, sys
logging.basicConfig(stream=sys.stdout, format="%(name)s %(levelname)s %(message)s")
from PySide6.QtCore import qWarning
from pos_app.ui.app import make_application
app = make_application(["--of-the-till", "1"], "dark")
qWarning("something of Qt's")
print(app.applicationName(), app.palette().window().color().name(), app.font().pixelSize())
"""


def test_it_has_the_tills_look_and_its_messages_go_to_the_log():
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, timeout=60, check=True,
        cwd=Path(__file__).parents[2],
    )  # fmt: skip

    assert done.stdout.splitlines() == [
        "qt WARNING something of Qt's",
        "jushang-pos #0f1419 16",
    ]
    assert done.stderr == ""
