from datetime import date
from pathlib import Path

import pytest

from naikkelas.ikm import POOREST_CENTRAL_JAVA, PROVINCES, REGENCIES, regions


def test_the_tables_are_whole():
    assert len(PROVINCES) == 38
    assert len(REGENCIES) == 514
    assert sum(regency.kind == "kabupaten" for regency in REGENCIES.values()) == 416


def test_codes_names_and_provinces_fit():
    for code, regency in REGENCIES.items():
        assert regency.code == code
        assert PROVINCES[code[:2]] == regency.province
        assert regency.kind == ("kota" if int(code[2:]) >= 71 else "kabupaten")
        assert regency.name.split()[0].lower() in (regency.kind, "kota")
    assert len({regency.name for regency in REGENCIES.values()}) == 514


def test_the_regencies_of_the_articles():
    assert REGENCIES["5203"].name == "Kabupaten Lombok Timur"
    assert REGENCIES["3305"].name == "Kabupaten Kebumen"


def test_the_poorest_regencies_are_dated_lists():
    assert {year: len(held.codes) for year, held in POOREST_CENTRAL_JAVA.items()} == {2016: 15, 2020: 14, 2023: 17}
    held = POOREST_CENTRAL_JAVA[2020]
    assert held.announced == date(2020, 2, 17)
    assert "bisnis.com" in held.source
    assert held.codes == {f"33{n:02}" for n in (2, 3, 4, 5, 6, 7, 10, 14, 15, 16, 17, 21, 27, 29)}
    assert "3301" in POOREST_CENTRAL_JAVA[2016].codes & POOREST_CENTRAL_JAVA[2023].codes
    assert all(code in REGENCIES for listed in POOREST_CENTRAL_JAVA.values() for code in listed.codes)


def test_the_notice_stands_beside_the_data():
    notice = (Path(regions.__file__).parent / "data" / "NOTICE").read_text(encoding="utf-8")
    assert "Copyright (c) 2017-2025 Cahya DSN" in notice
    assert "Permission is hereby granted" in notice


def test_the_tables_cannot_be_changed():
    with pytest.raises(TypeError):
        REGENCIES["9999"] = REGENCIES["3305"]


def test_a_package_without_its_data_says_which_file_is_missing(monkeypatch):
    monkeypatch.setattr(regions, "get_data", lambda package, path: None)
    with pytest.raises(FileNotFoundError, match=r"ikm/data/regencies\.csv"):
        regions._rows("regencies.csv")
