"""Reading the shape of a rule set: typed access to YAML nodes that collects every problem instead of stopping at one."""

import json
import re
from collections.abc import Iterable
from collections.abc import Mapping as MappingType
from dataclasses import dataclass, field, replace
from typing import Any, Final, TypeVar

from naikkelas.calendar import Duration
from naikkelas.facts import BOOLEAN, MOST_MONEY, FactType, Kind, Text, day
from naikkelas.ikm.region_codes import code_advice
from naikkelas.problems import NOWHERE, Place, Problem, Words, problem, shown, suggestion
from naikkelas.ruleset.leftovers import leftovers, without_comma
from naikkelas.ruleset.nodes import Mapping, Node, Scalar, Sequence
from naikkelas.ruleset.reader_keys import OTHER_DASH
from naikkelas.ruleset.vocabulary import CONNECTIVES, KEYS, OF_CRITERIA, OTHER_WORDS, REQUIRED, WORDS, word_of
from naikkelas.values import BadValue, Value, describe, is_length, plain, read_duration, read_exact

#: A hint and its slots.
Advice = tuple[str | None, dict[str, object]]

N = TypeVar("N", Scalar, Sequence, Mapping)

NAME: Final = re.compile(r"[a-z][a-z0-9_]{0,62}")
RULE_SET_NAME: Final = re.compile(r"(?=.{1,100}$)[a-z][a-z0-9]*([-_][a-z0-9]+)*")

#: A text that is itself without quotes wherever it stands.
_PLAIN: Final = re.compile(r"[-$]?\w(?:[\w./+%() -]*[\w./+%)-])?")

#: So many problems are worth finding; only the first of them are shown.
_MOST_PROBLEMS: Final = 1000
#: How many names a file full of mistakes may have compared with its own before suggestions stop.
_MOST_COMPARED: Final = 20_000

#: Parts of the file that give names, and the keys under which other engines name what they list.
_SECTIONS: Final = frozenset({"criteria", "facts", "parameters", "sources"})
_OF_NAME: Final = ("name", "id", "nama", "key")
#: What is a list, if only of one.
_LISTS: Final = frozenset({"outputs", "data_gaps", "never_hurts", "assumptions", "order", "sum"})
_LONGEST_SHOWN: Final = 76
_DAY: Final = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DAYS: Final = re.compile(f"(?:(?P<end>from|until):?\\s*)?(?P<day>{_DAY.pattern})")
_NO_SPACE: Final = re.compile(r"-(?=[^\W\d])")
#: Types that need nothing else.
_PLAIN_TYPES: Final = frozenset({Kind.BOOLEAN, Kind.INTEGER, Kind.MONEY, Kind.DATE, Kind.TEXT})
_NUMBERS: Final = frozenset({Kind.INTEGER, Kind.NUMBER})

#: Which keys say something about each type; a borrowed type is complete.
KEYS_OF: Final[MappingType[Kind | None, tuple[str, ...]]] = {
    Kind.INTEGER: ("type", "at_least", "at_most", "unit"),
    Kind.NUMBER: ("type", "decimals", "at_least", "at_most", "unit"),
    Kind.MONEY: ("type", "at_least", "at_most"),
    Kind.DATE: ("type", "at_least", "at_most", "may_be_never"),
    Kind.CHOICE: ("type", "of"),
    Kind.SET: ("type", "of"),
    None: ("type",),
}
#: Types that a value without one may have.
_GUESSED: Final = (
    BOOLEAN,
    FactType(Kind.INTEGER, -(10**9), 10**9),
    day(),
    FactType(Kind.MONEY, -MOST_MONEY, MOST_MONEY),
)
#: Unknown keys of conditions and of parts: before these the dash of a list may be meant.
_OF_KEYS: Final = frozenset({"NK150", "NK201"})
_BEFORE_NAME: Final = re.compile(r"(?P<before>.*\s|.*[^\w\s$\"'`‘’“”´@#%&(\[{\\/:.])(?P<name>\$?[a-z]\w*)")
_LONG_WORD: Final = re.compile(r"[^\W\d_]{2}")
_RANGE_KEYS: Final = frozenset({"at_least", "at_most"})
#: What the sorts of nodes are called in messages.
NODE_WORDS: Final = {
    Scalar: Words("one text", "satu teks"),
    Sequence: Words("a list (lines with '- ')", "sebuah daftar (baris-baris dengan '- ')"),
    Mapping: Words("lines of 'key: value'", "baris-baris 'kunci: nilai'"),
}


