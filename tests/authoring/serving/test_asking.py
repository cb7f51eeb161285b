"""What an editor is told: offers, explanations, the outline of a file."""

import pytest

from naikkelas.authoring.schema_words import KEY_WORDS
from naikkelas.authoring.serving.slots import KEYS
from naikkelas.facts import Kind
from naikkelas.ruleset.conditions_linker import OPERATORS
from naikkelas.ruleset.linker import CRITERION_KEYS, TOP_KEYS
from tests.cli.console import ROOT

RULES = """\
format: naikkelas/1
rule_set: contoh
version: 2026.1
title: {id: "Contoh", en: "Example"}
effective: {from: 2026-01-01}
sources:
  letter: {title: {id: "Surat *Dinas*", en: "Letter"}, date: 2026-01-01, url: "https://example.org", firmness: firm}
parameters:
  cap: {title: {id: "batas", en: "cap"}, type: money, values: {2026-01-01: 2 miliar, 2026-07-01: 3 miliar}}
  wait: {type: duration, values: {2026-01-01: {months: 6}}}
  areas: {type: set, of: regency, values: {2026-01-01: [3305]}}
  gate: {type: boolean, values: {2026-01-01: true}}
  count: {type: integer, unit: {id: orang, en: people}, values: {2026-01-01: 3}}
facts:
  ovens: {title: {id: "oven", en: "ovens"}, type: integer, at_most: 9, question: {id: "Berapa?", en: "How many?"}, source: "catatan"}
  level: {type: choice, of: [a, b], choice_titles: {a: {id: "tingkat A", en: "level A"}}, remedy: {id: "Naik", en: "Rise"}}
  home: {type: regency}
  same: {type: choice, of: level}
  shops: {type: set, of: [x, y]}
  size: {type: choice, of: [small, big], table: {rows: [{when: {ovens: {at_most: 2}}, then: small}], otherwise: big}}
  share: {ratio: {of: capital, to: annual_sales, when_zero: met}}
  age: {months_since: operating_since}
  total: {sum: [ovens, workers]}
  double: {times: {fact: ovens, constant: 2}}
  ok: {derive: {knows_market: {is: true}}}
  late: {type: date, may_be_never: true}
criteria:
  sales:
    title: {id: "Omzet kecil", en: "Small sales"}
    applies_when: {$gate: {is: true}}
    require: {annual_sales: {at_most: $cap}}
    remedy: {id: "Tunggu", en: "Wait"}
    source: letter
  books: {kind: preference, points: 3, require: {any: [{keeps_books: {is: true}}, {size: {is: small}}]}}
outputs: [size]
"""
TESTS = """\
format: naikkelas-tests/1
rules: contoh.yaml
as_of: 2026-11-01
base: {sector: wood}
cases:
  - name: satu
    profile: {ovens: 1}
    expect: {outcome: ineligible}
  - name: dua
    expect: {statuses: {sales: unknown}}
"""

