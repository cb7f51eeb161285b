"""Damage to a rule set after which it is no YAML: one sign more or less, as fingers do it."""

import re

#: Where it is done, and what stands there then.
_KINDS = {
    "a quote less": (r'"(?=[,}\]\s])', ""),
    "an opening quote less": (r'(?<=[\s{\[])"', ""),
    "a quote more": (r'(?<=\w)(?=")', '"'),
    "an apostrophe": (r"(?<=[:,] )'(?=\w)", "''a"),
    "a bracket less": (r"[}\]](?=[,}\]\s])", ""),
    "an opening bracket less": (r"(?<=[: ])[{\[]", ""),
    "a bracket more": (r"[}\]](?=\n)", "}}"),
    "another bracket": (r"\}(?=\n)", "]"),
    "no space": (r"(?<=\w:) (?=[\w{\[])", ""),
    "no colon": (r":(?= )", ""),
    "no colon at the end": (r":(?=\n)", ""),
    "a space more": (r"(?m)^(?=  \S)", " "),
    "a space less": (r"(?m)^ (?= +\S)", ""),
    "a colon more": (r"(?<=\w) (?=\w)", ": "),
    "no comma": (r",(?= )", ""),
    "a sign": (r"(?<=: )(?=\w)", "@"),
    "a percent": (r"(?<=: )(?=\w)", "%"),
    "a star": (r"(?<=: )(?=\w)", "*"),
    "a dash": (r"(?m)(?<=[\w}\]\"])\n", " - x: y\n"),
}

NAMES = tuple(_KINDS)


def damaged(choices, text, name):
    """The text with one damage of a kind, or ``None`` where there is nothing to damage."""
    pattern, new = _KINDS[name]
    found = list(re.finditer(pattern, text))
    if not found:
        return None
    each = choices.pick(found)
    return text[: each.start()] + new + text[each.end() :]
