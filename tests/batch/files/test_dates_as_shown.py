"""Cells of dates and zeros that do not show all that they hold: read as far as they are shown, never further."""

from calendar import month_name
from datetime import date, datetime, time
from itertools import permutations
from struct import pack

import openpyxl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from naikkelas.batch import read_table, score_table
from naikkelas.batch.cells import Doubtful
from naikkelas.batch.files.date_formats import WHOLE, Parts, parts_in
from naikkelas.batch.files.number_formats import BUILT_IN, format_of
from tests.batch.files.test_odd_workbooks import HEAD, OLD, problems_of
from tests.batch.make import AS_OF, INOPAK, names, ods_at, ods_cell, ods_row, ods_sheet, values, xlsx_at
from tests.batch.raw import TITLES, book_at, row, sheet_of

#: 1 November 2025, 1 January 2026 and 17 November 2025, as Excel counts days.
NOVEMBER, JANUARY, MIDDLE = 45962, 46023, 45978


def shown(folder, code, number):
    path = book_at(folder, sheet_of(HEAD, row(2, "Tempe", "Kab. Demak", 2019, (number, 1))), formats=[code])
    return values(read_table(path))[0][3]


def is_hidden(cell, hint):
    return isinstance(cell, Doubtful) and (cell.problem.code, cell.problem.hint) == ("NK566", hint)


MONTHS = [
    "mmm-yy", "mmm\\-yy", "mmm yyyy", "[$-421]mmm yyyy", "[$-421]mmmm\\ yyyy;@", "[$-3809]mmm/yy", "MM/YYYY", "mmmm, yyyy", "yyyy-mm", 'mmm"d"yy',
    "mm\\d\\ yy", "mmm_-yy", "[Red]mmm-yy", "dddd, mmm yyyy", 'mm "h" yyyy', "mmm-yy h:mm", "h:mm mmm-yy", '"- "mmm-yy"."',
]  # fmt: skip
YEARS = ["yyyy", "yy", "[$-421]yyyy;@", "mmmmm-yy", "ddd yyyy", "yyyy h:mm", "yyyy mm:ss"]
DAYS = [
    "dd/mm/yyyy", "d-mmm-yy", "m/d/yy", "[$-421]dd mmmm yyyy;@", "dddd, dd mmmm yyyy", "d/m/yy h:mm", "h:mm d/m/yy", "yyyymmdd", "dd\\.mm\\.yyyy",
    "yyyy-mm-dd hh:mm:ss.000", 'yyyy-mm-dd"T"hh:mm', "d mmm yyyy h:mm AM/PM", 'd" de "mmmm" de "yyyy',
]  # fmt: skip
#: Words that a format puts before or behind a date, and what is read.
WORDS = [
    ('"sebelum "yyyy', "sebelum 2025"), ('"s/d "mmm yyyy', "s/d 2025-11"), ('"tahun "yyyy', "tahun 2025"), ('"Tgl. "dd/mm/yyyy', "Tgl. 2025-11-01"),
    ('dd/mm/yyyy" (dicabut)"', "2025-11-01 (dicabut)"), ("\\<yyyy", "< 2025"), ('"bulan "mmmm', "bulan November"), ('dd/mm/yyyy hh:mm" WIB"', "2025-11-01 WIB"),
    ('dd/mm/yyyy"?"', "2025-11-01 ?"), ('"± "dd/mm/yyyy', "± 2025-11-01"), ('dd/mm/yyyy" (?)"', "2025-11-01 (?)"), ("d/m/yyyy\\?", "2025-11-01 ?"), ("yyyy?", "2025 ?"),
    ('"± "yyyy', "± 2025"), ('yyyy"+"', "2025 +"), ('mmm yyyy"*"', "2025-11 *"), ('yyyy"..."', "2025 ..."), ('yyyy" -"', "2025 -"), ('yyyy"/6"', "2025 /6"),
    ('dd"?"/mm/yyyy', "2025-11-01 ?"), ('dd/mm/yyyy" kira-kira "h:mm', "2025-11-01 kira-kira"), ('dddd dd/mm/yyyy"(?)"', "2025-11-01 (?)"), ("yyyy%", "2025 %"),
]  # fmt: skip
#: What parts a date, or is there for its looks, and says nothing.
SEPARATED = [
    "dddd (dd/mm/yyyy)",
    "dd/mm/yyyy (ddd)",
    "dd\\ mmm\\ 'yy",
    '"– "d. mmmm yyyy","',
    'dddd, d mmmm yyyy "pukul" hh.mm',
    '"\u200e"dd–mm–yyyy',
]
#: What hides the year, the month between day and year, or all of the date.
HIDING = [
    "d-mmm",
    "dd/mm",
    "d",
    "ddd",
    "dddd",
    "d yyyy",
    "d mmmmm yyyy",
    "h:mm",
    "hh:mm:ss",
    "mm:ss",
    "mmmmm",
    "h AM/PM",
    "d/m h:mm",
    "dd/mm/bbbb",
]


