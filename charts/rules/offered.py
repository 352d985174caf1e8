"""What is not offered at all, and why: kinds and fields that mislead whatever they are filled with.

A writer who asks for one of them hears the reason, not only that the word is unknown.
"""
from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import charts


@dataclass(frozen=True, slots=True)
class Refusal:
    """A rule's id, what was asked for, what to do instead; `path`: the keys that lead to it."""

    rule: str
    what: str
    hint: str
    path: tuple[str | int, ...]


_KINDS = {
    **dict.fromkeys(("pie", "donut"), ("H6", "a pie needs a number for every part, three parts at most and a sum of 100",
                                       'use a chart of kind "bar", or "doughnut" where it has three parts')),
    **dict.fromkeys(("ring", "gauge", "dial", "progress", "speedometer"),
                    ("H17", "a ring shows one status as a share of another",
                     'show each status as a mark of its own: kind "unit"')),
    **dict.fromkeys(("radar", "spider", "sentiment", "index"),
                    ("H4", "a score turns opinion into numbers", "quote the opinion, or use a stance matrix")),
    **dict.fromkeys(("map", "route_map", "base_map"),
                    ("H16", "a map needs boundaries, and a note on whose they are",
                     'use "route", a schematic; or "choropleth" with boundary_policy')),
    **dict.fromkeys(("word_cloud", "wordcloud", "tag_cloud"),
                    ("H4", "a word cloud says nothing", "quote the words that matter")),
    **dict.fromkeys(("dual_axis", "combo"), ("H5", "two value axes suggest a relation that is not there", "make two charts")),
    **dict.fromkeys(("bubble", "pie_3d", "bar_3d", "column_3d"), ("H4", "areas and depth do not read as numbers",
                                                                 'use a chart of kind "bar"'))}
_FIELDS = {
    **dict.fromkeys(("y2", "right_axis", "second_axis", "secondary_axis", "secondary", "dual_axis"),
                    ("H5", "a chart has one value axis", "make two charts")),
    **dict.fromkeys(("log", "log_axis", "log_scale", "logarithmic"),
                    ("H2", "a logarithmic axis hides how far values are apart",
                     'use a chart of kind "unit", or leave it linear')),
    **dict.fromkeys(("shadow", "gradient", "depth", "three_d", "3d"), ("H4", "effects show nothing", "leave them out")),
    **dict.fromkeys(("trend", "trend_line", "trendline", "projection", "extrapolate"),
                    ("H14", "a projection needs a fact with status: forecast and a range", 'leave it out, or use kind "fan"')),
    **dict.fromkeys(("flag", "flags", "rag", "traffic_light", "traffic_lights"),
                    ("C9", "flags and traffic lights judge states", "write their names, and say in words what was done")),
    **dict.fromkeys(("rotate", "rotation", "angle"), ("T9", "all text in a chart is horizontal", "shorten the labels"))}
_LENGTHS = frozenset("column bar grouped stacked area waterfall lollipop bullet diverging unit small_multiples".split())
_CUTS = frozenset("start axis axis_start baseline base min minimum y_min ymin x_min xmin range ylim break axis_break broken "
                  "broken_axis truncate".split())
_VALUES = {("scale", "log"): "log", ("axis", "log"): "log", ("scale", "logarithmic"): "log", ("axis", "logarithmic"): "log"}


def refused(data: Mapping[str, Any]) -> Refusal | None:
    """The first thing in a chart as typed that no chart may have; None when there is nothing of the kind."""
    kind = str(data.get("kind", "")).lower().replace("-", "_").replace(" ", "_")
    if kind in _KINDS and kind not in charts.names():
        rule, why, hint = _KINDS[kind]
        return Refusal(rule, f'chart kind "{data["kind"]}" is not offered: {why}', hint, ("kind",))
    return next(_fields(data, ()), None) or (_cut(data) if kind in _LENGTHS else None)


def _cut(data: Mapping[str, Any]) -> Refusal | None:
    """A wish that the axis of lengths begin elsewhere, or be broken."""
    found = next((str(name) for name in data if str(name) in _CUTS), "")
    return Refusal("H1", f'"{found}" is not offered: a length is its value only on an axis from zero, unbroken',
                   'leave it out, or use kind "line", "slope" or "dumbbell"', (found,)) if found else None


def _fields(value: Any, path: tuple[str | int, ...]) -> Iterator[Refusal]:
    if isinstance(value, Mapping):
        for name, inner in value.items():
            field = _VALUES.get((str(name), str(inner)), str(name))
            if field in _FIELDS and path[:1] != ("waive",):
                rule, why, hint = _FIELDS[field]
                yield Refusal(rule, f'"{name}" is not offered: {why}', hint, (*path, name))
            yield from _fields(inner, (*path, name))
    elif isinstance(value, list):
        for n, item in enumerate(value):
            yield from _fields(item, (*path, n))