#: A text with the cursor at ``|``, and some of what is offered there. What stands behind a ``-`` is not.
OFFERS = {
    "|": "format data_gaps -criteria",
    "dat|": "data_gaps -criteria",
    "format: |": "naikkelas/1",
    "rule_set: |": "contoh",
    "firmness: |": "firm reported inferred uncertain",
    "effective: {|": "from until",
    "title: {|": "id en",
    "criteria:\n  extra:\n    |": "require kind points",
    "criteria:\n  extra:\n    title: x\n    |": "require -title",
    "criteria: {extra: {kind: |": "requirement preference note",
    "criteria: {extra: {source: |": "letter",
    "criteria: {extra: {points: |": "$count -$cap",
    "criteria: {extra: {points: {|": "fact",
    "criteria: {extra: {require: {|": "all any not some criterion programme workers ovens size $gate -$wait",
    "criteria:\n  extra:\n    require:\n      wor|": "workers workers_women",
    "criteria: {extra: {require: {annual_sales: {|": "at_least at_most between known -is -in -before",
    "criteria: {extra: {require: {share: {|": "at_least -known",
    "criteria: {extra: {require: {ovens: {at_least: |": "$count -$cap -$gate",
    "criteria: {extra: {require: {ovens: {at_least: {|": "fact",
    "criteria: {extra: {require: {ovens: {at_least: {fact: |": "workers total $count -capital -ovens:",
    "criteria: {extra: {require: {annual_sales: {at_most: $|": "$cap -$count",
    "criteria: {extra: {require: {regency: {is: |": "3305 1101",
    "criteria: {extra: {require: {regency: {in: |": "$areas -$cap",
    "criteria: {extra: {require: {regency: {in: [33|": "3305 -$areas",
    "criteria: {extra: {require: {home: {is: |": "3305",
    "criteria: {extra: {require: {level: {is: |": "a b",
    "criteria: {extra: {require: {same: {is: '|": "a b",
    "criteria: {extra: {require: {shops: {includes: |": "x y",
    "criteria: {extra: {require: {keeps_books: {is: |": "true false $gate",
    "criteria: {extra: {require: {keeps_books: {known: |": "true -false",
    "criteria: {extra: {require: {operating_since: {at_least_ago: |": "$wait -$as_of",
    "criteria: {extra: {require: {operating_since: {at_least_ago: {|": "months years days weeks",
    "criteria: {extra: {require: {operating_since: {before: |": "$as_of -$wait",
    "criteria: {extra: {require: {late: {before: |": "never $as_of",
    "criteria: {extra: {require: {ovens: {between: {|": "from to -fact",
    "criteria: {extra: {require: {ovens: {between: {from: |": "$count",
    "criteria: {extra: {require: {nothing_yet: {|": "is at_least before includes",
    "criteria: {extra: {require: {nothing_yet: {is: |": "$cap",
    "criteria: {extra: {require: {criterion: |": "sales books",
    "criteria: {extra: {require: {criterion: {|": "sales books",
    "criteria: {extra: {require: {criterion: {sales: |": "met not_met not_applicable -unknown",
    "criteria: {extra: {require: {programme: {|": "kur-mikro dasar",
    "criteria: {extra: {require: {programme: {dasar: [|": "eligible ineligible out_of_scope -needs_information",
    "criteria: {extra: {require: {some: {|": "at_least of",
    "criteria: {extra: {require: {all: [{|": "workers any",
    "criteria:\n  extra:\n    require:\n      any:\n        - |": "workers all",
    "uses: {|": "dasar kur-mikro -contoh",
    "uses: {dasar: [|": "asal",
    "uses: {tidak_ada: [|": "",
    "outputs: [|": "size share -ovens",
    "sources: {s: {|": "title date url note",
    "parameters: {p: {|": "type of values title -question",
    "parameters: {p: {type: |": "duration money regency",
    "parameters: {p: {type: set, of: |": "regency level text -size",
    "parameters: {p: {type: duration, values: {2026-01-01: {|": "months days",
    "parameters: {p: {type: boolean, values: {2026-01-01: |": "true false",
    "parameters: {p: {type: set, of: sector, values: {2026-01-01: [|": "wood processed_food",
    "facts: {f: {|": "type derive table scorecard question",
    "facts: {f: {type: |": "integer regency -duration",
    "facts: {f: {personal: |": "true false",
    "facts: {f: {type: choice, of: [k], choice_titles: {|": "k",
    "facts: {f: {derive: {|": "workers all",
    "facts: {f: {type: choice, of: [k], table: {|": "rows otherwise hit",
    "facts: {f: {type: choice, of: [k], table: {hit: |": "first unique",
    "facts: {f: {type: choice, of: [k], table: {rows: [{when: {|": "workers",
    "facts: {f: {type: choice, of: [k], table: {rows: [{then: |": "k",
    "facts: {f: {type: integer, table: {otherwise: |": "$count -$cap",
    "facts: {f: {sum: [|": "workers ovens total $cap $count -sector -share",
    "facts: {f: {months_since: |": "operating_since -workers",
    "facts: {f: {ratio: {|": "of to when_zero",
    "facts: {f: {ratio: {when_zero: |": "met not_met",
    "facts: {f: {times: {fact: |": "ovens",
    "facts: {f: {points: [|": "books sales",
    "facts: {f: {scorecard: {groups: {g: {|": "indicators weight",
    "facts: {f: {scorecard: {groups: {g: {indicators: [{|": "require weight workers criterion all",
    "facts: {f: {scorecard: {groups: {g: {indicators: [{criterion: |": "sales",
    "selection: {|": "quota order by",
    "selection: {quota: |": "$count -$cap",
    "selection: {order: [{|": "most earliest",
    "selection: {order: [{most: |": "points workers -sector",
    "selection: {by: {fact: |": "sector",
    "never_hurts: [{|": "more becomes",
    "never_hurts: [{more: |": "workers ovens",
    "never_hurts: [{becomes: {|": "keeps_books",
    "never_hurts: [{becomes: {keeps_books: |": "true false",
    "assumptions: [{then: {|": "workers",
    "title: |": "",
    "# |": "",
    "criteria: {extra: {title: {id: |": "",
}


