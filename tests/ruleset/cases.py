"""For every code of the linker: small rule sets that get it, and the closest ones that do not.

A rule set is ``HEAD``, then the text of the case. ``»`` stands in front of every spot where the problem is expected and is
taken out before loading; a case without one expects it where no line says so.
"""

from dataclasses import dataclass, field

HEAD = """\
format: naikkelas/1
rule_set: tried
version: 1
effective: {from: 2020-01-01}
"""
MARK = "»"

STAFF = "criteria: {staff: {require: {workers: {at_least: 3}}}}\n"


@dataclass(frozen=True)
class Case:
    """``bad`` gets the code where it is marked, ``good`` does not get it; ``beside`` are files beside both."""

    code: str
    bad: str
    good: str
    beside: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.code}-{' '.join(self.bad.split())[:60]}"


def require(condition: str) -> str:
    """One criterion."""
    return f"criteria: {{asked: {{require: {condition}}}}}\n"


def whole(text: str) -> str:
    """A text that has a head of its own."""
    return text


def chain(length: int, mark: str = "") -> str:
    """Derived facts that rest on each other in a row, the last one first in the file."""
    links = [f"  d{i}: {mark if i == 50 else ''}{{sum: [d{i - 1}, workers]}}" for i in range(length - 1, 0, -1)]
    return "\n".join(["facts:", *links, "  d0: {sum: [workers, workers]}", require(f"{{d{length - 1}: {{at_least: 3}}}}")])


def other(body: str, name: str = "other") -> str:
    """A rule set that another one refers to."""
    return f"format: naikkelas/1\nrule_set: {name}\nversion: 1\neffective: {{from: 2020-01-01}}\n{body}"


P_INTEGER = "parameters: {p: {type: integer, values: {2020-01-01: 5}}}\n"
P_DURATION = "parameters: {p: {type: duration, values: {2020-01-01: {months: 5}}}}\n"
RANK = "facts: {rank: {type: choice, of: [a, b, c]}}\n"
SIZE = """\
facts:
  size: {mark}{{type: choice, of: [s, l], table: {{hit: unique, rows: [{{when: {one}, then: s}}, {{when: {two}, then: l}}], otherwise: l}}}}
criteria: {{c: {{require: {{size: {{is: s}}}}}}}}
"""


def unique(one: str, two: str, mark: str = MARK) -> str:
    """A table with two rows that hits ``unique``."""
    return SIZE.format(mark=mark, one=one, two=two)


def guarded(reference: str) -> str:
    """A reference to a criterion that has a guard."""
    return f"""\
criteria:
  permit: {{applies_when: {{sector: {{is: wood}}}}, require: {{svlk_status: {{is: held}}}}}}
  asked: {{require: {{criterion: {reference}}}}}
"""


def scorecard(groups: str, condition: str = "{f: {at_least: 75}}", more: str = "", mark: str = "", scale: str = "100") -> str:
    """A scorecard and a criterion that asks for it."""
    return f"facts: {{f: {{scorecard: {mark}{{scale: {scale}, groups: {groups}{more}}}}}}}\n" + require(condition)


def indicators(*listed: str) -> str:
    """One group of indicators."""
    return f"{{g: {{indicators: [{', '.join(listed)}]}}}}"


NIB = "{nib_status: {is: held}}"
NPWP = "{npwp_status: {is: held}}"
PIRT_OF_FOOD = "{require: {pirt_status: {is: held}}, applies_when: {sector: {is: processed_food}}}"
SCORED = scorecard(indicators(NIB))
AWKWARD = "{" + ", ".join(
    f"g{at}: {{indicators: [{{require: {{workers: {{at_least: {at + 1}}}}}, weight: {weight}}}]}}" for at, weight in enumerate((997, 991, 983, 977, 971, 967))
) + "}"  # fmt: skip

SET_OF = "facts: {channels: {type: set, of: [shop, web]}}\n"

