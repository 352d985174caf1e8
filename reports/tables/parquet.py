"""Parquet files: columns with types of their own.                                                    [home of pyarrow]"""
from __future__ import annotations

import math
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from reports.problems import Place
from reports.tables.model import COLUMNS, Bad, Grid, Limits, Raw, Unreadable

NEEDS = ("pyarrow", "Parquet files")
_UNPACKED = 200_000_000  # bytes that the columns may unpack to


def grid(data: bytes, name: str, limits: Limits) -> Grid:
    """The rows of a file. Its sizes are looked at before anything is unpacked. Raises Unreadable."""
    if len(data) > limits.bytes:
        raise Unreadable(f"the file has {len(data):,} bytes", f"{limits.bytes:,} at most", Place(name))
    import pyarrow
    from pyarrow import parquet

    try:
        file = parquet.ParquetFile(pyarrow.BufferReader(data), pre_buffer=False)
        _small(file.metadata, name, limits)
        names = file.schema_arrow.names
        columns = [[_cell(v) for v in column.to_pylist()] for column in file.read(use_threads=False).columns]
    except Unreadable:
        raise
    except Exception as error:  # whatever a damaged file makes the library say
        raise Unreadable("this is not a Parquet file that can be read", "write it anew, or use CSV UTF-8", Place(name)) from error
    rows = [(number, list(cells)) for number, cells in enumerate(zip(*columns, strict=True), 1)]
    return Grid(name, [n.strip() for n in names], rows, numbered=True)


def _small(metadata: Any, name: str, limits: Limits) -> None:
    if metadata.num_columns > COLUMNS:
        raise Unreadable(f"the table has {metadata.num_columns} columns", f"{COLUMNS} at most", Place(name))
    if metadata.num_rows > limits.rows:
        raise Unreadable(f"the table has {metadata.num_rows:,} rows", f"{limits.rows:,} at most: {limits.why}", Place(name))
    size = sum(metadata.row_group(i).total_byte_size for i in range(metadata.num_row_groups))
    if size > _UNPACKED:
        raise Unreadable(f"the table unpacks to {size:,} bytes", f"{_UNPACKED:,} at most", Place(name))


def _cell(value: Any) -> Raw:
    if isinstance(value, datetime):
        return value.date() if value.time() == time(0) else Bad(f'"{value}" has a time of day', "write days, months or years")
    if isinstance(value, float) and math.isnan(value):
        return Bad("NaN is not a number", "write null for a missing value")
    if isinstance(value, str):
        return value.strip() or None
    if value is None or isinstance(value, bool | int | float | Decimal | date):
        return value
    return Bad("this is no value that a table could show", "give lists and parts columns of their own")
