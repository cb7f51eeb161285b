"""For every lint: rule sets that get it where ``»`` stands, and the closest ones that do not."""

from tests.ruleset.cases import HEAD, Case, require, whole

PERMIT = "{pirt_status: {is: held}}"
BOOKS = "{keeps_books: {is: true}}"
WOOD = "{sector: {is: wood}}"
NEWS = "sources: {news: {title: Berita}}\n"


def two(first, second):
    """Two criteria."""
    return f"criteria:\n  one: {first}\n  {second}\n"


def negative(condition):
    return f"criteria: {{asked: {{require: {condition}}}}}\n"


def limits(one, other):
    """A table with one limit and a criterion with another."""
    mark, one = ("»", one.replace("»", "")) if "»" in one else ("", one)
    table = f"{{hit: first, rows: [{{when: {{{mark}annual_sales: {one}}}, then: a}}], otherwise: b}}"
    return f"facts: {{size: {{type: choice, of: [a, b], table: {table}}}}}\n" + require(f"{{size: {{is: a}}, annual_sales: {other}}}")


def aliased(first, second="{type: integer}"):
    """Two facts of a rule set with names for their columns."""
    return f"facts: {{f: {first}, g: {second}}}\n" + require("{f: {at_least: 3}, g: {at_least: 3}}")


def sourced(first, second, third):
    return NEWS + f"criteria:\n  a: {{require: {PERMIT}{first}}}\n  b: {{require: {{knows_market: {{is: true}}}}{second}}}\n  {third}\n"


def text(body):
    return f"criteria: {{asked: {{{body}, require: {PERMIT}}}}}\n"


def rows(*whens):
    """A table that is asked from the top."""
    listed = ", ".join(f"{{when: {when}, then: {name}}}" for when, name in zip(whens, "abc", strict=False))
    return f"facts: {{size: {{type: choice, of: [a, b, c], table: {{rows: [{listed}], otherwise: c}}}}}}\n" + require("{size: {is: a}}")


def dated(one, two, mark="", kind="", other="workers"):
    """Two criteria with days of their own; of the first ``one``, of the second ``two``."""
    first = f"{{{kind}effective: {one}, require: {{workers: {{at_least: 3}}}}}}"
    return f"criteria:\n  one: {first}\n  {mark}two: {{{kind}effective: {two}, require: {{{other}: {{at_least: 5}}}}}}\n"


CHANNELS = "facts: {channels: {type: set, of: [shop, web]}}\n"
P = "parameters: {p: {type: integer, values: {2020-01-01: 5}}}\n"
FROM = ", source: news"
REMEDY = 'remedy: {id: "Urus izinnya sekarang", en: "Get the permit now"}'

