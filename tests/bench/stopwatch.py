"""Times one call."""

from collections.abc import Callable
from time import perf_counter
from typing import ParamSpec

P = ParamSpec("P")


def took_ms(act: Callable[P, object], *args: P.args, **kwargs: P.kwargs) -> float:
    """Call something and return how many milliseconds it took."""
    began = perf_counter()
    act(*args, **kwargs)
    return (perf_counter() - began) * 1_000
