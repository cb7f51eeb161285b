"""Rule sets to write pages about: one that uses the whole language, and one full of hostile texts."""

import json
from datetime import date

import naikkelas as nk
from naikkelas.authoring.pages import rules_page

AS_OF = date(2026, 11, 1)
LANGS = ("id", "en")
FORMATS = ("markdown", "html")
BOTH = [(lang, shape) for lang in LANGS for shape in FORMATS]

EVERYTHING = """
format: naikkelas/1
rule_set: everything
version: 2026.1
title: {id: "Segalanya", en: "Everything"}
firmness: inferred
effective: {from: 2026-01-01, until: 2027-12-31}
sources:
  letter: {title: {id: "Surat", en: "Letter"}, date: 2025-12-20, url: "https://example.org/letter", firmness: firm, note: {id: "catatan surat", en: "note of the letter"}}
  other: {title: {id: "Sumber lain", en: "Another source"}}
parameters:
  length: {title: {id: "lama", en: "length"}, type: duration, values: {2026-01-01: {months: 6}, 2026-07-01: {months: 12}, 2027-01-01: {years: 2}}}
  gate: {title: {id: "gerbang", en: "gate"}, type: boolean, values: {2026-01-01: false}}
  places: {title: {id: "tempat", en: "places"}, type: set, of: regency, values: {2026-01-01: [3305, 3302]}}
  untitled: {type: integer, values: {2026-01-01: 7}}
  worth: {title: {id: "nilai poin", en: "worth"}, type: integer, values: {2026-01-01: 3}}
  biggest: {title: {id: "yang terbesar", en: "the biggest"}, type: choice, of: [big, huge], values: {2026-01-01: huge}}
facts:
  staff: {title: {id: "petugas", en: "staff"}, question: {id: "Berapa petugas?", en: "How many people?"}, type: integer, at_most: 99, unit: {id: orang, en: people}}
  channels: {title: {id: "saluran", en: "channels"}, type: set, of: [shop, market]}
  words: {title: {id: "kata", en: "words"}, type: set, of: text}
  ph: {title: {id: "keasaman", en: "acidity"}, type: number, decimals: 1, at_least: 0, at_most: 14}
  secret: {title: {id: "rahasia", en: "secret"}, type: boolean, personal: true}
  knows: {title: {id: "tahu", en: "knows"}, derive: {all: [{knows_market: {is: true}}, {knows_production: {is: true}}]}}
  size:
    title: {id: "ukuran", en: "size"}
    type: choice
    of: [tiny, big, huge]
    choice_titles: {tiny: {id: "mungil", en: "tiny one"}, big: {id: "besar", en: "big one"}, huge: {id: "raksasa", en: "giant"}}
    table: {hit: unique, rows: [{when: {staff: {at_most: 4}}, then: tiny}, {when: {staff: {between: {from: 5, to: 9}}}, then: big}], otherwise: $biggest}
  bonus: {title: {id: "bonus", en: "bonus"}, type: integer, at_most: 20, table: {rows: [{when: {staff: {more_than: 3}}, then: 20}], otherwise: 5}}
  left: {title: {id: "sisa", en: "left"}, difference: [staff, workers]}
  whole: {title: {id: "seluruh", en: "whole"}, sum: [staff, workers]}
  minus: {title: {id: "minus", en: "minus"}, times: {fact: staff, constant: -1}}
  areas: {title: {id: "wilayah", en: "areas"}, type: set, of: regency}
  twice: {title: {id: "dua kali", en: "twice"}, times: {fact: staff, constant: 2.5}}
  share: {title: {id: "bagian", en: "share"}, ratio: {of: requested_loan, to: annual_sales, when_zero: not_met}}
  portion: {title: {id: "porsi", en: "portion"}, ratio: {of: requested_loan, to: annual_sales, when_zero: met}}
  age: {title: {id: "umur", en: "age"}, months_since: operating_since}
  total: {title: {id: "jumlah", en: "total"}, points: [early, by_table]}
  deadline: {title: {id: "tenggat", en: "deadline"}, every_year: 03-31}
  ready:
    title: {id: "skor", en: "score"}
    scorecard:
      scale: 100
      groups:
        legal: {title: {id: "legal", en: "legal"}, weight: 2, indicators: [{nib_status: {is: held}}, {title: {id: "izin", en: "permit"}, weight: 2, applies_when: {sector: {is: wood}}, require: {svlk_status: {is: held}}}]}
        books: {indicators: [{keeps_books: {is: true}}]}
  noted:
    title: {id: "skor catatan", en: "score of notes"}
    scorecard: {scale: 1, when_empty: met, groups: {a: {indicators: [{criterion: guarded}]}}}
  unnoted:
    title: {id: "skor lain", en: "other score"}
    scorecard: {scale: 1, when_empty: not_met, groups: {a: {indicators: [{criterion: guarded}]}}}
applies_when: {regency: {in: $places}}
criteria:
  plain: {title: {id: "Biasa", en: "Plain"}, require: {knows: {is: true}}, remedy: {id: "Belajar", en: "Learn"}, source: letter}
  guarded: {title: {id: "Berpagar", en: "Guarded"}, kind: note, applies_when: {$gate: {is: true}}, require: {staff: {at_least: $untitled}}, source: other, firmness: uncertain}
  dated: {title: {id: "Bertanggal", en: "Dated"}, effective: {from: 2027-01-01}, require: {operating_since: {at_least_ago: $length}}}
  until: {title: {id: "Berakhir", en: "Ending"}, effective: {until: 2026-12-31}, require: {ready: {at_least: 62.5}}}
  both: {title: {id: "Berbatas", en: "Bounded"}, effective: {from: 2026-02-01, until: 2026-12-31}, require: {size: {in: [tiny, big]}}}
  shares: {title: {id: "Pinjaman", en: "Loan"}, require: {share: {at_most: 0.3}, portion: {less_than: 0.5}}}
  ages: {title: {id: "Umur", en: "Age"}, require: {age: {at_least: 12}}}
  scores: {title: {id: "Skor", en: "Scores"}, require: {noted: {at_least: 0.5}, unnoted: {at_least: 0.5}, total: {at_least: 1}, left: {at_least: 0}, whole: {at_least: 2}, minus: {at_most: 0}, areas: {includes: 3305}, twice: {at_least: 5}}}
  early: {title: {id: "Awal", en: "Early"}, kind: preference, points: $worth, require: {operating_since: {before: {fact: deadline}}}}
  by_table: {title: {id: "Menurut tabel", en: "By table"}, kind: preference, points: {fact: bonus}, require: {secret: {is: false}}}
  five: {title: {id: "Lima", en: "Five"}, kind: preference, points: 5, require: {knows: {is: false}}}
  refers: {title: {id: "Merujuk", en: "Refers"}, require: {criterion: {guarded: [met, not_applicable]}}}
  refers_not: {title: {id: "Merujuk balik", en: "Refers back"}, require: {not: {criterion: {guarded: not_met}}}}
  by_programme: {title: {id: "Program", en: "Programme"}, require: {programme: {stipark-pra-inkubasi: eligible}}}
  by_no_programme: {title: {id: "Bukan program", en: "No programme"}, require: {not: {programme: {stipark-pra-inkubasi: eligible}}}}
  counted: {title: {id: "Dihitung", en: "Counted"}, require: {some: {at_least: 2, of: [{keeps_books: {is: true}}, {written_sop: {is: true}}, {has_barcode: {is_not: true}}]}}}
  not_counted: {title: {id: "Tidak dihitung", en: "Not counted"}, require: {not: {some: {at_least: 2, of: [{keeps_books: {is: true}}, {written_sop: {is: true}}, {has_barcode: {is: true}}]}}}}
  many:
    title: {id: "Banyak", en: "Many"}
    kind: note
    require:
      any: [ITEMS]
outputs: [size, bonus]
data_gaps: [{id: "Rasa tidak diperiksa", en: "The taste is not checked"}]
"""