@pytest.mark.parametrize("code", MONTHS)
@pytest.mark.parametrize("number", [NOVEMBER, MIDDLE])
def test_a_month_of_a_year_is_no_day(tmp_path, code, number):
    assert shown(tmp_path, code, number) == "2025-11"


@pytest.mark.parametrize("code", YEARS)
def test_a_year_is_no_day(tmp_path, code):
    assert [shown(tmp_path, code, number) for number in (JANUARY, NOVEMBER)] == ["2026", "2025"]


@pytest.mark.parametrize("code", ["mmm", "mmmm", "mm", "[$-421]mmmm"])
def test_a_month_without_a_year_is_the_name_of_the_month(tmp_path, code):
    assert [shown(tmp_path, code, number) for number in (JANUARY, NOVEMBER)] == ["Januari", "November"]


@pytest.mark.parametrize("code", DAYS)
def test_a_date_that_is_shown_whole_is_a_date(tmp_path, code):
    assert shown(tmp_path, code, NOVEMBER) == datetime(2025, 11, 1)  # noqa: DTZ001 - cells have no zone


@pytest.mark.parametrize("code", SEPARATED)
def test_what_only_parts_a_date_says_no_more(tmp_path, code):
    assert shown(tmp_path, code, NOVEMBER) == datetime(2025, 11, 1)  # noqa: DTZ001


@pytest.mark.parametrize("code", ["dd/mm/yyyy", "d-mmm-yy", "dddd, dd mmmm yyyy"])
def test_a_time_that_a_date_hides_is_not_read(tmp_path, code):
    assert shown(tmp_path, code, NOVEMBER + 0.75) == datetime(2025, 11, 1)  # noqa: DTZ001
    assert shown(tmp_path, f'{code}"?"', NOVEMBER + 0.75) == "2025-11-01 ?"


@pytest.mark.parametrize("code", ["d/m/yy h:mm", "hh:mm dd/mm/yyyy", "dd/mm/yyyy AM/PM", "d/m/yy mm:ss"])
def test_a_time_that_is_shown_beside_a_date_is_read(tmp_path, code):
    assert shown(tmp_path, code, NOVEMBER + 0.75) == datetime(2025, 11, 1, 18)  # noqa: DTZ001


def test_dates_with_doubt_or_a_hidden_time_are_decided_as_the_same_words_are(tmp_path):
    cells = [(NOVEMBER + 0.75, style) for style in (1, 2, 3, 4)]
    rows = [row(2 + at, "A", "Kab. Demak", cell) for at, cell in enumerate(cells)]
    _, told, _ = problems_of(
        tmp_path,
        book_at(tmp_path, sheet_of(row(1, *TITLES[:3]), *rows), formats=["dd/mm/yyyy", 'yyyy"?"', '"± "d/m/yyyy', "d/m/yyyy h:mm"]),
    )
    assert [(at, code) for at, _, code in told] == [("3", "NK440"), ("4", "NK440"), ("5", "NK440")]


@pytest.mark.parametrize(("code", "read"), WORDS)
def test_words_that_a_format_puts_beside_a_date_are_read_too(tmp_path, code, read):
    assert shown(tmp_path, code, NOVEMBER) == read


def test_words_beside_a_date_that_hides_its_year_are_told_with_it(tmp_path):
    assert is_hidden(shown(tmp_path, '"sebelum "d/m', NOVEMBER), "whole_date")