def beside(folder):
    (folder / "dasar.yaml").write_text(
        "format: naikkelas/1\nrule_set: dasar\nversion: 1\ntitle: Dasar\ncriteria: {asal: {title: Asal, require: {keeps_books: {is: true}}}}\n",
        "utf-8",
    )
    (folder / "contoh.yaml").write_text(RULES, "utf-8")


def check_offers(found, expected):
    wanted = [word for word in expected.split() if not word.startswith("-")]
    unwanted = [word[1:].rstrip(":") for word in expected.split() if word.startswith("-")]
    assert [word for word in wanted if word not in found] == []
    assert [word for word in unwanted if word in found] == []
    assert wanted or not found


@pytest.mark.parametrize("text", OFFERS)
def test_what_is_offered_in_a_rule_set(editor, tmp_path, text):
    beside(tmp_path)
    path = tmp_path / "contoh.yaml"
    own = "\n".join(line for line in RULES.splitlines() if line)
    section = text.partition(":")[0]
    if ":" in text and section in ("criteria", "facts", "parameters", "sources"):  # as one entry more of the section that is there
        head, body = own.split(f"\n{section}:\n")
        typed = text.partition(":")[2]
        entry = typed.lstrip("\n") if typed.startswith("\n") else f"  {typed.strip()[1:]}"
        whole = f"{head}\n{section}:\n{entry}\n{body}"
    else:
        whole = own.replace("format: naikkelas/1\n", "") if text in ("|", "format: |") else own
        whole = whole.replace("rule_set: contoh\n", "") if text.startswith("rule_set") else whole
        whole = f"{whole}\n{text}"
        whole = whole.replace("outputs: [size]\n", "") if text.startswith("outputs") else whole
        whole = whole.replace('title: {id: "Contoh", en: "Example"}\n', "") if text.startswith(("title", "effective")) else whole
        whole = whole.replace("effective: {from: 2026-01-01}\n", "") if text.startswith("effective") else whole
    check_offers(editor.completion(whole, path), OFFERS[text])


