"""Parquet in and out."""

from datetime import date, datetime, time
from decimal import Decimal

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from naikkelas.batch import TableError, propose_columns, read_table, score_table
from naikkelas.batch.files import parquet_file
from naikkelas.batch.written import parquet_sink
from naikkelas.batch.written.draft import Draft
from naikkelas.batch.written.parquet_sink import ParquetSink
from tests.batch.make import AS_OF, INOPAK, codes, names, values


def parquet_at(folder, columns, **more):
    pq.write_table(pa.table(columns), folder / "data.parquet", **more)
    return folder / "data.parquet"


def test_columns_of_parquet_become_cells_of_their_types(tmp_path):
    columns = {
        "bulat": pa.array([1, None], pa.int8()),
        "pendek": pa.array([2.4, float("inf")], pa.float32()),
        "uang": pa.array([Decimal("1500000.00"), Decimal("12345678901234567.89")], pa.decimal128(20, 2)),
        "pecahan": pa.array([Decimal("2.50"), None], pa.decimal128(20, 2)),
        "hari": pa.array([date(2019, 5, 31), None]),
        "saat": pa.array([datetime.fromisoformat("2019-05-31"), datetime.fromisoformat("2019-05-31T08:00")], pa.timestamp("ns")),
        "zona": pa.array([datetime.fromisoformat("2019-05-31T00:00+07:00"), None], pa.timestamp("us", "Asia/Jakarta")),
        "kata": pa.array(["pangan", None]).dictionary_encode(),
        "ya": pa.array([True, None]),
        "kosong": pa.nulls(2),
        "jam": pa.array([time(8), None], pa.time64("ns")),
        "jauh": pa.array([1, 2**30], pa.int32()).cast(pa.date32()),
    }
    table = read_table(parquet_at(tmp_path, columns))
    assert (table.form, table.total, names(table)) == ("parquet", 2, list(columns))
    assert "the column 'zona' holds moments of UTC, and no dates" in [note.en for note in table.notes]
    first, second = values(table)
    assert first == (
        1, 2.4, 1500000, 2.5, date(2019, 5, 31), datetime.fromisoformat("2019-05-31"), "2019-05-30 17:00:00+00:00", "pangan", True,
        None, time(8), date(1970, 1, 2),
    )  # fmt: skip
    assert second == (
        None, float("inf"), "12345678901234567.89", None, None, datetime.fromisoformat("2019-05-31T08:00"), None, None, None, None, None,
        "? 1073741824",
    )  # fmt: skip


def test_columns_with_several_values_in_a_cell_are_refused_all_at_once(tmp_path):
    columns = {
        "a": [1],
        "izin": [["nib", "pirt"]],
        "alamat": [{"desa": "x"}],
        "isi": [b"x"],
        "kata": pa.array(["x"]),
        "peta": pa.array([[("a", 1)]], pa.map_(pa.string(), pa.int64())),
    }
    with pytest.raises(TableError) as refused:
        read_table(parquet_at(tmp_path, columns))
    assert [(found.code, found.place.path) for found in refused.value.problems] == [
        ("NK483", "alamat"),
        ("NK483", "izin"),
        ("NK483", "peta"),
    ]


def test_columns_of_bytes_and_of_lengths_of_time_are_copied_as_texts(tmp_path):
    columns = {
        "Nama Usaha": pa.array([b"Tempe", None]),
        "tetap": pa.array([b"ab", b"\xff\x00"], pa.binary(2)),
        "besar": pa.array([b"x", "é".encode()], pa.large_binary()),
        "lama": pa.array([90, None], pa.duration("s")),
    }
    table = read_table(parquet_at(tmp_path, columns))
    assert values(table) == [("Tempe", "ab", "x", "90 s"), (None, "0xff00", "é", None)]
    assert "the column 'tetap' holds bytes, which are read as UTF-8" in [note.en for note in table.notes]


def test_bytes_that_are_no_letters_give_no_fact(tmp_path):
    path = parquet_at(tmp_path, {"knows_market": pa.array([b"ya", b"\xff"]), "regency": ["3305", "3305"]})
    score = score_table(path, INOPAK, tmp_path / "hasil.parquet", as_of=AS_OF)
    assert score.problems == {"NK559": 1}


