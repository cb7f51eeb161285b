"""Interleaved timing: every contender runs in every round, and medians are compared as ratios."""

from collections.abc import Callable, Mapping
from statistics import median
from time import perf_counter, process_time
from typing import Any


def medians(contenders: Mapping[str, Callable[[], Any]], rounds: int = 15, seconds: float = 0.05) -> dict[str, float]:
    """The median time of one call of each contender, in seconds, over interleaved rounds of about ``seconds``."""
    counts = {name: _count(call, seconds) for name, call in contenders.items()}
    found: dict[str, list[float]] = {name: [] for name in contenders}
    for _ in range(rounds):
        for name, call in contenders.items():
            start = perf_counter()
            for _ in range(counts[name]):
                call()
            found[name].append((perf_counter() - start) / counts[name])
    return {name: median(times) for name, times in found.items()}


def _count(call: Callable[[], Any], seconds: float) -> int:
    count = 1
    while True:
        start = perf_counter()
        for _ in range(count):
            call()
        spent = perf_counter() - start
        if spent > seconds / 4:
            return max(1, int(count * seconds / spent))
        count *= 4


def table(found: Mapping[str, float], unit: str) -> str:
    """One line a contender, as a ratio to ``unit``."""
    width = max(map(len, found))
    return "\n".join(f"{name:<{width}}  {time * 1e6:9.2f} us  {time / found[unit]:6.2f}" for name, time in found.items())


def ratios(contenders: Mapping[str, tuple[Callable[[], Any], str]], rounds: int = 7) -> list[tuple[str, float, float, float]]:
    """Of each contender (a call, and the name of the one it is measured by): seconds of a call, and the other's time divided by its own, as the
    clock says and as the processors say, each the median over interleaved rounds. Other work on the machine moves the first most.
    """
    clock: dict[str, list[float]] = {name: [] for name in contenders}
    work: dict[str, list[float]] = {name: [] for name in contenders}
    for _ in range(rounds):
        for name, (call, _) in contenders.items():
            start, worked = perf_counter(), process_time()
            call()
            clock[name].append(perf_counter() - start)
            work[name].append(process_time() - worked)

    def beside(found: Mapping[str, list[float]], name: str, other: str) -> float:
        return median(theirs / own for theirs, own in zip(found[other], found[name], strict=True))

    return [(name, median(clock[name]), beside(clock, name, other), beside(work, name, other)) for name, (_, other) in contenders.items()]