IN_TESTS = {
    "|": "format rules as_of base cases",
    "format: |": "naikkelas-tests/1",
    "rules: |": "contoh.yaml kur-mikro",
    "rules: contoh.yaml\nlang: |": "id en",
    "rules: contoh.yaml\nbase: {|": "workers ovens size permits",
    "rules: contoh.yaml\nbase: {regency: |": "3305",
    "rules: contoh.yaml\nbase: {ovens: {|": "at_least at_most",
    "rules: contoh.yaml\nbase: {keeps_books: |": "true false",
    "rules: contoh.yaml\nbase: {shops: [|": "x y",
    "rules: contoh.yaml\nparameters: {|": "cap gate",
    "rules: contoh.yaml\nparameters: {gate: |": "true false",
    "rules: contoh.yaml\ncases:\n  - |": "name profile expect",
    "rules: contoh.yaml\ncases:\n  - name: a\n    |": "profile expect",
    "rules: contoh.yaml\ncases:\n  - name: a\n    profile:\n      |": "ovens workers",
    "rules: contoh.yaml\nbase: {workers: 3}\ncases:\n  - {name: a, without: [|": "workers -capital",
    "rules: contoh.yaml\ncases:\n  - {name: a, expect: {|": "outcome statuses missing points",
    "rules: contoh.yaml\ncases:\n  - {name: a, expect: {outcome: |": "eligible needs_information",
    "rules: contoh.yaml\ncases:\n  - {name: a, expect: {statuses: {|": "sales books",
    "rules: contoh.yaml\ncases:\n  - {name: a, expect: {statuses: {sales: |": "met unknown",
    "rules: contoh.yaml\ncases:\n  - {name: a, expect: {missing: [|": "ovens",
    "rules: contoh.yaml\ncases:\n  - {name: a, expect: {facts: {|": "size -share",
    "rules: contoh.yaml\ncases:\n  - {name: a, expect: {facts: {size: |": "small big",
    "rules: contoh.yaml\ncases:\n  - {name: a, columns: [|": "name profile.ovens parameters.cap expect.statuses.sales expect.facts.size expect.outcome",
    "rules: kosong.yaml\nbase: {|": "workers",
    "rules: '../a\\0b.yaml'\nparameters: {|": "",
}


@pytest.mark.parametrize("text", IN_TESTS)
def test_what_is_offered_in_a_file_of_tests(editor, tmp_path, text):
    beside(tmp_path)
    head = "" if text in ("|", "format: |") else "format: naikkelas-tests/1\n"
    check_offers(editor.completion(head + text, tmp_path / "contoh.test.yaml"), IN_TESTS[text])


def test_of_a_fact_without_a_type_anything_may_be_asked(editor, tmp_path):
    text = "facts: {u: {title: x}}\nparameters: {p: {type: integer, values: {}}}\ncriteria: {a: {require: {u: {is: |"
    assert set(editor.completion(text, tmp_path / "a.yaml")) == {"$p"}
    assert editor.hover((tmp_path / "a.yaml").as_uri(), "u: {is") == "**x** `u` (fact of the rule set)"


def test_facts_that_rest_on_each_other_without_end_are_offered_all_the_same(editor, tmp_path):
    text = "facts: {a: {type: b}, b: {type: a}, c: {sum: [d]}, d: {sum: [c]}, e: {type: choice, of: e}}\ncriteria: {x: {require: {|"
    assert {"a", "b", "c", "d", "e"} <= set(editor.completion(text, tmp_path / "a.yaml"))


def test_a_file_of_tests_in_a_folder_of_its_own_finds_the_rules_above(editor, tmp_path):
    beside(tmp_path)
    (tmp_path / "tests").mkdir()
    found = editor.completion("rules: |", tmp_path / "tests" / "contoh.test.yaml")
    assert {"../contoh.yaml", "../dasar.yaml"} <= set(found)


def test_offers_have_titles_units_and_are_found_by_them(editor, tmp_path):
    found = editor.completion(RULES.replace("annual_sales: {", "wor|: {", 1), tmp_path / "a.yaml")
    assert found["workers"]["detail"] == "workers (people)"
    assert "Tenaga kerja".lower() in found["workers"]["filterText"].lower() or "pekerja" in found["workers"]["filterText"]
    assert found["workers"]["textEdit"]["newText"] == "workers"  # a colon stands there already
    assert found["ovens"]["documentation"] == "fact of the rule set: integer. How many?"
    regency = editor.completion("criteria: {a: {require: {regency: {is: keb|", tmp_path / "b.yaml")["3305"]
    assert regency["detail"] == "Kabupaten Kebumen"
    assert "Kebumen" in regency["filterText"]
    key = editor.completion("criteria: {a: {req|", tmp_path / "c.yaml")["require"]
    assert key["textEdit"]["newText"] == "require: "
    assert key["documentation"] == "what must be met"


def test_offers_speak_the_language_of_the_client(start, tmp_path):
    found = start(lang="id").completion("criteria: {a: {require: {workers: {|", tmp_path / "a.yaml")
    assert found["at_least"]["detail"] == "minimal"


