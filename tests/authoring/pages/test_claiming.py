"""What an author says for proofs is on the page and in the overview, in words."""

import json

import pytest

import naikkelas as nk
from tests.authoring.pages.make import BOTH, page
from tests.cli.console import run

CLAIMS = """
format: naikkelas/1
rule_set: claims
version: 1
facts:
  age: {title: {id: umur, en: age}, months_since: operating_since}
  channels: {title: {id: saluran, en: channels}, type: set, of: [shop, market]}
criteria:
  old: {require: {age: {at_least: 12}, pirt_expires_on: {on_or_after: $as_of}}}
  permit: {require: {pirt_status: {is: held}, keeps_books: {is: true}, has_barcode: {is: true}}}
  men: {require: {workers_men: {at_least: 1}, channels: {includes_any: [shop]}}}
  staff: {require: {workers: {at_least: 2}}}
never_hurts:
  - more: workers
  - less: workers_men
  - more: keeps_books
  - less: has_barcode
  - more: channels
  - less: channels
  - earlier: operating_since
  - later: pirt_expires_on
  - more: age
  - becomes: {pirt_status: held}
  - becomes: {keeps_books: true}
assumptions:
  - title: {id: "laki-laki termasuk tenaga kerja", en: "men are workers"}
    then: {workers_men: {at_most: {fact: workers}}}
  - when: {pirt_status: {is: none}}
    then: {has_barcode: {is: false}}
"""

WORDS = {
    "en": (
        "a larger workers never hurts", "a smaller men at work never hurts", "“yes” to keeps books never hurts", "“no” to ",
        "more of channels never hurts", "fewer of channels never hurts", "an earlier ", "a later ", "a larger age never hurts",
        "becoming “held” never hurts", "men are workers", "Assumed of every business", "Where", "this is assumed",
    ),
    "id": (
        "tenaga kerja yang lebih besar tidak pernah merugikan", "yang lebih kecil tidak pernah", "“ya” untuk", "“tidak” untuk",
        "saluran yang lebih banyak", "saluran yang lebih sedikit", "yang lebih awal", "yang lebih akhir", "menjadi “", "laki-laki termasuk tenaga kerja",
        "Diandaikan untuk setiap usaha", "Bila", "ini diandaikan",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("lang", "shape"), BOTH)
def test_what_is_claimed_is_on_the_page(lang, shape):
    text = page(nk.loads(CLAIMS), lang, shape)
    assert [words for words in WORDS[lang] if words not in text and words[0].upper() + words[1:] not in text] == []
    bare = page(nk.loads(CLAIMS.partition("never_hurts")[0]), lang, shape)
    assert [words for words in WORDS[lang][:1] if words in bare] == []


@pytest.mark.parametrize("lang", ["id", "en"])
def test_what_is_claimed_is_in_the_overview(tmp_path, lang):
    path = tmp_path / "claims.yaml"
    path.write_text(CLAIMS, encoding="utf-8")
    told = run("rules", "show", path, "--lang", lang).stdout
    hurts = [words for words in WORDS[lang] if "assum" not in words.lower() and words not in ("Where", "Bila") and "andaikan" not in words]
    assert [words for words in hurts if words not in told] == []
    data = json.loads(run("rules", "show", path, "--format", "json").stdout)
    assert data["never_hurts"][0] == {"more": "workers"}
    assert data["never_hurts"][-1] == {"becomes": {"keeps_books": True}}
    assert [sorted(each) for each in data["assumptions"]] == [["then", "title", "when"]] * 2
    assert data["assumptions"][0]["when"] is None
    assert data["assumptions"][1]["title"] is None