_EMPTY: Final = Words("empty", "kosong")


class StopLinkingError(Exception):
    """The file has so many problems that the rest is not looked at."""


@dataclass(frozen=True, slots=True)
class Where:
    """A part of the rule set, as it is named in messages; ``of`` is the rule set that ``uses`` took it from."""

    kind: str = ""
    name: str = ""
    of: str = ""

    def __str__(self) -> str:
        origin = f" of rule set '{self.of}'" if self.of else ""
        return f"{self.kind} '{self.name}'{origin}" if self.name else self.kind or "the rule set"

    @property
    def indonesian(self) -> str:
        """The same in Bahasa Indonesia."""
        words = {"criterion": "kriteria", "fact": "fakta", "source": "sumber", "selection": "seleksi"}
        origin = f" dari rule set '{self.of}'" if self.of else ""
        kind = words.get(self.kind, self.kind)
        return f"{kind} '{self.name}'{origin}" if self.name else kind or "rule set ini"


TOP: Final = Where()


def raw(node: Node) -> Any:
    """The node as plain Python data, scalars as text, for the value reader."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [raw(item) for item in node.items]
    return {key.text: raw(value) for key, value in node.entries}


def written(node: Node) -> str:
    """The node as it may stand in a message, on one line."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return f"[{', '.join(written(item) for item in node.items)}]"
    return f"{{{', '.join(f'{key.text}: {written(value)}' for key, value in node.entries)}}}"


def as_yaml(node: Node) -> str:
    """The node as it may be written in a rule set, on one line: what a hint says to write, with quotes where a text needs them."""
    if isinstance(node, Scalar):
        return _quoted(node.text) if node.quoted or not _PLAIN.fullmatch(node.text) else node.text
    if isinstance(node, Sequence):
        return f"[{', '.join(map(as_yaml, node.items))}]"
    return f"{{{', '.join(f'{as_yaml(key)}: {as_yaml(value)}' for key, value in node.entries)}}}"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'" if text.isprintable() else json.dumps(text)