@pytest.mark.parametrize("code", HIDING)
def test_a_format_that_hides_the_year_or_more_of_a_date_is_told(tmp_path, code):
    cell = shown(tmp_path, code, NOVEMBER)
    assert is_hidden(cell, "whole_date")
    assert cell == Doubtful("2025-11-01", cell.problem)


@pytest.mark.parametrize("code", ["mmm-yy", "yyyy;@", "dd/mm", "h:mm"])
def test_what_is_no_date_stays_what_it_is_under_formats_of_parts(tmp_path, code):
    assert shown(tmp_path, code, 0.25) == time(6)
    assert shown(tmp_path, code, -5) == "#VALUE!"
    assert is_hidden(shown(tmp_path, code, 2019), "holds_a_year")


@pytest.mark.parametrize(
    ("number", "code"),
    [(16, "d-mmm"), (17, "mmm-yy"), (14, "d/m/yyyy"), (15, "d-mmm-yy"), (18, "h:mm"), (20, "h:mm"), (22, "d/m/yyyy h:mm")],
)
def test_formats_of_dates_that_stand_in_no_file_show_what_the_program_shows(number, code):
    assert [each.parts for each in format_of(BUILT_IN[number]).sections] == [each.parts for each in format_of(code).sections]


def test_a_workbook_that_counts_from_1904_has_months_too(tmp_path):
    path = book_at(
        tmp_path, sheet_of(HEAD, row(2, "A", "B", 2019, (NOVEMBER - 1462, 1))), formats=["mmm-yy"], about='<workbookPr date1904="1"/>'
    )
    assert values(read_table(path))[0][3] == "2025-11"


def test_a_format_with_conditions_is_that_of_the_number(tmp_path):
    code = "[<46000]mmm-yy;dd/mm/yyyy"
    assert [str(shown(tmp_path, code, number)) for number in (NOVEMBER, JANUARY)] == ["2025-11", "2026-01-01 00:00:00"]


def test_a_date_of_the_strict_form_is_read_as_far_as_it_is_shown(tmp_path):
    cells = [f'<c r="{at}2" t="d" s="{style}"><v>2025-11-01</v></c>' for at, style in (("C", 1), ("D", 2))]
    path = book_at(tmp_path, sheet_of(HEAD, row(2, "A", "B", *cells)), formats=["mmm-yy", "0"])
    assert values(read_table(path))[0][2:] == ("2025-11", datetime(2025, 11, 1))  # noqa: DTZ001


def test_a_month_of_a_workbook_is_decided_as_the_same_words_are(tmp_path):
    score, told, _ = problems_of(
        tmp_path, book_at(tmp_path, sheet_of(row(1, *TITLES[:3]), row(2, "A", "Kab. Demak", (NOVEMBER, 1))), formats=["mmm-yy"])
    )
    assert told == []
    text = tmp_path / "kata.csv"
    text.write_text("Nama Usaha,Kab/Kota,Tahun Berdiri\nA,Kab. Demak,Nov 2025\n", encoding="utf-8")
    assert score.outcomes == problems_of(tmp_path, text)[0].outcomes


@pytest.mark.parametrize("end", [".csv", ".xlsx", ".parquet", ".jsonl"])
def test_what_is_shown_in_part_is_decided_and_written_alike_by_every_engine(tmp_path, end):
    rows = [row(2 + at, "Tempe", "Kab. Demak", (NOVEMBER + at, 1 + at % 4), (at % 2, 5)) for at in range(12)]
    path = book_at(tmp_path, sheet_of(HEAD, *rows), formats=["mmm-yy", "yyyy", "d-mmm", "d/m/yy", "#,###"])
    (tmp_path / "m.yaml").write_text("format: naikkelas-mapping/1\ncolumns: {Tahun Berdiri: {fact: operating_since}}\n", encoding="utf-8")
    made = []
    for engine in ("rows", "polars"):
        out, problems = tmp_path / f"{engine}{end}", tmp_path / f"{engine}.masalah.csv"
        score = score_table(path, INOPAK, out, as_of=AS_OF, mapping=tmp_path / "m.yaml", problems=problems, engine=engine)
        made.append((score.outcomes, score.problems, values(read_table(out)), problems.read_text(encoding="utf-8-sig")))
    assert made[0] == made[1]
    assert made[0][1]["NK566"] == 3


