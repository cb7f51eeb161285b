"""Pages about rule sets: everything that stands in the file stands on the page, in both languages and formats."""

from datetime import date
from html.parser import HTMLParser
from string import Formatter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import naikkelas as nk
from naikkelas.authoring.pages import texts_en, texts_id, words
from naikkelas.authoring.pages.words import TEMPLATES
from naikkelas.conditions import Op
from naikkelas.explain.as_html import escaped as html
from naikkelas.explain.as_markdown import escaped as markdown
from naikkelas.explain.asked import COMPLEMENTS
from naikkelas.explain.words import clean, in_lang
from tests.authoring.pages.make import BOTH, LANGS, everything, hostile, page, report
from tests.authoring.pages.test_claiming import CLAIMS
from tests.authoring.pages.test_selecting import selections
from tests.explain.hostile import HOSTILE
from tests.strategies import cases

#: Elements of HTML that have no end.
VOID = {"meta"}

#: A reader of YAML refuses terminal escapes, so no page can hold them.
TEXTS = [text for text in HOSTILE if "\x1b" not in text]


class Tree(HTMLParser):
    """The tags of a page in order, what stands between them, and whether every element is closed."""

    def __init__(self, text):
        super().__init__()
        self.open, self.tags, self.ids, self.targets, self.text = [], [], [], [], []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.tags.append((tag, tuple(sorted(given))))
        self.ids += [given["id"]] if "id" in given else []
        self.targets += [given["href"]] if "href" in given else []
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, tuple(sorted(dict(attrs)))))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text.append(data)


def shown(text, lang, shape):
    return {"html": html, "markdown": markdown}[shape](in_lang(text, lang))


def texts_of(linked):
    """Every text for people that a page must show."""
    yield linked.title
    yield from (gap for gap in linked.data_gaps)
    yield from (source.title for source in linked.sources.values())
    yield from (source.note for source in linked.sources.values() if source.note is not None)
    yield from (parameter.title for parameter in linked.parameters.values() if parameter.title is not None)
    yield from (
        each.title for each in (*linked.criteria.values(), *linked.derived.values(), *linked.facts.values(), *linked.programmes.values())
    )
    yield from (criterion.remedy for criterion in linked.criteria.values() if criterion.remedy is not None)
    yield from (fact.question for fact in linked.facts.values() if fact.question is not None)


def names_of(linked):
    yield from (*linked.criteria, *linked.parameters, *linked.derived, *linked.facts, *linked.sources, *linked.outputs)


@pytest.mark.parametrize(("lang", "shape"), BOTH)
@pytest.mark.parametrize("name", nk.bundled_names())
def test_everything_of_a_bundled_rule_set_is_on_its_page(name, lang, shape):
    rules = nk.bundled(name)
    text = page(rules, lang, shape)
    assert [said for each in texts_of(rules.linked) if (said := shown(each, lang, shape)) not in text] == []
    assert [each for each in names_of(rules.linked) if each not in text] == []
    assert rules.hash in text
    assert "{" not in text.split("</style>")[-1].replace("{{", "").replace("}}", "")
    assert "Duration" not in text
    assert "None" not in text


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", [*nk.bundled_names(), "everything"])
def test_html_is_closed_and_every_link_on_it_leads_somewhere(name, lang):
    rules = everything() if name == "everything" else nk.bundled(name)
    tree = Tree(page(rules, lang, "html"))
    assert tree.open == []
    assert len(tree.ids) == len(set(tree.ids))
    assert {each.removeprefix("#") for each in tree.targets if each.startswith("#")} <= set(tree.ids)
    assert {tag for tag, _ in tree.tags} & {"script", "link", "img", "iframe", "object"} == set()


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("text", TEXTS)
def test_no_text_of_a_file_becomes_markup(text, lang):
    made, plain = Tree(page(hostile(text), lang, "html")), Tree(page(hostile("a"), lang, "html"))
    web = text.startswith("https://")
    assert made.open == []
    assert [tag for tag in made.tags if tag[0] != "text"] == [tag for tag in plain.tags if tag[0] != "text"] or web
    assert all(each.startswith(("#", "https://")) for each in made.targets)
    assert "script" not in {tag for tag, _ in made.tags}
    assert clean(text) in "".join(made.text) or len(clean(text)) > 27


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("text", TEXTS)
def test_no_text_of_a_file_becomes_markdown(text, lang):
    lines, plain = page(hostile(text), lang, "markdown").splitlines(), page(hostile("a"), lang, "markdown").splitlines()
    assert len(lines) == len(plain)
    for line, expected in zip(lines, plain, strict=True):
        assert line[: len(line) - len(line.lstrip(" -*#`|"))][:3] == expected[: len(expected) - len(expected.lstrip(" -*#`|"))][:3]
    assert sum(line.startswith("```") for line in lines) == 2
    assert "<script" not in "\n".join(line.replace("\\<", "") for line in lines)