@pytest.mark.parametrize("number", [15_000_001.0, 12_345_678.0, 16_777_215.0, 1.5e9, 123_456_792.0, 2.4, 0.1, -7.15, 1e-40, 3.4e38, 1e20])
def test_a_float_of_32_bits_is_the_shortest_number_that_it_can_be(tmp_path, number):
    ((read,),) = values(read_table(parquet_at(tmp_path, {"annual_sales": pa.array([np.float32(number)], pa.float32())})))
    assert read == number


def test_a_float_of_16_bits_is_the_shortest_number_that_it_can_be(tmp_path):
    given = [2.4, 0.1, 2047.0, 65504.0, float("inf")]
    path = parquet_at(tmp_path, {"annual_sales": pa.array([np.float16(each) for each in given], pa.float16())})
    assert [read for (read,) in values(read_table(path))] == given


@given(st.floats(width=32))
def test_a_float_of_32_bits_stays_the_same_float(number):
    made = parquet_file.short(number, "f")
    assert np.array_equal(np.float32(made), np.float32(number), equal_nan=True)
    assert len(repr(made)) <= len(repr(number))


@pytest.mark.parametrize("unit", ["s", "ms", "us", "ns"])
@pytest.mark.parametrize("zone", [None, "Asia/Jakarta"])
def test_a_moment_that_no_calendar_has_is_told_and_no_other_one(tmp_path, unit, zone):
    most = 2**50 if unit == "s" else 2**62  # the format has thousandths of seconds
    path = parquet_at(tmp_path, {"a": pa.array([most, None, 0, -most], pa.timestamp(unit, zone)), "b": [1] * 4})
    far, none, first, before = (str(cells[0]) for cells in values(read_table(path)))
    assert (none, first[:19]) == ("None", "1970-01-01 00:00:00")
    expected = ("2116-02-20", "1823-11-12") if unit == "ns" else ("? ", "? -")
    assert far.startswith(expected[0])
    assert before.startswith(expected[1])
    assert unit == "ns" or far.removeprefix("? ") in (str(most), f"{most}000")


def test_a_moment_that_no_calendar_has_decides_nothing(tmp_path):
    columns = {"operating_since": pa.array([2**62], pa.timestamp("ms")), "regency": ["3305"], "knows_market": [True]}
    score = score_table(parquet_at(tmp_path, columns), INOPAK, tmp_path / "hasil.csv", as_of=AS_OF)
    assert score.problems == {"NK440": 1}


def test_row_groups_of_parquet_are_read_one_after_the_other(tmp_path):
    path = parquet_at(tmp_path, {"knows_market": [True, None] * 5000, "a": list(range(10_000))}, row_group_size=100)
    table = read_table(path)
    assert "Parquet, row groups: 100" in [note.en for note in table.notes]
    assert [row.number for row in table.rows()] == list(range(1, 10_001))
    assert propose_columns(table)[0].sure.value == "named"


def test_two_columns_of_parquet_with_one_name_get_names_of_their_own(tmp_path):
    pq.write_table(pa.Table.from_arrays([pa.array([1]), pa.array([2]), pa.array([3])], names=["a", "a", ""]), tmp_path / "data.parquet")
    assert names(read_table(tmp_path / "data.parquet")) == ["a", "a (2)", "kolom_3"]


@pytest.mark.parametrize("data", [b"", b"x", b"PAR1" + b"\0" * 60 + b"PAR1", b"PK\x03\x04"])
def test_what_is_no_parquet_is_refused(tmp_path, data):
    (tmp_path / "data.parquet").write_bytes(data)
    with pytest.raises(TableError) as refused:
        read_table(tmp_path / "data.parquet")
    assert codes(refused) == ["NK450"]