def test_an_offer_takes_the_place_of_the_whole_word(editor, tmp_path):
    path = tmp_path / "a.yaml"
    found = editor.completion("criteria: {🙂: {require: {wor|kers_x: {is: 1}}}}", path)["workers"]
    assert found["textEdit"]["range"] == {"start": {"line": 0, "character": 26}, "end": {"line": 0, "character": 35}}


def test_nothing_is_offered_in_files_of_others(editor, tmp_path):
    assert editor.completion("services:\n  web:\n    |", tmp_path / "compose.yaml") == {}
    gone = {"textDocument": {"uri": (tmp_path / "gone.yaml").as_uri()}, "position": {"line": 0, "character": 0}}
    assert editor.request("textDocument/completion", gone) is None
    assert editor.request("textDocument/hover", gone) is None
    assert editor.request("textDocument/documentSymbol", {"textDocument": gone["textDocument"]}) == []
    assert editor.request("textDocument/definition", gone) == []


def test_only_comparisons_of_the_type_are_offered(editor, tmp_path):
    for kind, operators in OPERATORS.items():
        if kind is not Kind.DURATION:
            declared = {Kind.CHOICE: "choice, of: [a]", Kind.SET: "set, of: [a]", Kind.NUMBER: "number, decimals: 1"}.get(kind, kind.value)
            found = editor.completion(f"facts: {{f: {{type: {declared}}}}}\ncriteria: {{a: {{require: {{f: {{|", tmp_path / f"{kind}.yaml")
            assert set(found) == {op.value for op in operators}


def test_every_key_of_the_language_has_words():
    for place, keys in KEYS.items():
        assert [key for key in keys if key not in KEY_WORDS[place]] == []
    assert set(KEYS["rules"]) == set(TOP_KEYS)
    assert set(KEYS["criterion"]) == set(CRITERION_KEYS)


# --- hover ------------------------------------------------------------------------------------------------------------

HOVERS = [
    ("annual_sales:", ["`annual_sales` (built-in fact)", "Type: money", "Bounds: Rp0 .. ", "Source: domain.md"]),
    ("ovens: {title", ["**ovens** `ovens` (fact of the rule set)", "Bounds: 0 .. 9", "Question: How many?", "Source: catatan"]),
    ("level: {type", ["Choices: `a` level A, `b`", "What can be done: Rise"]),
    ("home: {", ["Choices: `1101` Kabupaten Aceh Selatan", "and 506 more"]),
    ("size: {type", ["(derived fact)", "Choices: `small`, `big`"]),
    ("share: {", ["(derived fact)", "Type: number"]),
    ("total: {", ["Type: integer"]),
    ("double: {", ["Type: integer"]),
    ("cap: {", ["**cap** `$cap` (parameter)", "Type: money", "- from 1 January 2026: Rp2.000.000.000", "- from 1 July 2026: Rp3.000.000.000"]),
    ("count: {", ["Unit: people"]),
    ("$cap}", ["`$cap` (parameter)"]),
    ("sales:\n", ["**Small sales** `sales` (criterion)", "decides the outcome", "Applies when:", "- the setting", "What is asked:", "Rp3.000.000.000", "What can be done: Wait", "Source: Letter", "Firmness: read directly"]),
    ("books: {kind", ["gives points, decides nothing", "- one of these is met\n  - "]),
    ("letter: {", ["**Letter** `letter` (source)", "2026-01-01", "Firmness: read directly"]),
    ("letter\n", ["**Letter**"]),
    ("contoh\n", ["**Example** `contoh` (rule set)", "version 2026.1"]),
    ("at_most: $cap", ["at least"[:0] or "at most"]),
    ("require:", ["what must be met"]),
    ("preference", ["gives points, decides nothing"]),
    ("small}}]", []),
    ("met}}", ["met"]),
    ("3305]", ["Kabupaten Kebumen"]),
    ("months: 6", ["months"]),
]  # fmt: skip


