"""Other threads and the UI thread: nothing is lost, doubled, or run on the wrong one."""

import threading
from contextlib import contextmanager, nullcontext

import pytest

from pos_app.domain.errors import EmptyCart, Trouble
from pos_app.ui.bridge import TOPICS_MAX, Board, ThreadAsker, Unanswered
from pos_app.usecases.bulletin import (
    Bulletin,
    CatalogueChanged,
    ClockSuspect,
    DeviceState,
    DeviceStatus,
)
from tests.fake_shop import FakeShop

pytestmark = pytest.mark.usefixtures("no_leaks")


@pytest.fixture
def bulletin():
    return Bulletin()


@pytest.fixture
def board(qapp, bulletin):
    board = Board(bulletin)
    yield board
    board.close()


class Asked:
    """An asker over a shop in memory, and what became of its questions."""

    def __init__(self, qtbot):
        self.told = []
        self.answers = []
        self.failures = []
        self.opened_on = []
        self.closed_on = []
        self.trouble = None
        self.qtbot = qtbot
        self.asker = ThreadAsker(self.open_queries, self.told.append)

    @contextmanager
    def open_queries(self):
        if self.trouble is not None:
            raise self.trouble
        self.opened_on.append(threading.current_thread().name)
        yield FakeShop().queries
        self.closed_on.append(threading.current_thread().name)

    def ask(self, query, topic="a", failed=True):
        self.asker.ask(topic, query, self.answers.append, self.failures.append if failed else None)

    def wait(self):
        self.qtbot.waitUntil(lambda: self.asker.is_idle)


@pytest.fixture
def asked(qtbot):
    asked = Asked(qtbot)
    yield asked
    assert asked.asker.close()


def raising(error):
    def query(queries):
        raise error

    return query


def test_events_reach_the_readers_of_their_kind_in_order(qtbot, bulletin, board):
    heard = []
    board.subscribe(DeviceStatus, heard.append)
    board.subscribe(ClockSuspect, heard.append)
    posted = [
        DeviceStatus("printer", DeviceState.BUSY),
        ClockSuspect(5_000),
        DeviceStatus("printer", DeviceState.READY),
    ]

    def post():
        for event in posted:
            bulletin.post(event)
        bulletin.post(CatalogueChanged())

    poster = threading.Thread(target=post)
    poster.start()
    poster.join()
    assert heard == []  # never on the thread that posts
    qtbot.waitUntil(lambda: len(heard) == 3)

    assert heard == posted


def test_readers_run_on_the_ui_thread(qtbot, bulletin, board):
    threads = []
    board.subscribe(CatalogueChanged, lambda event: threads.append(threading.current_thread()))
    threading.Thread(target=bulletin.post, args=(CatalogueChanged(),)).start()
    qtbot.waitUntil(lambda: bool(threads))

    assert threads == [threading.main_thread()]


def test_a_bug_in_a_reader_loses_none_of_the_other_events(qtbot, bulletin, board):
    heard = []

    def stumble(event):
        raise ZeroDivisionError

    board.subscribe(CatalogueChanged, stumble)
    board.subscribe(ClockSuspect, heard.append)
    with qtbot.captureExceptions() as bugs:
        bulletin.post(CatalogueChanged())
        bulletin.post(ClockSuspect(1))
        qtbot.waitUntil(lambda: bool(heard))

    assert [kind for kind, _, _ in bugs] == [ZeroDivisionError]


def test_a_closed_board_reads_nothing_out(qtbot, qapp, bulletin, board):
    heard = []
    board.subscribe(CatalogueChanged, heard.append)
    board.close()
    bulletin.post(CatalogueChanged())
    qapp.processEvents()

    assert heard == []


def test_a_question_is_answered_on_another_thread_and_told_on_this_one(qtbot, asked):
    where = []
    asked.asker.ask(
        "a",
        lambda queries: (threading.current_thread().name, queries.product_count()),
        lambda answer: where.append((*answer, threading.current_thread())),
    )
    asked.wait()

    assert where == [("asker", 3, threading.main_thread())]
    assert asked.opened_on == ["asker"]


