"""The virtual scanner and its paper, without a screen."""

import pytest

from pos_app.ui.presenters.virtual_desk import (
    PAPERS_MAX,
    UNKNOWN_CODE,
    NotSaved,
    VirtualDeskPresenter,
    save,
)
from pos_app.usecases.bulletin import PaperPrinted
from tests.goods import BREAD, COLA
from tests.unit.presenting import Desk, View


@pytest.fixture
def desk():
    return Desk()


@pytest.fixture
def view():
    return View()


@pytest.fixture
def virtual(desk, view, tmp_path):
    """Its scanner notes what it types in the view, to show the order of things."""
    return VirtualDeskPresenter(view, desk, desk, lambda code: view.scanned(code), tmp_path)


def test_only_what_has_a_code_can_be_scanned(desk, view, virtual):
    virtual.shown()
    desk.answer()
    assert view.last("show_goods") == [COLA, BREAD]


def test_the_screen_is_uncovered_before_the_scan(view, virtual):
    virtual.picked(COLA)
    virtual.picked_unknown()

    assert view.told == [
        ("leave", ()),
        ("scanned", (COLA.barcodes[0],)),
        ("leave", ()),
        ("scanned", (UNKNOWN_CODE,)),
    ]


def test_without_paper_there_is_nothing_to_turn_or_save(desk, view, virtual):
    virtual.turned(1)
    virtual.wants_save()
    assert view.last("show_paper") is None
    assert desk.questions == {}


def test_papers_are_bounded_and_turning_stops_at_both_ends(view, virtual):
    for number in range(PAPERS_MAX + 3):
        virtual.printed(PaperPrinted(b"", str(number)))
    assert view.last("show_paper").text == str(PAPERS_MAX + 2)

    for _ in range(PAPERS_MAX + 5):
        virtual.turned(1)
    assert view.last("show_paper").text == "3"
    assert view.last("show_paper").number == view.last("show_paper").kept == PAPERS_MAX
    for _ in range(PAPERS_MAX + 5):
        virtual.turned(-1)
    assert view.last("show_paper").number == 1


def test_the_paper_that_is_looked_at_is_saved(desk, virtual, tmp_path):
    virtual.printed(PaperPrinted(b"old", ""))
    virtual.printed(PaperPrinted(b"new", ""))
    virtual.turned(1)
    virtual.wants_save()
    desk.answer()

    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"old"]
    assert desk.notes


def test_pictures_never_take_each_others_place(tmp_path):
    paths = [save(bytes([number]), tmp_path / "new") for number in range(3)]

    assert len(set(paths)) == 3
    assert [path.read_bytes() for path in paths] == [b"\0", b"\1", b"\2"]


def test_a_folder_that_is_none_is_trouble(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(NotSaved):
        save(b"", tmp_path / "file")