@dataclass(slots=True)
class Document:
    """The problems of one file, and the reading of its nodes.

    ``parameters`` are the names that stand for a parameter once they have a ``$``, ``since`` is the first day that the rules are in force. ``taken`` says of what ``uses`` brought (criteria, facts, parameters) where it was asked for and from which rule set: what
    is wrong with it here is told there, not in the other file.
    """

    file: str | None = None
    problems: list[Problem] = field(default_factory=list)
    taken: dict[tuple[str, str], tuple[Place, str]] = field(default_factory=dict)
    parameters: frozenset[str] = frozenset({"as_of"})
    since: str = "1800-01-01"
    _compared: int = 0

    def draft(self) -> "Document":
        """A document whose problems nobody reads, to try what a hint would show."""
        return Document(parameters=self.parameters, _compared=_MOST_COMPARED)

    def report(self, code: str, at: Node | Place | None, where: Where = TOP, hint: str | None = None, **slots: object) -> None:
        """Notes a problem; ``where`` fills the slots of that name in both languages."""
        place = at if isinstance(at, Place) else at.place if at is not None else NOWHERE
        asked = self.taken.get((where.kind, where.name))
        if asked is not None and place.file != self.file:
            place, where = asked[0], replace(where, of=asked[1])
        slots = {"where": str(where), "where_id": where.indonesian, **slots}
        made = problem(code, place, hint, **slots)
        full = len(self.problems) >= _MOST_PROBLEMS
        if made.is_error or not full:
            self.problems.append(made)
        if made.is_error and full:
            raise StopLinkingError

    def unknown(
        self, code: str, at: Node | Place | None, where: Where, known: Iterable[str], hint: str | None = None, **slots: object
    ) -> None:
        """Reports a name that means nothing, with the known name it resembles; ``hint`` stands in where there is none."""
        names = list(known)
        other = OTHER_DASH.match(at.text) if isinstance(at, Scalar) and not at.quoted else None
        if other is not None:
            self.report(code, at, where, "list_sign", suggestion="", sign=other["sign"], **slots)
            return
        self._compared += len(names)
        close = suggestion(str(slots["name"]), names) if self._compared <= _MOST_COMPARED else None
        before = _before_name(str(slots["name"]), names) if code in _OF_KEYS and self._compared <= _MOST_COMPARED else None
        if before is not None:
            hint, close, slots = "list_sign", None, {**slots, "sign": before}
        self.report(code, at, where, "did_you_mean" if close else hint, suggestion=close or "", **slots)

    def shape(self, node: Node, wanted: type[N], name: str, where: Where, hint: str | None = None, **slots: object) -> N | None:
        """The node if it is of the wanted sort; reports NK152 if not."""
        if isinstance(node, wanted):
            return node
        self.misshapen(node, wanted, name, where, hint, **slots)
        return None

    def misshapen(self, node: Node, wanted: type[Node], name: str, where: Where, hint: str | None = None, **slots: object) -> None:
        """Reports that a node is of another sort than the wanted one."""
        if hint is None:
            hint, slots = _meant_shape(node, wanted, name, where, self.since)
        read = shown(node.text) if isinstance(node, Scalar) else NODE_WORDS[type(node)]
        self.report("NK152", node, where, hint, name=name, expected=NODE_WORDS[wanted], read=read or _EMPTY, **slots)

    def mapping(
        self, node: Node, name: str, where: Where, allowed: Iterable[str] | None = None, required: Iterable[str] = ()
    ) -> Mapping | None:
        """The node as a mapping whose keys are all allowed; ``None`` when it is not a mapping."""
        found = self.shape(node, Mapping, name, where)
        if found is None:
            return None
        bare = self._check_keys(found, list(allowed), where) if allowed is not None else set[str]()
        for key in required:
            if found.get(key) is None and key not in bare:
                self.report("NK151", found, where, name=key)
        return found

    def _check_keys(self, node: Mapping, allowed: list[str], where: Where) -> set[str]:
        """Reports the keys that are none of these; gives those that lack their colon."""
        known = frozenset(allowed)
        bare: set[str] = set()
        for key, value in node.entries:
            if key.text in known:
                continue
            first, _, rest = key.text.partition(" ")
            if first in known and rest.strip() and isinstance(value, Scalar) and not value.text and not value.quoted:
                bare.add(first)
                self.report("NK150", key, where, "colon_and_value", name=key.text, word=first)
                continue
            word = word_of(key.text)
            is_asked = word in REQUIRED and "require" in known and isinstance(value, Mapping)
            ours = ["require"] if is_asked else [each for each in KEYS.get(word, ()) if each in known]
            if "of" in ours and (kind := _without_choices(node)) is not None:
                hint = "choice_of" if kind is Kind.TEXT else "known_keys"
                self.report("NK150", key, where, hint, name=key.text, expected=", ".join(KEYS_OF.get(kind, KEYS_OF[None])))
                continue
            meant = next((each for each in ours if node.get(each) is None), None)
            other = OF_CRITERIA.get(word) if "require" in known and not is_asked else None
            hint = other or ("did_you_mean" if meant else "known_keys")
            if ours or other:
                slots = {"suggestion": meant or "", "one_meaning": "", "expected": ", ".join(allowed)}
                self.report("NK150", key, where, hint, name=key.text, **slots)
            else:
                self.unknown("NK150", key, where, allowed, "known_keys", name=key.text, expected=", ".join(allowed))
        return bare

    def sequence(self, node: Node, name: str, where: Where) -> tuple[Node, ...]:
        """The items of a list that must not be empty."""
        found = self.shape(node, Sequence, name, where)
        if found is None:
            return ()
        if not found.items:
            self.report("NK156", found, where, name=name)
        return found.items

    def scalar(self, node: Node | None, name: str, where: Where) -> str | None:
        """The text of a scalar, or ``None``."""
        found = self.shape(node, Scalar, name, where) if node is not None else None
        if found is None:
            return None
        if not found.text.strip():
            self.report("NK156", found, where, name=name)
            return None
        return found.text.strip()

    def text(self, node: Node | None, name: str, where: Where) -> Text | None:
        """A text for people: ``{id: ..., en: ...}``, or one text for both languages."""
        if node is None:
            return None
        if isinstance(node, Scalar):
            alone = self.scalar(node, name, where)
            return Text(alone, alone) if alone else None
        found = self.mapping(node, name, where, ("id", "en"))
        if found is None:
            return None
        if not found.entries:
            self.report("NK156", found, where, name=name)
        both = [self.scalar(found.get(lang), name, where) for lang in ("id", "en")]
        first = both[0] or both[1]
        return Text(both[0] or first, both[1] or first) if first else None

    def choice(self, node: Node | None, name: str, where: Where, options: Iterable[str], default: str) -> str:
        """One of a few words of the language."""
        text = self.scalar(node, name, where) if node is not None else default
        if text is None or text in (known := list(options)):
            return text or default
        if isinstance(node, Scalar) and not node.quoted and (plain_text := without_comma(node.text)) in known:
            self.report("NK215", node, where, "did_you_mean", read=text, expected=" | ".join(known), suggestion=plain_text, one_meaning="")
            return default
        word = word_of(text)
        meant = word if word in known else WORDS.get(name, {}).get(word)
        hint = "did_you_mean" if meant in known else OTHER_WORDS.get(name, {}).get(word)
        one_meaning = "yes" if word == meant else ""
        self.report("NK215", node, where, hint, read=text, expected=" | ".join(known), suggestion=meant or "", one_meaning=one_meaning)
        return default

    def name(self, key: Scalar, where: Where, pattern: re.Pattern[str] = NAME, expected: str = "a-z 0-9 _") -> str | None:
        """A name an author gives, checked against the form of names."""
        if pattern.fullmatch(key.text):
            return key.text
        self.report("NK154", key, where, name=key.text, expected=expected)
        return None

    def value(self, node: Node, kind: FactType, fact: str, where: Where, meant: Advice | None = None) -> Value | Duration:
        """An exact constant of a type; ``None`` after reporting NK207. ``meant`` is what is said here where it is none."""
        try:
            _refuse_ranges(node, kind)
            value = read_duration(raw(node)) if kind.kind is Kind.DURATION else read_exact(raw(node), kind)
        except BadValue as bad:
            if kind.kind is Kind.SET and isinstance(node, Sequence):
                self._members(node, kind, fact, where)
            else:
                self._unreadable(node, bad, kind, fact, where, meant)
            return None
        for at, found in leftovers(node, kind):
            slots = {"read": found.read, "fact": fact, "meant": found.meant, "quoted": _quoted(found.read)}
            self.report("NK346", at, where, f"leftover_{found.what}", **slots)
        return value

    def _members(self, node: Sequence, kind: FactType, fact: str, where: Where) -> None:
        """Reports every member of a set that cannot be one, each at its own place."""
        for item in node.items:
            try:
                read_exact([raw(item)], kind)
            except BadValue as bad:
                self._unreadable(item, bad, kind, fact, where)

    def _unreadable(self, node: Node, bad: BadValue, kind: FactType, fact: str, where: Where, meant: Advice | None = None) -> None:
        code = code_advice(node.text, kind) if isinstance(node, Scalar) else None
        hint, slots = meant or code or self._advice(node, bad, kind)
        self.report("NK207", node, where, hint, **{"read": written(node), "fact": fact, "expected": bad.expected, **slots})

    def _advice(self, node: Node, bad: BadValue, kind: FactType) -> tuple[str | None, dict[str, object]]:
        """The hint for a constant: there are no ranges among them, and a parameter has a ``$``."""
        if isinstance(node, Scalar) and node.text in self.parameters:
            return "did_you_mean", {"suggestion": f"${node.text}"}
        plain_text = without_comma(node.text) if isinstance(node, Scalar) and not node.quoted else ""
        if isinstance(node, Scalar) and plain_text not in ("", node.text) and reads(plain_text, kind):
            return "did_you_mean", {"suggestion": plain_text, "one_meaning": ""}
        if kind.kind is Kind.DATE and bad.hint in ("date_form", "constant_exact", "constant_missing"):
            return "full_date", {}
        if kind.kind is Kind.DATE and bad.hint == "did_you_mean" and not _DAY.fullmatch(str(bad.slots["suggestion"])):
            return "full_date", {}
        if str(bad.slots.get("suggestion", "")).startswith("{at_least"):
            return "use_between", {}
        if bad.hint is None and isinstance(node, Scalar) and kind.kind in _NUMBERS and not any(map(str.isdigit, node.text)):
            low, high = kind.bounds
            return "in_digits", {"example": plain(min(max(5 * 10**kind.decimals, low), high), kind)}
        return bad.hint, dict(bad.slots)

    def day(self, node: Node | None, name: str, where: Where) -> int | None:
        """A calendar date as a day number."""
        if node is None:
            return None
        value = self.value(node, day(), name, where)
        return value if isinstance(value, int) else None

    def dates(self, node: Node | None, where: Where) -> tuple[int | None, int | None]:
        """``{from: date, until: date}``, both optional."""
        found = self.mapping(node, "effective", where, ("from", "until")) if node is not None else None
        if found is None:
            return (None, None)
        first, last = self.day(found.get("from"), "from", where), self.day(found.get("until"), "until", where)
        if first is not None and last is not None and last < first:
            self.report("NK224", node, where, read=raw(found)["until"], expected=raw(found)["from"])
        return (first, last)