@pytest.mark.parametrize(("needle", "expected"), HOVERS)
def test_what_is_said_when_the_pointer_rests(editor, tmp_path, needle, expected):
    uri = editor.open(tmp_path / "contoh.yaml", RULES)
    told = editor.hover(uri, needle, 1)
    assert [words for words in expected if words not in (told or "")] == []


def test_what_is_said_of_a_file_that_became_wrong(editor, tmp_path):
    """What was understood last is still told; what never was is told as far as it is written."""
    uri = editor.open(tmp_path / "contoh.yaml", RULES)
    assert "What is asked" in editor.hover(uri, "sales:\n", 1)
    editor.change(uri, RULES.replace("kind: preference", "kind: preferenc"))
    assert "What is asked" in editor.hover(uri, "sales:\n", 1)
    other = editor.open(tmp_path / "lain.yaml", RULES.replace("kind: preference", "kind: preferenc"))
    told = editor.hover(other, "sales:\n", 1)
    assert "**Small sales**" in told
    assert "What is asked" not in told
    assert editor.hover(other, "books: {kind", 1) == "**books** `books` (criterion)"


def test_texts_of_a_file_are_shown_as_they_are(start, tmp_path):
    editor = start(lang="id")
    uri = editor.open(tmp_path / "contoh.yaml", RULES)
    assert "Surat \\*Dinas\\*" in editor.hover(uri, "letter: {", 1)


def test_words_without_a_meaning_say_nothing(editor, tmp_path):
    uri = editor.open(
        tmp_path / "contoh.yaml",
        RULES.replace("source: letter", "source: nobody").replace("$gate: {", "$nobody: {").replace("ovens: {at_most", "nobody2: {at_most"),
    )
    assert [editor.hover(uri, needle, 1) for needle in ("2026.1", "nobody\n", "$nobody", "nobody2", "Wait")] == [None] * 5
    as_of = editor.open(tmp_path / "b.yaml", RULES.replace("at_most: $cap", "at_most: $as_of"))
    assert editor.hover(as_of, "$as_of", 2) == "the date the profile is judged on"


def test_what_is_said_in_a_file_of_tests(editor, tmp_path):
    editor.open(tmp_path / "contoh.yaml", RULES)
    uri = editor.open(tmp_path / "contoh.test.yaml", TESTS)
    assert "**Small sales**" in editor.hover(uri, "sales", 1)
    assert "**ovens**" in editor.hover(uri, "ovens", 1)
    assert "**Example**" in editor.hover(uri, "contoh.yaml", 1)
    assert editor.hover(uri, "unknown", 1) == "not known yet"
    assert editor.hover(uri, "expect", 1) == "what is expected of the decision"
    assert editor.hover(uri, "wood", 1)


# --- the outline ------------------------------------------------------------------------------------------------------


def symbols(editor, uri):
    return editor.request("textDocument/documentSymbol", {"textDocument": {"uri": uri}})


def test_the_outline_of_a_rule_set(editor, tmp_path):
    uri = editor.open(tmp_path / "contoh.yaml", RULES)
    found = {each["name"]: each for each in symbols(editor, uri)}
    assert [each["name"] for each in found["criteria"]["children"]] == ["sales", "books"]
    sales = found["criteria"]["children"][0]
    assert sales["detail"] == "Small sales"
    assert editor.under(uri, sales["selectionRange"]) == "sales"
    assert editor.under(uri, sales["range"]).endswith("source: letter")
    assert found["rule_set"]["detail"] == "contoh"


def test_the_outline_of_a_file_of_tests(editor, tmp_path):
    uri = editor.open(tmp_path / "contoh.test.yaml", TESTS)
    assert [each["name"] for each in symbols(editor, uri)] == ["satu", "dua"]
    assert editor.under(uri, symbols(editor, uri)[0]["range"]).endswith("ineligible")
    other = editor.open(tmp_path / "compose.yaml", "services: {}\n")
    assert symbols(editor, other) == []


