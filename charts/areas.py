"""Areas over a course of dates: what lies between two courses, painted in the status of its values."""
from __future__ import annotations

from collections.abc import Callable, Sequence

from charts import series_marks
from charts.drawing import Command, Stroke
from charts.sketch import Sketch
from charts.values import Item, Shade

Course = Sequence[float | None]


def runs(course: Course, items: Sequence[Item]) -> list[tuple[int, int, Shade]]:
    """Stretches of stated neighbours as (first, last, status); the status of a step is that of its later value."""
    found: list[tuple[int, int, Shade]] = []
    for n in range(1, len(course)):
        if course[n] is None or course[n - 1] is None:
            continue
        if found and found[-1][1] == n - 1 and found[-1][2] == items[n].shade:
            found[-1] = (found[-1][0], n, items[n].shade)
        else:
            found.append((n - 1, n, items[n].shade))
    return found


def paint(drawn: Sketch, xs: Sequence[float], low: Course, high: Course, items: Sequence[Item], role: str,
          y: Callable[[float], float]) -> None:
    """The area between two courses in data units; a value without a neighbour is a bar of 2 points."""
    for first, last, shade in runs(high, items):
        there = range(first, last + 1)
        top = [(xs[n], y(high[n] or 0.0)) for n in there]
        bottom = [(xs[n], y(low[n] or 0.0)) for n in reversed(there)]
        ring: list[Command] = [("L" if n else "M", *point) for n, point in enumerate([*top, *bottom])]
        drawn.path([*ring, ("Z",)], series_marks.ground(role, shade), series_marks.edge(role, shade))
    for n in alone(high):
        a, b = y(low[n] or 0.0), y(high[n] or 0.0)
        x = min(max(xs[n] - 1, min(xs)), max(xs) - 2)
        series_marks.block(drawn, x, min(a, b), 2.0, abs(a - b), items[n].shade, role)


def alone(course: Course) -> list[int]:
    """Stated values between gaps."""
    def stated(n: int) -> bool:
        return 0 <= n < len(course) and course[n] is not None

    return [n for n in range(len(course)) if stated(n) and not stated(n - 1) and not stated(n + 1)]


def seam(drawn: Sketch, xs: Sequence[float], course: Course, items: Sequence[Item], y: Callable[[float], float]) -> None:
    """The white line between two areas that touch; areas that are not solid have edges of their own."""
    for first, last, shade in runs(course, items):
        if shade != "solid":
            continue
        points: list[Command] = [("M" if n == first else "L", xs[n], y(course[n] or 0.0)) for n in range(first, last + 1)]
        drawn.path(points, None, Stroke("white", 0.8))


def gaps(drawn: Sketch, xs: Sequence[float], course: Course, base: float) -> bool:
    """The sign "not stated" on the axis over each stretch without values; whether there is one."""
    for n in range(len(course)):
        if course[n] is None:
            left = xs[n - 1] if n else xs[n]
            right = xs[n + 1] if n + 1 < len(xs) else xs[n]
            series_marks.missing(drawn, (left + xs[n]) / 2, (xs[n] + right) / 2, base)
    return any(value is None for value in course)