#: Every comparison; each but "known", of which a file cannot ask the opposite, also stands under "not".
COMPARISONS = (
    "sector: {is: wood}", "sector: {is_not: wood}", "sector: {in: [wood, herbal]}", "sector: {not_in: [wood, herbal]}",
    "main_product: {is: tempe}", "workers: {at_least: 5}", "workers: {at_most: 5}", "workers: {more_than: 5}", "workers: {less_than: 5}",
    "workers: {between: {from: 5, to: 9}}", "workers_men: {more_than: {fact: workers_women}}", "workers_men: {at_least: {fact: workers_women}}", "operating_since: {before: 2020-01-01}",
    "operating_since: {after: 2020-01-01}", "operating_since: {on_or_before: 2020-01-01}", "operating_since: {on_or_after: 2020-01-01}",
    "pirt_expires_on: {on_or_after: $as_of}", "pirt_expires_on: {before: $as_of}", "operating_since: {before: $as_of}",
    "operating_since: {at_least_ago: {months: 6}}", "operating_since: {less_than_ago: {days: 90}}",
    "halal_expires_on: {at_least_ahead: {years: 1}}", "workers: {known: true}", "channels: {includes: shop}",
    "channels: {includes_any: [shop, market]}", "channels: {includes_all: [shop, market]}", "words: {includes: tempe}",
    "ph: {at_most: 7.5}", "annual_sales: {at_most: 2 miliar}", "$gate: {is: false}",
    "all: [{workers: {at_least: 1}}, {workers_men: {at_least: 1}}]",
    "any: [{workers: {at_least: 1}}, {workers_men: {at_least: 1}}]",
)  # fmt: skip


