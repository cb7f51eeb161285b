"""Where a text stops being YAML: the parser's message as a sentence for an author.

libyaml and PyYAML word their messages differently and their readers are programmers. So only two things are taken from
them: which family the message belongs to, and where. The rest is read off the text around that spot.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

import yaml

from naikkelas.problems import Problem, problem
from naikkelas.ruleset.nodes import Mapping, Scalar
from naikkelas.ruleset.reader_keys import NO_DASH_SPACE, OTHER_DASH
from naikkelas.ruleset.reader_missing import ONE_WORD, alone, before_braces, before_key, whole_entry
from naikkelas.ruleset.reader_text import Places
from naikkelas.ruleset.reader_tree import TAG, TreeBuilder, tag_hint
from naikkelas.ruleset.reader_where import keys_above, may_be_key, takes_text

__all__ = ["diagnose"]

_ESCAPE: Final = re.compile(r"\\(?:u\w{0,4}|U\w{0,8}|x\w{0,2}|.)?")
_LONG_KEY: Final = 1000
#: So far right of what holds it a line stands, as a rule.
_STEP: Final = 2
_KEY_SIGN: Final = re.compile(r":(?:\s|$)")
#: A dash before a number: that of a list without its space, or a minus.
_DIGIT_ITEM: Final = re.compile(r"-\d")
_LIST_SIGN: Final = re.compile(r"-(?:\s|$)")
#: A quoted text that holds what looks like the next key: its closing quote is missing.
_TEXT_THEN_KEY: Final = re.compile(r"""[:,[{]\s*(["'])[^"']*, *[\w-]+: *\1""")
_SIZE: Final = re.compile(r">=?\s*:(?=\s|$)")
_COLON: Final = re.compile(r":(?=\s|$)")
_ITEM: Final = re.compile(r"\s*(?:- +)*")
_CLOSERS: Final = {"[": "]", "{": "}"}
_COMMENT: Final = re.compile(r"\s#.*")
#: A colon of other widths.
_WIDE: Final = "\uff1a"
_WORD_BEFORE: Final = re.compile(r"([\w$]+)[ ]+$")
_TWO_KEYS: Final = re.compile(r"(?P<outer>[\w$-]+): +(?P<inner>[^:,{}\[\]\"'#&*!|>%@`]+)$")
_NAME: Final = re.compile("[$]?[a-z][a-z0-9_]*")
#: Keys of texts for people.
_TEXTS: Final = frozenset({"title", "id", "en", "remedy", "note", "question", "unit"})
#: Keys under which one text stands.
_ONE_TEXT: Final = frozenset({"url"})
_LONGEST_SHOWN: Final = 76
_NOT_AT_START: Final = "@`%,]}"
#: Hints that speak of a text: given only where a text may stand.
_OF_TEXTS: Final = {"read_quote_whole": None, "read_quote_this": None, "read_in_braces": "read_in_braces_only"}
#: What may be left behind a value at the end of a line: a habit of other formats, or a bracket too many.
_LEFT_OVER: Final = re.compile(r"[,;\]})]+")
_OTHER_COMMENT: Final = re.compile(r"//|/\*|--\s|;\s")
_KEY_BEHIND: Final = re.compile(r"[$]?[A-Za-z_]\w*(?=:(?:\s|$))")


@dataclass(frozen=True, slots=True)
class _Spot:
    """The text, the two spots of the message, and what the tree builder saw last."""

    places: Places
    text: str
    index: int
    start: int
    builder: TreeBuilder

    @property
    def sign(self) -> str:
        """The character at the spot; empty at the end of the file."""
        return self.text[self.index : self.index + 1]

    @property
    def line(self) -> int:
        return self.places.line(self.index)

    @property
    def before(self) -> str:
        """The line up to the spot."""
        return self.text[self.places.span(self.line)[0] : self.index]

    @property
    def is_first(self) -> bool:
        return not self.before.strip()

    def line_text(self, line: int) -> str:
        start, end = self.places.span(line)
        return self.text[start:end].rstrip()

    def problem(self, code: str, index: int | None = None, hint: str | None = None, **slots: object) -> Problem:
        return problem(code, self.places.at(self.index if index is None else index), hint, **slots)


_Rule: TypeAlias = Callable[[_Spot], Problem]


def diagnose(error: yaml.MarkedYAMLError, places: Places, text: str, builder: TreeBuilder) -> Problem:
    """The problem that stands behind ``error``."""
    mark = error.problem_mark or error.context_mark
    index = len(text) if mark is None else min(mark.index, len(text))
    start = index if error.context_mark is None else error.context_mark.index
    spot = _Spot(places, text, index, start, builder)
    if builder.ended:
        return spot.problem("NK108")
    message = f"{error.context} {error.problem}"
    rule = next((rule for words, rule in _RULES if words in message), _unknown)
    return _without_quotes(spot, _at_odd_line(spot, rule(spot)))


def _without_quotes(spot: _Spot, found: Problem) -> Problem:
    """A hint that a text is to be put in quotes is kept only where a text may stand."""
    if found.hint not in _OF_TEXTS:
        return found
    line = (found.place.line or 1) - 1
    index = spot.places.starts[line] + (found.place.column or 1) - 1
    opened = [frame.place.line or 1 for frame in spot.builder.stack if frame.flow]
    first = min([line, *(each - 1 for each in opened[:1])])
    keys = keys_above(spot.text, spot.places, index, first)
    before = spot.text[spot.places.span(line)[0] : index]
    is_key = not _ITEM.sub("", before, count=1) and _COLON.search(spot.line_text(line)) is not None
    return found if takes_text(keys, is_key=is_key) else replace(found, hint=_OF_TEXTS[found.hint])


def _at_odd_line(spot: _Spot, found: Problem) -> Problem:
    """A line that does not stand where the only one before it does: where that one is not where it should be, the fault is there."""
    stack = spot.builder.stack
    frame = stack[-1] if stack else None
    if found.code == "NK133":
        dash = _dash_without_space(spot, found) or _other_dash(spot, found)
        if dash is not None:
            return dash
    if found.code == "NK133" and frame is not None and len(stack) > 1 and not frame.flow and len(frame.items or frame.entries) <= 1:
        outer, odd, column = (stack[-2].place.column or 1), (frame.place.column or 1), (found.place.column or 1)
        if odd < column == outer + _STEP and frame.place.line != found.place.line:
            return replace(found, place=frame.place)
    node = spot.builder.root if frame is None else frame.entries[-1][1] if frame.entries else None
    if found.code != "NK133" or node is None or (frame is not None and frame.flow):
        return found
    column, odd = (found.place.column or 1) - 1, (node.place.column or 1) - 1
    if isinstance(node, Scalar):
        is_first = frame is None and not node.quoted and node.text
        return _line_without_colon(spot, spot.places.starts[(node.place.line or 1) - 1] + odd) if is_first else found
    outer = -_STEP if frame is None else (frame.place.column or 1) - 1
    is_one = len(node.entries if isinstance(node, Mapping) else node.items) == 1
    return replace(found, place=node.place) if is_one and outer + _STEP == column < odd else found


def _dash_without_space(spot: _Spot, found: Problem) -> Problem | None:
    """A line that does not fit the others because a dash, its own or of one before it, has no space behind it."""
    frame = spot.builder.stack[-1] if spot.builder.stack else None
    if frame is None or frame.flow:
        return None
    if NO_DASH_SPACE.match(spot.text, spot.places.starts[(found.place.line or 1) - 1] + (found.place.column or 1) - 1):
        return problem("NK124", found.place, key="-")
    before = next((key for key, _ in frame.entries if not key.quoted and NO_DASH_SPACE.match(key.text)), None)
    return None if before is None else problem("NK124", before.place, key="-")


def _other_dash(spot: _Spot, found: Problem) -> Problem | None:
    """A line that does not fit the others: another sign than a dash begins it or one before it, it has a dash too much, or none."""
    frame = spot.builder.stack[-1] if spot.builder.stack else None
    if frame is None or frame.flow:
        return None
    start = spot.places.starts[(found.place.line or 1) - 1] + (found.place.column or 1) - 1
    own = OTHER_DASH.match(spot.text, start)
    if own is not None:
        return problem("NK128", found.place, "list_sign", sign=own["sign"])
    others = [(key.place, OTHER_DASH.match(key.text)) for key, _ in frame.entries if not key.quoted]
    for place, other in others:
        if other is not None:
            return problem("NK128", place, "list_sign", sign=other["sign"])
    is_level, is_item = frame.place.column == found.place.column, _LIST_SIGN.match(spot.text, start) is not None
    if is_level and is_item and frame.items is None and _COLON.search(spot.line_text((found.place.line or 1) - 1)):
        return replace(found, code="NK138", hint="read_no_dash")
    return replace(found, hint="read_dash") if is_level and not is_item and frame.items is not None else None


def _unknown(spot: _Spot) -> Problem:
    return spot.problem("NK149")


def _sign_at_start(spot: _Spot) -> Problem:
    hint = "read_size_sign" if _SIZE.match(spot.text, spot.index) else "read_quote_whole"
    return spot.problem("NK135", hint=hint, sign=spot.sign)


def _percent(spot: _Spot) -> Problem:
    return spot.problem("NK135", spot.start, "read_quote_whole", sign="%")


def _tag(spot: _Spot) -> Problem:
    tag = TAG.search(spot.text, min(spot.start, spot.index))
    hint = tag_hint(tag)
    return spot.problem("NK112", tag.start() if tag else spot.start, hint, tag=tag.group() if tag else "!")


def _name(spot: _Spot) -> Problem:
    other = OTHER_DASH.match(spot.text, spot.start)
    if other is not None and not spot.text[spot.places.span(spot.places.line(spot.start))[0] : spot.start].strip():
        return spot.problem("NK128", spot.start, "list_sign", sign=other["sign"])
    return spot.problem("NK141", spot.start, "read_quote_whole", sign=spot.text[spot.start : spot.start + 1])


def _block_text(spot: _Spot) -> Problem:
    hint = "read_size_sign" if _SIZE.match(spot.text, spot.start) else None
    return spot.problem("NK137", spot.start, hint, sign=spot.text[spot.start : spot.start + 1])


def _open_quote(spot: _Spot) -> Problem:
    return spot.problem("NK130", spot.start, "read_close_quote", quote=spot.text[spot.start : spot.start + 1])


def _escape(spot: _Spot) -> Problem:
    index = max(spot.start, spot.text.rfind("\\", spot.start, spot.index + 1))
    escape = _ESCAPE.match(spot.text, index)
    hint = "read_write_character" if spot.text[index + 1 : index + 2] in ("u", "U", "x") else "read_single_quotes"
    return spot.problem("NK136", index, hint, read=escape.group() if escape else "\\")


def _no_space(spot: _Spot) -> Problem:
    words = re.findall(r"[^\s,\[\]{}]+$", spot.before)
    return spot.problem("NK124", key=(words[0] if words else "") + ":")


def _no_colon(spot: _Spot) -> Problem:
    if spot.index - spot.start > _LONG_KEY:
        return spot.problem("NK142", spot.start, limit=_LONG_KEY)
    return _line_without_colon(spot, spot.start)


def _line_without_colon(spot: _Spot, start: int) -> Problem:
    text = spot.text[start : spot.places.span(spot.places.line(start))[1]].rstrip()
    if NO_DASH_SPACE.match(text):
        return spot.problem("NK124", start, key="-")
    other = OTHER_DASH.match(text) if spot.builder.stack else None
    if other is not None:
        return spot.problem("NK128", start, "list_sign", sign=other["sign"])
    if _WIDE in text:
        return spot.problem("NK134", start, "read_plain_colon", read=text)
    if _DIGIT_ITEM.match(text) and spot.builder.stack and spot.builder.stack[-1].items is not None:
        return spot.problem("NK134", start, "read_item_or_minus", read=text, item=f"- {text[1:]}", other=f"- {text}")
    key = _key_of_lines(spot, start, text)
    if key is not None:
        return spot.problem("NK134", start, "read_colon_behind", read=text, key=key, whole=f"{key}:")
    hint = "read_space_after_colon" if re.search(r":\S", text) else None
    return spot.problem("NK134", start, hint, read=text)


def _key_of_lines(spot: _Spot, start: int, content: str) -> str | None:
    """The word alone on its line that is the key of the lines below it, which stand farther right."""
    key, line = alone(content), spot.places.line(start)
    below = next(
        (text for at in range(line + 1, len(spot.places.starts)) if (text := spot.line_text(at)).lstrip()[:1] not in ("", "#")), ""
    )
    farther = len(below) - len(below.lstrip(" ")) - (start - spot.places.span(line)[0])
    if key is None or farther < 0 or (farther == 0 and not _LIST_SIGN.match(below.lstrip())):
        return None
    return key if may_be_key(key, keys_above(spot.text, spot.places, start, line)) else None


def _colon(spot: _Spot) -> Problem:
    """A ``:`` where no key can be: inside a text, or behind a line that was meant to be a key of its own."""
    key = _ITEM.sub("", spot.before, count=1)
    if _COLON.search(key):
        return _second_colon(spot)
    first = spot.index - len(key)
    if len(key) > _LONG_KEY:
        return spot.problem("NK142", first, limit=_LONG_KEY)
    above = _above(spot)
    if above < 0:
        return spot.problem("NK132", hint="read_quote_whole")
    if not _COLON.search(spot.line_text(above)):
        item = _ITEM.match(spot.line_text(above))
        return _line_without_colon(spot, spot.places.span(above)[0] + (item.end() if item else 0))
    return spot.problem("NK133", first)


def _above(spot: _Spot) -> int:
    """The line before that of the spot that holds something; below 0 where there is none."""
    return next((at for at in range(spot.line - 1, -1, -1) if spot.line_text(at).lstrip()[:1] not in ("", "#")), -1)


def _above_without_colon(spot: _Spot) -> Problem | None:
    """A key without its colon, behind which a comment ends what could be a text."""
    above = _above(spot)
    content = spot.line_text(above) if above >= 0 else ""
    start = len(content) - len(_ITEM.sub("", content, count=1))
    index = spot.places.span(above)[0] + start if content else 0
    key = _key_of_lines(spot, index, content[start:]) if "#" in content else None
    return None if key is None else spot.problem("NK134", index, "read_colon_behind", read=content[start:], key=key, whole=f"{key}:")


def _list_entry(spot: _Spot) -> Problem:
    return spot.problem("NK138")


def _missing(spot: _Spot) -> Problem:
    """Nothing stands where a value should."""
    in_brackets = _open_bracket(spot) is not None
    if not spot.sign or spot.text.startswith("...", spot.index):
        return _unclosed(spot) if in_brackets else problem("NK107", spot.places.at(0))
    if _LIST_SIGN.match(spot.text, spot.index):
        return _list_entry(spot)
    if _KEY_SIGN.match(spot.text, spot.index):
        return spot.problem("NK115")
    return spot.problem("NK140", hint=None if in_brackets else "read_quote_whole", sign=spot.sign)


def _open_bracket(spot: _Spot) -> int | None:
    frames = spot.builder.stack
    return frames[-1].index if frames and frames[-1].flow else None


def _unclosed(spot: _Spot) -> Problem:
    opened = _open_bracket(spot)
    index = spot.start if opened is None else opened
    bracket = next((sign for sign in spot.text[index : index + 200] if sign in _CLOSERS), "[")
    return spot.problem("NK131", index, bracket=bracket, closer=_CLOSERS[bracket], line=spot.line + 1)


def _in_brackets(spot: _Spot) -> Problem:
    """Inside brackets, neither a comma nor the closing bracket follows."""
    opened = _open_bracket(spot)
    same_line = opened is not None and spot.places.line(opened) == spot.line
    long_key = _long_key(spot) if spot.sign == ":" else None
    if long_key is not None:
        return long_key
    if spot.sign == ":" and (same_line or _COLON.search(spot.before)):
        return _second_colon(spot)
    if not spot.sign or not same_line or spot.sign in "]}":
        return _unclosed(spot)
    quote = _open_text(spot)
    if quote is not None:
        return spot.problem("NK130", quote, "read_close_quote", quote=spot.text[quote])
    if _WIDE in spot.before:
        return spot.problem("NK143", hint="read_plain_colon")
    key = _WORD_BEFORE.search(spot.before) if spot.sign in _CLOSERS else None
    return spot.problem("NK143") if key is None else spot.problem("NK143", hint="read_colon_or_comma", key=key[1])


def _long_key(spot: _Spot) -> Problem | None:
    """The key before a colon in brackets, where it is so long that the colon was not looked for."""
    frame = spot.builder.stack[-1] if spot.builder.stack else None
    if frame is None or not frame.flow:
        return None
    last, value = frame.entries[-1] if frame.entries else (None, None)
    if frame.items is not None:
        last = frame.items[-1] if frame.items and isinstance(frame.items[-1], Scalar) else None
    is_key = last is not None and (frame.items is not None or (isinstance(value, Scalar) and not value.text and not value.quoted))
    index = 0 if last is None else spot.places.starts[(last.place.line or 1) - 1] + (last.place.column or 1) - 1
    return spot.problem("NK142", index, limit=_LONG_KEY) if is_key and spot.index - index > _LONG_KEY else None


def _second_colon(spot: _Spot) -> Problem:
    """A second colon behind a key: a key that was not put in braces, or a text that was not put in quotes."""
    first = len(spot.before) - len(spot.before.lstrip())
    if _open_bracket(spot) is None and NO_DASH_SPACE.match(spot.before, first):
        return spot.problem("NK124", spot.index - len(spot.before) + first, key="-")
    other = OTHER_DASH.match(spot.before, first) if _open_bracket(spot) is None or spot.before[first:].find(":") < 0 else None
    if other is not None:
        return spot.problem("NK128", spot.index - len(spot.before) + first, "list_sign", sign=other["sign"])
    if _WIDE in spot.before:
        return spot.problem("NK132", hint="read_plain_colon")
    rest = _rest_of(spot)
    return _no_comma(spot, rest) or _bare_key(spot) or _no_colon_before_braces(spot) or _key_or_text(spot, rest)


def _key_or_text(spot: _Spot, rest: str) -> Problem:
    keys = _TWO_KEYS.search(spot.before)
    if keys is None or not rest or len(keys.group()) + len(rest) > _LONGEST_SHOWN:
        return spot.problem("NK132", hint="read_quote_whole")
    outer, inner = keys["outer"], keys["inner"].strip()
    key = "" if _open_bracket(spot) is not None else _ITEM.sub("", spot.before, count=1).partition(": ")[0]
    is_title = bool(key) and not _NAME.fullmatch(key)  # no word of the language: mappings of tables have titles for keys
    if is_title and not {'"', "\\", "'"} & {*rest, *key, *inner}:
        whole = f'"{key}: {inner}": {rest}' if rest[0] in _CLOSERS else f'{key}: "{inner}: {rest}"'
        return spot.problem("NK132", hint="read_quote_this", whole=whole)
    if outer in ONE_WORD:
        return spot.problem("NK132")
    if inner.startswith("(") and outer not in _TEXTS:
        return spot.problem("NK132", hint="read_braces")
    if _NAME.fullmatch(inner) and outer not in _TEXTS | _ONE_TEXT:
        is_plain = rest[0] in _CLOSERS or not _COLON.search(rest)
        return spot.problem("NK132", hint="read_in_braces" if is_plain else "read_quote_whole", whole=f"{outer}: {{{inner}: {rest}}}")
    if {'"', "\\"} & {*rest, *inner}:
        return spot.problem("NK132", hint="read_quote_whole")
    return spot.problem("NK132", hint="read_quote_this", whole=f'{outer}: "{inner}: {rest}"')


def _no_comma(spot: _Spot, rest: str) -> Problem | None:
    """In brackets, ``from: 5 to: 9``: the comma before the second key is missing."""
    keys = _TWO_KEYS.search(spot.before) if _open_bracket(spot) is not None else None
    found = before_key(keys["outer"], keys["inner"].strip(), rest) if keys is not None else None
    if found is None:
        return None
    index = spot.index - len(spot.before) + spot.before.rindex(found[0])
    return spot.problem("NK143", index, "read_in_braces_only", whole=found[1])


def _bare_key(spot: _Spot) -> Problem | None:
    """``require {...}`` at the beginning of a line: the colon behind the key is missing."""
    line = spot.line_text(spot.line)
    content = _ITEM.sub("", line, count=1)
    key = before_braces(content) if _open_bracket(spot) is None else None
    if key is None:
        return None
    index = spot.places.span(spot.line)[0] + len(line) - len(content)
    return spot.problem("NK134", index, "read_colon_behind", read=content, key=key, whole=whole_entry(content, key))


def _no_colon_before_braces(spot: _Spot) -> Problem | None:
    """``require: not {...}``: the key within has no colon."""
    line = _COMMENT.sub("", spot.line_text(spot.line)).strip()
    outer, sign, inner = _ITEM.sub("", line, count=1).partition(": ")
    key = before_braces(inner) if sign and _open_bracket(spot) is None else None
    whole = whole_entry(inner, key) if key is not None else None
    if whole is None or whole.endswith(("...}", "...]")):
        return None
    return spot.problem("NK132", hint="read_in_braces_only", whole=f"{outer}: {{{whole}}}")


def _rest_of(spot: _Spot) -> str:
    """The value behind a colon: up to its end in brackets, or to the end of its line; empty where that cannot be told."""
    line = spot.line_text(spot.line)[len(spot.before) + 1 :]
    line = _COMMENT.sub("", line).strip()
    depth, is_flow = 0, _open_bracket(spot) is not None
    for at, sign in enumerate(line):
        depth += (sign in _CLOSERS) - (sign in "]}")
        if depth < 0 or (is_flow and depth == 0 and sign == ","):
            return line[:at].strip() if is_flow else ""
    return line if depth == 0 else ""


def _open_text(spot: _Spot) -> int | None:
    """Where in the line of the spot a quote opens a text that swallows the next key; ``None`` when there is none."""
    start, line = spot.places.span(spot.line)[0], spot.line_text(spot.line)
    found = next((found for found in _TEXT_THEN_KEY.finditer(line) if line.count(found[1]) % 2), None)
    return start + found.start(1) if found and start + found.start(1) < spot.index else None


def _leftover(spot: _Spot) -> Problem:
    """Something stands behind a value that is already complete, or a line starts in the wrong column."""
    quoted = spot.builder.last_quoted
    if quoted is not None and quoted.start_mark.line < quoted.end_mark.line == spot.line and not spot.is_first:
        start = quoted.start_mark.index
        if spot.text[start : start + 1] in ("'", '"'):
            return spot.problem("NK130", start, "read_close_quote", quote=spot.text[start])
    if spot.sign and spot.sign in _NOT_AT_START and (spot.is_first or spot.before.rstrip()[-1:] in (":", "-")):
        return _sign_at_start(spot)
    if spot.is_first and _KEY_SIGN.match(spot.text, spot.index):
        return spot.problem("NK115")
    if spot.is_first and not (spot.builder.root is not None and spot.builder.root_in_flow):
        return _above_without_colon(spot) or spot.problem("NK133")
    if spot.before.endswith("'") or _WIDE in spot.before:
        return spot.problem("NK139", hint="read_apostrophe" if spot.before.endswith("'") else "read_plain_colon")
    return _behind(spot)


def _behind(spot: _Spot) -> Problem:
    """What stands in a line behind a value: signs that other formats have there, the next key, or words."""
    bare = _bare_key(spot)
    if bare is not None:
        return bare
    rest = _COMMENT.sub("", spot.line_text(spot.line)[len(spot.before) :]).strip()
    key = _KEY_BEHIND.match(rest)
    if _OTHER_COMMENT.match(rest):
        return spot.problem("NK139", hint="read_comment_sign")
    if _LEFT_OVER.fullmatch(rest):
        return spot.problem("NK139", hint="read_delete", what=rest)
    if key is not None:
        return spot.problem("NK139", hint="read_line_of_its_own", key=key.group())
    is_text = spot.before.rstrip()[-1:] not in ("}", "]")
    return spot.problem("NK139", hint="read_quote_whole" if is_text else "read_delete_or_line")


_RULES: Final[tuple[tuple[str, _Rule], ...]] = (
    ("a directive", _percent),
    ("a tag", _tag),
    ("tag handle", _tag),
    ("while scanning an a", _name),
    ("block scalar", _block_text),
    ("while scanning a quoted scalar", _open_quote),
    ("quoted scalar", _escape),
    ("while scanning a plain scalar", _no_space),
    ("could not find expected ':'", _no_colon),
    ("cannot start any token", _sign_at_start),
    ("mapping values", _colon),
    ("mapping keys", _sign_at_start),
    ("sequence entries", _list_entry),
    ("node content", _missing),
    ("expected ','", _in_brackets),
    ("expected", _leftover),
)
