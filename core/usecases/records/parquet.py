"""Parquet files: typed columns, one row group for each batch."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from core.store.records.read import ColumnKind, Record, RecordColumn

_TYPES = {
    ColumnKind.TEXT: pa.string(),
    ColumnKind.NUMBER: pa.int64(),
    ColumnKind.REAL: pa.float64(),
    ColumnKind.FLAG: pa.bool_(),
    ColumnKind.DAY: pa.date32(),
    ColumnKind.MOMENT: pa.timestamp("us", tz="UTC"),
}


class _Parquet:
    def __init__(self, schema: pa.Schema, writer: pq.ParquetWriter) -> None:
        self._schema = schema
        self._writer = writer

    def write(self, records: Sequence[Record]) -> None:
        if not records:
            return
        columns = list(zip(*records, strict=True))
        arrays = [
            pa.array(values, type=field.type)
            for values, field in zip(columns, self._schema, strict=True)
        ]
        self._writer.write_table(pa.Table.from_arrays(arrays, schema=self._schema))


@contextmanager
def open_parquet(columns: tuple[RecordColumn, ...], out: BinaryIO) -> Iterator[_Parquet]:
    """Open a file; its footer is written at the end, so that one without records is valid too."""
    schema = pa.schema([(column.name, _TYPES[column.kind]) for column in columns])
    with pq.ParquetWriter(out, schema, compression="zstd") as writer:
        yield _Parquet(schema, writer)