def reads(text: str, kind: FactType) -> bool:
    """Whether a text can be read as a value."""
    try:
        read_exact(text, kind)
    except BadValue:
        return False
    return True


def _before_name(name: str, known: Iterable[str]) -> str | None:
    """What may be a sign of a list before a name that is right or nearly so; the name alone would say something else."""
    found = _BEFORE_NAME.fullmatch(name.strip())
    before = found["before"].strip() if found is not None else ""
    if found is None or not before or (_LONG_WORD.search(before) and word_of(before) not in CONNECTIVES):
        return None
    return before if suggestion(found["name"], known) is not None else None


def _without_choices(node: Mapping) -> Kind | None:
    """The type that something is said to be, where that has no ``of``."""
    said = node.get("type")
    kind = next((kind for kind in Kind if isinstance(said, Scalar) and said.text == kind), None)
    return None if kind in (Kind.CHOICE, Kind.SET) else kind


def _meant_parameter(node: Scalar, since: str) -> tuple[str, dict[str, object]]:
    """What to write where a value stands for a parameter."""
    for kind in _GUESSED:
        try:
            read_exact(node.text, kind)
        except BadValue:
            continue
        return "write_comparison", {"meant": f"{{type: {kind.kind}, values: {{{since}: {as_yaml(node)}}}}}"}
    return "parameter_form", {"since": since}


