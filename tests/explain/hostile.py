"""Texts that try to be more than text, and a decision that is full of them."""

from naikkelas.calendar import Duration
from naikkelas.conditions import Comparison, Const, FactRef, Op, Outcome
from naikkelas.facts import Fact, FactType, Kind, Text, choice
from naikkelas.logic import NOT_MET, UNKNOWN
from naikkelas.problems import problem
from naikkelas.results import DecidingSet, DecidingSets, Finding, Group, OutputValue, Question, Reference
from naikkelas.ruleset.model import Source
from tests.explain.make import AS_OF, EXPIRY, d, decision, result, rule_set

HOSTILE = (
    "<script>alert(1)</script>",
    "\"><img src=x onerror='alert(1)'>",
    "</section></ul><b>",
    "&lt;b&gt; &amp; &copy;",
    "[klik](javascript:alert(1)) ![x](y)",
    "**tebal** _miring_ `kode` ~~hapus~~",
    "# judul\n## judul\n\n---\n",
    "1. satu",
    "- butir",
    "> kutipan",
    "| a | b |",
    "{title} {0} {wanted.__class__}",
    "%s %(title)s",
    "\x1b[31mmerah\x1b[0m\x9b2J\x07",
    "\u202egnirts\u2066x\u2069\u200f",
    "https://example.org/<x>",
    "baris satu\r\nbaris dua\u2028baris tiga",
)


def full_of(text):
    """A decision in which every text that a file or a profile can bring is ``text``."""
    words, kind = Text(text, text), FactType(Kind.TEXT)
    name = Fact("name", kind, words, words)
    one = Fact("one", choice(text, "b"), words, choice_titles={text: words})
    ends = Fact("x_expires_on", EXPIRY, words, words)

    def found(fact, op, *wanted, value=None, truth=NOT_MET, **more):
        rights = tuple(Const(item, fact.type) for item in wanted)
        return Finding(Comparison(FactRef(fact.name), Op(op), rights, fact.type), truth, value, fact.type, words, wanted, **more)

    inner = found(name, "known", value=text)
    reasons = (
        found(name, "is", text, value=text, parameters=(text,), origin=words, inputs=(inner,)),
        found(one, "in", text, "b", value=text),
        found(ends, "at_least_ago", Duration("months", 12), value=d(2026)),
        Group("any", UNKNOWN, (Reference("criterion", text, words, (text,), text, UNKNOWN), inner), 2),
    )
    source = Source(text, words, text, text, words)
    return decision(
        "needs_information",
        *(result(text + status, status, *reasons, title=words, remedy=words, source=source) for status in ("met", "not_met", "unknown", "not_applicable")),
        scope=reasons,
        questions=(Question(name, (text + "met", text), True), Question(Fact(text, kind, words), (), False)),
        deciding_sets=DecidingSets((DecidingSet((text,), Outcome.ELIGIBLE),), complete=True),
        facts={text: OutputValue(text, words, kind, text), "b": OutputValue("b", words, kind, None, (text, text))},
        problems=(problem("NK402", name=text, read=text, expected=text),),
        rules=rule_set(name=text, version=text, title=words, data_gaps=(words,), facts={fact.name: fact for fact in (name, one, ends)}),
        rules_as_of=AS_OF.replace(year=2020),
    )  # fmt: skip
