"""References, groups and what of them is told."""

import pytest

from naikkelas.explain import sentence
from naikkelas.explain.lines import lines
from naikkelas.explain.voice import Voice
from naikkelas.facts import Text
from naikkelas.logic import MET, NOT_MET, UNKNOWN, negate
from naikkelas.results import Group, Reference
from tests.explain.make import AS_OF, RULES, d, finding, months, reading

PERMIT = Text("Izin PIRT berlaku", "Holds a valid PIRT permit")
KNOWS = finding("knows_market", "is", True, value=False, truth=NOT_MET)
SECTOR = finding("sector", "is", "food", value="craft", truth=NOT_MET)
CLOSED = finding("$gate", "is", True, value=False, truth=NOT_MET)
SET = finding("$gate", "is", False, value=False, truth=MET)


def said(reason, lang="id"):
    return sentence(reason, lang, AS_OF, RULES)


def told(*reasons):
    """The lines as (status, text, lines below)."""
    return [shape(line) for line in lines(Voice("id", AS_OF.toordinal(), RULES), reasons)]


def shape(line):
    return (line.status, line.text, [shape(item) for item in line.below]) if line.below else (line.status, line.text)


@pytest.mark.parametrize(
    ("kind", "wanted", "found", "truth", "negated", "in_id", "in_en"),
    [
        ("criterion", ("met",), "met", MET, False, "kriteria 'Izin PIRT berlaku' memenuhi", "criterion 'Holds a valid PIRT permit' is met"),
        (
            "criterion", ("met", "not_applicable"), "not_met", NOT_MET, False,
            "kriteria 'Izin PIRT berlaku' tidak memenuhi; syaratnya memenuhi atau tidak berlaku",
            "criterion 'Holds a valid PIRT permit' is not met; required: met or not applicable",
        ),
        (
            "criterion", ("met",), "met", MET, True,
            "kriteria 'Izin PIRT berlaku' memenuhi; syaratnya selain memenuhi",
            "criterion 'Holds a valid PIRT permit' is met; required: not met",
        ),
        (
            "criterion", ("met",), "unknown", UNKNOWN, False,
            "kriteria 'Izin PIRT berlaku' belum diketahui; syaratnya memenuhi",
            "criterion 'Holds a valid PIRT permit' is not known yet; required: met",
        ),
        (
            "programme", ("eligible",), "ineligible", NOT_MET, False,
            "program 'Izin PIRT berlaku': tidak memenuhi syarat; syaratnya memenuhi syarat",
            "programme 'Holds a valid PIRT permit': not eligible; required: eligible",
        ),
        (
            "programme", ("eligible",), "out_of_scope", NOT_MET, True,
            "program 'Izin PIRT berlaku': di luar cakupan, bukan memenuhi syarat",
            "programme 'Holds a valid PIRT permit': out of scope, not eligible",
        ),
        ("programme", ("eligible",), "new", MET, False, "program 'Izin PIRT berlaku': new", "programme 'Holds a valid PIRT permit': new"),
    ],
)  # fmt: skip
def test_references(kind, wanted, found, truth, negated, in_id, in_en):
    reference = Reference(kind, "permit", PERMIT, wanted, found, truth, negated)
    assert (said(reference), said(reference, "en")) == (in_id, in_en)


@pytest.mark.parametrize(
    ("kind", "truth", "head"),
    [
        ("any", NOT_MET, "tidak satu pun dari 2 kemungkinan terpenuhi"),
        ("any", UNKNOWN, "salah satu dari 2 kemungkinan harus terpenuhi, tetapi belum pasti"),
        ("some", MET, "sedikitnya 2 dari 2 terpenuhi"),
        ("some", NOT_MET, "sedikitnya 2 dari 2 harus terpenuhi, tetapi kurang"),
        ("some", UNKNOWN, "sedikitnya 2 dari 2 harus terpenuhi, tetapi belum pasti"),
    ],
)
def test_groups_name_themselves_and_nest(kind, truth, head):
    (line,) = told(Group(kind, truth, (KNOWS, SECTOR), 2, 2))
    assert line[1] == head
    assert [item[1] for item in line[2]] == ["tahu pasar: tidak; syaratnya ya", "bidang usaha: kerajinan; syaratnya pangan olahan"]


def test_a_group_in_one_sentence_numbers_its_reasons():
    made = Group("any", NOT_MET, (KNOWS, Group("all", NOT_MET, (SECTOR, KNOWS), 3)), 2)
    assert said(made) == (
        "tidak satu pun dari 2 kemungkinan terpenuhi: (1) tahu pasar: tidak; syaratnya ya "
        "(2) semua harus terpenuhi, tetapi ada yang tidak: (1) bidang usaha: kerajinan; syaratnya pangan olahan (2) tahu pasar: tidak; syaratnya ya"
    )


@pytest.mark.parametrize(("kind", "truth"), [("all", NOT_MET), ("all", UNKNOWN), ("any", MET), ("any", UNKNOWN)])
def test_one_reason_speaks_for_its_group(kind, truth):
    assert told(Group(kind, truth, (KNOWS,), 5)) == told(KNOWS)


def test_one_reason_does_not_speak_for_several_of_many():
    assert told(Group("some", NOT_MET, (KNOWS,), 4, 2))[0][1] == "sedikitnya 2 dari 4 harus terpenuhi, tetapi kurang"
    assert told(Group("any", NOT_MET, (KNOWS,), 4))[0][1] == "tidak satu pun dari 4 kemungkinan terpenuhi"


