"""Times one call, and waits for what must come."""

from collections.abc import Callable
from time import monotonic, perf_counter, sleep
from typing import ParamSpec

P = ParamSpec("P")


def took_ms(act: Callable[P, object], *args: P.args, **kwargs: P.kwargs) -> float:
    """Call something and return how many milliseconds it took."""
    began = perf_counter()
    act(*args, **kwargs)
    return (perf_counter() - began) * 1_000


def waited(condition: Callable[[], bool], seconds: float) -> None:
    """Wait until something is so. Raises TimeoutError."""
    end = monotonic() + seconds
    while not condition():
        if monotonic() > end:
            raise TimeoutError("it did not come")
        sleep(0.002)