@pytest.mark.parametrize(("lang", "shape"), BOTH)
def test_the_same_rules_give_the_same_page(lang, shape):
    assert page(everything(), lang, shape) == page(everything(), lang, shape)


def test_parameters_stand_in_sentences_with_the_value_of_the_day():
    rules = nk.bundled("inopak-naik-kelas")
    assert "paling lambat 12 bulan (lama usaha berjalan paling sedikit) sebelum tanggal penilaian" in page(rules, "id", "markdown")
    shorter = rules.with_parameters(minimum_operation={"months": 6})
    assert "paling lambat 6 bulan (lama usaha berjalan paling sedikit) sebelum tanggal penilaian" in page(shorter, "id", "markdown")


@pytest.mark.parametrize(
    ("on", "value", "remark"),
    [
        (date(2026, 6, 30), "6 months", "on 30 June 2026"),
        (date(2026, 7, 1), "12 months", "on 1 July 2026"),
        (date(2030, 1, 1), "24 months", "on 31 December 2027; these rules are not in force on 1 January 2030"),
        (date(2020, 1, 1), "6 months", "on 1 January 2026; these rules are not in force on 1 January 2020"),
    ],
)
def test_the_date_picks_the_value_that_is_bold_and_stands_in_the_sentence(on, value, remark):
    text = page(everything(), "en", "markdown", on)
    assert f"| **{value}** |" in text
    assert f"Operating since: at least {value} (length) before the date of assessment" in text
    assert f"Shown as it is: {remark}" in text


def test_a_history_has_every_value_with_its_first_day():
    text = page(everything(), "en", "markdown")
    assert "| length `length` | 1 January 2026 | 6 months |\n|  | 1 July 2026 | **12 months** |\n|  | 1 January 2027 | 24 months |" in text


def test_a_criterion_outside_its_days_says_so():
    assert "In force: from 1 January 2027; not in force on 1 November 2026" in page(everything(), "en", "markdown")
    assert "In force: until 31 December 2026\n" in page(everything(), "en", "markdown")


def test_a_decision_table_is_a_table():
    text = page(everything(), "en", "markdown")
    assert "| 1 | Staff is at most 4 people | **tiny one** |" in text
    assert "|  | Otherwise | **giant (the biggest)** |" in text


def test_a_scorecard_is_a_table_with_what_each_indicator_is_worth():
    text = page(everything(), "en", "markdown")
    assert "| **legal** | 2 | Status of the business number (NIB) is “held” | 1 | 22\\.22 |" in text
    assert (
        "| permit: Status of the timber legality certificate (SVLK) is “held”; Only when: sector is “wood, furniture and carving” | 2 | 44\\.44 |"
        in text
    )


def test_negated_groups_are_said_without_not():
    text = page(everything(), "en", "markdown")
    asked = text.split("### Not counted")[1].split("##")[0]
    assert "At least 2 of these 3 are met:" in asked
    assert asked.count("is answered with no") == 3


