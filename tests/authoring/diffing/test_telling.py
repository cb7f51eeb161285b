"""A comparison in words, in Markdown and as data."""

import json
import string
from dataclasses import replace

import pytest

pytest.importorskip("z3", reason="the extra verify is not installed")

from naikkelas.authoring.diffing import (
    Answer,
    Wanted,
    Witness,
    as_data,
    cases_of,
    compare,
    has_difference,
    markdown_of,
    moment_of,
    names_of,
    table_difference,
    text_of,
)
from naikkelas.authoring.diffing.document import Code, Grid, Heading, Item, as_markdown, as_text
from naikkelas.authoring.diffing.saying import tell
from naikkelas.authoring.diffing.telling import shows
from naikkelas.authoring.diffing.texts import TEXTS
from naikkelas.batch import read_table
from naikkelas.explain.words import in_lang
from tests.authoring.diffing.make import BASE, DAY, base, changes, compared, sides, small

BOOKS, ACCOUNT = ({name: {"is": True}} for name in ("keeps_books", "business_account"))


def told(old, new, lang="en", write=text_of, **options):
    """The comparison as text."""
    return write(compared(old, new, **options), changes(old, new, lang), lang)


def slots(text):
    """The slots of a template."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("key", TEXTS)
def test_both_languages_have_the_same_slots(key):
    assert slots(in_lang(TEXTS[key], "id")) == slots(in_lang(TEXTS[key], "en"))


@pytest.mark.parametrize(
    ("key", "one", "two"),
    [
        ("rows", "(1 row)", "(2 rows)"),
        ("decimals", "1 decimal", "2 decimals"),
        ("table.more", "… and 1 more row", "… and 2 more rows"),
        (
            "table.unread",
            "1 row has cells that could not be read; its facts count",
            "2 rows have cells that could not be read; their facts count",
        ),
        ("proof.not_compared", "1 more period was not compared;", "2 more periods were not compared;"),
    ],
)
def test_one_of_a_thing_is_told_in_the_singular(key, one, two):
    assert tell("en", key, count=1).startswith(one)
    assert tell("en", key, count=2).startswith(two)
    assert tell("id", key, count=1).replace("1", "2") == tell("id", key, count=2)


def test_the_same_is_said_to_be_the_same():
    said = told(BASE, base())
    assert "Nothing has changed." in said
    assert "The meaning is the same (same hash)" in said
    assert "Tidak ada yang berubah." in told(BASE, base(), "id")


def test_texts_are_told_apart():
    made = base()
    made["criteria"]["running"]["title"]["en"] = "In business"
    said = told(BASE, made)
    assert "  What changes no decision\n    criterion 'running' “In business”\n      title: Running → In business" in said
    assert "What can change decisions" not in said
    assert "same hash" in said


def test_a_threshold_is_told_in_one_line():
    old, new = small({"k": {"require": {"workers": {"at_least": 5}}}}), small({"k": {"require": {"workers": {"at_least": 6}}}})
    said = told(old, new)
    assert "what is asked: workers is at least 5 people → workers is at least 6 people [old.yaml:1:" in said
    assert said.count("5 people → 6 people") == 0


def test_a_long_condition_is_told_in_two_lines_and_its_threshold():
    made = base()
    made["criteria"]["staffed"]["require"]["any"][0] = {"staff": {"at_least": 3}}
    said = told(BASE, made)
    assert "        old: one of these is met: (1) staff is at least 2" in said
    assert "        new: one of these is met: (1) staff is at least 3" in said
    assert "        staff: 2 → 3\n" in said


def test_what_was_not_there_is_said():
    made = base()
    del made["applies_when"]
    assert "        new: (nothing)\n" in told(BASE, made)


def test_an_equivalent_rewrite_says_for_which_days():
    old, new = small({"k": {"require": BOOKS}}), small({"k": {"require": {"not": {"not": BOOKS}}}})
    said = told(old, new)
    assert "always (as of 1 November 2026): Equivalent" in said
    assert "This holds on every day on which both are in force." in said
    only = told(old, new, only=True)
    assert "as of 1 November 2026: Equivalent" in only
    assert "This holds for the dates above only." in only


def test_what_counts_days_holds_for_its_date():
    year = {"operating_since": {"at_least_ago": {"months": 12}}}
    old, new = small({"k": {"require": year}}), small({"one": {"require": year}, "two": {"require": {"not": {"not": year}}}})
    said = told(old, new)
    assert "For that date only: what was changed, or is decided together with it, counts days" in said
    assert "Other days are not decided; --as-of DATE asks about one date only." in said


def test_what_is_the_same_beside_what_counts_days_is_told_to_hold_for_its_date():
    beside = {"require": {"operating_since": {"at_least_ago": {"years": 10}}}}
    old, new = (small({"c": {"require": {"operating_since": {"before": day}}}, "e": beside}) for day in ("2026-06-01", "2026-06-05"))
    assert "What is the same below is proved for that date only" in told(old, new)
    assert "terbukti untuk tanggal itu saja" in told(old, new, lang="id")


def test_periods_are_told():
    old, new = base(), base()
    new["parameters"]["operation"]["values"]["2027-01-01"] = {"years": 3}
    said = told(old, new)
    assert "1 January 2026 to 31 December 2026: said in the same way" in said
    assert "from 1 January 2027 (as of 1 January 2027): DIFFERENT" in said
    first, second = (small({"k": {"require": one}}, effective={"until": "2026-12-31"}) for one in (BOOKS, ACCOUNT))
    assert "until 31 December 2026 (as of 1 November 2026): DIFFERENT" in told(first, second)


def test_lives_apart_are_told():
    old = small({"k": {"require": BOOKS}}, effective={"from": "2025-01-01", "until": "2025-12-31"})
    new = small({"k": {"require": ACCOUNT}}, effective={"from": "2026-01-01"})
    said = told(old, new)
    assert "There is no day on which both are in force" in said
    assert "the old rules of 31 December 2025, the new rules of 1 January 2026" in said
    made = cases_of(compared(old, new), "en")
    assert "as_of: 2026-01-01" in made
    assert "rules_as_of" not in made


def test_cases_name_the_day_of_the_rules_where_it_is_another():
    old = small({"k": {"require": BOOKS}}, effective={"from": "2027-01-01"})
    new = small({"k": {"require": ACCOUNT}}, effective={"from": "2025-01-01", "until": "2025-12-31"})
    made = cases_of(compared(old, new), "en")
    assert "as_of: 2027-01-01\n  rules_as_of: 2025-12-31" in made


def test_cases_of_one_name_are_numbered():
    old, new = (
        small(
            {"k": {"require": BOOKS}, "l": {"require": {"workers": {"at_least": "$least"}}}},
            parameters={"least": {"type": "integer", "values": {"2025-01-01": a, "2026-01-01": b}}}, effective={"from": "2025-01-01"},
        )
        for a, b in ((2, 4), (3, 5))
    )  # fmt: skip
    made = cases_of(compared(old, new), "en")
    assert made.count("was eligible, now not eligible; l: was met, now not met'\n") == 1
    assert made.count("was eligible, now not eligible; l: was met, now not met (2)'\n") == 1


def test_not_decided_says_why():
    old, new = small({"k": {"require": BOOKS}}), small({"k": {"require": ACCOUNT}})
    assert "outcome: not decided: time ran out (--timeout)" in told(old, new, seconds=0)
    assert "BELUM DIPUTUSKAN" in told(old, new, "id", seconds=0)


def test_asking_more_is_told_apart():
    old, new = (
        small({"k": {"require": BOOKS}}),
        small({"k": {"require": {"any": [{"all": [BOOKS, ACCOUNT]}, {"all": [BOOKS, {"not": ACCOUNT}]}]}}}),
    )
    said = told(old, new)
    assert "When everything is known they are equivalent" in said
    assert "outcome: the same for all profiles" in said
    assert "outcome, while something is not known: some profile differs: was eligible, now more information needed" in said


def test_left_out_periods_are_told():
    old, new = small({"k": {"require": BOOKS}}), small({"k": {"require": {"not": {"not": BOOKS}}}})
    difference = replace(compared(old, new), not_compared=3, every_day=False)
    assert "3 more periods were not compared" in text_of(difference, changes(old, new), "en")


def test_a_selection_is_told():
    old, new = base(), base()
    old["selection"], new["selection"] = {"quota": 5, "order": [{"most": "points"}]}, {"quota": 6, "order": [{"most": "points"}]}
    said = told(old, new)
    assert "quota: 5 → 6" in said
    assert "selection: different" in said


def test_markdown_has_headings_and_escapes_what_files_say():
    old = small({"k": {"title": "*a* | b", "require": BOOKS}})
    new = small({"k": {"title": "<b>", "require": ACCOUNT}})
    said = told(old, new, write=markdown_of)
    assert said.startswith("## old.yaml (one 1, ")
    assert "### What changed" in said
    assert "\\*a\\* \\| b → \\<b\\>" in said
    assert "```yaml\nformat: naikkelas-tests/1\nrules: ./new.yaml\n" in said


def test_a_fence_is_longer_than_any_inside():
    assert as_markdown([Code("yaml", "a\n```\n")]) == "````yaml\na\n```\n````\n"


def test_blocks_as_text():
    blocks = [Heading("One", 1), Item("two", 1, "x:1"), Grid(("a", "b"), (("1", "22"),))]
    assert as_text(blocks) == "One\n    two [x:1]\n\n  a  b\n  1  22\n"
    assert as_markdown(blocks) == "## One\n\n  - two (x:1)\n\n| a | b |\n|---|---|\n| 1 | 22 |\n"


def on_a_table(tmp_path, rows, **wanted):
    path = tmp_path / "data.csv"
    path.write_text(rows, encoding="utf-8")
    old, new = small({"k": {"title": "Books", "require": BOOKS}}), small({"k": {"title": "Account", "require": ACCOUNT}})
    one, two = sides(old, new)
    found = table_difference(
        read_table(path), (one, two), moment_of(one, two, DAY), names_of(one.rules.linked, two.rules.linked), Wanted(**wanted), "en"
    )
    return replace(compared(old, new), table=found), changes(old, new)


def test_a_table_is_told(tmp_path):
    rows = "keeps_books,business_account,regency,code\ntrue,false,Cilacap,A\nfalse,true,,B\ntrue,banyak,Cilacap,C\n"
    difference, found = on_a_table(tmp_path, rows, by="regency", key="code", out=tmp_path / "out.csv")
    said = text_of(difference, found, "en")
    assert "3 of 3 rows change their outcome (as of 1 November 2026)." in said
    assert "The changed rows are in " in said
    assert "k “Account”" in said
    assert "(blank)" in said
    assert "    row 2: eligible → not eligible, because of k “Account”" in said
    assert "1 row has cells that could not be read" in said
    assert "| Kabupaten Cilacap | eligible → not eligible | 1 |" in markdown_of(difference, found, "en")
    data = as_data(difference, found, "en")["table"]
    assert (data["rows"], data["changed"], data["first_rows"][0]["row"]) == (3, 3, 2)


def test_a_long_table_is_told_in_part(tmp_path):
    difference, found = on_a_table(tmp_path, "keeps_books,business_account\n" + "true,false\n" * 25)
    said = text_of(difference, found, "en")
    assert "row 2: eligible → not eligible" in said
    assert "… and 5 more rows" in said


def test_a_table_where_nobody_changes(tmp_path):
    difference, found = on_a_table(tmp_path, "keeps_books,business_account\ntrue,true\n")
    assert "0 of 1 row change" in text_of(difference, found, "en")


def test_the_scope_is_named_in_a_table(tmp_path):
    path = tmp_path / "data.csv"
    path.write_text("keeps_books,business_account\ntrue,false\n", encoding="utf-8")
    old, new = small({"k": {"require": BOOKS}}), small({"k": {"require": BOOKS}}, applies_when=ACCOUNT)
    one, two = sides(old, new)
    found = table_difference(
        read_table(path), (one, two), moment_of(one, two, DAY), names_of(one.rules.linked, two.rules.linked), Wanted(), "en"
    )
    assert "because of whom the rule set is for" in text_of(replace(compared(old, new), table=found), changes(old, new), "en")


@pytest.mark.parametrize("lang", ["id", "en"])
def test_data_is_json_and_says_everything(lang):
    made = base()
    made["criteria"]["staffed"]["require"]["any"][0] = {"staff": {"at_least": 3}}
    data = json.loads(json.dumps(as_data(compared(BASE, made), changes(BASE, made, lang), lang)))
    assert data["different"] is True
    assert data["table"] is None
    assert [each["aspect"] for each in data["changes"]] == ["require"]
    (first,) = {each["answer"] for each in data["periods"]}
    assert first == "different"
    claims = data["periods"][0]["claims"]
    assert {each["about"] for each in claims} >= {"outcome", "status"}
    assert all(set(each) == {"about", "name", "unknowns", "answer", "reason", "witnesses"} for each in claims)


def test_a_table_says_by_which_rules_each_side_judges(tmp_path):
    path = tmp_path / "data.csv"
    path.write_text("keeps_books,business_account\ntrue,false\n", encoding="utf-8")
    old = small({"k": {"require": BOOKS}}, effective={"from": "2025-01-01", "until": "2025-12-31"})
    one, two = sides(old, small({"k": {"require": ACCOUNT}}))
    found = table_difference(
        read_table(path), (one, two), moment_of(one, two, DAY), names_of(one.rules.linked, two.rules.linked), Wanted(), "en"
    )
    said = text_of(replace(compare(one, two, day=DAY), table=found), [], "en")
    assert "(as of 1 November 2026; the old rules of 31 December 2025, the new rules of 1 November 2026)" in said


# --- what a forge would make of it -----------------------------------------------------------------------------------


def test_markdown_calls_nobody_and_links_nowhere():
    title = "@octocat, siti@contoh.id, https://contoh.id/x, www.contoh.id, #12, GH-7, a:b"
    old, new = small({"k": {"require": BOOKS}}), small({"k": {"title": title, "require": BOOKS}})
    said = told(old, new, write=markdown_of)
    for live in ("@octocat", "siti@contoh", "://contoh", "www.contoh", "#12", "GH-7"):
        assert live not in said
    assert "a:b" in said
    assert title in said.replace("\u200d", "").replace("\\", "")


# --- ranges and choices ----------------------------------------------------------------------------------------------


def table_of(otherwise):
    """A rule set that shows a choice from a table."""
    rows = [{"when": {"keeps_books": {"is": value}}, "then": choice} for value, choice in ((True, "u"), (False, "v"))]
    facts = {"t": {"type": "choice", "of": ["u", "v", "w"], "table": {"rows": rows, "otherwise": otherwise}}}
    return small({"a": {"require": {"written_sop": {"is": True}}}}, facts=facts, outputs=["t"])


@pytest.mark.parametrize(
    ("lang", "words"), [("en", "t: was u or v or w, now u or v"), ("id", "t: dulu u atau v atau w, sekarang u atau v")]
)
def test_choices_that_are_left_are_compared_and_told(lang, words, tmp_path):
    from naikkelas.authoring.testing import read_cases, run_case

    old, new = table_of("w"), table_of("u")
    difference = compared(old, new)
    assert difference.periods[0].answer is Answer.DIFFERENT
    assert words in cases_of(difference, lang)
    (tmp_path / "new.yaml").write_text(json.dumps(new), encoding="utf-8")
    (tmp_path / "pasted.test.yaml").write_text(cases_of(difference, lang), encoding="utf-8")
    cases = read_cases(tmp_path / "pasted.test.yaml")
    assert (cases.problems, [run_case(case).passed for case in cases.cases]) == ((), [True])


@pytest.mark.parametrize(
    ("lang", "words"), [("en", "points: was 0 to 20, now 0 to 30"), ("id", "poin: dulu 0 sampai 20, sekarang 0 sampai 30")]
)
def test_ranges_are_told_in_words(lang, words):
    witness = Witness("points", {"old": {"at_least": 0, "at_most": 20}, "new": {"at_least": 0, "at_most": 30}, "name": ""}, {}, {}, {})
    assert shows(witness, lang) == words


@pytest.mark.parametrize(("value", "words"), [
    ({"at_least": 3}, "at least 3"), ({"at_least": None, "at_most": 4}, "at most 4"), (True, "yes"), (False, "no"), ("unknown", "not known"),
    ("eligible", "eligible"), (7, "7"),
])  # fmt: skip
def test_values_are_told_in_words(value, words):
    assert shows(Witness("output", {"old": value, "new": "x", "name": "n"}, {}, {}, {}), "en") == f"n: was {words}, now x"


# --- what the exit code says -----------------------------------------------------------------------------------------


def test_data_agrees_with_the_exit_code():
    old, new = small({"k": {"require": BOOKS}}), small({"k": {"require": ACCOUNT}})
    undecided = compared(old, new, seconds=0)
    found = changes(old, new)
    assert as_data(undecided, found, "en")["different"] is True
    assert as_data(undecided, found, "en", allow_undecided=True)["different"] is False
    assert as_data(undecided, found, "en")["proved"] is False
    assert as_data(compared(old, new), found, "en")["proved"] is True
    assert as_data(replace(compared(old, new), not_compared=1), found, "en")["proved"] is False


def test_a_choice_called_as_an_answer_stays_as_it_is():
    """Only answers are said in words: ``out_of_scope`` may be the name of a choice, or of a criterion."""
    slots = {"old": "out_of_scope", "new": "met", "name": "eligible"}
    assert shows(Witness("output", slots, {}, {}, {}), "id") == "eligible: dulu out_of_scope, sekarang met"
    assert shows(Witness("status", slots | {"old": "unknown"}, {}, {}, {}), "en") == "eligible: was not known yet, now met"


def test_what_is_not_spoken_of_is_said_with_the_proof():
    double = {"not": {"not": BOOKS}}
    knows = {"knows": {"derive": {"all": [{"knows_market": {"is": True}}, {"knows_production": {"is": True}}]}}}
    asks, made = {"knows": {"is": True}}, {"all": [{"knows_market": {"is": True}}, {"knows_production": {"is": True}}]}
    given = "can be read by one side only, so it cannot be compared: knows."
    assert given not in told(small({"k": {"require": BOOKS}}), small({"k": {"require": double}}))
    derived = small({"k": {"require": asks}}) | {"facts": knows}
    said = told(derived, small({"k": {"require": made}}))
    assert "Equivalent" in said
    assert given in said
    assert "hanya terbaca oleh satu sisi" in told(derived, small({"k": {"require": made}}), lang="id")
    assert given not in told(derived, derived)
    assumed = small({"k": {"require": BOOKS}}) | {"assumptions": [{"title": {"id": "x", "en": "x"}, "then": {"keeps_books": {"is": True}}}]}
    not_used = "What the files assume for proofs is not used here"
    assert not_used in told(assumed, small({"k": {"require": double}}))
    assert not_used in told(small({"k": {"require": double}}), assumed)
    assert not_used not in told(small({"k": {"require": BOOKS}}), small({"k": {"require": double}}))
    assert as_data(compared(derived, small({"k": {"require": made}})), (), "en")["not_covered"] == {
        "derived_facts": ["knows"],
        "unread_facts": [],
        "assumptions": False,
    }
    assert as_data(compared(assumed, small({"k": {"require": double}})), (), "en")["not_covered"] == {
        "derived_facts": [],
        "unread_facts": [],
        "assumptions": True,
    }


def test_an_assumption_that_changes_is_told_in_words():
    old = small({"k": {"require": BOOKS}})
    new = old | {
        "assumptions": [{"when": {"keeps_books": {"is": False}}, "then": {"keeps_books": {"is": True}}}],
        "never_hurts": [{"more": "keeps_books"}],
    }
    said = told(old, new)
    assert "assumed for proofs: added Where" in said
    assert "declared never to hurt: added “yes” to keeps books never hurts" in said


UNREAD = small({"k": {"require": BOOKS}}, facts={"spare": {"type": "integer"}})


@pytest.mark.parametrize(
    "facts",
    [
        {"spare": {"type": "boolean"}},
        {"spare": {"type": "integer", "at_most": 5}},
        {},
        {"spare": {"type": "integer"}, "more": {"type": "text"}},
    ],
)
def test_a_fact_that_no_rule_reads_decides_nothing_and_may_be_given_to_one_side_only(facts):
    other = small({"k": {"require": BOOKS}}, facts=facts)
    name = "more" if "more" in facts else "spare"
    for old, new in ((UNREAD, other), (other, UNREAD)):
        difference, found = compared(old, new), changes(old, new)
        assert not has_difference(difference, found)
        assert f"No rule reads these facts; a profile that gives one of them may be accepted by one side only: {name}." in told(old, new)
        assert f"Tidak ada aturan yang membaca fakta ini; profil yang mengisinya mungkin hanya diterima satu sisi: {name}." in told(
            old, new, "id"
        )
        assert as_data(difference, found, "en")["not_covered"]["unread_facts"] == [name]


def test_of_unread_facts_that_are_the_same_nothing_is_said():
    assert "No rule reads" not in told(UNREAD, UNREAD)
    assert as_data(compared(UNREAD, UNREAD), (), "en")["not_covered"]["unread_facts"] == []


def test_the_type_of_a_fact_that_is_read_still_differs():
    old, new = (small({"k": {"require": {"n": {"at_least": 1}}}}, facts={"n": {"type": "integer", "at_most": most}}) for most in (5, 6))
    assert has_difference(compared(old, new), changes(old, new))
    assert "No rule reads" not in told(old, new)
