"""Places as people write them: every regency is found by its own names, and no typing mistake becomes another place."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naikkelas.ikm import PROVINCES, REGENCIES, Found, Province, Regency
from naikkelas.ikm.cells import MOST_CHARACTERS
from naikkelas.ikm.regions import SAME_CODES_AS_BPS, short_names
from tests.docs.runner import ROOT
from tests.docs.tables import codes, tables

CODES = st.sampled_from(sorted(REGENCIES))
LOMBOK_TIMUR, KEBUMEN, KOTA_SEMARANG = "5203", "3305", "3374"

FOUND = [
    ("Kab. Lombok Timur", LOMBOK_TIMUR),
    ("Lotim", LOMBOK_TIMUR),
    ("kab lotim", LOMBOK_TIMUR),
    ("5203", LOMBOK_TIMUR),
    ("52.03", LOMBOK_TIMUR),
    ("KABUPATEN KEBUMEN", KEBUMEN),
    (" kebumen ", KEBUMEN),
    ("Kab.Kebumen", KEBUMEN),
    ("Kota Semarang", KOTA_SEMARANG),
    ("Kotamadya Semarang", KOTA_SEMARANG),
    ("kodya semarang", KOTA_SEMARANG),
    ("Kab. Semarang", "3322"),
    ("Jakarta Selatan", "3174"),
    ("Kota Adm. Jakarta Selatan", "3174"),
    ("Kota Jakarta Selatan", "3174"),
    ("Kep. Seribu", "3101"),
    ("Gunung Kidul", "3403"),
    ("Kulonprogo", "3401"),
    ("Toli Toli", "7204"),
    ("Kota Solo", "3372"),
    ("Kab. Lima Puluh Kota", "1307"),
    ("Kotabaru", "6302"),
    ("Kota Batu", "3579"),
    ("3305 Kebumen", KEBUMEN),
    ("33.05 - Kab. Kebumen", KEBUMEN),
    ("1109 Simeulue", "1109"),
    ("3374 Semarang", KOTA_SEMARANG),
    ("Kota Bima, NTB", "5272"),
    ("Kabupaten Lombok Timur (Lotim)", LOMBOK_TIMUR),
    ("Kebumen (Jawa Tengah)", KEBUMEN),
    ("Banjar, Jawa Barat", "3279"),
    ("Banjar, Kalsel", "6303"),
    ("Jambi, Prov. Jambi", "1571"),
    ("Kota Jambi", "1571"),
    ("Kota Jogja", "3471"),
]


@pytest.mark.parametrize(("text", "code"), FOUND)
def test_what_is_found(text, code):
    found = Regency.find(text)
    assert found == Found((REGENCIES[code],))
    assert found.only == REGENCIES[code]


AMBIGUOUS = [
    ("Semarang", ["3322", "3374"], "Kabupaten Semarang | Kota Semarang"),
    ("MAGELANG", ["3308", "3371"], "Kabupaten Magelang | Kota Magelang"),
    ("Bima", ["5206", "5272"], "Kabupaten Bima | Kota Bima"),
    ("Semarang, Jateng", ["3322", "3374"], "Kabupaten Semarang | Kota Semarang"),
    ("Banjar", ["3279", "6303"], "Kota Banjar | Kabupaten Banjar"),
    ("Jambi", ["1571"], "Kota Jambi | Provinsi Jambi"),
    ("Yogyakarta", ["3471"], "Kota Yogyakarta | Provinsi Daerah Istimewa Yogyakarta"),
    ("Gorontalo", ["7501", "7571"], "Kabupaten Gorontalo | Kota Gorontalo | Provinsi Gorontalo"),
]


@pytest.mark.parametrize(("text", "matches", "told"), AMBIGUOUS)
def test_what_may_be_several_places_says_so(text, matches, told):
    found = Regency.find(text)
    assert [match.code for match in found.matches] == matches
    assert found.ambiguous
    assert found.only is None
    assert [problem.code for problem in found.problems] == ["NK431"]
    assert found.problems[0].slots["expected"] == told


def test_how_many_names_are_ambiguous():
    bare = {regency.name.split(" ", 1)[1].removeprefix("Administrasi ") for regency in REGENCIES.values()}
    assert sum(len(Regency.find(name).matches) == 2 for name in bare) == 26
    assert sorted(name for name in bare if Regency.find(name).ambiguous and len(Regency.find(name).matches) == 1) == [
        "Bengkulu",
        "Jambi",
        "Yogyakarta",
    ]


NOT_FOUND = [
    ("kebumn", "NK430", "did_you_mean", "Kabupaten Kebumen"),
    ("Kab. Lombok Tmur", "NK430", None, None),
    ("Kota Kebumen", "NK430", "did_you_mean", "Kabupaten Kebumen"),
    ("Kota Baru", "NK430", "one_of_these", None),
    ("Semarnag", "NK430", "one_of_these", None),
    ("Lombok", "NK430", None, None),
    ("Atlantis", "NK430", None, ""),
    ("", "NK430", None, ""),
    ("Semarang dan Kendal", "NK430", None, None),
    ("Kebumen, Atlantis", "NK430", None, None),
    ("Sumbar", "NK432", "write_the_regency", None),
    ("Provinsi Jambi", "NK432", "write_the_regency", None),
    ("Jakarta", "NK432", "write_the_regency", None),
    ("33", "NK432", "write_the_regency", None),
    ("9999", "NK433", "name_beside_code", None),
    ("20", "NK433", "name_beside_code", None),
    ("33.1", "NK433", "name_beside_code", None),
    ("3305010", "NK433", "name_beside_code", None),
    ("33.05.01", "NK433", "name_beside_code", None),
    ("1101 Simeulue", "NK435", None, None),
    ("9999 Kebumen", "NK435", None, None),
    ("5203 Lombk Timur", "NK435", None, None),
    ("Kebumen, Jatim", "NK435", None, None),
    ("Kab. Kebumen (Lotim)", "NK435", None, None),
    ("3.3E+03", "NK446", "text_format", None),
    ("x" * 121, "NK449", None, None),
]


@pytest.mark.parametrize(("text", "code", "hint", "suggested"), NOT_FOUND)
def test_what_is_not_found_is_never_guessed(text, code, hint, suggested):
    found = Regency.find(text)
    assert (found.matches, found.ambiguous, found.only) == ((), False, None)
    (problem,) = found.problems
    assert problem.code == code
    assert problem.is_error
    if hint is not None:
        assert problem.hint == hint
    if suggested is not None:
        assert problem.slots["suggestion"] == suggested


def test_every_near_name_is_told():
    assert Regency.find("Kota Baru").problems[0].slots["suggestion"] == "Kota Batu, Kabupaten Kotabaru, Kabupaten Barru"
    assert Regency.find("Kota Semarnag").problems[0].slots["suggestion"].startswith("Kota Semarang")
    assert Regency.find("1101 Simeulue").problems[0].slots["expected"] == "1101: Kabupaten Aceh Selatan"


def test_a_bare_code_where_the_two_codings_may_differ_has_a_warning():
    found = Regency.find("1101")
    assert found.only == REGENCIES["1101"]
    assert [(problem.code, problem.is_error) for problem in found.problems] == [("NK434", False)]
    assert "BPS" in found.problems[0].message()


@pytest.mark.parametrize("code", sorted(REGENCIES))
def test_every_regency_is_found_by_its_own_name_and_code(code):
    regency = REGENCIES[code]
    short = regency.name.replace("Kabupaten", "Kab.").replace("Administrasi", "Adm.")
    outer = f"{regency.name}, {regency.province}"
    for text in (regency.name, regency.name.upper(), short, f"{code} {regency.name}", outer, f"{short} ({regency.province})"):
        assert Regency.find(text) == Found((regency,)), text
    for text in (code, f"{code[:2]}.{code[2:]}"):
        found = Regency.find(text)
        assert found.only == regency
        assert bool(found.problems) is (code[:2] not in SAME_CODES_AS_BPS)


@given(CODES, st.data())
def test_no_typing_mistake_becomes_another_place(code, data):
    name = REGENCIES[code].name
    at = data.draw(st.integers(0, len(name) - 1))
    letter = data.draw(st.sampled_from("abcdefghijklmnopqrstuvwxyz "))
    typed = data.draw(st.sampled_from([name[:at] + name[at + 1 :], name[:at] + letter + name[at:], name[:at] + letter + name[at + 1 :]]))
    only = Regency.find(typed).only
    if only is not None and only.code != code:
        assert letters(typed).endswith(letters(only.name.split(" ", 1)[1].removeprefix("Administrasi ")))


def letters(text):
    return "".join(char for char in text.lower() if char.isalpha())


@given(st.text(max_size=130) | st.text("KabkotSemrng. ,()0123456789", max_size=40))
def test_nothing_raises_and_what_is_found_is_in_the_tables(text):
    for found, table in ((Regency.find(text), REGENCIES), (Province.find(text), PROVINCES)):
        assert all(match.code in table for match in found.matches)
        assert found.ambiguous is any(problem.code == "NK431" for problem in found.problems)
        assert bool(found.matches) or found.problems


@pytest.mark.parametrize("piece", ["a", "kota ", "kab. ", "(", "a,", "33", "33.", " ", "semarang ", "ı", "\u0301", "-"])
def test_long_and_strange_texts_take_bounded_time(piece):
    start = time.perf_counter()
    for size in (10, 60, MOST_CHARACTERS, 10**6):
        Regency.find((piece * size)[:size])
        Province.find((piece * size)[:size])
    assert time.perf_counter() - start < 2


# --- provinces -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", sorted(PROVINCES))
def test_every_province_is_found_by_its_own_name_and_code(code):
    name = PROVINCES[code]
    for text in (name, name.upper(), f"Prov. {name}", f"Propinsi {name}"):
        assert Province.find(text) == Found((Province(code, name),))
    found = Province.find(code)
    assert found.only == Province(code, name)
    assert bool(found.problems) is code.startswith("9")


@pytest.mark.parametrize(
    ("text", "code"), [("kebumen", "NK430"), ("Jawa Tengh", "NK430"), ("88", "NK433"), ("Kota Jambi", "NK430"), ("x" * 121, "NK449")]
)
def test_what_is_no_province(text, code):
    found = Province.find(text)
    assert found.matches == ()
    assert [problem.code for problem in found.problems] == [code]


def test_the_nearest_province_is_told():
    assert Province.find("Jawa Tengh").problems[0].slots["suggestion"] == "Jawa Tengah"


# --- short names -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("short", short_names(), ids=lambda short: f"{short.written}-{short.code}")
def test_every_short_name_leads_to_its_place(short):
    find = Province.find if len(short.code) == 2 else Regency.find
    assert short.code in [match.code for match in find(short.written).matches]
    assert (short.firmness == "memory") is short.source.startswith("memory")


def test_the_page_lists_every_short_name_with_its_source():
    page = (ROOT / "docs" / "places.md").read_text(encoding="utf-8")
    listed = [table for table in tables(page) if table.header[0] == "written"]
    rows = {(codes(row[0])[0], codes(row[1])[0], row[3]) for table in listed for row in table.rows}
    assert rows == {(short.written, short.code, short.source) for short in short_names()}
