"""Whatever a file or a profile says stays text, in every format."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from naikkelas.explain import as_html, as_markdown, render
from naikkelas.explain.words import clean
from tests.explain.hostile import HOSTILE, full_of

HARMLESS = full_of("biasa")
INVISIBLE = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029]")


class Reader(HTMLParser):
    """The tags of a fragment with their attributes, and its text."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.tags, self.open, self.words = [], [], []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, tuple(name for name, _ in attrs)))
        self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words.append(data)


def html_tags(text):
    reader = Reader(text)
    assert reader.open == []
    return reader.tags


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("lang", ["id", "en"])
def test_html_has_the_same_tags_whatever_the_texts_say(text, lang):
    assert html_tags(render(full_of(text), lang, "html")) == html_tags(render(HARMLESS, lang, "html"))


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("lang", ["id", "en"])
def test_markdown_has_the_same_tags_whatever_the_texts_say(text, lang):
    shown, harmless = (html_tags(MarkdownIt("commonmark").render(render(told, lang, "markdown"))) for told in (full_of(text), HARMLESS))
    assert shown == harmless


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("lang", ["id", "en"])
def test_text_has_the_same_lines_whatever_the_texts_say(text, lang):
    shown, harmless = (render(told, lang, "text") for told in (full_of(text), HARMLESS))
    assert len(shown.splitlines()) == len(harmless.splitlines())


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("shape", ["text", "markdown", "html"])
def test_nothing_invisible_is_left(text, shape):
    assert not INVISIBLE.search(render(full_of(text), "id", shape))


@pytest.mark.parametrize("text", HOSTILE)
def test_everything_visible_is_shown(text):
    shown = "".join(Reader(render(full_of(text), "id", "html")).words)
    assert clean(text) in shown
    assert clean(text) in render(full_of(text), "id", "text")


def test_html_is_well_formed_and_its_classes_are_ours():
    text = render(HARMLESS, "id", "html")
    assert {tag for tag, _ in html_tags(text)} <= {
        "section", "h2", "h3", "p", "ul", "ol", "li", "dl", "dt", "dd", "span", "strong", "small", "code",
    }  # fmt: skip
    assert all(name.startswith("nk-") for names in re.findall(r'class="([^"]*)"', text) for name in names.split())


@given(st.text())
def test_any_text_stays_itself_in_html(text):
    assert "".join(Reader(f"<p>{as_html.escaped(text)}</p>").words) == clean(text)
    assert Reader(f'<p title="{as_html.escaped(text)}">').tags == [("p", ("title",))]


@given(st.text(alphabet=st.one_of(st.characters(codec="utf-8"), st.sampled_from("\\`*_{}[]()#+-.!|<>~&;:\"'= 0123456789a\n"))))
def test_any_text_stays_itself_in_markdown(text):
    shown = MarkdownIt("commonmark").render(f"- {as_markdown.escaped(text)}")
    assert "".join(Reader(shown).words).strip() == clean(text)


@given(st.text())
def test_clean_text_is_one_line_and_stays_so(text):
    once = clean(text)
    assert clean(once) == once
    assert len(once.splitlines()) <= 1
    once.encode()
