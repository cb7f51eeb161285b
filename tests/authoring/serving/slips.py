"""Slips of authors, each with what it was before: a text that is damaged in a known way, so that what was meant is known."""

import re

#: What was written, and what an author may write for it by mistake.
_KINDS = {
    "truth": (r"is: (true|false)\b", lambda c, m: f"is: {c.pick(['ya', 'yes', 'Ya'] if m[1] == 'true' else ['tidak', 'no', 'Tidak'])}"),
    "list": (r"\b(in|not_in|includes_any|includes_all): \[ ?([\w-]+) ?\]", lambda c, m: f"{m[1]}: {m[2]}"),
    "space": (r"(?<=[{,] )\w+: (?=[^\s{\[#])|(?<=[{,])\w+: (?=[^\s{\[#])", lambda c, m: m[0].rstrip()),
    "quotes": (r'"([^"\\\n]*)"', lambda c, m: c.pick(["\u201c{}\u201d", "\u2018{}\u2019", "\u201e{}\u201c"]).format(m[1])),
    "plain quotes": (r'(?<=: )([A-Z][\w ]+\w)(?=\n)', lambda c, m: f"\u201c{m[1]}\u201d"),
    "blank": (r" ", lambda c, m: c.pick(["\u00a0", "\u2009", "\t"])),
    "nothing": (r"(?<=.)(?=.)", lambda c, m: c.pick(["\u200b", "\ufeff", "\u200e"])),
    "levels": (r"(?m)^(?: {2})+(?=\S)", lambda c, m: "\t" * (len(m[0]) // 2)),
    "some levels": (r"(?m)^ {4}|^ {8}", lambda c, m: "\t" * (len(m[0]) // 4)),
    "bare": (r"\{ ?is: ([\w.-]+) ?\}", lambda c, m: m[1]),
    "bare list": (r"\{(?:in|includes_any): (\[[\w, .-]+\])\}", lambda c, m: m[1]),
    "not": (r"not: (\{ ?\w+: ?\{ ?\w+: [\w.-]+ ?\} ?\})", lambda c, m: f"not: [{m[1]}]"),
    "between": (r"between: \{from: ([\w.-]+), to: ([\w.-]+)\}", lambda c, m: f"between: [{m[1]}, {m[2]}]"),
    "name": (r"\b(?!from|true|false|title|until|kind|name)([a-z]+_)?[a-z]{4,}(?=:)", lambda c, m: _misspelled(c, m[0])),
    "choice": (r"(?<=is: )[a-z]{5,}\b", lambda c, m: _misspelled(c, m[0])),
    "comment": (r"(?m)(?<=[^\s|>-])$", lambda c, m: f" # naikkelas: ignore[{c.pick(['NK302', 'NK311, NK304'])}] alasan lama"),
}  # fmt: skip
#: These are made everywhere at once: an editor that writes tabs does so in every line.
_EVERYWHERE = {"levels"}

NAMES = tuple(_KINDS)


def _misspelled(choices, word):
    at = choices.integer(1, len(word) - 2)
    return choices.pick(
        [word[:at] + word[at + 1] + word[at] + word[at + 2 :], word[:at] + word[at + 1 :], word[:at] + word[at] + word[at:]]
    )


def damaged(choices, text, name):
    """The text with one slip of a kind, or ``None`` where there is nothing to damage."""
    pattern, made = _KINDS[name]
    found = list(re.finditer(pattern, text))
    if not found:
        return None
    chosen = found if name in _EVERYWHERE else [choices.pick(found)]
    for each in reversed(chosen):
        text = text[: each.start()] + made(choices, each) + text[each.end() :]
    return text