def test_months_and_years_of_two_columns_are_one_date_also_as_dates(tmp_path):
    rows = [
        row(1, "Nama Usaha", "Bulan Mulai", "Tahun Mulai"),
        row(2, "A", (NOVEMBER, 1), (JANUARY, 2)),
        row(3, "B", "Maret", (JANUARY, 2)),
    ]
    path = book_at(tmp_path, sheet_of(*rows), formats=["mmmm", "yyyy"])
    assert problems_of(tmp_path, path)[1] == []
    assert [cells[1:] for cells in values(read_table(path))] == [("November", "2026"), ("Maret", "2026")]


def test_dates_as_titles_are_the_months_that_they_show(tmp_path):
    titles = ("Nama Usaha", "Kab/Kota", "Tahun Berdiri", date(2025, 11, 1), date(2025, 12, 1))
    path = xlsx_at(tmp_path, [titles, ("A", "Kab. Demak", 2019, 5, 6)])
    book = openpyxl.load_workbook(path)
    for at in ("D1", "E1"):
        book.active[at].number_format = "mmm-yy"
    book.save(path)
    assert names(read_table(path))[3:] == ["2025-11", "2025-12"]


# --- the other forms -------------------------------------------------------------------------------------------------


ORDERS = [
    order
    for shown in (Parts.YEAR, Parts.MONTH, Parts.DAY, Parts.YEAR | Parts.MONTH, Parts.MONTH | Parts.DAY, WHOLE)
    for order in permutations(shown)
]


@settings(max_examples=300)
@given(
    st.dates(date(1990, 1, 1), date(2060, 12, 31)),
    st.sampled_from(ORDERS),
    st.tuples(*[st.booleans()] * 4),
    st.sampled_from([" ", "/", "-", ".", ", "]),
)
@example(date(2011, 11, 11), (Parts.MONTH, Parts.YEAR), (True, False, False, True), "/")
@example(date(1990, 7, 7), (Parts.MONTH, Parts.YEAR), (True, False, True, False), "/")
@example(date(2025, 1, 1), (Parts.MONTH, Parts.YEAR), (False, False, True, False), "/")
def test_no_more_of_a_date_is_read_from_a_text_than_it_shows(day, order, choices, between):
    has_weekday, is_word, is_full, has_time = choices
    words = {
        Parts.YEAR: f"{day.year}" if is_full else f"{day.year % 100:02}",
        Parts.MONTH: month_name[day.month] if is_word else f"{day.month:02}",
        Parts.DAY: f"{day.day}",
    }
    text = between.join(words[part] for part in order)
    text = f"{'Sabtu, ' if has_weekday else ''}{text}{' 10:30' if has_time else ''}"
    shown = Parts(sum(part.value for part in order))
    assert parts_in(text, day) & ~shown == Parts(0)
    if shown == WHOLE:
        assert parts_in(text, day) == WHOLE
    if is_full and Parts.YEAR in shown:
        assert Parts.YEAR in parts_in(text, day)


def of_ods(folder, text, value):
    path = ods_at(folder, ods_sheet("Data", ods_row(*TITLES), ods_row("Tempe", "Demak", "2019", ods_cell(text, "date", date_value=value))))
    return values(read_table(path))[0][3]


