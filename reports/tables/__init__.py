"""Data files to tables: CSV, TSV, Excel, JSON and Parquet files, and SQL over them, to typed columns.

Nothing is guessed and nothing is changed in silence. Each reader (`csv_file`, `excel`, `json_file`, `parquet`, `sql`, `sqlite`)
makes a `Grid` of what stands in the file; `typed` makes a Table of a Grid, and every doubt a problem with file, row and
column; `loading` finds the files that an outline names.
"""
from reports.tables.csv_file import read
from reports.tables.loading import load
from reports.tables.model import Column, Kind, Table, Value

__all__ = ["Column", "Kind", "Table", "Value", "load", "read"]