def test_reasons_that_must_all_hold_stand_side_by_side():
    assert told(Group("all", NOT_MET, (KNOWS, Group("all", NOT_MET, (SECTOR,), 1)), 4)) == told(KNOWS, SECTOR)
    assert told(Group("all", MET, (), 0)) == [("met", "semua terpenuhi")]


def negated(*items):
    return tuple(finding(i.comparison.left.name, i.comparison.op, *i.wanted, value=i.value, truth=i.truth, negated=True) for i in items)


def test_not_any_is_told_as_all_of_the_opposites():
    made = Group("any", NOT_MET, negated(KNOWS, SECTOR), 2, negated=True)
    assert told(made) == [("met", "tahu pasar: tidak"), ("met", "bidang usaha: kerajinan; bukan pangan olahan")]


def test_not_all_is_told_as_any_of_the_opposites():
    yes = finding("knows_market", "is", True, value=True, truth=MET)
    food = finding("sector", "is", "food", value="food", truth=MET)
    (line,) = told(Group("all", MET, negated(yes, food), 2, negated=True))
    assert line[:2] == ("not_met", "tidak satu pun dari 2 kemungkinan terpenuhi")
    assert line[2][0] == ("not_met", "tahu pasar: ya; syaratnya tidak")


def test_not_some_counts_the_opposites():
    (line,) = told(Group("some", NOT_MET, negated(KNOWS, SECTOR, SECTOR), 4, 2, negated=True))
    assert line[:2] == ("met", "sedikitnya 3 dari 4 terpenuhi")


@pytest.mark.parametrize("truth", [NOT_MET, UNKNOWN, MET])
def test_marks_say_whether_what_the_rule_wants_holds(truth):
    for negated_ in (False, True):
        (line,) = told(finding("workers", "at_least", 5, value=3, truth=truth, negated=negated_))
        assert line[0] == {NOT_MET: "not_met", UNKNOWN: "unknown", MET: "met"}[negate(truth) if negated_ else truth]


# --- settings of the rule set ----------------------------------------------------------------------------------------


def test_a_setting_that_is_met_goes_without_saying():
    assert told(SET, KNOWS) == told(KNOWS)
    assert len(told(SET)) == 1


def test_a_setting_that_closes_everything_is_all_that_is_told():
    assert told(CLOSED, KNOWS) == told(CLOSED)
    assert told(Group("all", NOT_MET, (KNOWS, CLOSED), 2)) == told(CLOSED)


def test_a_way_that_a_setting_closes_is_no_way():
    assert told(Group("any", NOT_MET, (KNOWS, CLOSED), 2)) == told(KNOWS)
    assert told(Group("any", NOT_MET, (KNOWS, Group("all", NOT_MET, (CLOSED, SECTOR), 2)), 2)) == told(KNOWS)
    three = told(Group("any", NOT_MET, (KNOWS, CLOSED, SECTOR), 3))
    assert three[0][1] == "tidak satu pun dari 2 kemungkinan terpenuhi"
    assert len(three[0][2]) == 2


def test_where_settings_close_every_way_they_are_told():
    other = finding("$cap", "is", 1, value=0, truth=NOT_MET)
    (line,) = told(Group("any", NOT_MET, (CLOSED, other, CLOSED), 3))
    assert len(line[2]) == 2


def test_settings_in_a_count_are_told():
    assert len(told(Group("some", NOT_MET, (KNOWS, CLOSED), 4, 2))[0][2]) == 2


def test_a_group_of_settings_is_a_setting():
    assert told(Group("any", MET, (SET, SET), 2), KNOWS) == told(KNOWS)


# --- inputs ----------------------------------------------------------------------------------------------------------


def test_inputs_stand_below_and_readings_have_no_mark():
    team = reading("team", 7, inputs=(reading("men", 3), reading("women", 4)))
    made = finding("size", "is", "micro", value="small", truth=NOT_MET, inputs=(team, KNOWS))
    assert told(made) == [
        (
            "not_met",
            "skala: small; syaratnya micro; berdasarkan",
            [
                ("", "seluruh pekerja: 7 orang; dihitung dari", [("", "laki-laki: 3 orang"), ("", "perempuan: 4 orang")]),
                ("not_met", "tahu pasar: tidak; syaratnya ya"),
            ],
        )
    ]


def test_the_date_of_months_since_is_not_told_twice():
    since = reading("since", d(2026, 3), origin=Text("dari NIB", "from the NIB"))
    assert told(finding("months", "at_least", 12, value=8, truth=NOT_MET, inputs=(since,))) == [
        ("not_met", "lama usaha: berjalan 8 bulan sejak 1 Maret 2026 (dari NIB); minimal 12 bulan; cukup pada 1 Maret 2027")
    ]


def test_the_inputs_of_a_hidden_value_are_not_told():
    made = finding("team", "at_least", 5, value=3, truth=NOT_MET, hidden=True, inputs=(reading("men", 3),))
    assert told(made) == [("not_met", "seluruh pekerja: data pribadi, tidak ditampilkan; tidak memenuhi yang diminta")]


def test_parameters_are_named_beside_the_sentence_and_not_in_it():
    made = finding("since", "at_least_ago", months(12), value=d(2026, 3), truth=NOT_MET, parameters=("minimum",))
    (line,) = lines(Voice("id", AS_OF.toordinal(), RULES), (made,))
    assert (line.label, line.names) == ("parameters", ("minimum",))
    assert "minimum" not in line.text
    (line,) = lines(Voice("id", AS_OF.toordinal(), RULES), (CLOSED,))
    assert (line.label, line.names) == ("setting", ("gate",))