@pytest.mark.parametrize(
    ("text", "value", "read"),
    [
        ("Nov 25", "2025-11-01", "2025-11"), ("11/25", "2025-11-01", "2025-11"), ("November 2025", "2025-11-17", "2025-11"), ("2025-11", "2025-11-17", "2025-11"),
        ("Agt 2025", "2025-08-01", "2025-08"), ("Sabtu Nov 2025", "2025-11-01", "2025-11"), ("2025", "2025-11-01", "2025"), ("novembre 2025", "2025-11-01", "novembre 2025"), ("Sat, 1 Nov 2025", "2025-11-01", date(2025, 11, 1)),
        ("sebelum 2025", "2025-11-01", "sebelum 2025"), ("s/d 01/11/25", "2025-11-01", "s/d 01/11/25"), ("&lt; 2025", "2025-11-01", "< 2025"), ("Q4 25", "2025-11-01", "Q4 25"),
        ("2025?", "2025-11-01", "2025?"), ("±2025", "2025-11-01", "±2025"), ("1/11/2025 ?", "2025-11-01", "1/11/2025 ?"), ("01/11/2025*", "2025-11-01", "01/11/2025*"), ("2025…", "2025-11-01", "2025…"),
        ("01/11?/2025", "2025-11-01", "01/11?/2025"), ("01/11/2025²", "2025-11-01", "01/11/2025²"), ("Sabtu (1/11/2025)", "2025-11-01", date(2025, 11, 1)), ("Jum'at, 1 Agt '25", "2025-08-01", date(2025, 8, 1)),
        ("01/11/2025", "2025-11-01T18:00:00", datetime(2025, 11, 1)), ("1 Nov 2025", "2025-11-01T18:00:00", datetime(2025, 11, 1)),  # noqa: DTZ001
        ("01/11/2025 18.00", "2025-11-01T18:00:00", datetime(2025, 11, 1, 18)), ("01/11/2025 06 PM", "2025-11-01T18:00:00", datetime(2025, 11, 1, 18)),  # noqa: DTZ001
        ("2025-11-01T10:00 AM", "2025-11-01T10:00:00", datetime(2025, 11, 1, 10)),  # noqa: DTZ001

        ("November", "2025-11-01", "November"), ("Nov 25", "2025-11-01T10:00:00", "2025-11"), ("01/01/2001", "2001-01-01", date(2001, 1, 1)),
        ("01/11/25", "2025-11-01", date(2025, 11, 1)), ("Sabtu, 1 November 2025", "2025-11-01", date(2025, 11, 1)), ("1. Nov 2025", "2025-11-01", date(2025, 11, 1)),
        ("20251101", "2025-11-01", date(2025, 11, 1)), ("01.11.2025", "2025-11-01", date(2025, 11, 1)),
        ("01/11/25 10:00", "2025-11-01T10:00:00", datetime(2025, 11, 1, 10)),  # noqa: DTZ001 - cells have no zone
        ("01/11/25 00:00", "2025-11-01T00:00:00", datetime(2025, 11, 1)), ("11/11/2011", "2011-11-11", date(2011, 11, 11)),  # noqa: DTZ001
    ],
)  # fmt: skip
def test_a_date_of_ods_is_read_as_far_as_it_is_shown(tmp_path, text, value, read):
    assert of_ods(tmp_path, text, value) == read


@pytest.mark.parametrize(
    ("text", "value"),
    [("01 Nov", "2025-11-01"), ("01/11", "2025-11-01"), ("Nov 25", "2025-11-25"), ("11/11", "2011-11-11"), ("01 2025", "2025-11-01"), ("Sabtu", "2025-11-01"), ("10:00", "2025-11-01T10:00:00"), ("11", "2025-11-01"), ("25", "2025-11-01"),  ("01/11/2568", "2025-11-01")],
)  # fmt: skip
def test_a_date_of_ods_that_hides_its_year_or_may_do_so_is_told(tmp_path, text, value):
    assert is_hidden(of_ods(tmp_path, text, value), "whole_date")


DATES = b"\xa5\x00\x08\x00\x00D/M/YYYY"


def old(folder, code):
    """The dates of the old workbook, under another format."""
    data = OLD.read_bytes()
    assert data.count(DATES) == 1
    (folder / "a.xls").write_bytes(data.replace(DATES, DATES[:5] + code.ljust(8)))
    return values(read_table(folder / "a.xls"))[0][5]


@pytest.mark.parametrize(
    ("code", "read"),
    [(b"mmm-yy", "{0:%Y-%m}"), (b"yyyy", "{0:%Y}"), (b"d/m/yy", "{0:%Y-%m-%d}"), (b'"<"yyyy', "< {0:%Y}"), (b'yyyy"?"', "{0:%Y} ?")],
)
def test_a_date_of_an_old_workbook_is_read_as_far_as_it_is_shown(tmp_path, code, read):
    whole = next(cells[5] for cells in values(read_table(OLD)))
    assert str(old(tmp_path, code))[:10] == read.format(whole)


