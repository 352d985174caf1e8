"""What a chart takes from its table besides the values: the unit that the headings give."""
from __future__ import annotations

from charts.inputs import Refused, Spec
from reports.tables.model import Table


def measured(spec: Spec, table: Table | None) -> Spec:
    """A chart's spec with the unit of its value columns, where it names none itself.

    Raises Refused (H17) when the columns that it shows together have different units.
    """
    y = getattr(spec, "y", None)
    names = [y] if isinstance(y, str) else y if isinstance(y, list) else []
    if table is None or spec.unit:
        return spec
    known = {column.name: column.unit for column in table.columns}
    units = {unit: name for name, unit in ((n, known.get(str(n), "")) for n in names) if unit}
    if len(units) > 1:
        told = " and ".join(f'"{name}" in {unit}' for unit, name in units.items())
        raise Refused("H17", f"the chart shows {told}", "a chart compares values of one unit: make two charts", spec.place)
    return spec.model_copy(update={"unit": next(iter(units))}) if units else spec
