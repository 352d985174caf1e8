"""What every schematic refuses, said once: a second message, an anonymous number; and how a bare cell is printed."""
from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from charts.inputs import Cell, Node, Refused


class Marked(Protocol):
    """Anything that can be the figure's message."""

    message: bool

    @property
    def place(self) -> object: ...


def one_message(rows: Sequence[Marked]) -> None:
    """Raises Refused (C7) when more than one row is the message: orange appears once per figure."""
    marked = [row for row in rows if row.message]
    if len(marked) > 1:
        raise Refused("C7", f"{len(marked)} rows are marked as the message", 'a figure has one message: keep one "message: true"',
                      marked[1].place)


def attributed(cell: Cell, what: str) -> None:
    """Raises Refused (H23) for a number that only an anonymous source vouches for."""
    if cell.attribution == "anonymous_source":
        raise Refused("H23", f'{what} "{cell.ref or printed(cell)}" comes from an anonymous source',
                      "say it in the text with its attribution, not in a chart", cell.place)


def no_table(rows: object, kind: str, field: str) -> None:
    """Raises Refused when a data table is given to a kind that is typed by hand."""
    if rows is not None:
        raise Refused("", f'a chart of kind "{kind}" takes no data table', f'write its content under "{field}"')


def one_source(rows: Sequence[Node], place: object = None) -> None:
    """Raises Refused when a chart that reads a data table has rows written out as well."""
    if rows:
        raise Refused("", 'the chart has both "rows" and "data"', "keep one of them", place)


def need(rows: Sequence[Node], least: int, what: str, hint: str, place: object = None) -> None:
    """Raises Refused (H22) when there is too little to draw."""
    if len(rows) < least:
        raise Refused("H22", f"{len(rows)} {what}, at least {least} are needed", hint, place)


def room_left(height: float, natural: float) -> float:
    """The height that is free, in points. Raises Refused (L4) when a drawing is to be squeezed below its natural height."""
    if height < natural - 0.5:
        raise Refused("L4", f"the drawing needs {natural:.0f} pt of height and has {height:.0f}",
                      "shorten its words, or show fewer rows")
    return max(0.0, height - natural)


def printed(cell: Cell, unit: str | None = None) -> str:
    """A cell's text as the ledger printed it; a bare number with its unit otherwise; "not stated" without either."""
    if cell.text or cell.number is None:
        return cell.text or "not stated"
    return f"{cell.number:,g}" + (f"\u00a0{unit}" if unit else "")


def sentence(text: str) -> str:
    """The text with a full stop, where it has no closing mark yet."""
    text = text.strip()
    return text if not text or text[-1] in ".!?" else f"{text}."


def counted(count: int, one: str, many: str) -> str:
    """A count with its noun: "one stop", "4 stops"."""
    return f"one {one}" if count == 1 else f"{count} {many}"