def everything():
    items = [f"{{{text}}}" for text in COMPARISONS] + [f"{{not: {{{text}}}}}" for text in COMPARISONS if "known" not in text]
    return nk.loads(EVERYTHING.replace("ITEMS", ", ".join(items)))


def report():
    """A rule set that decides nothing and asks nobody in particular."""
    return nk.loads(
        "format: naikkelas/1\nrule_set: report\nversion: 1\ntitle: Laporan\ncriteria: {a: {kind: note, title: A, require: {keeps_books: {is: true}}}}\n"
    )


def hostile(text):
    """A rule set in which every text for people, and every text value, is ``text``."""
    words, value = json.dumps(text), json.dumps(" ".join(text.split()))
    both = f"{{id: {words}, en: {words}}}"
    return nk.loads(f"""
format: naikkelas/1
rule_set: hostile
version: {words}
title: {both}
effective: {{from: 2026-01-01}}
sources: {{one: {{title: {both}, url: {words}, note: {both}}}}}
parameters: {{limit: {{title: {both}, type: integer, unit: {both}, values: {{2026-01-01: 5}}}}}}
facts:
  one: {{title: {both}, question: {both}, type: choice, of: [a, b], choice_titles: {{a: {both}, b: {both}}}}}
  two: {{title: {both}, derive: {{one: {{is: a}}}}}}
  three: {{title: {both}, type: choice, of: [a, b], choice_titles: {{a: {both}, b: {both}}}, table: {{rows: [{{when: {{one: {{is: a}}}}, then: a}}], otherwise: b}}}}
  four: {{title: {both}, scorecard: {{scale: 10, groups: {{g: {{title: {both}, indicators: [{{title: {both}, require: {{one: {{is: b}}}}}}]}}}}}}}}
criteria:
  first: {{title: {both}, applies_when: {{one: {{in: [a, b]}}}}, require: {{main_product: {{is: {value}}}}}, remedy: {both}, source: one}}
  second: {{title: {both}, kind: preference, points: $limit, require: {{workers: {{at_most: $limit}}, two: {{is: true}}}}}}
  third: {{title: {both}, require: {{three: {{is_not: a}}, four: {{at_least: 5}}}}}}
outputs: [three]
data_gaps: [{both}]
""")


def page(rules, lang, shape, as_of=AS_OF):
    return rules_page(rules, as_of=as_of, lang=lang, format=shape)