def test_of_the_questions_that_wait_only_the_newest_is_asked(asked):
    running, go_on, ran = threading.Event(), threading.Event(), []

    def first(queries):
        running.set()
        go_on.wait(10)
        ran.append("first")
        return "first"

    asked.ask(first)
    running.wait(10)
    for name in ("second", "third"):
        asked.ask(lambda queries, name=name: ran.append(name) or name)
    go_on.set()
    asked.wait()

    assert ran == ["first", "third"]
    assert asked.answers == ["third"]


def test_topics_do_not_void_each_other(asked):
    asked.ask(lambda queries: "tiles", topic="tiles")
    asked.ask(lambda queries: "search", topic="search")
    asked.wait()

    assert asked.answers == ["tiles", "search"]


def test_a_failure_that_was_to_be_expected_comes_back(asked):
    asked.ask(raising(EmptyCart()))
    asked.wait()
    asked.ask(raising(EmptyCart()), failed=False)
    asked.wait()

    assert [type(each) for each in asked.failures] == [EmptyCart]
    assert [type(each) for each in asked.told] == [EmptyCart]


def test_a_late_failure_of_an_older_question_is_not_told(asked):
    running, go_on = threading.Event(), threading.Event()

    def first(queries):
        running.set()
        go_on.wait(10)
        raise EmptyCart

    asked.ask(first)
    running.wait(10)
    asked.ask(lambda queries: "newer")
    go_on.set()
    asked.wait()

    assert (asked.failures, asked.answers) == ([], ["newer"])


def test_a_bug_comes_up_on_this_thread_and_the_asker_goes_on(qtbot, asked):
    with qtbot.captureExceptions() as bugs:
        asked.ask(raising(ZeroDivisionError()))
        asked.wait()
    asked.ask(lambda queries: "still here")
    asked.wait()

    assert [kind for kind, _, _ in bugs] == [ZeroDivisionError]
    assert [type(each) for each in asked.failures] == [Unanswered]
    assert asked.answers == ["still here"]


def test_queries_that_would_not_open_are_tried_again(asked):
    class NoDisk(Trouble):
        words = "no disk"

    asked.trouble = NoDisk()
    asked.ask(lambda queries: "answer")
    asked.wait()
    asked.trouble = None
    asked.ask(lambda queries: "answer")
    asked.wait()

    assert [type(each) for each in asked.failures] == [NoDisk]
    assert asked.answers == ["answer"]


def test_later_is_later_and_never_after_the_end(qtbot, qapp, asked):
    called = []
    asked.asker.after(0, lambda: called.append("now"))
    qtbot.waitUntil(lambda: called == ["now"])
    asked.asker.after(0, lambda: called.append("too late"))
    asked.asker.close()
    asked.asker.after(0, lambda: called.append("much too late"))
    qtbot.wait(20)

    assert called == ["now"]


def test_closing_ends_the_thread_and_its_queries(qtbot):
    asked = Asked(qtbot)
    asked.ask(lambda queries: 1)
    asked.wait()

    assert asked.asker.close()
    assert asked.closed_on == ["asker"]


def test_closing_waits_for_a_slow_question_no_longer_than_it_may(qtbot):
    asker = ThreadAsker(lambda: nullcontext(FakeShop().queries), print)
    running, go_on, told = threading.Event(), threading.Event(), []

    def slow(queries):
        running.set()
        go_on.wait(10)

    asker.ask("a", slow, told.append)
    running.wait(10)

    assert not asker.close(wait_s=0.01)
    go_on.set()
    assert asker.close()
    assert told == []


def test_topics_are_few(asked):
    go_on = threading.Event()
    for name in range(TOPICS_MAX):
        asked.ask(lambda queries: go_on.wait(10), topic=f"{name}")
    with pytest.raises(AssertionError, match="too many topics"):
        asked.ask(lambda queries: None, topic="one more")
    go_on.set()
    asked.wait()
