"""Numbers as tints: four steps of navy, from pale to dark, with round bounds; shared by the heat table and the map."""
from __future__ import annotations

from collections.abc import Sequence

from charts import columns
from charts.columns import Domain
from charts.drawing import Fill, Stroke, rectangle
from charts.sketch import Sketch, leading

STEPS = ("tint", "ice", "navy_rule", "navy")  # L* 96, 84, 47, 14: apart in grey as well
INK = {"white": "g700", "tint": "navy", "ice": "navy", "navy_rule": "white", "navy": "white"}  # words on each tint


def domain(numbers: Sequence[float]) -> Domain:
    """Round bounds for at most four steps; zero is one of them."""
    return columns.domain(numbers or [0.0], most=len(STEPS))


def tint(number: float | None, scale: Domain) -> str:
    """The step of a value: white is zero where nothing lies below it; a value on a bound belongs to the step under it."""
    if number is None or (number == 0 and scale.low == 0):
        return "white"
    below = sum(tick < number - 1e-9 * scale.step for tick in scale.ticks) - 1
    return STEPS[min(max(0, below) + len(STEPS) - (len(scale.ticks) - 1), len(STEPS) - 1)]


def ranges(scale: Domain) -> list[tuple[str, str]]:
    """Each step in use with its range in words: ("ice", "over 5 to 10")."""
    texts = columns.tick_texts(scale)
    steps = STEPS[len(STEPS) - (len(texts) - 1):]
    return [(step, f"up to {b}" if n == 0 and scale.low == 0 else f"over {a} to {b}" if n else f"{a} to {b}")
            for n, (step, a, b) in enumerate(zip(steps, texts, texts[1:]))]


def key(drawn: Sketch, scale: Domain, left: float, top: float) -> None:
    """A swatch and the range of each step on one line, from `left` where there is room; in fewer words where it is narrow."""
    style, k, size = drawn.style, drawn.style.stroke, drawn.style.sizes["small"]
    side, entries = 0.8 * size, ranges(scale)
    for texts in ([text for _, text in entries], [f"to {upper}" for upper in columns.tick_texts(scale)[1:]]):
        steps = [side + 3 * k + style.measure(text, size, False) + 10 * k for text in texts]
        total = sum(steps) - 10 * k
        if total <= drawn.width:
            break
    else:
        return
    x = max(0.0, min(left, drawn.width - total))
    for (step, _), text, wide in zip(entries, texts, steps):
        drawn.path(rectangle(x + 0.25 * k, top + (leading(style, size) - side) / 2, side, side), Fill(step), Stroke("g300", 0.5))
        drawn.text(x + side + 3 * k, top, text, size)
        x += wide


def clear(drawn: Sketch, lines: Sequence[str], size: float, x: float, y: float) -> None:
    """White behind words that stand on dots, centred: no dot touches a letter."""
    wide = max(drawn.style.measure(line, size, False) for line in lines) + 0.4 * size
    high = len(lines) * leading(drawn.style, size)
    drawn.box(x - wide / 2, y - high / 2, wide, high, "white")
