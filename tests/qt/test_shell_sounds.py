"""Sounds are played in order, a few at most, and never by the thread that asks."""

import os
import subprocess
import sys
import threading
import wave

import pytest

from pos_app.ui import sounds
from pos_app.ui.presenters.ports import Sound
from pos_app.ui.sounds import FOLDER, WAITING_MAX, Sounds, system_player


class Player:
    """Plays when it is let, and remembers what and where."""

    def __init__(self):
        self.played = []
        self.threads = set()
        self.started = threading.Event()
        self.go_on = threading.Event()

    def __call__(self, path):
        self.played.append(os.path.basename(path))
        self.threads.add(threading.current_thread())
        self.started.set()
        self.go_on.wait(10)


@pytest.fixture
def player():
    return Player()


def test_sounds_are_played_in_order_on_another_thread(player):
    player.go_on.set()
    played = Sounds(player)
    played.play(Sound.SCANNED)
    player.started.wait(10)
    played.play(Sound.MONEY)
    while len(player.played) < 2:
        pass
    played.close()

    assert player.played == ["scanned.wav", "money.wav"]
    assert threading.main_thread() not in player.threads


def test_late_sounds_are_not_kept_for_ever(player):
    played = Sounds(player)
    played.play(Sound.SCANNED)
    player.started.wait(10)
    for _ in range(50):
        played.play(Sound.SCANNED)
    player.go_on.set()
    while len(player.played) < 1 + WAITING_MAX:
        pass
    played.close()

    assert len(player.played) == 1 + WAITING_MAX


def test_closing_plays_nothing_more(player):
    played = Sounds(player)
    played.play(Sound.SCANNED)
    player.started.wait(10)
    played.play(Sound.MONEY)
    closing = threading.Thread(target=played.close)
    closing.start()
    player.go_on.set()
    closing.join()
    played.play(Sound.MONEY)

    assert player.played[0] == "scanned.wav"
    assert len(player.played) <= 2


def test_where_playing_fails_there_is_silence():
    tried = threading.Semaphore(0)

    def fail(path):
        tried.release()
        raise OSError("no sound card")

    played = Sounds(fail)
    for _ in range(3):
        played.play(Sound.SCANNED)
        tried.acquire(timeout=10)
    for _ in range(3):
        played.play(Sound.SCANNED)
    played.close()

    assert not tried.acquire(blocking=False)


def test_no_player_is_no_trouble():
    played = Sounds(None)
    played.play(Sound.MONEY)
    played.close()

    assert "sounds" not in {thread.name for thread in threading.enumerate()}


@pytest.mark.parametrize("sound", Sound)
def test_each_sound_has_a_file_that_is_short(sound):
    with wave.open(os.path.join(FOLDER, f"{sound.value}.wav")) as file:
        assert 0 < file.getnframes() / file.getframerate() < 1


@pytest.mark.skipif(sys.platform == "win32", reason="Windows plays by itself")
def test_a_program_of_the_system_plays_the_file(tmp_path, monkeypatch):
    heard = tmp_path / "heard"
    program = tmp_path / "aplay"
    program.write_text(f'#!/bin/sh\necho "$@" >> {heard}\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    there = {"aplay": f"{program}"}
    monkeypatch.setattr(sounds.shutil, "which", there.get)
    play = system_player()
    play("/somewhere/money.wav")

    assert heard.read_text() == "-q /somewhere/money.wav\n"

    program.write_text("#!/bin/sh\nexit 1\n")
    with pytest.raises(subprocess.CalledProcessError):
        play("/somewhere/money.wav")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows plays by itself")
def test_without_such_a_program_there_is_silence(monkeypatch):
    monkeypatch.setattr(sounds.shutil, "which", lambda name: None)

    assert system_player() is None