@pytest.mark.slow
def test_everything_is_answered_for_every_bundled_file(editor):
    for path in sorted((ROOT / "rules").rglob("*.yaml")):
        uri = editor.open(path)
        for each in symbols(editor, uri):
            assert each["name"]
        lines = editor.texts[uri].split("\n")
        for line in range(0, len(lines), 19):
            where = {"textDocument": {"uri": uri}, "position": {"line": line, "character": len(lines[line]) // 2}}
            for method in ("hover", "completion", "definition"):
                editor.request(f"textDocument/{method}", where)


MORE = """\
  places: {type: set, of: sector, values: {2026-01-01: [wood]}}
  trade: {type: choice, of: sector, values: {2026-01-01: wood}}
"""
#: What is begun in a criterion, the parameters that fit, and some that do not.
FITTING = {
    "criteria: {x: {kind: preference, points: |": ({"$count"}, {"$areas", "$cap"}),
    "criteria: {x: {require: {sector: {in: |": ({"$places"}, {"$areas", "$cap", "$trade"}),
    "criteria: {x: {require: {regency: {in: |": ({"$areas"}, {"$places"}),
    "criteria: {x: {require: {sector: {is: |": ({"$trade"}, {"$places"}),
    "criteria: {x: {require: {level: {is: |": (set(), {"$trade"}),
    "criteria: {x: {require: {workers: {at_most: |": ({"$count"}, {"$cap"}),
    "selection: {quota: |": ({"$count"}, {"$areas"}),
    "selection: {by: {groups: |": ({"$areas"}, {"$count"}),
    "never_hurts: [{more: |": ({"workers", "keeps_books"}, {"sector", "$count", "operating_since"}),
    "never_hurts: [{later: |": ({"operating_since"}, {"workers"}),
    "facts: {again: {sum: [|": ({"workers"}, {"again"}),
    "criteria: {x: {require: {criterion: |": ({"sales"}, {"x"}),
    "criteria: {sales: {require: {criterion: {|": ({"books"}, {"sales"}),
}


@pytest.mark.parametrize("begun", FITTING)
def test_only_what_fits_is_offered(editor, tmp_path, begun):
    rules = RULES.replace("facts:\n", f"{MORE}facts:\n", 1)
    rules = rules if begun.startswith("criteria") else rules[: rules.index("outputs")]
    if begun.startswith("criteria: {"):
        begun = begun.replace("criteria: {", "  ", 1)
        rules = rules[: rules.index("outputs")]
    elif begun.startswith("facts: {"):
        begun = begun.replace("facts: {", "  ", 1)
        rules = rules[: rules.index("criteria:")]
    wanted, others = FITTING[next(each for each in FITTING if each.endswith(begun.lstrip()))]
    found = set(editor.completion(rules + begun, tmp_path / "a.yaml"))
    assert wanted <= found
    assert not others & found


def inserted(item):
    return item["textEdit"]["newText"], item.get("insertTextFormat")


def test_brackets_are_written_where_they_are_wanted(start, tmp_path):
    editor = start(capabilities={"textDocument": {"completion": {"completionItem": {"snippetSupport": True}}}})
    plain = start()

    def offers(begun, which=editor):
        return which.completion(f"{HEAD_}criteria:\n  x:\n    require:\n      {begun}", tmp_path / "a.yaml")

    assert inserted(offers("sector: |")["{is: }"]) == ("{is: $0\\}", 2)
    assert inserted(offers("sector: |", plain)["{is: }"]) == ("{is: }", None)
    assert inserted(offers("sector: |")["{in: }"])[0] == "{in: $0\\}"
    assert inserted(offers("workers: {between: |")["{from: , to: }"]) == ("{from: $0, to: \\}", 2)
    assert inserted(offers("operating_since: {at_least_ago: |")["{months: }"]) == ("{months: $0\\}", 2)
    assert inserted(offers("sector: {in: |")["wood"]) == ("[wood]", None)
    assert inserted(offers("sector: {in: [|")["wood"]) == ("wood", None)
    assert "wood" not in offers("sector: {in: |[wood]}")
    assert "{is: }" not in offers("sector: |{is: wood}")
    assert "is" in offers("sector: {|")


HEAD_ = "format: naikkelas/1\nrule_set: a\nversion: 1\n"