@pytest.mark.parametrize(("code", "read"), [(b"d/m/yyyy", "2019-05-31 00:00:00"), (b"d/m h yy", "2019-05-31 18:00:00")])
def test_a_time_that_an_old_workbook_hides_is_not_read(tmp_path, code, read):
    whole, parted = ((43616 << 2) | 2).to_bytes(4, "little"), pack("<d", 43616.75)[4:]
    data = OLD.read_bytes()
    assert data.count(whole) == 1
    (tmp_path / "a.xls").write_bytes(data.replace(whole, parted).replace(DATES, DATES[:5] + code))
    assert str(values(read_table(tmp_path / "a.xls"))[0][5]) == read


def test_a_sign_that_no_text_holds_is_shown_beside_a_date_too(tmp_path):
    assert old(tmp_path, b"ddd yy\0") == "2019 \0"


def test_a_date_of_an_old_workbook_that_hides_its_year_is_told(tmp_path):
    assert is_hidden(old(tmp_path, b"dd/mm"), "whole_date")


# --- zero ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "code", ["0;0;", ";;;", "0;-0;;@", "#,###", '"Rp"#,###', '0;0;"Rp"', "[=0];0", '0;0;"nihil"', "#;-#", "?", "#,##0;;"]
)
def test_a_zero_that_is_not_shown_is_told(tmp_path, code):
    cell = shown(tmp_path, code, 0)
    assert is_hidden(cell, "plain_format")
    assert str(cell) == "0"


@pytest.mark.parametrize(
    "code",
    [
        "0", "General", "#,##0", '_-* #,##0_-;-* #,##0_-;_-* "-"_-;_-@_-', '_("Rp"* #,##0_);_("Rp"* (#,##0);_("Rp"* "-"??_);_(@_)', "0;0;-", '[=0]"-";0', "0.00",
        "# ?/?", '"Rp"#,##0;"Rp"#,##0;"Rp -"', "#,###;-#,###;0", "#,##0;", "0;-0;\\–", "@", "#0",
    ],
)  # fmt: skip
def test_a_zero_that_is_shown_as_one_or_as_a_dash_is_zero(tmp_path, code):
    cell = shown(tmp_path, code, 0)
    assert (type(cell), cell) == (int, 0)


def test_other_numbers_of_such_formats_are_plain(tmp_path):
    assert [shown(tmp_path, code, 5) for code in ("0;0;", "#,###", "0;-0;;@", '"Rp"#,###')] == [5] * 4


@pytest.mark.parametrize(("code", "is_told"), [(";;;", True), ("0;0;0;", True), ("0;0;", False), ("0;-0;;@", False), ('0;0;0;"x"', True)])
def test_a_text_that_is_not_shown_is_told(tmp_path, code, is_told):
    path = book_at(tmp_path, sheet_of(HEAD, row(2, "Tempe", ("Kab. Demak", 1), 2019, 5)), formats=[code])
    cell = values(read_table(path))[0][1]
    assert (str(cell), is_hidden(cell, "plain_format")) == ("Kab. Demak", is_told)


@pytest.mark.parametrize(("paragraph", "is_told"), [("<text:p/>", True), ("<text:p></text:p>", True), ("", False)])
def test_a_number_of_ods_that_shows_nothing_is_told(tmp_path, paragraph, is_told):
    cell = f'<table:table-cell office:value-type="float" office:value="0">{paragraph}</table:table-cell>'
    path = ods_at(tmp_path, ods_sheet("Data", ods_row(*TITLES), ods_row("Tempe", "Demak", "2019", cell)))
    assert is_hidden(values(read_table(path))[0][3], "plain_format") is is_told


@pytest.mark.parametrize(("paragraph", "is_told"), [("<text:p/>", True), ("<text:p> </text:p>", True), ("", False)])
def test_a_date_of_ods_that_shows_nothing_is_told(tmp_path, paragraph, is_told):
    cell = f'<table:table-cell office:value-type="date" office:date-value="2025-11-01">{paragraph}</table:table-cell>'
    read = values(read_table(ods_at(tmp_path, ods_sheet("Data", ods_row(*TITLES), ods_row("Tempe", "Demak", "2019", cell)))))[0][3]
    assert is_hidden(read, "whole_date") if is_told else read == date(2025, 11, 1)
