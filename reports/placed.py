"""Plain data that knows where it was typed: what the loader hands to the models."""
from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from reports.problems import Place


class PlacedStr(str):
    """Text as typed; `place` is where it starts."""

    __slots__ = ("place",)
    place: Place

    @classmethod
    def at(cls, text: str, place: Place) -> PlacedStr:
        made = cls(text)
        made.place = place
        return made


class Broken(PlacedStr):
    """Stands in for a value that is a problem already, so that no later stage reports it again."""

    __slots__ = ()


class PlacedDict(dict[str, Any]):
    """A mapping; `keys_at` and `places` say where each key and each value stands."""

    __slots__ = ("keys_at", "place", "places")

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place
        self.keys_at: dict[str, Place] = {}
        self.places: dict[str, Place] = {}

    def put(self, key: str, value: Any, key_at: Place, value_at: Place) -> None:
        """Add one entry with both its places."""
        self[key] = value
        self.keys_at[key], self.places[key] = key_at, value_at


class PlacedList(list[Any]):
    """A sequence; `places` has one place an item."""

    __slots__ = ("place", "places")

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place
        self.places: list[Place] = []

    def put(self, value: Any, at: Place) -> None:
        """Add one item with its place."""
        self.append(value)
        self.places.append(at)


def step(data: Any, part: Any) -> tuple[bool, Any, Place | None]:
    """One step into placed data: (whether there is such a part, its value, its place)."""
    if isinstance(data, PlacedDict) and isinstance(part, str) and part in data:
        return True, data[part], data.places[part]
    if isinstance(data, PlacedList) and isinstance(part, int) and 0 <= part < len(data):
        return True, data[part], data.places[part]
    return False, data, None


def place_of(data: Any, location: Iterable[Any]) -> Place:
    """Where the part of `data` stands that an error location names.

    Parts that are not in the data (the label of a union's member, a missing key) stay where they are.
    """
    place: Place = getattr(data, "place", Place(""))
    for part in location:
        _, data, found = step(data, part)
        place = found or place
    return place
