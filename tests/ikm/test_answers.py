"""Words people answer with: in process is never held, nobody knows is never no, and an unknown word is never guessed."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naikkelas.facts import BOOLEAN, Fact, Text, choice
from naikkelas.ikm import FACTS
from naikkelas.ikm.answers import LEGAL_FORMS, PERMIT_STATUS, SECTORS, YES_NO, folded, read_answer, says_status, table_of
from naikkelas.ikm.catalogue import STATUS_TITLES
from naikkelas.ikm.cells import EMPTY, EMPTY_FOUND
from naikkelas.problems import Severity
from tests.docs.runner import ROOT
from tests.docs.tables import codes, tables

YES = FACTS["knows_market"]
STATUS = FACTS["pirt_status"]
SECTOR = FACTS["sector"]
TABLES = {"knows_market": YES_NO, "pirt_status": PERMIT_STATUS, "sector": SECTORS, "legal_form": LEGAL_FORMS}
EVERY_WORD = [(name, word) for name, words in TABLES.items() for word in words]

READ = [
    ("knows_market", "Ya", True),
    ("knows_market", "SUDAH", True),
    ("knows_market", "ada", True),
    ("knows_market", "✓", True),
    ("knows_market", "v", True),
    ("knows_market", 1, True),
    ("knows_market", 1.0, True),
    ("knows_market", "1.0", True),  # so programs write a column with gaps
    ("pirt_status", "1.0", "held"),
    ("knows_market", True, True),
    ("knows_market", "TRUE", True),
    ("knows_market", "Tidak ", False),
    ("knows_market", "belum", False),
    ("knows_market", "tidak  ada", False),
    ("pirt_status", "Ada", "held"),
    ("pirt_status", "Sudah Berizin", "held"),
    ("pirt_status", "dimiliki", "held"),
    ("pirt_status", "held", "held"),
    ("pirt_status", "Proses", "in_process"),
    ("pirt_status", "Dalam Proses Verifikasi", "in_process"),
    ("pirt_status", "MENUNGGU VERIFIKASI", "in_process"),
    ("pirt_status", "sedang diurus", "in_process"),
    ("pirt_status", "Kadaluarsa", "lapsed"),
    ("pirt_status", "Kedaluwarsa", "lapsed"),
    ("pirt_status", "Habis masa berlaku", "lapsed"),
    ("pirt_status", "dicabut", "revoked"),
    ("pirt_status", "Dibekukan", "suspended"),
    ("pirt_status", "Tidak Ada", "none"),
    ("pirt_status", "Belum Berizin", "none"),
    ("pirt_status", "none", "none"),
    ("sector", "Pangan", "processed_food"),
    ("sector", "Olahan pangan", "processed_food"),
    ("sector", "ANEKA OLAHAN IKAN", "processed_food"),
    ("sector", "MAKANAN KERING / ANEKA KUE", "processed_food"),
    ("sector", "kerajinan", "handicraft"),
    ("sector", "mebel", "wood"),
    ("sector", "jamu", "herbal"),
    ("sector", "Lain-lain", "other"),
    ("sector", "wood, furniture and carving", "wood"),
    ("legal_form", "CV", "limited_partnership"),
    ("legal_form", "pt", "company"),
    ("market_reach", "Ekspor", "export"),
    ("credit_quality", "Kurang Lancar", "substandard"),
]


@pytest.mark.parametrize(("name", "raw", "expected"), READ)
def test_what_is_read(name, raw, expected):
    made = read_answer(raw, FACTS[name])
    assert (made.value, made.problem) == (expected, None)


REFUSED = [
    ("knows_market", "Proses", "NK445", "in_process_is_neither"),
    ("knows_market", "Menunggu Verifikasi", "NK445", "in_process_is_neither"),
    ("knows_market", "x", "NK445", "which_answer"),
    ("knows_market", "Ya/Tidak", "NK445", "which_answer"),
    ("knows_market", "iyaa", "NK444", None),
    ("knows_market", "tidakk", "NK444", "did_you_mean"),
    ("knows_market", 2, "NK444", None),
    ("knows_market", [], "NK444", None),
    ("pirt_status", "None", "NK445", "which_answer"),
    ("pirt_status", "0", "NK445", "which_answer"),
    ("pirt_status", 0, "NK445", "which_answer"),
    ("pirt_status", "Proses perpanjangan", "NK445", "which_answer"),
    ("pirt_status", "proces", "NK444", "did_you_mean"),
    ("pirt_status", True, "NK444", None),
    ("pirt_status", "P-IRT No. 2053374020970-28", "NK444", "number_elsewhere"),
    ("pirt_status", "2.05337E+14", "NK446", "text_format"),
    ("sector", "KULINER", "NK445", "which_answer"),
    ("sector", "aneka", "NK445", "which_answer"),
    ("sector", "kerjinan", "NK444", "did_you_mean"),
    ("sector", "pertambangan", "NK444", None),
    ("legal_form", "UD", "NK445", "which_answer"),
    ("sector", "x" * 121, "NK449", None),
]


@pytest.mark.parametrize(("name", "raw", "code", "hint"), REFUSED)
def test_what_is_refused(name, raw, code, hint):
    made = read_answer(raw, FACTS[name])
    assert made.value is None
    assert (made.problem.code, made.problem.hint) == (code, hint)
    assert made.problem.text("id") != made.problem.text("en")


#: What people write around a word when they are not sure of it, or when it goes on elsewhere.
DOUBTS = [
    *(
        "{}?",
        "{} ?",
        "{}??",
        "{} (?)",
        "{}*",
        "{} *)",
        "{}**",
        "{}†",
        "{}..",
        "{}...",
        "{} +/-",
        "{}+",
        "+{}",
        "{}^",
        "{}~",
        "{} -",
        "{} (-)",
    ),
    *("±{}", "≈ {}", "~{}", "> {}", "<{}", "= {}", "#{}", "{}%", "?{}", "-/{}", "{}/", "/{}", "{} (!)", "{} \N{WARNING SIGN}", "{}|"),
]


@pytest.mark.parametrize("around", DOUBTS)
@pytest.mark.parametrize(("name", "word"), [("knows_market", "ya"), ("knows_market", "v"), ("pirt_status", "Ada"), ("sector", "mebel")])
def test_a_word_with_a_sign_of_doubt_is_no_answer(name, word, around):
    made = read_answer(around.format(word), FACTS[name])
    assert made.value is None
    assert (made.problem.code, made.problem.hint) == ("NK445", "doubted_answer")


@pytest.mark.parametrize("cell", ["-1", "1?", "(1)", "+1", "1-", "#1", "1*", ">0", "0?"])
def test_a_digit_with_a_sign_is_no_answer(cell):
    assert read_answer(cell, YES).value is None
    assert read_answer(cell, YES).problem.is_error


@pytest.mark.parametrize(
    "cell",
    [
        "Ya.",
        "ya,",
        "ya!",
        "(ya)",
        "[v]",
        '"ya"',
        "'ya",
        "- ya",
        "-ya",
        "\N{BULLET} ya",
        "sudah_ada",
        "sudah (ada)",
        "ya;",
    ],
)
def test_signs_that_say_nothing_change_nothing(cell):
    assert read_answer(cell, YES).value is True


def test_a_tick_beside_a_yes_is_a_yes_and_beside_a_no_nobody_knows():
    for cell in ("\N{CHECK MARK} ya", "Ada \N{HEAVY CHECK MARK}", "ya (\N{SQUARE ROOT})"):
        assert read_answer(cell, YES).value is True
        assert read_answer(cell, STATUS).value == "held"
    for cell in ("\N{CHECK MARK} tidak", "\N{CHECK MARK} ya?", "belum \N{CHECK MARK}", "\N{BALLOT X} ya"):
        assert read_answer(cell, YES).problem.hint == "doubted_answer"


@pytest.mark.parametrize("cell", ["ya (dalam proses)", "ada, belum jadi", "kira-kira ada", "sekitar ya", "sudah tapi mati", "ya dan tidak"])
def test_words_beside_an_answer_are_not_passed_over(cell):
    assert read_answer(cell, YES).value is None
    assert read_answer(cell, STATUS).value is None
    assert read_answer(cell, YES).problem.is_error


def test_a_title_of_a_choice_may_have_any_sign():
    made = Fact(
        "share",
        choice("low", "high"),
        Text("bagian", "share"),
        choice_titles={"low": Text("s.d. 50%", "up to 50%"), "high": Text("> 60%*", "> 60%*")},
    )
    assert read_answer("> 60%*", made).value == "high"
    assert read_answer("UP TO 50%", made).value == "low"
    assert read_answer("60", made).value == "high"
    assert read_answer("60%?", made).problem.hint == "doubted_answer"


@pytest.mark.parametrize("raw", [None, float("nan"), "", "-", "null", "NULL", "n/a", "?", "tidak tahu", " - "])
@pytest.mark.parametrize("name", TABLES)
def test_nobody_knows_is_missing_and_never_no(name, raw):
    made = read_answer(raw, FACTS[name])
    assert (made.value, made.problem) == (None, None)


# --- the tables ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "word"), EVERY_WORD, ids=[f"{name}-{word.written}" for name, word in EVERY_WORD])
def test_every_word_says_what_its_table_says(name, word):
    for written in (word.written, word.written.upper(), f" {word.written} "):
        made = read_answer(written, FACTS[name])
        if written.strip() in (FACTS[name].type.choices or ()):
            continue  # the name of a choice is read as it stands
        assert made.value == word.says
        if word.written == "0":
            continue  # see test_a_zero_under_yes_and_no_is_a_no_with_a_warning
        assert (made.problem is None) is (word.says is not None)


@pytest.mark.parametrize("raw", ["0", 0, 0.0, " 0 "])
def test_a_zero_under_yes_and_no_is_a_no_with_a_warning(raw):
    made = read_answer(raw, FACTS["knows_market"])
    assert made.value is False
    assert (made.problem.code, made.problem.severity, made.problem.hint) == ("NK448", Severity.WARNING, "zero_is_no")
    assert read_answer("tidak", FACTS["knows_market"]).problem is None


@pytest.mark.parametrize("words", TABLES.values(), ids=TABLES)
def test_no_word_stands_twice_and_none_is_an_empty_cell(words):
    keys = [folded(word.written) for word in words]
    assert len(keys) == len(set(keys))
    assert set(keys) & (EMPTY - {"none"}) == set()


def test_no_word_of_a_process_is_held_or_a_yes():
    for words in (YES_NO, PERMIT_STATUS):
        for word in words:
            if any(part in word.written for part in ("proses", "menunggu", "pengajuan", "pengurusan", "process", "progress", "diajukan")):
                assert word.says in ("in_process", None)


def test_what_denies_never_affirms():
    for words in (YES_NO, PERMIT_STATUS):
        for word in words:
            if word.written.split()[0] in ("tidak", "belum", "tdk", "blm"):
                assert word.says in (False, "none", None)


def test_titles_are_words_too():
    assert all(read_answer(title.id, STATUS).value == name for name, title in STATUS_TITLES.items())
    for fact in FACTS.values():
        for name, title in fact.choice_titles.items():
            if fact.name != "regency":
                assert read_answer(title.id, fact).value == name
                assert read_answer(title.en, fact).value == name or fact.type == STATUS.type


def test_two_choices_with_one_title_are_told_apart_by_nobody():
    twins = Fact("twins", choice("a", "b"), Text("kembar", "twins"), choice_titles={"a": Text("sama", "one"), "b": Text("sama", "two")})
    assert read_answer("sama", twins).problem.code == "NK445"
    assert read_answer("one", twins).value == "a"


def test_facts_of_a_rule_set_have_their_own_choices():
    fact = Fact("size", choice("micro", "small"), Text("ukuran", "size"))
    assert read_answer("micro", fact).value == "micro"
    assert read_answer("Micro", fact).problem.code == "NK444"
    assert read_answer("ya", Fact("eats", BOOLEAN, Text("makan", "eats"))).value is True
    assert table_of(fact) == {}


def test_a_status_is_told_from_a_number():
    assert says_status("Proses")
    assert says_status("belum ada")
    assert not says_status("2053374020970-28")


@given(
    st.text(max_size=130) | st.integers() | st.floats() | st.booleans() | st.none() | st.binary(max_size=3),
    st.sampled_from([YES, STATUS, SECTOR]),
)
def test_nothing_raises_and_every_value_is_an_answer(raw, fact):
    made = read_answer(raw, fact)
    assert made.value is None or made.value in (fact.type.choices or (True, False))
    assert made.value is None or made.problem is None or made.problem.code == "NK448"


@pytest.mark.parametrize("piece", ["a", "ya ", "1", "1.", "-", "tidak ", "/", "✓", "p-irt no. "])
def test_long_and_strange_texts_take_bounded_time(piece):
    start = time.perf_counter()
    for size in (10, 120, 10**6):
        read_answer((piece * size)[:size], STATUS)
        read_answer((piece * size)[:size], SECTOR)
    assert time.perf_counter() - start < 2


# --- the page --------------------------------------------------------------------------------------------------------


def listed(heading):
    page = (ROOT / "docs" / "messy-values.md").read_text(encoding="utf-8")
    return [table for table in tables(page) if table.heading == heading]


@pytest.mark.parametrize(
    ("heading", "words"), [("Yes and no", YES_NO), ("Permits", PERMIT_STATUS), ("Sectors", SECTORS), ("Legal forms", LEGAL_FORMS)]
)
def test_the_page_lists_every_word_with_what_it_says_and_how_firm_that_is(heading, words):
    (table,) = listed(heading)
    shown = {
        (written, row[0].strip("`"), firmness)
        for row in table.rows
        for firmness, cell in zip(table.header[1:], row[1:], strict=True)
        for written in codes(cell)
    }
    named = {True: "true", False: "false", None: "refused"}
    assert shown == {(word.written, named.get(word.says, word.says), word.firmness) for word in words}


def test_the_page_lists_what_is_an_empty_cell():
    (table,) = listed("An empty cell")
    shown = {row[0]: set(codes(row[1])) for row in table.rows}
    assert shown["found"] == EMPTY_FOUND - {""}
    assert shown["memory"] == EMPTY - EMPTY_FOUND