CASES: tuple[Case, ...] = (
    # --- the shape of a rule set --------------------------------------------------------------------------------------
    Case("NK150", f"»titel: Percobaan\n{STAFF}", f"title: Percobaan\n{STAFF}"),
    Case("NK150", "criteria: {staff: {»requires: {workers: {at_least: 3}}, require: {workers: {at_least: 3}}}}", STAFF),
    Case("NK150", "facts: {f: {type: integer, »decimals: 1}}\n" + require("{f: {at_least: 3}}"),
         "facts: {f: {type: number, decimals: 1}}\n" + require("{f: {at_least: 3}}")),
    Case("NK150", "facts: {f: {type: choice, of: [a, b], »at_least: 1}}\n" + require("{f: {is: a}}"), RANK + require("{rank: {is: a}}")),
    Case("NK150", "facts: {f: {type: sector, »of: [a, b]}}\n" + require("{f: {is: wood}}"), "facts: {f: {type: sector}}\n" + require("{f: {is: wood}}")),
    Case("NK150", "facts: {f: {type: choice, of: [a, b], choice_titles: {»c: x}}}\n" + require("{f: {is: a}}"),
         "facts: {f: {type: choice, of: [a, b], choice_titles: {a: x}}}\n" + require("{f: {is: a}}")),
    Case("NK150", "facts: {f: {derive: {workers: {at_least: 3}}, »personal: true}}\n" + require("{f: {is: true}}"),
         "facts: {f: {type: boolean, personal: true}}\n" + require("{f: {is: true}}")),
    Case("NK150", "facts: {f: {derive: {workers: {at_least: 3}}, »sum: [workers, workers]}}\n" + require("{f: {is: true}}"),
         "facts: {f: {derive: {workers: {at_least: 3}}}}\n" + require("{f: {is: true}}")),
    Case("NK150", require("{workers: {between: {from: 1, to: 3, »until: 4}}}"), require("{workers: {between: {from: 1, to: 3}}}")),
    Case("NK150", require("{workers: {at_least: {fact: workers_men, »or: 3}}}"), require("{workers: {more_than: {fact: workers_men}}}")),
    Case("NK150", "facts: {d: {sum: [workers, workers]}}\ncriteria: {a: {kind: preference, points: {fact: d, »times: 3}, require: {d: {at_least: 1}}}}",
         "facts: {d: {sum: [workers, workers]}}\ncriteria: {a: {kind: preference, points: {fact: d}, require: {d: {at_least: 1}}}}"),
    Case("NK151", whole(f"»format: naikkelas/1\nrule_set: tried\n{STAFF}"), STAFF),
    Case("NK151", "criteria: {staff: »{title: Pekerja}}\n", STAFF),
    Case("NK151", "facts: {f: »{title: Mutu}}\n" + require("{workers: {at_least: 3}}"), "facts: {f: {title: Mutu, type: boolean}}\n" + STAFF),
    Case("NK151", "facts: {f: »{type: number}}\n" + require("{f: {at_least: 3}}"), "facts: {f: {type: number, decimals: 0}}\n" + require("{f: {at_least: 3}}")),
    Case("NK151", "facts: {f: »{type: set}}\n" + require("{f: {includes: a}}"), "facts: {f: {type: set, of: text}}\n" + require("{f: {includes: a}}")),
    Case("NK151", require("{workers: {between: »{from: 3}}}"), require("{workers: {between: {from: 3, to: 3}}}")),
    Case("NK151", require("{some: »{of: [{workers: {at_least: 3}}]}}"), require("{some: {at_least: 1, of: [{workers: {at_least: 3}}]}}")),
    Case("NK151", "facts: {f: {type: boolean, table: »{rows: [{when: {workers: {at_least: 3}}, then: true}]}}}\n" + require("{f: {is: true}}"),
         "facts: {f: {type: boolean, table: {rows: [{when: {workers: {at_least: 3}}, then: true}], otherwise: false}}}\n" + require("{f: {is: true}}")),
    Case("NK151", "facts: {f: {ratio: »{of: capital, to: annual_sales}}}\n" + require("{f: {at_least: 1}}"),
         "facts: {f: {ratio: {of: capital, to: annual_sales, when_zero: met}}}\n" + require("{f: {at_least: 1}}")),
    Case("NK152", "criteria:\n  »- staff", STAFF),
    Case("NK152", "criteria: {staff: »3}\n", STAFF),
    Case("NK152", require("»workers"), require("{workers: {known: true}}")),
    Case("NK152", require("{workers: »3}"), require("{workers: {is: 3}}")),
    Case("NK152", require("{all: »{workers: {at_least: 3}}}"), require("{all: [{workers: {at_least: 3}}]}")),
    Case("NK152", require("{programme: »[kur-mikro]}"), require("{programme: {kur-mikro: eligible}}")),
    Case("NK152", require("{workers: {at_least: {fact: »[workers_men]}}}"), require("{workers: {at_least: {fact: workers_men}}}")),
    Case("NK152", require("{sector: {in: »wood}}"), require("{sector: {in: [wood]}}")),
    Case("NK152", require("{sector: {in: »wood, herbal}}"), require("{sector: {in: [wood, herbal]}}")),
    Case("NK201", require("{»can_supply_regularly separate_from_non_halal needs_cold_storage: {is: true}}"),
         require("{can_supply_regularly: {is: true}, separate_from_non_halal: {is: true}}")),
    Case("NK152", require("{sector: {in: »gold, herbal}}"), require("{sector: {in: [wood, herbal]}}")),
    Case("NK152", require("{sector: »[wood, other]}"), require("{sector: {in: [wood, other]}}")),
    Case("NK152", require("{knows_market: »true}"), require("{knows_market: {is: true}}")),
    Case("NK152", require("{knows_market: »[true]}"), require("{knows_market: {is: true}}")),
    Case("NK152", "criteria:\n  asked:\n    require:\n      »knows_market:\n", require("{knows_market: {is: true}}")),
    Case("NK152", require("{sector: {is: »[wood, other]}}"), require("{sector: {in: [wood, other]}}")),
    Case("NK152", require("{sector: {is_not: »[wood, other]}}"), require("{sector: {not_in: [wood, other]}}")),
    Case("NK152", "facts: {f: {type: set, of: [a, b]}}\n" + require("{f: {includes_any: »a}}"), "facts: {f: {type: set, of: [a, b]}}\n" + require("{f: {includes: a}}")),
    Case("NK152", "facts: {f: {type: set, of: [a, b]}}\n" + require("{f: {includes: »[a, b]}}"), "facts: {f: {type: set, of: [a, b]}}\n" + require("{f: {includes_all: [a, b]}}")),
    Case("NK152", require("{not: »[{workers: {at_least: 3}}]}"), require("{not: {workers: {at_least: 3}}}")),
    Case("NK152", require("{not: »[{workers: {at_least: 3}}, {sector: {is: wood}}]}"), require("{not: {any: [{workers: {at_least: 3}}, {sector: {is: wood}}]}}")),
    Case("NK152", "uses: »other\n" + STAFF, "uses: {other: [asked]}\n" + STAFF, {"other": other(require("{sector: {is: wood}}"))}),
    Case("NK201", require("{»atau: [{workers: {at_least: 3}}]}"), require("{any: [{workers: {at_least: 3}}]}")),
    Case("NK205", require("{workers: {»'>=': 3}}"), require("{workers: {at_least: 3}}")),
    Case("NK205", require("{sector: {»minimal: 3}}"), require("{sector: {is: wood}}")),
    Case("NK150", "criteria: {a: {»mandatory: true, require: {workers: {at_least: 3}}}}\n", "criteria: {a: {kind: requirement, require: {workers: {at_least: 3}}}}\n"),
    Case("NK215", "criteria: {a: {kind: »exclusion, require: {sector: {is: wood}}}}\n", "criteria: {a: {require: {not: {sector: {is: wood}}}}}\n"),
    Case("NK150", "facts: {f: {»max: [workers_men, workers_women]}}\n" + require("{f: {at_least: 3}}"), require("{any: [{workers_men: {at_least: 3}}, {workers_women: {at_least: 3}}]}")),
    Case("NK150", "facts: {f: {»average: [workers_men, workers_women]}}\n" + require("{f: {at_least: 3}}"), "facts: {f: {sum: [workers_men, workers_women]}}\n" + require("{f: {at_least: 6}}")),
    Case("NK150", "facts: {f: {»days_since: operating_since}}\n" + require("{f: {at_least: 3}}"), require("{operating_since: {at_least_ago: {days: 3}}}")),
    Case("NK150", "facts: {f: {»share: {of: workers_men, to: workers}}}\n" + require("{f: {at_least: 3}}"), "facts: {f: {ratio: {of: workers_men, to: workers, when_zero: not_met}}}\n" + require("{f: {at_least: 0.3}}")),
    Case("NK201", "facts: {f: {sum: [workers_men, »5]}}\n" + require("{f: {at_least: 3}}"), P_INTEGER + "facts: {f: {sum: [workers_men, $p]}}\n" + require("{f: {at_least: 3}}")),
    Case("NK215", "facts: {f: {type: choice, of: [a, b], table: {hit: »collect, rows: [{when: {workers: {at_least: 3}}, then: a}], otherwise: b}}}\n" + require("{f: {is: a}}"), "facts: {f: {type: choice, of: [a, b], table: {hit: first, rows: [{when: {workers: {at_least: 3}}, then: a}], otherwise: b}}}\n" + require("{f: {is: a}}")),
    Case("NK201", require("{»sum: [workers_men, workers_women], at_least: 3}"), "facts: {f: {sum: [workers_men, workers_women]}}\n" + require("{f: {at_least: 3}}")),
    Case("NK201", require("{»var: workers}"), require("{workers: {at_least: 3}}")),
    Case("NK201", require("{»none: [{workers: {at_least: 3x}}]}"), require("{not: {any: [{workers: {at_least: 3}}]}}")),
    Case("NK201", require("{»nand: [{workers: {at_least: 3x}}]}"), require("{not: {all: [{workers: {at_least: 3}}]}}")),
    Case("NK201", require("{»at_least: 2, of: [{workers: {at_least: 3}}]}"), require("{some: {at_least: 1, of: [{workers: {at_least: 3}}]}}")),
    Case("NK201", require("{»xor: [{workers: {at_least: 3}}]}"), require("{any: [{workers: {at_least: 3}}]}")),
    Case("NK201", require("{»unless: {workers: {at_least: 3}}}"), require("{not: {workers: {at_least: 3}}}")),
    Case("NK201", require("{»if: {workers: {at_least: 3}}, then: {sector: {is: wood}}}"), require("{any: [{workers: {less_than: 3}}, {sector: {is: wood}}]}")),
    Case("NK206", RANK + require("{rank: {is: »{fact: sector}}}"), RANK + require("{rank: {is: a}}")),
    Case("NK152", require("{workers: »3x}"), require("{workers: {is: 3}}")),
    Case("NK205", require("{operating_since: {»at_most_ago: {days: 3}}}"), require("{operating_since: {less_than_ago: {days: 4}}}")),
    Case("NK205", require("{operating_since: {»at_most_ahead: {days: 3}}}"), require("{not: {operating_since: {at_least_ahead: {days: 4}}}}")),
    Case("NK207", require("{operating_since: {before: »as_of}}"), require("{operating_since: {before: $as_of}}")),
    Case("NK207", require("{operating_since: {before: »31/12/2026}}"), require("{operating_since: {before: 2026-12-31}}")),
    Case("NK207", require("{operating_since: {before: »2026}}"), require("{operating_since: {before: 2026-12-31}}")),
    Case("NK207", require("{annual_sales: {at_most: »5M}}"), require("{annual_sales: {at_most: 5 miliar}}")),
    Case("NK207", require("{workers: {at_least: »5-10}}"), require("{workers: {between: {from: 5, to: 10}}}")),
    Case("NK152", require("{workers: {between: »[1, 3]}}"), require("{workers: {between: {from: 1, to: 3}}}")),
    Case("NK152", "facts: {f: {sum: »workers}}\n" + require("{f: {at_least: 3}}"), "facts: {f: {sum: [workers]}}\n" + require("{f: {at_least: 3}}")),
    Case("NK153", whole(f"format: »naikkelas/2\nrule_set: tried\nversion: 1\n{STAFF}"), whole(f"format: naikkelas/1\nrule_set: tried\nversion: 1\n{STAFF}")),
    Case("NK154", "criteria: {»Staff: {require: {workers: {at_least: 3}}}}\n", STAFF),
    Case("NK154", "criteria: {»staf-tetap: {require: {workers: {at_least: 3}}}}\n", "criteria: {staf_tetap: {require: {workers: {at_least: 3}}}}\n"),
    Case("NK154", f"sources: {{»édaran: {{title: x}}}}\n{STAFF}", f"sources: {{edaran: {{title: x}}}}\n{STAFF}"),
    Case("NK154", whole(f"format: naikkelas/1\nrule_set: »IKM Naik Kelas\nversion: 1\n{STAFF}"), whole(f"format: naikkelas/1\nrule_set: ikm-naik_kelas\nversion: 1\n{STAFF}")),
    Case("NK154", "facts: {f: {type: choice, of: [a, »$b]}}\n" + require("{f: {is: a}}"), "facts: {f: {type: choice, of: [a, b$]}}\n" + require("{f: {is: a}}")),
    Case("NK156", "criteria: »{}\n", STAFF),
    Case("NK156", require("»{}"), require("{workers: {at_least: 3}}")),
    Case("NK156", require("{any: »[]}"), require("{any: [{workers: {at_least: 3}}]}")),
    Case("NK156", require("{sector: {in: »[]}}"), require("{sector: {in: [wood]}}")),
    Case("NK156", require("{workers: »{}}"), require("{workers: {at_least: 3}}")),
    Case("NK156", require("{criterion: »{}}"), guarded("{permit: met}")),
    Case("NK156", require("{programme: »{}}"), require("{programme: {inopak-naik-kelas: eligible}}")),
    Case("NK156", f"title: »''\n{STAFF}", f"title: 'x'\n{STAFF}"),
    Case("NK156", f"title: »{{}}\n{STAFF}", f"title: {{id: x}}\n{STAFF}"),
    Case("NK156", "parameters: {p: {type: integer, values: »{}}}\n" + require("{workers: {at_least: $p}}"), P_INTEGER + require("{workers: {at_least: $p}}")),
    Case("NK156", "parameters: {p: {type: set, of: sector, values: {2020-01-01: »[]}}}\n" + require("{sector: {in: $p}}"),
         "parameters: {p: {type: set, of: sector, values: {2020-01-01: [wood]}}}\n" + require("{sector: {in: $p}}")),
    Case("NK157", require("{any: [»{workers: {at_least: 3}, sector: {is: wood}}, {sector: {is: herbal}}]}"),
         require("{any: [{all: [{workers: {at_least: 3}}, {sector: {is: wood}}]}, {sector: {is: herbal}}]}")),
    Case("NK157", require("{not: »{workers: {at_least: 3, at_most: 5}}}"), require("{not: {workers: {between: {from: 3, to: 5}}}}")),
    Case("NK157", require("{some: {at_least: 1, of: [»{workers: {at_least: 3}, sector: {is: wood}}]}}"), require("{all: [{workers: {at_least: 3}, sector: {is: wood}}]}")),
    # --- signs before words, and parts of another shape -------------------------------------------------------------
    Case("NK201", "criteria:\n  c:\n    require:\n      any:\n      - workers: {at_least: 3}\n      »\u2013 keeps_books: {is: true}\n",
         "criteria:\n  c:\n    require:\n      any:\n      - workers: {at_least: 3}\n      - keeps_books: {is: true}\n"),
    Case("NK205", require("{sector: {»'!gold': wood}}"), require("{sector: {is_not: wood}}")),
    Case("NK203", require("{criterion: »'!gold'}"), require("{not: {programme: {inopak-naik-kelas: eligible}}}")),
    Case("NK214", require("{programme: {»'!inopak': eligible}}"), require("{not: {programme: {inopak-naik-kelas: eligible}}}")),
    Case("NK215", require("{programme: {inopak-naik-kelas: »'!eligible'}}"), require("{programme: {inopak-naik-kelas: ineligible}}")),
    Case("NK207", require("{keeps_books: {is: »mungkin}}"), require("{keeps_books: {is: false}}")),
    Case("NK150", "facts: {f: {type: text, »choices: [a, b]}}\n" + require("{workers: {at_least: 3}}"),
         "facts: {f: {type: choice, of: [a, b]}}\n" + require("{f: {is: a}}")),
    Case("NK152", "criteria: »permit\n", STAFF),
    Case("NK152", P_INTEGER.replace("{p:", "{q: »banyak, p:") + require("{workers: {at_least: $p}}"), P_INTEGER + require("{workers: {at_least: $p}}")),
    Case("NK152", "uses: {other: »staff}\n" + require("{keeps_books: {is: true}}"), "uses: {other: [staff]}\n" + require("{keeps_books: {is: true}}"),
         {"other": other(STAFF)}),
    # --- scorecards ---------------------------------------------------------------------------------------------------
    Case("NK150", scorecard(indicators(NIB), more=", »groupz: {}"), SCORED),
    Case("NK150", scorecard("{g: {indicators: [{nib_status: {is: held}}], »points: 3}}"), SCORED),
    Case("NK150", scorecard(indicators("{require: {nib_status: {is: held}}, »points: 3}")), SCORED),
    Case("NK150", scorecard(indicators("{require: {nib_status: {is: held}}, »criterion: asked}")), SCORED),
    Case("NK150", "facts: {f: {»decimals: 1, scorecard: {scale: 100, groups: {g: {indicators: [{nib_status: {is: held}}]}}}}}\n" + require("{f: {at_least: 75}}"), SCORED),
    Case("NK151", "facts: {f: {scorecard: »{groups: {g: {indicators: [{nib_status: {is: held}}]}}}}}\n" + require("{f: {at_least: 75}}"), SCORED),
    Case("NK151", "facts: {f: {scorecard: »{scale: 100}}}\n" + require("{f: {at_least: 75}}"), SCORED),
    Case("NK151", scorecard("{g: »{weight: 2}}"), SCORED),
    Case("NK151", scorecard(indicators("»{applies_when: {sector: {is: wood}}, weight: 2}")), SCORED),
    Case("NK152", scorecard("»[g]"), SCORED),
    Case("NK152", scorecard("{g: {indicators: »{nib_status: {is: held}}}}"), SCORED),
    Case("NK152", scorecard(indicators("»nib_status")), SCORED),
    Case("NK152", "facts: {f: {scorecard: »100}}\n" + require("{f: {at_least: 75}}"), SCORED),
    Case("NK154", scorecard("{»Legal: {indicators: [{nib_status: {is: held}}]}}"), scorecard("{legal: {indicators: [{nib_status: {is: held}}]}}")),
    Case("NK156", scorecard("»{}"), SCORED),
    Case("NK156", scorecard("{g: {indicators: »[]}}"), SCORED),
    Case("NK201", scorecard(indicators("{»nib_stauts: {is: held}}")), SCORED),
    Case("NK201", scorecard(indicators("{require: {nib_status: {is: held}}, applies_when: {»sektor: {is: wood}}}")), SCORED),
    Case("NK203", scorecard(indicators("{criterion: »permit}")), SCORED),
    Case("NK207", scorecard(indicators("{require: {nib_status: {is: held}}, weight: »0}")), scorecard(indicators("{require: {nib_status: {is: held}}, weight: 1}"))),
    Case("NK207", scorecard(indicators("{require: {nib_status: {is: held}}, weight: »-1}")), scorecard(indicators("{require: {nib_status: {is: held}}, weight: 1000}"))),
    Case("NK207", scorecard(indicators("{require: {nib_status: {is: held}}, weight: »1.5}")), SCORED),
    Case("NK207", scorecard("{g: {weight: »1001, indicators: [{nib_status: {is: held}}]}}"), scorecard("{g: {weight: 1000, indicators: [{nib_status: {is: held}}]}}")),
    Case("NK207", scorecard(indicators(NIB), scale="»0"), scorecard(indicators(NIB), scale="1000000")),
    Case("NK206", scorecard(indicators(NIB), "{f: {»is: 75}}"), SCORED),
    Case("NK206", scorecard(indicators(NIB), "{f: {»known: true}}"), SCORED),
    Case("NK208", P_DURATION + scorecard(indicators(NIB), "{f: {at_least: »$p}}"), P_INTEGER + scorecard(indicators(NIB), "{f: {at_least: $p}}")),
    Case("NK209", "facts: {»f: {scorecard: {scale: 100, groups: {g: {indicators: [{f: {at_least: 3}}]}}}}}\n" + require("{f: {at_least: 75}}"), SCORED),
    Case("NK209", "facts: {»f: {scorecard: {scale: 100, groups: {g: {indicators: [{criterion: asked}]}}}}}\n" + require("{f: {at_least: 75}}"), SCORED),
    Case("NK215", scorecard(indicators(PIRT_OF_FOOD), more=", when_empty: »maybe"), scorecard(indicators(PIRT_OF_FOOD), more=", when_empty: met")),
    Case("NK217", P_INTEGER.replace("5", "900000000") + scorecard(AWKWARD[: AWKWARD.index(", g5")] + "}", "{»f: {less_than: $p}}"),
         P_INTEGER + scorecard(AWKWARD[: AWKWARD.index(", g5")] + "}", "{f: {less_than: $p}}")),
    Case("NK219", "facts: {f: {months_since: operating_since}, g: {sum: [»f, workers]}}\n" + require("{f: {at_least: 3}, g: {at_least: 3}}"),
         "facts: {f: {months_since: operating_since}, g: {sum: [workers, workers]}}\n" + require("{f: {at_least: 3}, g: {at_least: 3}}")),
    Case("NK219", scorecard(indicators(NIB), "{workers: {at_least: »{fact: f}}}"), SCORED),
    Case("NK219", "facts: {f: {scorecard: {scale: 100, groups: {g: {indicators: [{nib_status: {is: held}}]}}}}, h: {sum: [»f, workers]}}\n" + require("{h: {at_least: 3}}"), SCORED),
    Case("NK227", scorecard(indicators(PIRT_OF_FOOD), mark=MARK), scorecard(indicators(PIRT_OF_FOOD), more=", when_empty: not_met")),
    Case("NK227", scorecard(indicators(PIRT_OF_FOOD), mark=MARK), scorecard(indicators(PIRT_OF_FOOD, NIB))),
    Case("NK181", "facts: {f: {»question: {id: Apa?, en: What?}, derive: {keeps_books: {is: true}}}}\n" + require("{f: {is: true}}"),
         "facts: {f: {question: {id: Apa?, en: What?}, type: boolean}}\n" + require("{f: {is: true}}")),
    Case("NK181", "facts: {f: {»remedy: x, sum: [workers, workers], aliases: [g]}}\n" + require("{f: {at_least: 3}}"),
         "facts: {f: {sum: [workers, workers], aliases: [g], title: x}}\n" + require("{f: {at_least: 3}}")),
    Case("NK181", "facts: {f: {months_since: operating_since, »aliases: [umur]}}\n" + require("{f: {at_least: 3}}"),
         "facts: {f: {type: integer, aliases: [umur]}}\n" + require("{f: {at_least: 3}}")),
    Case("NK229", STAFF + "never_hurts: [{more: »capital}]\n", STAFF + "never_hurts: [{more: workers}]\n"),
    Case("NK229", STAFF + "assumptions: [»{then: {capital: {at_most: 5 juta}}}]\n", STAFF + "assumptions: [{title: few, when: {workers: {at_least: 3}}, then: {workers: {at_most: 900}}}]\n"),
    Case("NK229", STAFF + "never_hurts: [{becomes: {»pirt_status: held}}]\n", require("{pirt_status: {is: held}}") + "never_hurts: [{becomes: {pirt_status: held}}]\n"),
    Case("NK230", "facts: {f: {sum: [workers, workers]}}\n" + require("{f: {at_least: 3}}") + "never_hurts: [{more: »f}]\n",
         "facts: {f: {sum: [workers, workers]}}\n" + require("{f: {at_least: 3}}") + "never_hurts: [{more: workers}]\n"),
    Case("NK230", "facts: {f: {sum: [workers, workers]}}\n" + require("{f: {at_least: 3}}") + "never_hurts: [{more: »f}]\n",
         "facts: {f: {months_since: operating_since}}\n" + require("{f: {at_least: 3}}") + "never_hurts: [{more: f}]\n"),
    Case("NK231", require("{operating_since: {before: $as_of}}") + "never_hurts: [{more: »operating_since}]\n", require("{operating_since: {before: $as_of}}") + "never_hurts: [{earlier: operating_since}]\n"),
    Case("NK231", STAFF + "never_hurts: [{becomes: {»workers: 5}}]\n", require("{knows_market: {is: true}}") + "never_hurts: [{becomes: {knows_market: true}}, {more: knows_market}]\n"),
    Case("NK231", require("{kbli: {is: '10710'}}") + "never_hurts: [{more: »kbli}]\n", require("{channels: {includes: shop}}").replace("criteria", "facts: {channels: {type: set, of: [shop]}}\ncriteria") + "never_hurts: [{less: channels}]\n"),
    Case("NK232", STAFF + "assumptions: [{then: {criterion: {»staff: met}}}]\n", STAFF + "assumptions: [{then: {workers: {at_most: 5}}}]\n"),
    Case("NK232", STAFF + "assumptions: [{when: {programme: {»other: eligible}}, then: {workers: {at_most: 5}}}]\n", STAFF + "assumptions: [{when: {workers: {at_least: 1}}, then: {workers: {at_most: 5}}}]\n",
         {"other": other(STAFF)}),
    Case("NK152", STAFF + "never_hurts: [»3]\n", STAFF + "never_hurts: [{more: workers}]\n"),
    Case("NK152", STAFF + "never_hurts: [{more: »[workers]}]\n", STAFF + "never_hurts: [{more: workers}]\n"),
    Case("NK152", STAFF + "never_hurts: [{becomes: »workers}]\n", STAFF + "never_hurts: [{less: workers}]\n"),
    Case("NK152", STAFF + "assumptions: [»3]\n", STAFF + "assumptions: [{then: {workers: {at_most: 5}}}]\n"),
    Case("NK201", STAFF + "assumptions: [{when: {»wurkers: {at_most: 3}}, then: {workers: {at_most: 5}}}]\n", STAFF + "assumptions: [{when: {workers: {at_most: 3}}, then: {workers: {at_most: 5}}}]\n"),
    Case("NK150", STAFF + "never_hurts: [{»better: workers}]\n", STAFF + "never_hurts: [{more: workers}]\n"),
    Case("NK151", STAFF + "assumptions: [»{when: {workers: {at_least: 3}}}]\n", STAFF + "assumptions: [{then: {workers: {at_least: 3}}}]\n"),
    Case("NK156", STAFF + "never_hurts: »[]\n", STAFF + "never_hurts: [{less: workers}]\n"),
    Case("NK156", STAFF + "never_hurts: [»{}]\n", STAFF + "never_hurts: [{less: workers}]\n"),
    Case("NK156", STAFF + "never_hurts: [{becomes: »{}}]\n", STAFF + "never_hurts: [{less: workers}]\n"),
    Case("NK157", STAFF + "never_hurts: [»{less: workers, more: workers}]\n", STAFF + "never_hurts: [{less: workers}, {more: workers}]\n"),
    Case("NK157", require("{pirt_status: {is: held}, md_status: {is: held}}") + "never_hurts: [{becomes: »{pirt_status: held, md_status: held}}]\n",
         require("{pirt_status: {is: held}, md_status: {is: held}}") + "never_hurts: [{becomes: {pirt_status: held}}, {becomes: {md_status: held}}]\n"),
    Case("NK207", require("{pirt_status: {is: held}}") + "never_hurts: [{becomes: {pirt_status: »helt}}]\n", require("{pirt_status: {is: held}}") + "never_hurts: [{becomes: {pirt_status: none}}]\n"),
    Case("NK301", scorecard(indicators(NIB), "{»f: {more_than: 100}}"), scorecard(indicators(NIB), "{f: {at_least: 100}}")),
    Case("NK301", scorecard(indicators(NIB), "{»f: {less_than: 0}}"), scorecard(indicators(NIB), "{f: {at_most: 0}}")),
    Case("NK302", scorecard(indicators(NIB), "{»f: {at_least: 0}}"), scorecard(indicators(NIB), "{f: {more_than: 0}}")),
    Case("NK306", "facts: {»f: {type: integer}}\n" + require("{workers: {at_least: 3}}"), "facts: {f: {type: integer}}\n" + require("{f: {at_least: 3}}")),
    Case("NK306", "facts: {»f: {scorecard: {scale: 100, groups: {g: {indicators: [{nib_status: {is: held}}]}}}}}\n" + STAFF, SCORED + "outputs: [f]\n"),
    Case("NK311", scorecard(indicators(NIB), "{»f: {at_least: 75, at_most: 50}}"), scorecard(indicators(NIB), "{f: {at_least: 50, at_most: 75}}")),
    Case("NK312", scorecard(indicators(NIB), more=", when_empty: »met"), SCORED),
    Case("NK312", scorecard(indicators(NIB, PIRT_OF_FOOD), more=", when_empty: »not_met"), scorecard(indicators(NIB, PIRT_OF_FOOD))),
    Case("NK313", scorecard(AWKWARD, mark=MARK), scorecard(AWKWARD.replace("997", "10").replace("991", "10").replace("983", "10"))),
    Case("NK314", scorecard(indicators(NIB, "»{nib_status: {is: held}}")), scorecard(indicators(NIB, NPWP))),
    Case("NK314", scorecard(indicators(NIB, "»{require: {nib_status: {is: held}}, weight: 3}")), scorecard(indicators(NIB, "{not: {nib_status: {is: held}}}"))),
    # --- names --------------------------------------------------------------------------------------------------------
    Case("NK201", require("{»pirt_stauts: {is: held}}"), require("{pirt_status: {is: held}}")),
    Case("NK201", require("{workers: {at_least: {fact: »wrokers}}}"), require("{workers: {more_than: {fact: workers_men}}}")),
    Case("NK201", "facts: {f: {sum: [workers, »wrokers]}}\n" + require("{f: {at_least: 3}}"), "facts: {f: {sum: [workers, workers]}}\n" + require("{f: {at_least: 3}}")),
    Case("NK201", "facts: {f: {type: choice, of: »secter}}\n" + require("{f: {is: wood}}"), "facts: {f: {type: choice, of: sector}}\n" + require("{f: {is: wood}}")),
    Case("NK201", STAFF + "outputs: [»workers]\n", "facts: {f: {sum: [workers, workers]}}\n" + STAFF + "outputs: [f]\n"),
    Case("NK202", require("{workers: {at_least: »$p}}"), P_INTEGER + require("{workers: {at_least: $p}}")),
    Case("NK202", require("{»$as_of: {after: 2020-01-01}}"), require("{operating_since: {before: $as_of}}")),
    Case("NK202", require("{sector: {in: »$}}"), require("{sector: {in: [wood]}}")),
    Case("NK203", require("{criterion: »permit}"), guarded("{permit: met}")),
    Case("NK203", require("{criterion: {»permit: met}}"), guarded("{permit: met}")),
    Case("NK203", "facts: {f: {points: [»area]}}\n" + require("{f: {at_least: 3}}"),
         "facts: {f: {points: [area]}}\ncriteria: {area: {kind: preference, points: 9, require: {f: {known: true}}}}".replace("f: {known: true}", "workers: {at_least: 1}")),
    Case("NK203", "uses: {inopak-naik-kelas: [»permits]}\n" + STAFF, "uses: {inopak-naik-kelas: [production]}\n" + STAFF),
    Case("NK204", "sources: {letter: {title: x}}\ncriteria: {a: {source: letter, require: {workers: {at_least: 3}}}, b: {source: »leter, require: {capital: {at_least: 3}}}}\n",
         "sources: {letter: {title: x}}\ncriteria: {a: {source: letter, require: {workers: {at_least: 3}}}, b: {source: letter, require: {capital: {at_least: 3}}}}\n"),
    Case("NK204", "criteria: {staff: {source: »circular, require: {workers: {at_least: 3}}}}\n",
         "sources: {circular: {title: x}}\ncriteria: {staff: {source: circular, require: {workers: {at_least: 3}}}}\n"),
    Case("NK205", require("{workers: {»atleast: 3}}"), require("{workers: {at_least: 3}}")),
    Case("NK205", require("{workers: {»equals: 3}}"), require("{workers: {is: 3}}")),
    Case("NK206", require("{operating_since: {»at_least: 2019-01-01}}"), require("{operating_since: {on_or_after: 2019-01-01}}")),
    Case("NK206", require("{annual_sales: {»is: 3 juta}}"), require("{annual_sales: {at_least: 3 juta}}")),
    Case("NK206", require("{knows_market: {»more_than: false}}"), require("{knows_market: {is: true}}")),
    Case("NK206", require("{workers: {is: »{fact: workers_men}}}"), require("{workers: {at_most: {fact: workers_men}}}")),
    Case("NK206", require("{operating_since: {at_least_ago: »{fact: producing_since}}}"), require("{operating_since: {before: {fact: producing_since}}}")),
    Case("NK206", P_DURATION + require("{$p: {»at_least: {months: 3}}}"), P_DURATION + require("{operating_since: {at_least_ago: $p}}")),
    Case("NK206", "facts: {f: {ratio: {of: capital, to: annual_sales, when_zero: met}}}\n" + require("{f: {»known: true}}"),
         "facts: {f: {ratio: {of: capital, to: annual_sales, when_zero: met}}}\n" + require("{f: {at_most: 1}}")),
    # --- values and types ---------------------------------------------------------------------------------------------
    Case("NK207", require("{knows_market: {is: »ya}}"), require("{knows_market: {is: true}}")),
    Case("NK207", require("{workers: {at_least: »1.000}}"), require("{workers: {at_least: 1000}}")),
    Case("NK207", require("{operating_since: {before: »2019}}"), require("{operating_since: {before: 2019-01-01}}")),
    Case("NK207", require("{operating_since: {before: »{months: 12}}}"), require("{operating_since: {at_least_ago: {months: 12}}}")),
    Case("NK207", require("{annual_sales: {at_most: »{months: 3}}}"), require("{annual_sales: {at_most: 3}}")),
    Case("NK207", require("{workers: {in: [»{days: 3}]}}"), require("{workers: {in: [3]}}")),
    Case("NK207", require("{operating_since: {at_least_ago: »500 juta}}"), require("{operating_since: {at_least_ago: {days: 500}}}")),
    Case("NK207", require("{operating_since: {at_least_ago: »12 bulan}}"), require("{operating_since: {at_least_ago: {months: 12}}}")),
    Case("NK207", "parameters: {p: {type: money, values: {2020-01-01: »{months: 3}}}}\n" + STAFF, "parameters: {p: {type: money, values: {2020-01-01: 3}}}\n" + STAFF),
    Case("NK207", "parameters: {p: {type: duration, values: {2020-01-01: »500 juta}}}\n" + STAFF, P_DURATION + STAFF),
    Case("NK207", "parameters: {p: {type: duration, values: {2020-01-01: »{at_least: 3}}}}\n" + STAFF, P_DURATION + STAFF),
    Case("NK207", require("{workers: {at_least: »[5]}}"), require("{workers: {at_least: 5}}")),
    Case("NK207", require("{workers: {at_least: »{min: 5}}}"), require("{workers: {at_least: 5}}")),
    Case("NK207", "parameters: {p: {type: set, of: sector, values: {2020-01-01: »{a: wood}}}}\n" + STAFF, "parameters: {p: {type: set, of: sector, values: {2020-01-01: [wood]}}}\n" + STAFF),
    Case("NK207", require("{regency: {in: [3305, »Kebumen, »semarang, »kebumn, »nowhere]}}"), require("{regency: {in: [3305]}}")),
    Case("NK207", "parameters: {p: {type: set, of: regency, values: {2020-01-01: [3305, »Kebumen, »33]}}}\n" + STAFF,
         "parameters: {p: {type: set, of: regency, values: {2020-01-01: [3305]}}}\n" + STAFF),
    Case("NK207", require("{workers: {at_least: »{at_least: 5, at_most: 5}}}"), require("{workers: {at_least: 5}}")),
    Case("NK207", require("{operating_since: {at_least_ago: »{months: 1, days: 1}}}"), require("{operating_since: {at_least_ago: {years: 1, months: 1}}}")),
    Case("NK207", require("{operating_since: {at_least_ago: »{months: -1}}}"), require("{operating_since: {at_least_ago: {months: 0}}}")),
    Case("NK207", require("{operating_since: {at_least_ago: »{months: {at_least: 1, at_most: 1}}}}"), require("{operating_since: {at_least_ago: {months: 1}}}")),
    Case("NK207", require("{operating_since: {at_least_ago: »{years: 501}}}"), require("{operating_since: {at_least_ago: {years: 500}}}")),
    Case("NK207", require("{pirt_expires_on: {after: »never}}"), require("{halal_expires_on: {on_or_after: never}}")),
    Case("NK207", require("{sector: {is: »pangan}}"), require("{sector: {is: processed_food}}")),
    Case("NK207", "facts: {f: {every_year: »02-29}}\n" + require("{f: {after: $as_of}}"), "facts: {f: {every_year: 02-28}}\n" + require("{f: {after: $as_of}}")),
    Case("NK207", "facts: {f: {times: {fact: workers, constant: »1_000}}}\n" + require("{f: {at_least: 3}}"),
         "facts: {f: {times: {fact: workers, constant: 1000}}}\n" + require("{f: {at_least: 3}}")),
    Case("NK207", "facts: {f: {times: {fact: workers, constant: »1e3}}}\n" + require("{f: {at_least: 3}}"),
         "facts: {f: {times: {fact: workers, constant: '1,5'}}}\n" + require("{f: {at_least: 3}}")),
    Case("NK207", "facts: {f: {type: integer, at_least: 9, at_most: »3}}\n" + require("{f: {at_least: 3}}"),
         "facts: {f: {type: integer, at_least: 3, at_most: 9}}\n" + require("{f: {at_least: 4}}")),
    Case("NK207", "facts: {f: {type: date, may_be_never: true, at_most: »2030-01-01}}\n" + require("{f: {after: $as_of}}"),
         "facts: {f: {type: date, may_be_never: false, at_most: 2030-01-01}}\n" + require("{f: {after: $as_of}}")),
    Case("NK207", "facts: {f: {type: »money, derive: {workers: {at_least: 3}}}}\n" + require("{f: {is: true}}"),
         "facts: {f: {type: boolean, derive: {workers: {at_least: 3}}}}\n" + require("{f: {is: true}}")),
    Case("NK208", require("{workers: {at_most: {fact: »annual_sales}}}"), require("{capital: {at_most: {fact: annual_sales}}}")),
    Case("NK208", require("{workers: {at_most: »$as_of}}"), require("{operating_since: {before: $as_of}}")),
    Case("NK208", P_INTEGER + require("{annual_sales: {at_most: »$p}}"), P_INTEGER + require("{workers: {at_most: $p}}")),
    Case("NK208", P_INTEGER + require("{sector: {in: »$p}}"), "parameters: {p: {type: set, of: sector, values: {2020-01-01: [wood]}}}\n" + require("{sector: {in: $p}}")),
    Case("NK208", "parameters: {p: {type: set, of: [wood, stone], values: {2020-01-01: [wood]}}}\n" + require("{sector: {in: »$p}}"),
         "parameters: {p: {type: set, of: [wood, other], values: {2020-01-01: [wood]}}}\n" + require("{sector: {in: $p}}")),
    Case("NK208", P_INTEGER + "facts: {f: {type: money, table: {rows: [{when: {workers: {at_least: 3}}, then: »$p}], otherwise: 3}}}\n" + require("{f: {at_most: 1}}"),
         P_INTEGER + "facts: {f: {type: integer, table: {rows: [{when: {workers: {at_least: 3}}, then: $p}], otherwise: 3}}}\n" + require("{f: {at_most: 1}}")),
    # --- references ---------------------------------------------------------------------------------------------------
    Case("NK209", "criteria:\n  »a: {require: {criterion: b}}\n  b: {require: {criterion: a}}\n", "criteria:\n  a: {require: {criterion: b}}\n  b: {require: {workers: {at_least: 3}}}\n"),
    Case("NK209", "facts:\n  »a: {derive: {b: {is: true}}}\n  b: {derive: {a: {is: true}}}\n" + require("{a: {is: true}}"),
         "facts:\n  a: {derive: {b: {is: true}}}\n  b: {derive: {workers: {at_least: 3}}}\n" + require("{a: {is: true}}")),
    Case("NK209", "facts:\n  a: »{sum: [b, workers]}\n  b: {sum: [a, workers]}\n" + require("{a: {at_least: 3}}"),
         "facts:\n  a: {sum: [b, workers]}\n  b: {sum: [workers, workers]}\n" + require("{a: {at_least: 3}}")),
    Case("NK209", "facts:\n  »score: {points: [area]}\ncriteria:\n  area: {kind: preference, points: 9, require: {score: {at_least: 3}}}\n",
         "facts:\n  score: {points: [area]}\ncriteria:\n  area: {kind: preference, points: 9, require: {workers: {at_least: 3}}}\n"),
    Case("NK210", "facts: {»workers: {type: integer}}\n" + STAFF, "facts: {workers_here: {type: integer}}\n" + STAFF),
    Case("NK210", "facts: {f: {type: choice, of: [a, b, »a]}}\n" + require("{f: {is: a}}"), RANK + require("{rank: {is: a}}")),
    Case("NK210", "parameters: {p: {type: integer, values: {2020-01-01: 1, »2020-1-1: 2}}}\n" + require("{workers: {at_least: $p}}"),
         "parameters: {p: {type: integer, values: {2020-01-01: 1, 2020-1-2: 2}}}\n" + require("{workers: {at_least: $p}}")),
    Case("NK211", "facts: {»criterion: {type: boolean}}\n" + STAFF, "facts: {criterion_of_bank: {type: boolean}}\n" + STAFF),
    Case("NK211", "parameters: {»as_of: {type: date, values: {2020-01-01: 2020-01-01}}}\n" + STAFF,
         "parameters: {as_off: {type: date, values: {2020-01-01: 2020-01-01}}}\n" + STAFF),
    Case("NK211", "facts: {»permits: {type: integer}}\n" + STAFF, "parameters: {permits: {type: integer, values: {2020-01-01: 1}}}\n" + STAFF),
    Case("NK211", "criteria: {»outcome: {require: {workers: {at_least: 3}}}}\n", "facts: {outcome: {type: boolean}}\n" + STAFF),
    Case("NK211", "criteria: {»place: {require: {workers: {at_least: 3}}}}\n", "criteria: {place_check: {require: {workers: {at_least: 3}}}}\n"),
    Case("NK211", "criteria: {»mask_7: {require: {workers: {at_least: 3}}}}\n", "criteria: {mask_worn: {require: {workers: {at_least: 3}}}}\n"),
    Case("NK212", "parameters: {p: »{type: integer, values: {2020-01-02: 5}}}\n" + require("{workers: {at_least: $p}}"), P_INTEGER + require("{workers: {at_least: $p}}")),
    Case("NK212", "uses: {other: [»staff]}\n" + STAFF.replace("staff", "own"), "uses: {other: [hands]}\n" + STAFF.replace("staff", "own"),
         {"other": other("parameters: {p: {type: integer, values: {2020-02-01: 5}}}\ncriteria: {staff: {require: {workers: {at_least: $p}}}, "
                         "hands: {require: {workers: {at_least: 1}}}}\n").replace("from: 2020-01-01", "from: 2020-02-01")}),
    Case("NK302", "uses: {other: [»staff]}\n" + STAFF.replace("staff", "own"), "uses: {other: [hands]}\n" + STAFF.replace("staff", "own"),
         {"other": other("criteria: {staff: {require: {workers: {at_least: 0}}}, hands: {require: {workers: {at_least: 1}}}}\n")}),
    Case("NK213", guarded("»permit"), guarded("{permit: met}")),
    Case("NK213", "criteria:\n  sales: {effective: {from: 2026-01-01}, require: {capital: {at_least: 1}}}\n  asked: {require: {criterion: »sales}}\n",
         "criteria:\n  sales: {require: {capital: {at_least: 1}}}\n  asked: {require: {criterion: sales}}\n"),
    Case("NK214", require("{programme: {»inopak-naik-kelass: eligible}}"), require("{programme: {inopak-naik-kelas: eligible}}")),
    Case("NK214", f"uses: {{»nobody: [permit]}}\n{STAFF}", f"uses: {{inopak-naik-kelas: [production]}}\n{STAFF}"),
    Case("NK214", require("{programme: {»other: eligible}}"), require("{programme: {third: eligible}}"), {"other": other(STAFF, "third"), "third": other(STAFF, "third")}),
    Case("NK215", guarded("{permit: »held}"), guarded("{permit: met}")),
    Case("NK215", require("{programme: {inopak-naik-kelas: [eligible, »needs_information]}}"), require("{programme: {inopak-naik-kelas: [eligible, out_of_scope]}}")),
    Case("NK215", "firmness: »certain\ncriteria: {staff: {require: {workers: {at_least: 3}}}}\n", "firmness: firm\ncriteria: {staff: {require: {workers: {at_least: 3}}}}\n"),
    Case("NK215", "criteria: {staff: {kind: »must, require: {workers: {at_least: 3}}}}\n", "criteria: {staff: {kind: requirement, require: {workers: {at_least: 3}}}}\n"),
    # --- formulas -----------------------------------------------------------------------------------------------------
    Case("NK216", "facts: {f: »{sum: [workers, annual_sales]}}\n" + require("{f: {at_least: 3}}"), "facts: {f: {sum: [capital, annual_sales]}}\n" + require("{f: {at_least: 3}}")),
    Case("NK216", "facts: {f: »{difference: [workers]}}\n" + require("{f: {at_least: 3}}"), "facts: {f: {difference: [workers, workers_men]}}\n" + require("{f: {at_least: 3}}")),
    Case("NK216", "facts: {f: {months_since: »workers}}\n" + require("{f: {at_least: 3}}"), "facts: {f: {months_since: operating_since}}\n" + require("{f: {at_least: 3}}")),
    Case("NK216", "facts: {f: {ratio: »{of: workers, to: annual_sales, when_zero: met}}}\n" + require("{f: {at_least: 3}}"),
         "facts: {f: {ratio: {of: workers, to: workers_men, when_zero: met}}}\n" + require("{f: {at_least: 3}}")),
    Case("NK216", "facts: {f: »{type: text, table: {rows: [{when: {workers: {at_least: 3}}, then: a}], otherwise: b}}}\n" + require("{f: {is: a}}"),
         "facts: {f: {type: choice, of: [a, b], table: {rows: [{when: {workers: {at_least: 3}}, then: a}], otherwise: b}}}\n" + require("{f: {is: a}}")),
    Case("NK216", "criteria: {a: {kind: preference, points: {fact: »annual_sales}, require: {capital: {at_least: 1}}}}\n",
         "criteria: {a: {kind: preference, points: {fact: workers}, require: {capital: {at_least: 1}}}}\n"),
    Case("NK217", "facts: {f: »{times: {fact: annual_sales, constant: 100000}}}\n" + require("{f: {at_least: 3}}"),
         "facts: {f: {times: {fact: annual_sales, constant: 10000}}}\n" + require("{f: {at_least: 3}}")),
    Case("NK217", "facts: {big: {times: {fact: capital, constant: 10000}}, f: {ratio: {of: big, to: annual_sales, when_zero: met}}}\n" + require("{»f: {at_least: 0.3333}}"),
         "facts: {big: {times: {fact: capital, constant: 10000}}, f: {ratio: {of: big, to: annual_sales, when_zero: met}}}\n" + require("{f: {at_least: 0.25}}")),
    Case("NK217", "facts: {big: {times: {fact: workers, constant: 10000000}}}\ncriteria: {»a: {kind: preference, points: {fact: big}, require: {capital: {at_least: 1}}}, staff: {require: {workers: {at_least: 3}}}}\n",
         "facts: {big: {times: {fact: workers, constant: 1000}}}\ncriteria: {a: {kind: preference, points: {fact: big}, require: {capital: {at_least: 1}}}, staff: {require: {workers: {at_least: 3}}}}\n"),
    Case("NK217", "facts: {f: »{times: {fact: annual_sales, constant: 46117}}}\n" + require("{f: {at_least: 3}}"),
         "facts: {f: {times: {fact: annual_sales, constant: 46116}}}\n" + require("{f: {at_least: 3}}")),
    Case("NK218", "facts: {change: {type: money, at_least: -5}, f: {ratio: {of: capital, to: »change, when_zero: met}}}\n" + require("{f: {at_least: 3}}"),
         "facts: {change: {type: money, at_least: -5}, f: {ratio: {of: change, to: capital, when_zero: met}}}\n" + require("{f: {at_least: 3}}")),
    Case("NK219", "facts: {f: {months_since: operating_since}, g: {sum: [»f, workers]}}\n" + require("{g: {at_least: 3}}"),
         "facts: {f: {months_since: operating_since}}\n" + require("{f: {at_least: 3}}")),
    Case("NK219", "facts: {f: {ratio: {of: capital, to: annual_sales, when_zero: met}}}\n" + require("{f: {at_least: 3}}") + "outputs: [»f]\n",
         "facts: {f: {months_since: operating_since}}\n" + require("{f: {at_least: 3}}") + "outputs: [f]\n"),
    Case("NK219", "facts: {f: {months_since: operating_since}}\n" + require("{workers: {at_least: »{fact: f}}}"),
         "facts: {f: {sum: [workers, workers]}}\n" + require("{workers: {at_least: {fact: f}}}")),
    Case("NK220", "facts: {f: {type: »choise, of: [a, b]}}\n" + require("{f: {is: a}}"), "facts: {f: {type: choice, of: [a, b]}}\n" + require("{f: {is: a}}")),
    Case("NK220", "facts: {f: {type: »duration}}\n" + STAFF, P_DURATION + STAFF),
    # --- what there is not --------------------------------------------------------------------------------------------
    Case("NK221", require("{annual_sales: {»default: 0, at_most: 2 miliar}}"), require("{annual_sales: {at_most: 2 miliar}}")),
    Case("NK221", require("{»coalesce: [annual_sales, capital]}"), require("{capital: {at_most: 2 miliar}}")),
    Case("NK222", require("{pirt_status: {»missing: true}}"), require("{pirt_status: {is: none}}")),
    Case("NK222", require("{pirt_status: {known: »false}}"), require("{pirt_status: {known: true}}")),
    Case("NK222", require("{not: »{workers: {known: true}}}"), require("{workers: {known: true}}")),
    Case("NK222", "applies_when: {not: »{workers: {known: true}}}\n" + STAFF, "applies_when: {workers: {known: true}}\n" + STAFF),
    Case("NK222", require("{not: »{any: [{workers: {known: true}}, {sector: {is: wood}}]}}"),
         require("{not: {all: [{workers: {known: true}}, {sector: {is: wood}}]}}")),
    Case("NK222", require("{not: »{some: {at_least: 1, of: [{workers: {known: true}}, {sector: {is: wood}}]}}}"),
         require("{not: {some: {at_least: 2, of: [{workers: {known: true}}, {sector: {is: wood}}]}}}")),
    Case("NK222", require("{pirt_status: {»is_null: true}}"), require("{pirt_status: {in: [none, lapsed]}}")),
    # --- rule sets together -------------------------------------------------------------------------------------------
    Case("NK223", "parameters: {p: {type: integer, values: {2020-01-01: 1}}}\nuses: {other: [»staff]}\n" + require("{workers: {at_most: $p}}"),
         "parameters: {q: {type: integer, values: {2020-01-01: 1}}}\nuses: {other: [staff]}\n" + require("{workers: {at_most: $q}}"),
         {"other": other(P_INTEGER + "criteria: {staff: {require: {workers: {at_least: $p}}}}\n")}),
    Case("NK223", "uses: {other: [»asked]}\n" + require("{workers: {at_least: 3}}"), "uses: {other: [staff]}\n" + require("{workers: {at_least: 3}}"),
         {"other": other("criteria: {asked: {require: {workers: {at_most: 9}}}, staff: {require: {workers: {at_most: 9}}}}\n")}),
    Case("NK223", "facts: {f: {type: integer}}\nuses: {other: [»asks]}\n" + require("{f: {at_least: 3}}"),
         "facts: {f: {type: boolean}}\nuses: {other: [asks]}\n" + require("{f: {is: true}}"),
         {"other": other("facts: {f: {type: boolean}}\ncriteria: {asks: {require: {f: {is: true}}}}\n")}),
    Case("NK223", "facts: {f: {derive: {workers: {at_least: 3}}}}\nuses: {other: [»asks]}\n" + require("{f: {is: true}}"),
         "facts: {g: {derive: {workers: {at_least: 3}}}}\nuses: {other: [asks]}\n" + require("{g: {is: true}}"),
         {"other": other("facts: {f: {type: boolean}}\ncriteria: {asks: {require: {f: {is: true}}}}\n")}),
    Case("NK223", "facts: {f: {type: boolean}}\nuses: {other: [»asks]}\n" + require("{f: {is: true}}"),
         "uses: {other: [asks]}\n" + require("{f: {is: true}}"),
         {"other": other("facts: {f: {derive: {workers: {at_least: 3}}}}\ncriteria: {asks: {require: {f: {is: true}}}}\n")}),
    Case("NK223", "facts: {»f: {type: integer}}\n" + require("{f: {at_least: 3}, programme: {other: eligible}}"),
         "facts: {f: {type: boolean}}\n" + require("{f: {is: true}, programme: {other: eligible}}"),
         {"other": other("facts: {f: {type: boolean}}\ncriteria: {asks: {require: {f: {is: true}}}}\n")}),
    Case("NK223", "facts: {»f: {type: boolean}}\n" + require("{f: {is: true}, programme: {other: eligible}}"),
         "facts: {g: {type: boolean}}\n" + require("{g: {is: true}, programme: {other: eligible}}"),
         {"other": other("facts: {f: {derive: {workers: {at_least: 3}}}}\ncriteria: {asks: {require: {f: {is: true}}}}\n")}),
    Case("NK224", whole(f"format: naikkelas/1\nrule_set: tried\nversion: 1\neffective: »{{from: 2026-01-02, until: 2026-01-01}}\n{STAFF}"),
         whole(f"format: naikkelas/1\nrule_set: tried\nversion: 1\neffective: {{from: 2026-01-01, until: 2026-01-01}}\n{STAFF}")),
    Case("NK224", "criteria: {staff: {effective: »{from: 2026-02-01, until: 2026-01-01}, require: {workers: {at_least: 3}}}}\n",
         "criteria: {staff: {effective: {from: 2026-02-01, until: 2026-03-01}, require: {workers: {at_least: 3}}}}\n"),
    Case("NK225", require("{programme: {»tried: eligible}}"), require("{programme: {other: eligible}}"), {"other": other(STAFF)}),
    Case("NK225", f"uses: {{»tried: [asked]}}\n{STAFF}", f"uses: {{other: [asked]}}\n{STAFF}", {"other": other(require("{sector: {is: wood}}"))}),
    Case("NK226", chain(51, MARK), chain(50)),
    Case("NK226", chain(51, MARK), chain(51).replace("d1: {sum: [d0,", "d1: {sum: [workers,")),
    Case("NK228", whole("format: naikkelas/1\nrule_set: tried\nversion: 1\neffective: {from: 2020-05-31}\n" + require("{programme: {»other: eligible}}")),
         whole("format: naikkelas/1\nrule_set: tried\nversion: 1\neffective: {from: 2020-06-01}\n" + require("{programme: {other: eligible}}")),
         {"other": other(STAFF).replace("from: 2020-01-01", "from: 2020-06-01")}),
    Case("NK228", require("{programme: {»other: eligible}}"),
         whole("format: naikkelas/1\nrule_set: tried\nversion: 1\neffective: {from: 2020-06-01}\n" + require("{programme: {other: eligible}}")),
         {"other": other(STAFF).replace("from: 2020-01-01", "from: 2020-06-01")}),
    Case("NK228", require("{programme: {»other: eligible}}"),
         whole("format: naikkelas/1\nrule_set: tried\nversion: 1\neffective: {from: 2020-01-01, until: 2025-12-31}\n" + require("{programme: {other: eligible}}")),
         {"other": other(STAFF).replace("from: 2020-01-01", "from: 2020-01-01, until: 2025-12-31")}),
    Case("NK228", require("{programme: {»other: eligible}}"), whole("format: naikkelas/1\nrule_set: tried\nversion: 1\n" + require("{programme: {other: eligible}}")),
         {"other": other(STAFF).replace("from: 2020-01-01", "from: 2020-06-01")}),
    # --- meaning ------------------------------------------------------------------------------------------------------
    Case("NK301", require("{»workers: {at_most: -0}}").replace("at_most: -0", "less_than: 0"), require("{workers: {at_most: 0}}")),
    Case("NK301", require("{workers: {between: »{from: 9, to: 3}}}"), require("{workers: {between: {from: 3, to: 3}}}")),
    Case("NK301", require("{»workers: {more_than: {fact: workers}}}"), require("{workers: {more_than: {fact: workers_men}}}")),
    Case("NK301", RANK + require("{»rank: {not_in: [a, b, c]}}"), RANK + require("{rank: {not_in: [a, b]}}")),
    Case("NK301", "facts: {f: {ratio: {of: capital, to: annual_sales, when_zero: met}}}\n" + require("{f: {between: »{from: 0.5, to: 0.25}}}"),
         "facts: {f: {ratio: {of: capital, to: annual_sales, when_zero: met}}}\n" + require("{f: {less_than: 0}}")),
    Case("NK301", "parameters: {p: {type: integer, values: {2020-01-01: 3, 2022-01-01: 9}}}\n" + require("{»workers: {between: {from: $p, to: 5}}}"),
         "parameters: {p: {type: integer, values: {2020-01-01: 3, 2022-01-01: 5}}}\n" + require("{workers: {between: {from: $p, to: 5}}}")),
    Case("NK301", "parameters: {p: {type: number, decimals: 1, values: {2020-01-01: 0.5}}, q: {type: number, decimals: 2, values: {2020-01-01: 0.45}}}\n"
         "facts: {f: {ratio: {of: capital, to: annual_sales, when_zero: met}}}\n" + require("{»f: {between: {from: $p, to: $q}}}"),
         "parameters: {p: {type: number, decimals: 1, values: {2020-01-01: 0.5}}, q: {type: number, decimals: 2, values: {2020-01-01: 0.50}}}\n"
         "facts: {f: {ratio: {of: capital, to: annual_sales, when_zero: met}}}\n" + require("{f: {between: {from: $p, to: $q}}}")),
    Case("NK302", require("{»workers: {at_least: 0}}"), require("{workers: {at_least: 1}}")),
    Case("NK302", RANK + require("{»rank: {in: [a, b, c]}}"), RANK + require("{rank: {in: [a, b]}}")),
    Case("NK302", require("{»workers: {at_least: {fact: workers}}}"), require("{workers: {at_least: {fact: workers_men}}}")),
    Case("NK302", "facts: {f: {times: {fact: workers, constant: 0}}}\n" + require("{»f: {at_most: 0}}"),
         "facts: {f: {times: {fact: workers, constant: -1}}}\n" + require("{f: {at_least: 0}}")),
    Case("NK303", unique("{workers: {at_most: 4}}", "{workers: {at_least: 4}}"), unique("{workers: {at_most: 4}}", "{workers: {more_than: 4}}", "")),
    Case("NK304", "parameters: {»p: {type: integer, values: {2020-01-01: 5}}}\n" + STAFF, P_INTEGER + require("{workers: {at_least: $p}}")),
    Case("NK305", "criteria: »{a: {kind: note, require: {workers: {at_least: 3}}}, b: {kind: preference, points: 1, require: {capital: {at_least: 3}}}}\n",
         "criteria: {a: {kind: requirement, require: {workers: {at_least: 3}}}, b: {kind: preference, points: 1, require: {capital: {at_least: 3}}}}\n"),
    Case("NK305", "criteria: »{staff: {kind: preference, points: 1, require: {workers: {at_least: 3}}}}\n",
         "criteria: {staff: {kind: note, require: {workers: {at_least: 3}}}}\n"),
    Case("NK305", "criteria: »{a: {kind: preference, points: 1, require: {workers: {at_least: 3}}}, b: {kind: note, require: {workers: {at_least: 3}}}}\n", STAFF),
    Case("NK306", "facts: {»rank: {type: choice, of: [a, b]}}\n" + STAFF, RANK + require("{rank: {is: a}}")),
    Case("NK306", "facts: {»f: {sum: [workers, workers]}}\n" + STAFF, "facts: {f: {sum: [workers, workers]}}\n" + STAFF + "outputs: [f]\n"),
    Case("NK307", require("{some: {at_least: »0, of: [{workers: {at_least: 3}}]}}"), require("{some: {at_least: 1, of: [{workers: {at_least: 3}}]}}")),
    Case("NK307", require("{some: {at_least: »2, of: [{workers: {at_least: 3}}]}}"), require("{some: {at_least: 1, of: [{workers: {at_least: 3}}]}}")),
    Case("NK308", guarded("{permit: »[met, not_met, not_applicable]}"), guarded("{permit: [met, not_applicable]}")),
    Case("NK308", require("{programme: {inopak-naik-kelas: »[eligible, ineligible, out_of_scope]}}"), require("{programme: {inopak-naik-kelas: [eligible, ineligible]}}")),
    Case("NK309", "criteria: {staff: {kind: requirement, points: »5, require: {workers: {at_least: 3}}}}\n",
         "criteria: {staff: {kind: preference, points: 5, require: {workers: {at_least: 3}}}}\n"),
    Case("NK309", "criteria: {staff: {points: »5, require: {workers: {at_least: 3}}}}\n", "criteria: {staff: {kind: preference, points: 5, require: {workers: {at_least: 3}}}}\n"),
    Case("NK309", "facts: {f: »{points: [staff]}}\ncriteria: {staff: {require: {workers: {at_least: 3}}}}\noutputs: [f]\n",
         "facts: {f: {points: [staff]}}\ncriteria: {staff: {kind: preference, require: {workers: {at_least: 3}}}}\noutputs: [f]\n"),
    Case("NK311", require("{workers: {at_least: 5, less_than: 3}}").replace("{workers", "{»workers"), require("{workers: {at_least: 3, less_than: 5}}")),
    Case("NK311", require("{all: [{workers: {at_least: 4}}, {»workers: {at_most: 3}}]}"), require("{all: [{workers: {at_least: 3}}, {workers: {at_most: 3}}]}")),
    Case("NK311", require("{all: [{workers: {at_least: 9}}, {»workers: {at_most: 3}}]}"), require("{all: [{workers: {at_least: 3}}, {workers: {at_most: 3}}]}")),
    Case("NK311", require("{»workers: {at_least: 9, at_most: 3}}"), require("{workers: {at_least: 3, at_most: 9}}")),
    Case("NK311", require("{all: [{not: {workers: {at_least: 3}}}, {»workers: {at_least: 5}}]}"), require("{all: [{not: {workers: {at_least: 5}}}, {workers: {at_least: 3}}]}")),
    Case("NK311", require("{all: [{not: {any: [{workers: {at_least: 3}}, {sector: {is: wood}}]}}, {»workers: {at_least: 5}}]}"),
         require("{all: [{not: {all: [{workers: {at_least: 3}}, {sector: {is: wood}}]}}, {workers: {at_least: 5}}]}")),
    Case("NK311", SET_OF + require("{all: [{channels: {includes: shop}}, {not: {»channels: {includes_any: [shop, web]}}}]}"),
         SET_OF + require("{all: [{channels: {includes: shop}}, {not: {channels: {includes_all: [shop, web]}}}]}")),
    Case("NK315", "criteria:\n  staff: {require: {workers: {at_least: 3}}}\n  »area: {kind: preference, points: 0, require: {sector: {is: wood}}}\n",
         "criteria:\n  staff: {require: {workers: {at_least: 3}}}\n  area: {kind: preference, points: 1, require: {sector: {is: wood}}}\n"),
    Case("NK315", "criteria:\n  staff: {require: {workers: {at_least: 3}}}\n  »area: {kind: preference, require: {sector: {is: wood}}}\n",
         "criteria:\n  staff: {require: {workers: {at_least: 3}}}\n  area: {kind: preference, points: -1, require: {sector: {is: wood}}}\n"),
    Case("NK315", "criteria:\n  staff: {require: {workers: {at_least: 3}}}\n  »area: {kind: preference, points: 0, require: {sector: {is: wood}}}\n",
         "criteria:\n  staff: {require: {workers: {at_least: 3}}}\n  area: {kind: note, require: {sector: {is: wood}}}\n"),
    Case("NK309", "criteria: {staff: {kind: note, points: »0, require: {workers: {at_least: 3}}}}\n", "criteria: {staff: {kind: note, require: {workers: {at_least: 3}}}}\n"),
    Case("NK309", "criteria: {staff: {points: »{fact: workers}, require: {workers: {at_least: 3}}}}\n",
         "criteria: {staff: {kind: preference, points: {fact: workers}, require: {workers: {at_least: 3}}}}\n"),
    Case("NK310", "sources: {»letter: {title: x}}\n" + STAFF, "sources: {letter: {title: x}}\ncriteria: {staff: {source: letter, require: {workers: {at_least: 3}}}}\n"),
    Case("NK205", require("{workers: {»at_least 3}}"), require("{workers: {at_least: 3}}")),
    Case("NK205", require("{workers: {»at_least tiga}}"), require("{workers: {at_least: 3}}")),
    Case("NK205", "facts: {f: {type: set, of: text}}\n" + require("{f: {»is_empty: true}}"), "facts: {f: {type: set, of: text}}\n" + require("{f: {includes: a}}")),
    Case("NK207", require("{workers: {at_least: »tiga}}"), require("{workers: {at_least: 3}}")),
    Case("NK346", require("{main_product: {in: [kopi, »teh”]}}"), require("{main_product: {in: [kopi, 'teh”']}}")),
    Case("NK346", require("{main_product: {is: »• teh}}"), require('{main_product: {is: "• teh"}}')),
    Case("NK346", require("{main_product: {is_not: »– teh}}"), require('{main_product: {is_not: "– teh"}}')),
    Case("NK207", require("{sector: {is: »– wood}}"), require("{sector: {is: wood}}")),
    Case("NK152", require("{sector: »– wood}"), require("{sector: {is: wood}}")),
    Case("NK152", require("{keeps_books: »– true}"), require("{keeps_books: {is: true}}")),
    Case("NK152", require("{sector: {in: »– gold}}"), require("{sector: {in: [wood]}}")),
    Case("NK152", require("{main_product: »• kopi}"), require("{main_product: {is: kopi}}")),
    Case("NK152", "facts: {depth: {type: integer, at_least: -9}}\n" + require("{depth: {in: »-5}}"), "facts: {depth: {type: integer, at_least: -9}}\n" + require("{depth: {in: [-5]}}")),
    Case("NK152", "criteria:\n  »- staff: {require: {workers: {at_least: 3}}}\n", "criteria:\n  staff: {require: {workers: {at_least: 3}}}\n"),
    Case("NK152", "criteria:\n  »- name: staff\n    require: {workers: {at_least: 3}}\n", "criteria:\n  staff: {require: {workers: {at_least: 3}}}\n"),
    Case("NK152", "data_gaps:\n  »-mutu\n" + STAFF, "data_gaps:\n  - mutu\n" + STAFF),
    Case("NK152", "parameters: {p: {type: integer, values: »5}}\n" + require("{workers: {at_least: $p}}"), "parameters: {p: {type: integer, values: {2020-01-01: 5}}}\n" + require("{workers: {at_least: $p}}")),
    Case("NK310", "sources: {»circular: {title: x}}\n" + STAFF, "sources: {circular: {title: x}}\nfacts: {f: {type: boolean, source: circular}}\n" + STAFF),
)  # fmt: skip
