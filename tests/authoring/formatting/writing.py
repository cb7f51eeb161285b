"""Writes documents as YAML in every style an author may use, with comments anywhere a comment may stand."""

import json
import re

PLAIN = re.compile(r"[A-Za-z0-9_$][A-Za-z0-9_ .$/()-]*[A-Za-z0-9)]|[A-Za-z0-9_]")


class Writer:
    """One way of writing, made of choices. ``comments`` are those it wrote."""

    def __init__(self, choices, comments=True):
        self.choices = choices
        self.comments = []
        self.remarks = 12 if comments else 0
        self.styled = 30

    def text(self, document):
        lines = self.block(document, 0)
        if self.choices.chance(10):
            lines.insert(0, "---")
        if self.choices.chance(10):
            lines.append("...")
        ending = self.choices.pick(["\n", "\n", "\n", "\r\n"])
        mark = "\ufeff" if self.choices.chance(5) else ""
        return mark + ending.join(lines) + self.choices.pick(["", ending, ending * 3])

    def remark(self):
        self.comments.append(
            f"#{self.choices.pick([' ', '', '# '])}{self.choices.pick(['catatan', 'Doubt: why?', 'a: {b', '- x', 'naik'])} {len(self.comments)}"
        )
        return self.comments[-1]

    def above(self, lines, indent):
        """Blank lines and comments on lines of their own, indented well or badly."""
        if self.choices.chance(self.remarks):
            lines += [""] * self.choices.pick([0, 1, 3])
        for _ in range(self.choices.pick([1, 2]) if self.choices.chance(self.remarks) else 0):
            lines.append(" " * max(0, indent + self.choices.pick([0, 0, 0, -2, 2, 5, -99])) + self.remark())
            lines += [""] * self.choices.pick([0, 0, 1])

    def behind(self):
        return f"{self.choices.pick([' ', '  ', '      '])}{self.remark()}" if self.choices.chance(self.remarks) else ""

    def block(self, node, indent):
        lines = []
        step = self.choices.pick([2, 2, 2, 1, 4])
        if isinstance(node, dict):
            for key, value in node.items():
                self.above(lines, indent)
                lines += self.entry(f"{' ' * indent}{self.key(key)}:", value, indent, step)
        else:
            for value in node:
                self.above(lines, indent)
                lines += self.item(value, indent, step)
        if self.choices.chance(self.remarks):
            self.above(lines, indent)
        return lines

    def entry(self, head, value, indent, step):
        if isinstance(value, dict | list) and value and not self.choices.chance(self.styled):
            indentless = isinstance(value, list) and self.choices.chance(20)
            return [head + self.behind(), *self.block(value, indent if indentless else indent + step)]
        if isinstance(value, str) and self.choices.chance(8):
            return self.long_text(head, value, indent)
        if self.choices.chance(5):
            below = []
            self.above(below, indent + step)
            first, *rest = self.flow(value, indent + step)
            return [head + self.behind(), *below, " " * (indent + step) + first, *self.ended(rest)]
        first, *rest = self.flow(value, indent + step)
        return self.ended([f"{head} {first}", *rest])

    def ended(self, lines):
        return [*lines[:-1], lines[-1] + self.behind()] if lines else []

    def item(self, value, indent, step):
        dash = f"{' ' * indent}-"
        if isinstance(value, dict | list) and value and not self.choices.chance(self.styled):
            below = self.block(value, indent + max(step, 2))
            first = next((line for line in below if line.strip()), "#")
            if first.lstrip().startswith("#") or self.choices.chance(20):
                return [dash + self.behind(), *below]
            while not below[0].strip():
                below.pop(0)
            return [f"{dash}{' ' * (len(first) - len(first.lstrip()) - indent - 1)}{first.lstrip()}", *below[1:]]
        return self.entry(dash, value, indent, step)

    def long_text(self, head, value, indent):
        """A text over several lines, in quotes or without, or in a block."""
        words, margin = value.split(" "), " " * (indent + 3)
        if len(words) < 2 or "" in words:
            return [f"{head} {self.scalar(value)}"]
        half = len(words) // 2
        first, second = " ".join(words[:half]), " ".join(words[half:])
        if self.choices.chance(40) and "\n" not in value:
            return [f"{head} >-{self.behind()}", margin + first, margin + second]
        if PLAIN.fullmatch(first) and PLAIN.fullmatch(second):
            return [f"{head} {first}", margin + second]
        first, second = json.dumps(first, ensure_ascii=False)[:-1], json.dumps(second, ensure_ascii=False)[1:]
        return [f"{head} {first}", *[""] * 0, margin + second]

    def flow(self, node, indent):
        """A value in brackets or on its own, in one line or in several."""
        if not isinstance(node, dict | list):
            return [self.scalar(node)]
        opening, closing = "{}" if isinstance(node, dict) else "[]"
        pieces = (
            [self.piece(key, value, indent) for key, value in node.items()]
            if isinstance(node, dict)
            else [self.flow(v, indent) for v in node]
        )
        lines = [opening]
        spread = self.choices.chance(25)
        for number, piece in enumerate(pieces):
            if spread:
                lines[-1] += self.behind()
                self.above(lines, indent)
                lines.append(" " * indent)
            ending = "," if number + 1 < len(pieces) else ""
            first, *rest = piece
            lines[-1] += self.choices.pick(["", "", " "]) + first
            lines += rest
            lines[-1] += ending
        if spread:
            lines[-1] += self.behind()
            self.above(lines, indent)
            lines.append(" " * indent)
        elif pieces:
            lines[-1] += self.choices.pick(["", " "])
        lines[-1] += closing
        return lines

    def piece(self, key, value, indent):
        first, *rest = self.flow(value, indent)
        return [f"{self.key(key)}: {first}", *rest]

    def key(self, key):
        return json.dumps(key) if self.choices.chance(5) else str(key)

    def scalar(self, value):
        if not isinstance(value, str):
            return json.dumps(value)
        ways = [json.dumps(value, ensure_ascii=False)]
        if "\n" not in value:
            ways.append("'" + value.replace("'", "''") + "'")
        if PLAIN.fullmatch(value):
            ways.append(value)
        return self.choices.pick(ways)