LINTS = (
    # --- NK316: two criteria that ask the same ---
    Case("NK316", two(f"{{require: {PERMIT}}}", f"»two: {{require: {PERMIT}}}"), two(f"{{require: {PERMIT}}}", "two: {require: {pirt_status: {is: none}}}")),
    Case("NK316", two(f"{{require: {PERMIT}}}", f"»two: {{require: {PERMIT}}}"), two(f"{{require: {PERMIT}}}", f"two: {{kind: note, require: {PERMIT}}}")),
    Case("NK316", two(f"{{kind: preference, points: 1, require: {PERMIT}}}", f"»two: {{kind: preference, points: 2, require: {PERMIT}}}\n  c: {{require: {BOOKS}}}"),
         two(f"{{kind: preference, points: 1, require: {PERMIT}}}", f"two: {{kind: requirement, require: {PERMIT}}}\n  c: {{require: {BOOKS}}}")),
    Case("NK316", two(f"{{require: {PERMIT}}}", f"»two: {{require: {PERMIT}}}"), two(f"{{require: {PERMIT}}}", f"two: {{applies_when: {{sector: {{is: wood}}}}, require: {PERMIT}}}")),
    Case("NK316", two(f"{{require: {PERMIT}, effective: {{from: 2024-01-01}}}}", f"»two: {{require: {PERMIT}, effective: {{from: 2024-01-01}}}}"),
         two(f"{{require: {PERMIT}, effective: {{until: 2023-12-31}}}}", f"two: {{require: {PERMIT}, effective: {{from: 2024-01-01}}}}")),
    Case("NK316", two(f"{{require: {{all: [{PERMIT}, {BOOKS}]}}}}", f"»two: {{require: {{all: [{BOOKS}, {PERMIT}]}}}}"),
         two(f"{{require: {{all: [{PERMIT}, {BOOKS}]}}}}", f"two: {{require: {{any: [{BOOKS}, {PERMIT}]}}}}")),
    Case("NK316", two(f"{{require: {{some: {{at_least: 2, of: [{PERMIT}, {BOOKS}, {WOOD}]}}}}}}", f"»two: {{require: {{some: {{at_least: 2, of: [{WOOD}, {BOOKS}, {PERMIT}]}}}}}}"),
         two(f"{{require: {{some: {{at_least: 2, of: [{PERMIT}, {BOOKS}, {WOOD}]}}}}}}", f"two: {{require: {{some: {{at_least: 3, of: [{WOOD}, {BOOKS}, {PERMIT}]}}}}}}")),
    # --- NK317: double negatives ---
    Case("NK317", negative("{»not: {sector: {is_not: wood}}}"), negative("{not: {sector: {is: wood}}}")),
    Case("NK317", negative("{any: [{»not: {sector: {not_in: [wood]}}}, {knows_market: {is: true}}]}"), negative("{sector: {not_in: [wood]}}")),
    Case("NK317", negative("{»not: {not: {sector: {is: wood}}}}"), negative("{not: {all: [{sector: {is_not: wood}}, {knows_market: {is: true}}]}}")),
    Case("NK317", "facts: {f: {derive: {»not: {sector: {is_not: wood}}}}}\n" + require("{f: {is: true}}"), "facts: {f: {derive: {sector: {is_not: wood}}}}\n" + require("{f: {is: true}}")),
    Case("NK317", "applies_when: {»not: {sector: {is_not: wood}}}\n" + require(PERMIT), "applies_when: {sector: {is: wood}}\n" + require(PERMIT)),
    # --- NK318: untranslated texts ---
    Case("NK318", text('title: {id: "Izin masih berlaku", en: »"Izin masih berlaku"}'), text('title: {id: "Izin berlaku", en: "Izin berlaku"}')),
    Case("NK318", text('title: {id: "Izin masih berlaku", en: »"Izin masih berlaku"}'), text('title: {id: "Izin masih berlaku", en: "The permit is valid"}')),
    Case("NK318", text('remedy: {id: "Urus izinnya sekarang juga", en: »"Urus izinnya sekarang juga"}'), text("title: Izin masih berlaku")),
    Case("NK318", "title: {id: Program naik kelas, en: »Program naik kelas}\n" + require(PERMIT), "title: {id: SPP-IRT 2024, en: SPP-IRT 2024}\n" + require(PERMIT)),
    Case("NK318", "data_gaps: [{id: Dinilai kurator program, en: »Dinilai kurator program}]\n" + require(PERMIT), "data_gaps: [Dinilai kurator program]\n" + require(PERMIT)),
    Case("NK318", "facts: {f: {type: boolean, question: {id: Apakah sudah siap, en: »Apakah sudah siap}}}\n" + require("{f: {is: true}}"),
         "sources: {s: {title: {id: Berita pagi hari ini, en: Berita pagi hari ini}}}\ncriteria: {a: {require: {workers: {at_least: 3}}, source: s}}\n"),
    # --- NK319: no source among those that have one ---
    Case("NK319", sourced(FROM, FROM, "»c: {require: {knows_production: {is: true}}}"), sourced(FROM, FROM, "c: {require: {knows_production: {is: true}}, source: news}")),
    Case("NK319", sourced(FROM, FROM, "»c: {require: {knows_production: {is: true}}}"), sourced(FROM, "", "c: {kind: note, require: {knows_production: {is: true}}}")),
    # --- NK320: no remedy ---
    Case("NK320", f"criteria: {{»asked: {{require: {PERMIT}}}}}\n", text(REMEDY)),
    Case("NK320", "facts: {f: {derive: {pirt_status: {is: held}}}}\ncriteria: {»asked: {require: {f: {is: true}}}}\n", require("{workers: {at_least: 3}}")),
    Case("NK320", f"criteria: {{»asked: {{require: {PERMIT}}}}}\n", f"criteria: {{asked: {{kind: note, require: {PERMIT}}}}}\n"),
    Case("NK320", f"criteria: {{»asked: {{require: {PERMIT}}}}}\n", f"criteria: {{p: {{kind: note, require: {PERMIT}}}, asked: {{require: {{criterion: {{p: met}}}}}}}}\n"),
    # --- NK321: amounts far apart ---
    Case("NK321", limits("{»at_most: 300}", "{at_most: 500 juta}"), limits("{at_most: 300 juta}", "{at_most: 500 juta}")),
    Case("NK321", limits("{»at_most: 500 ribu}", "{at_most: 500 juta}"), limits("{at_most: 501 ribu}", "{at_most: 500 juta}")),
    Case("NK321", limits("{»at_most: 500}", "{at_most: 500 juta}"), limits("{at_most: 1}", "{at_most: 500 juta}")),
    Case("NK321", "parameters: {cap: »{type: money, values: {2020-01-01: 500}}}\n" + require("{annual_sales: {at_most: $cap, more_than: 0}, capital: {at_most: 5 miliar}, all: [{annual_sales: {less_than: 2 miliar}}]}"),
         "parameters: {cap: {type: money, values: {2020-01-01: 500}}}\n" + require("{annual_sales: {at_most: $cap, more_than: 0}, capital: {at_most: 5 miliar}}")),
    Case("NK321", "applies_when: {»annual_sales: {at_most: 300}}\n" + require("{annual_sales: {at_most: 500 juta}}"), "applies_when: {workers: {at_most: 3}}\n" + require("{workers: {at_most: 30000}}")),
    Case("NK321", limits("{»at_most: 500}", "{at_most: 500 juta}"), limits("{at_most: {fact: capital}}", "{at_most: 500 juta}")),
    # --- NK322: a remedy for what nobody can change ---
    Case("NK322", f"criteria: {{»asked: {{require: {{regency: {{is: 3305}}}}, {REMEDY}}}}}\n", f"criteria: {{asked: {{require: {{pirt_status: {{is: held}}}}, {REMEDY}}}}}\n"),
    Case("NK322", f"criteria: {{»asked: {{require: {{regency: {{is: 3305}}}}, {REMEDY}}}}}\n", f"criteria: {{asked: {{require: {{operating_since: {{at_least_ago: {{years: 1}}}}}}, {REMEDY}}}}}\n"),
    Case("NK322", f"criteria: {{»asked: {{require: {{workers: {{at_least: 3}}}}, {REMEDY}}}}}\n", f"criteria: {{asked: {{require: {{workers: {{at_least: 3}}, pirt_status: {{is: held}}}}, {REMEDY}}}}}\n"),
    Case("NK322", f"criteria: {{»asked: {{require: {{workers: {{at_least: 3}}}}, {REMEDY}}}}}\n", f"facts: {{f: {{type: boolean}}}}\ncriteria: {{asked: {{require: {{f: {{is: true}}}}, {REMEDY}}}}}\n"),
    # --- NK335: alternatives that leave nothing out ---
    Case("NK335", negative("{any: [{workers: {at_most: 4}}, {»workers: {at_least: 5}}]}"), negative("{any: [{workers: {at_most: 4}}, {workers: {at_least: 6}}]}")),
    Case("NK335", negative("{any: [{sector: {is: wood}}, {»sector: {is_not: wood}}]}"), negative("{all: [{workers: {at_most: 4}}, {any: [{sector: {is: wood}}, {knows_market: {is: true}}]}]}")),
    Case("NK335", "facts: {f: {derive: {any: [{knows_market: {is: true}}, {»knows_market: {is: false}}]}}}\n" + require("{f: {is: true}}"),
         "facts: {f: {derive: {any: [{knows_market: {is: true}}, {knows_production: {is: false}}]}}}\n" + require("{f: {is: true}}")),
    Case("NK335", negative("{some: {at_least: 1, of: [{any: [{workers: {at_most: 4}}, {»workers: {more_than: 4}}]}, {keeps_books: {is: true}}]}}"),
         negative("{some: {at_least: 1, of: [{any: [{workers: {at_most: 4}}, {workers: {more_than: 5}}]}, {keeps_books: {is: true}}]}}")),
    Case("NK335", negative("{any: [{not: {workers: {at_least: 5}}}, {»workers: {at_least: 4}}]}"), negative("{any: [{not: {workers: {at_least: 5}}}, {workers: {at_least: 6}}]}")),
    Case("NK335", negative("{any: [{not: {all: [{workers: {at_least: 5}}, {sector: {is: wood}}]}}, {»workers: {at_least: 4}}]}"),
         negative("{any: [{not: {all: [{workers: {at_least: 5}}, {sector: {is: wood}}]}}, {workers: {at_least: 6}}]}")),
    Case("NK335", CHANNELS + require("{any: [{not: {channels: {includes: web}}}, {»channels: {includes_any: [shop, web]}}]}"),
         CHANNELS + require("{any: [{not: {channels: {includes_any: [shop, web]}}}, {channels: {includes: web}}]}")),
    # --- NK336: comparisons that say nothing more ---
    Case("NK336", negative("{all: [{workers: {at_least: 5}}, {not: {»workers: {at_most: 3}}}]}"), negative("{all: [{workers: {at_least: 5}}, {not: {workers: {at_least: 9}}}]}")),
    Case("NK336", CHANNELS + require("{all: [{»channels: {includes: shop}}, {channels: {includes_all: [shop, web]}}]}"),
         CHANNELS + require("{all: [{channels: {includes: shop}}, {channels: {includes: web}}]}")),
    Case("NK336", negative("{workers: {at_least: 5, more_than: 3}}").replace("{workers", "{»workers"), negative("{workers: {at_least: 5, less_than: 9}}")),
    Case("NK336", negative("{any: [{»sector: {is: wood}}, {sector: {in: [wood, herbal]}}]}"), negative("{any: [{sector: {is: wood}}, {sector: {in: [textile, herbal]}}]}")),
    Case("NK336", negative("{not: {any: [{»workers: {at_most: 3}}, {workers: {at_most: 9}}]}}"), negative("{any: [{workers: {at_most: 3}}, {all: [{workers: {at_most: 9}}, {knows_market: {is: true}}]}]}")),
    Case("NK336", "applies_when: {all: [{»workers: {at_least: 1}}, {workers: {at_least: 3}}]}\n" + require(PERMIT),
         "parameters: {p: {type: integer, values: {2020-01-01: 1}}}\napplies_when: {all: [{workers: {at_least: $p}}, {workers: {at_least: 3}}]}\n" + require(PERMIT)),
    Case("NK336", negative("{all: [{workers: {at_least: 3}}, {»workers: {at_least: 3}}]}"), negative("{all: [{workers: {at_least: 3}}, {workers: {known: true}}]}")),
    # --- NK337: rows that are never reached ---
    Case("NK337", rows("{workers: {at_most: 9}}", "{»workers: {at_most: 4}}"), rows("{workers: {at_most: 4}}", "{workers: {at_most: 9}}")),
    Case("NK337", rows("{workers: {at_most: 4}}", "{workers: {between: {from: 5, to: 9}}}", "{»workers: {at_most: 7}}"), rows("{workers: {at_most: 3}}", "{workers: {between: {from: 5, to: 9}}}", "{workers: {at_most: 7}}")),
    Case("NK337", P + rows("{workers: {at_most: $p}}", "{»workers: {at_most: 4}}"), P + rows("{workers: {at_most: $p}}", "{workers: {at_most: 6}}")),
    # --- NK338: one language only ---
    Case("NK338", text('title: {»id: "Izin masih berlaku"}'), text('title: "Izin masih berlaku"')),
    Case("NK338", text('remedy: {»en: "Get the permit now"}'), text(REMEDY)),
    # --- NK339: days without a criterion ---
    Case("NK339", dated("{until: 2024-12-31}", "{from: 2025-01-02}", "»"), dated("{until: 2024-12-31}", "{from: 2025-01-01}")),
    Case("NK339", dated("{until: 2024-12-31}", "{from: 2026-01-01}", "»"), dated("{until: 2024-12-31}", "{from: 2026-01-01}", other="capital")),
    Case("NK339", dated("{until: 2024-12-31}", "{from: 2026-01-01}", "»", "kind: note, "), dated("{until: 2024-12-31}", "{from: 2024-06-01, until: 2024-12-31}")),
    Case("NK339", dated("{until: 2024-12-31}", "{from: 2026-01-01}", "»"), dated("{until: 2024-12-31}", "{from: 2026-01-01}") + "  c: {require: {workers: {at_most: 7}}}\n"),
    Case("NK339", dated("{until: 2024-12-31}", "{from: 2026-01-01}", "»", "applies_when: {sector: {is: wood}}, "),
         dated("{until: 2024-12-31}", "{from: 2026-01-01}", "", "applies_when: {sector: {is: wood}}, ").replace("two: {applies_when: {sector: {is: wood}}", "two: {applies_when: {sector: {is: herbal}}")),
    # --- NK342: criteria that are never in force ---
    Case("NK342", dated("{until: 2019-12-31}", "{from: 2019-06-01}").replace("one:", "»one:"), dated("{until: 2020-01-01}", "{from: 2019-06-01}")),
    Case("NK342", whole("format: naikkelas/1\nrule_set: tried\nversion: 1\neffective: {until: 2025-12-31}\n" + dated("{until: 2024-12-31}", "{from: 2024-12-01}") + "  »c: {effective: {from: 2026-01-01}, require: {capital: {at_least: 3}}}\n"),
         whole("format: naikkelas/1\nrule_set: tried\nversion: 1\neffective: {until: 2026-12-31}\n" + dated("{until: 2024-12-31}", "{from: 2024-12-01}") + "  c: {effective: {from: 2026-01-01}, require: {capital: {at_least: 3}}}\n")),
    # --- NK345: a column title for two facts ---
    Case("NK345", aliased("{sum: [annual_sales, capital], aliases: [»omset]}"), aliased("{sum: [annual_sales, capital], aliases: [omset dan modal]}")),
    Case("NK345", aliased("{type: integer, aliases: [»omset]}"), aliased("{type: integer, aliases: [omset ekspor]}")),
    Case("NK345", aliased("{type: integer, aliases: [»Both-Of]}", "{type: integer, aliases: [»both of]}"), aliased("{type: integer, aliases: [both of]}", "{type: integer, aliases: [both]}")),
)  # fmt: skip

__all__ = ["HEAD", "LINTS"]
