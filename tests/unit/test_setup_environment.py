"""The set-up does what is missing, names what it may not do, and removes nothing of anyone's."""

import json
import os
import subprocess
import sys

import pytest

from installer import setup_environment as setup


@pytest.fixture
def clone(tmp_path, monkeypatch):
    """An empty clone, with nothing installed."""
    monkeypatch.setattr(setup, "ROOT", tmp_path)
    monkeypatch.setattr(setup, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(setup, "STAMP", tmp_path / ".venv/set-up.json")
    monkeypatch.setattr(setup, "LOCK", tmp_path / "requirements.lock")
    (tmp_path / "requirements.lock").write_text("one==1\n")
    (tmp_path / "resources").mkdir()
    return tmp_path


@pytest.fixture
def without(monkeypatch):
    """A machine that lacks the libraries named, and whose fonts are as given."""

    def lacks(*libraries, font=True):
        monkeypatch.setattr(sys, "platform", "linux")
        monkeypatch.setattr(setup, "loads", lambda library: library not in libraries)
        monkeypatch.setattr(setup, "has_chinese_font", lambda: font)

    return lacks


def test_a_complete_machine_lacks_nothing(clone, without):
    without()
    assert setup.missing_packages() == []


def test_a_missing_library_is_named_by_its_package(clone, without):
    without("libxcb-cursor.so.0", "libEGL.so.1", font=False)
    assert setup.missing_packages() == ["libegl1", "libxcb-cursor0", "fonts-noto-cjk"]


def test_a_library_that_no_system_has_does_not_load():
    assert not setup.loads("libnothing-of-that-name.so.9")


def test_a_python_without_ensurepip_needs_the_venv_package(clone, without, monkeypatch):
    without()
    monkeypatch.setattr(setup.importlib.util, "find_spec", lambda name: None)
    assert setup.missing_packages() == [f"python3.{sys.version_info[1]}-venv"]


def test_without_the_right_to_install_the_command_is_named(clone, without, monkeypatch, capsys):
    without("libEGL.so.1")
    monkeypatch.setattr(setup, "apt_command", lambda: None)
    setup.prepare_system()
    assert "sudo apt-get install libegl1" in capsys.readouterr().out


def test_a_failing_apt_is_not_the_end(clone, without, monkeypatch, capsys):
    without("libEGL.so.1")
    monkeypatch.setattr(setup, "apt_command", lambda: [sys.executable, "-c", "raise SystemExit(1)"])
    setup.prepare_system()
    assert "sudo apt-get install libegl1" in capsys.readouterr().out


def test_a_folder_that_is_no_virtual_environment_is_left_alone(clone):
    (clone / ".venv").mkdir()
    (clone / ".venv/thesis.txt").write_text("mine")
    with pytest.raises(setup.SetupError, match="no virtual environment"):
        setup.prepare_venv(use_this_python=False)
    assert (clone / ".venv/thesis.txt").read_text() == "mine"


@pytest.mark.parametrize("left_behind", ["", "{", "[1]", "\x00"])
def test_a_damaged_stamp_counts_as_none(clone, left_behind):
    (clone / ".venv").mkdir()
    (clone / ".venv/set-up.json").write_text(left_behind)
    assert setup.read_stamp() == {}


def test_the_fingerprint_follows_a_changed_and_a_removed_file(clone):
    word = clone / "resources/word.po"
    empty = setup.resources_fingerprint()
    word.write_text("one")
    one = setup.resources_fingerprint()
    word.write_text("three")
    three = setup.resources_fingerprint()
    word.unlink()
    assert len({empty, one, three}) == 3
    assert setup.resources_fingerprint() == empty


@pytest.fixture
def steps(clone, without, monkeypatch):
    """The steps that a run takes, in place of the slow ones."""
    taken = []
    without()
    (clone / ".venv").mkdir()
    monkeypatch.setattr(setup, "prepare_venv", lambda use_this_python: None)
    monkeypatch.setattr(setup, "install_locked", lambda: taken.append("packages"))
    monkeypatch.setattr(setup, "build_resources", lambda: taken.append("resources"))
    return taken


def test_a_second_run_does_nothing(steps):
    setup.set_up(use_this_python=False)
    assert steps == ["packages", "resources"]
    setup.set_up(use_this_python=False)
    assert steps == ["packages", "resources"]


def test_a_new_lock_is_installed(steps, clone):
    setup.set_up(use_this_python=False)
    steps.clear()
    (clone / "requirements.lock").write_text("one==2\n")
    setup.set_up(use_this_python=False)
    assert steps == ["packages"]


def test_what_failed_is_tried_again(steps, monkeypatch):
    def fails():
        raise setup.SetupError("no network")

    with monkeypatch.context() as patched:
        patched.setattr(setup, "install_locked", fails)
        with pytest.raises(setup.SetupError):
            setup.set_up(use_this_python=False)
    setup.set_up(use_this_python=False)
    assert steps == ["packages", "resources"]
    assert set(json.loads(setup.STAMP.read_text())) == {"lock", "resources"}


def test_it_reads_on_a_python_that_is_too_old_and_says_so(monkeypatch, capsys):
    monkeypatch.setattr(setup.sys, "version_info", (3, 8, 18, "final", 0))
    monkeypatch.setenv("PATH", os.devnull)
    monkeypatch.setattr(sys, "argv", ["setup_environment"])
    assert setup.main() == 1
    assert "Python 3.11 or newer is needed; this is 3.8" in capsys.readouterr().err


def test_it_needs_nothing_but_the_standard_library():
    code = "import sys, installer.setup_environment"
    ran = subprocess.run(
        [
            sys.executable,
            "-I",
            "-S",
            "-c",
            f"import sys; sys.path.insert(0, {str(setup.ROOT)!r}); {code}",
        ],
        check=False,
        timeout=30,
    )
    assert ran.returncode == 0