def _meant_shape(node: Node, wanted: type[Node], name: str, where: Where, since: str) -> tuple[str | None, dict[str, object]]:
    """What to write where a list stands for names, one value for a list, or a value for what holds it."""
    if wanted is Sequence and not isinstance(node, Sequence):
        return _meant_list(node, name)
    if wanted is not Mapping:
        return None, {}
    if isinstance(node, Sequence) and name in _SECTIONS and node.items:
        first = node.items[0]
        named = first if isinstance(first, Scalar) else next((found for key in _OF_NAME if (found := _of(first, key)) is not None), None)
        if isinstance(named, Scalar) and NAME.fullmatch(named.text):
            return "name_is_key", {"key": named.text}
        is_one = isinstance(first, Mapping) and len(first.entries) == 1
        return ("names_without_dash", {"key": first.entries[0][0].text}) if is_one and isinstance(first, Mapping) else (None, {})
    return _meant_value(node, name, where, since) if isinstance(node, Scalar) and node.text else (None, {})


def _meant_value(node: Scalar, name: str, where: Where, since: str) -> tuple[str | None, dict[str, object]]:
    """What to write where a value stands for lines of keys."""
    days = _DAYS.fullmatch(node.text) if name == "effective" else None
    if days is not None:
        return "write_comparison", {"meant": f"{{{days['end'] or 'from'}: {days['day']}}}"}
    if name == "values" and where.kind == "parameter":
        return "value_from_day", {"value": as_yaml(node), "since": since}
    if name == where.name and where.kind == "parameter":
        return _meant_parameter(node, since)
    if name == "criteria" and not where.kind:
        return "criteria_form", {"key": node.text if NAME.fullmatch(node.text) else "permit"}
    is_type = where.kind == "fact" and name == where.name and node.text in _PLAIN_TYPES
    return ("write_comparison", {"meant": f"{{type: {node.text}}}"}) if is_type else (None, {})


