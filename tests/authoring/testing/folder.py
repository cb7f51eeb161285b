"""A rule set of every sort of criterion, and files of tests beside it."""

from pathlib import Path

from naikkelas.authoring.testing import CaseFile, read_cases

RULES = """\
format: naikkelas/1
rule_set: stall
version: 1
effective: {from: 2020-01-01, until: 2030-12-31}
parameters:
  months: {type: duration, values: {2020-01-01: {months: 12}}}
  strict: {type: boolean, values: {2020-01-01: false}}
  least: {type: integer, values: {2020-01-01: 5, 2025-01-01: 6}}
facts:
  ph: {type: number, decimals: 1, at_least: 0, at_most: 14}
  size:
    type: choice
    of: [micro, small, large]
    table: {rows: [{when: {workers: {at_most: 4}}, then: micro}, {when: {workers: {at_most: 19}}, then: small}], otherwise: large}
  fee:
    type: money
    table: {rows: [{when: {workers: {at_most: 4}}, then: 0}], otherwise: 100 ribu}
  ready: {derive: {all: [{knows_market: {is: true}}, {keeps_books: {is: true}}]}}
  both: {sum: [workers_men, workers_women]}
  share: {ratio: {of: requested_loan, to: annual_sales, when_zero: not_met}}
  age: {months_since: producing_since}
  who: {type: choice, of: [known, other], table: {rows: [{when: {owner_name: {is: Ani}}, then: known}], otherwise: other}}
  deadline: {every_year: 03-31}
criteria:
  operation:
    title: {id: "Sudah berjalan", en: "Is running"}
    require: {operating_since: {at_least_ago: $months}}
  permit:
    applies_when: {sector: {is: processed_food}}
    require: {any: [{all: [{pirt_status: {is: held}}, {pirt_expires_on: {on_or_after: $as_of}}]}, {md_status: {is: held}}]}
  staff:
    applies_when: {$strict: {is: true}}
    require: {workers: {at_least: $least}}
  micro: {kind: preference, points: 10, require: {size: {is: micro}}}
  sour: {kind: note, require: {ph: {between: {from: 2.5, to: 4.5}}}}
  loan: {kind: note, require: {share: {at_most: 0.3}}}
  young: {kind: note, require: {age: {less_than: 24}}}
  women: {kind: note, require: {workers_women: {more_than: {fact: workers_men}}}}
  many: {kind: note, require: {both: {more_than: 10}}}
  elsewhere: {kind: note, require: {not: {regency: {in: [5201, 5202]}}}}
  in_time: {kind: note, require: {operating_since: {before: {fact: deadline}}}}
  is_ready: {kind: note, require: {ready: {is: true}}}
  someone: {kind: note, require: {who: {is: known}}}
  told: {kind: note, require: {main_product: {known: true}}}
  two: {kind: note, require: {some: {at_least: 2, of: [{nib_status: {is: held}}, {halal_status: {is: held}}, {npwp_status: {is: held}}]}}}
outputs: [size, fee, ready, both, deadline, who]
"""

HEAD = "format: naikkelas-tests/1\nrules: stall.yaml\nas_of: 2026-11-01\n"

BASE = "base: {operating_since: 2020-05-01, sector: wood, workers: 3}\n"

#: A fact that nobody knows says nothing of the one it stands for.
ELIGIBLE = f"{HEAD}{BASE}cases:\n  - {{name: fine, expect: {{outcome: eligible}}}}\n"


def beside(folder: Path, text: str, name: str = "stall.test.yaml", rules: str = RULES) -> Path:
    """A file of tests beside the rule set."""
    (folder / "stall.yaml").write_text(rules, encoding="utf-8")
    path = folder / name
    path.write_bytes(text.encode("utf-8"))
    return path


def read(folder: Path, text: str) -> CaseFile:
    """The file as it is read."""
    return read_cases(beside(folder, text))


def one(expect: str, profile: str = "{}", more: str = "") -> str:
    """A file with one case."""
    return f"{HEAD}{more}cases:\n  - name: one\n    profile: {profile}\n    expect: {expect}\n"
