"""The bulletin: events in order from any thread, bounded, the newest kept."""

from threading import Thread

from pos_app.usecases.bulletin import (
    POSTED_MAX,
    Bulletin,
    CatalogueChanged,
    ClockSuspect,
    PrintJobChanged,
)


def test_events_come_in_the_order_in_which_they_were_posted() -> None:
    bulletin = Bulletin()
    bulletin.post(ClockSuspect(5_000))
    bulletin.post(CatalogueChanged())

    assert bulletin.drain() == [ClockSuspect(5_000), CatalogueChanged()]
    assert bulletin.drain() == []


def test_whoever_hung_up_is_woken_after_each_post() -> None:
    bulletin = Bulletin()
    drained: list[object] = []
    bulletin.hang_up(lambda: drained.append(bulletin.drain()))
    bulletin.post(ClockSuspect(1))
    bulletin.post(ClockSuspect(2))

    assert drained == [[ClockSuspect(1)], [ClockSuspect(2)]]


def test_the_oldest_are_dropped_when_it_is_full() -> None:
    bulletin = Bulletin()
    for number in range(POSTED_MAX + 10):
        bulletin.post(ClockSuspect(number))
    events = bulletin.drain()

    assert len(events) == POSTED_MAX
    assert events[0] == ClockSuspect(10)
    assert events[-1] == ClockSuspect(POSTED_MAX + 9)


def test_nothing_is_lost_between_threads() -> None:
    bulletin = Bulletin()

    def post(thread: int) -> None:
        for number in range(100):
            bulletin.post(PrintJobChanged(number, str(thread), "sent"))

    threads = [Thread(target=post, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    seen = bulletin.drain()
    for thread in threads:
        thread.join()
    seen += bulletin.drain()

    for number in range(4):
        jobs = [
            event.job
            for event in seen
            if isinstance(event, PrintJobChanged) and event.sale_id == str(number)
        ]
        assert jobs == list(range(100))