def _meant_list(node: Node, name: str) -> tuple[str | None, dict[str, object]]:
    """What to write where one thing stands for a list."""
    if isinstance(node, Scalar) and _NO_SPACE.match(node.text) and not node.quoted:
        return "dash_and_space", {"item": node.text[1:]}
    first = node.entries[0][0] if isinstance(node, Mapping) and node.entries else node
    other = OTHER_DASH.match(first.text) if isinstance(first, Scalar) and not first.quoted else None
    if other is not None:
        return "list_sign", {"sign": other["sign"]}
    is_one = isinstance(node, Mapping) and (len(node.entries) == 1 or {key.text for key, _ in node.entries} == {"id", "en"})
    if name not in _LISTS or not (is_one or name == "assumptions" or (isinstance(node, Scalar) and node.text)):
        return None, {}
    text = as_yaml(node)
    return ("write_comparison", {"meant": f"[{text}]"}) if len(text) <= _LONGEST_SHOWN else (None, {})


def _of(node: Node, key: str) -> Node | None:
    return node.get(key) if isinstance(node, Mapping) and len(node.entries) > 1 else None


def _refuse_ranges(node: Node, kind: FactType) -> None:
    """A constant is one exact value, and so are the counts of a duration."""
    is_range = isinstance(node, Mapping) and bool(node.entries) and {key.text for key, _ in node.entries} <= _RANGE_KEYS
    if kind.kind is Kind.DURATION:
        if is_range or (isinstance(node, Mapping) and any(isinstance(count, Mapping) for _, count in node.entries)):
            raise BadValue(describe(kind), "constant_exact")
    elif kind.kind is Kind.DATE and isinstance(node, Mapping) and is_length(raw(node)):
        raise BadValue(describe(kind), "use_ago")
    elif is_range and kind.kind.is_ordered:
        raise BadValue(describe(kind), "constant_exact")
    elif (isinstance(node, Mapping) and not is_length(raw(node))) or (isinstance(node, Sequence) and kind.kind is not Kind.SET):
        raise BadValue(describe(kind), "write_a_list" if kind.kind is Kind.SET else "one_value")