def test_parquet_without_columns_or_that_is_damaged_inside_is_refused(tmp_path):
    with pytest.raises(TableError) as refused:
        read_table(parquet_at(tmp_path, {}))
    assert codes(refused) == ["NK452"]
    path = parquet_at(tmp_path, {"a": [f"kata {at}" for at in range(5000)]})
    whole = bytearray(path.read_bytes())
    whole[4:2000] = b"\0" * 1996
    path.write_bytes(whole)
    with pytest.raises(TableError) as refused:
        list(read_table(path).rows())
    assert codes(refused) == ["NK450"]


# --- out -------------------------------------------------------------------------------------------------------------


def written(folder, names, rows):
    with Draft(folder / "out.parquet") as draft:
        sink = ParquetSink(draft, names)
        sink.begin()
        for row in rows:
            sink.row(row)
        sink.finish(None)
        sink.close()
        draft.commit()
    assert [each.name for each in folder.iterdir()] == ["out.parquet"]
    return pq.read_table(folder / "out.parquet")


def test_a_result_has_the_narrowest_type_that_holds_all_cells_of_a_column(tmp_path, monkeypatch):
    monkeypatch.setattr(parquet_sink, "GROUP", 2)
    midnight, eight = datetime.fromisoformat("2020-01-01"), datetime.fromisoformat("2020-01-01T08:00")
    columns = {
        "nomor": (1, 2, None, 4, "lima"),
        "luas": (1, None, 2.5, 3, 4),
        "ya": (True, None, False, None, True),
        "jawab": (True, None, "tidak", 1, None),
        "hari": (midnight, date(2020, 1, 2), None, None, None),
        "saat": (midnight, date(2020, 1, 2), eight, None, None),
        "jam": (None, None, None, time(8), None),
        "besar": (2**60, 1, None, None, None),
        "terlalu": (2**60, 1, None, 2.5, None),
        "raksasa": (2**70, None, None, None, -(2**63) - 1),
        "daftar": (None, None, [1], None, {"a": 1}),
        "rumus": ("=1+1", "\ud800", "", None, "é"),
        "kosong": (None,) * 5,
    }
    made = written(tmp_path, list(columns), zip(*columns.values(), strict=True))
    assert {field.name: str(field.type) for field in made.schema} == {
        "nomor": "string", "luas": "double", "ya": "bool", "jawab": "string", "hari": "date32[day]", "saat": "timestamp[us]",
        "jam": "time64[us]", "besar": "int64", "terlalu": "string", "raksasa": "string", "daftar": "string", "rumus": "string",
        "kosong": "null",
    }  # fmt: skip
    told = made.to_pydict()
    assert told["nomor"] == ["1", "2", None, "4", "lima"]
    assert told["luas"] == [1.0, None, 2.5, 3.0, 4.0]
    assert told["jawab"] == ["true", None, "tidak", "1", None]
    assert told["hari"][:2] == [date(2020, 1, 1), date(2020, 1, 2)]
    assert told["saat"][:3] == [midnight, datetime.fromisoformat("2020-01-02"), eight]
    assert told["terlalu"] == [str(2**60), "1", None, "2.5", None]
    assert told["raksasa"][0] == str(2**70)
    assert told["daftar"] == [None, None, "[1]", None, '{"a": 1}']
    assert told["rumus"] == ["=1+1", "?", "", None, "é"]


def test_a_result_without_rows_has_its_columns(tmp_path):
    assert written(tmp_path, ["a", "b"], []).schema.names == ["a", "b"]


def test_a_result_that_is_not_finished_leaves_nothing(tmp_path, monkeypatch):
    monkeypatch.setattr(parquet_sink, "GROUP", 1)
    with Draft(tmp_path / "out.parquet") as draft:
        sink = ParquetSink(draft, ["a"])
        sink.row([1])
        sink.row(["x"])
        sink.close()
    assert list(tmp_path.iterdir()) == []


def test_what_is_written_is_read_again_as_it_was(tmp_path):
    rows = [("Tempe", 5, True, None, "-"), ("Tahu", None, None, 2.5, "'x")]
    written(tmp_path, ["nama", "a", "b", "c", "d"], rows)
    assert values(read_table(tmp_path / "out.parquet")) == rows