def test_formulas_are_told():
    text = page(everything(), "en", "markdown")
    for sentence in (
        "Worked out: staff − workers.",
        "Worked out: staff + workers.",
        "Worked out: −staff.",
        "Worked out: 2.5 × staff.",
        "Worked out: requested loan divided by annual sales.",
        "Whole months from operating since to the date of assessment.",
        "The sum of the points of “Early” and “By table”.",
        "Every year on 31 March",
    ):
        assert sentence in text


def test_points_are_numbers_parameters_or_tables():
    text = page(everything(), "en", "markdown")
    assert [line for line in text.splitlines() if line.startswith("* Points")] == [
        "* Points: 3 (worth)",
        "* Points: by bonus",
        "* Points: 5",
    ]
    assert "Most points: 10." in page(nk.bundled("inopak-naik-kelas"), "en", "markdown")


def test_a_report_says_that_it_decides_nothing_and_has_no_outcome_in_its_picture():
    text = page(report(), "en", "markdown")
    assert "This is a report: nothing is decided" in text
    assert "Qualifies or not" not in text


def test_a_long_list_is_said_in_full():
    rules = nk.bundled("inopak-naik-kelas")
    for name in ("Kabupaten Banyumas", "Kabupaten Brebes", "Kabupaten Pemalang"):
        assert name in page(rules, "id", "markdown").split("## Gambar")[0]


def test_choices_with_commas_are_quoted_in_lists():
    assert "“herbal dan jamu” atau “kayu, mebel dan ukiran”" in page(everything(), "id", "markdown")


@pytest.mark.no_cover
@settings(max_examples=40, deadline=None)
@given(cases(), st.sampled_from(BOTH))
def test_whatever_a_rule_set_says_a_page_can_be_written_and_says_it(case, both):
    lang, shape = both
    text = page(case.rules, lang, shape, case.as_of)
    assert text == page(case.rules, lang, shape, case.as_of)
    assert [each for each in names_of(case.rules.linked) if each not in text] == []
    assert shape == "markdown" or Tree(text).open == []


# --- templates -------------------------------------------------------------------------------------------------------


def slots(template):
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


def test_both_languages_have_the_same_sentences_with_the_same_slots():
    assert list(texts_id.TEMPLATES) == list(texts_en.TEMPLATES)
    assert {key: slots(text) for key, text in texts_id.TEMPLATES.items()} == {key: slots(text) for key, text in texts_en.TEMPLATES.items()}


@pytest.mark.parametrize("module", [texts_id, texts_en])
def test_no_key_stands_twice(module):
    assert len(module.ASKS) + len(module.FORMULAS) + len(module.PAGE) == len(module.TEMPLATES)


@pytest.mark.parametrize("kind", sorted({*Op, *COMPLEMENTS.values()}))
def test_whatever_can_be_asked_has_a_sentence(kind):
    assert f"asks.{kind}" in TEMPLATES["id"]


class Recorder(dict):
    """Templates that remember which of them were used."""

    def __init__(self, templates):
        super().__init__(templates)
        self.used = set()

    def __getitem__(self, key):
        self.used.add(key)
        return super().__getitem__(key)


@pytest.mark.parametrize("lang", LANGS)
def test_every_sentence_is_used(monkeypatch, lang):
    recorder = Recorder(TEMPLATES[lang])
    monkeypatch.setattr(words, "TEMPLATES", {**TEMPLATES, lang: recorder})
    for rules in (everything(), report(), *selections(), nk.bundled("inopak-naik-kelas"), nk.bundled("ukuran-usaha")):
        page(rules, lang, "markdown")
    page(everything(), lang, "html", date(2030, 1, 1))
    page(nk.loads(CLAIMS), lang, "markdown")
    assert set(recorder) - recorder.used <= {"asks.not_known"}  # no file can ask it
