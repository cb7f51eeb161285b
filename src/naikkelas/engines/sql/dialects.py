"""What the SQL dialects write differently: names, constants, regular expressions and lists."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from naikkelas.engines.frames.door import PLAIN_TEXT
from naikkelas.engines.frames.graph import Type

_REPEATED: Final = re.compile(r"(\[[^\]^]+\])\{(\d+)\}")


class Dialect:
    """Standard SQL as far as there is such a thing; PostgreSQL keeps closest to it."""

    name = "postgresql"
    #: Whether a step is worked out once when it is read more than once.
    keeps = " MATERIALIZED"
    #: The most bytes of a name; what is longer is cut without a word.
    longest: int | None = 63
    #: Whether names that differ only in upper and lower case are one name, quoted or not.
    ignores_case = False
    #: Whether a column only ever holds values of its own type.
    typed = True
    types: Mapping[Type, str] = {
        "bool": "BOOLEAN",
        "int": "BIGINT",
        "float": "DOUBLE PRECISION",
        "date": "DATE",
        "text": "TEXT",
        "list": "TEXT[]",
    }
    least, greatest = "LEAST", "GREATEST"
    #: Division of whole numbers.
    divided = "/"

    def identifier(self, name: str) -> str:
        """A quoted name."""
        return '"' + name.replace('"', '""') + '"'

    def text(self, value: str) -> str:
        """A text constant."""
        return "'" + value.replace("'", "''") + "'"

    def integer(self, value: int) -> str:
        """A constant of 64 bits: sums of shorter ones would overflow."""
        return f"CAST({value} AS BIGINT)"

    def day(self, value: date) -> str:
        """A date constant."""
        return f"DATE '{value.isoformat()}'"

    def null(self, kind: Type) -> str:
        """Nothing, of a type."""
        return f"CAST(NULL AS {self.types[kind]})"

    def column(self, name: str, kind: Type) -> str:
        """A column; ``kind`` is what it holds."""
        del kind
        return self.identifier(name)

    def cast(self, value: str, kind: Type) -> str:
        """A value as another type."""
        return f"CAST({value} AS {self.types[kind]})"

    def not_nan(self, value: str) -> str:
        """A floating number, or null where it is none."""
        return f"NULLIF({self.cast(value, 'float')}, CAST('NaN' AS DOUBLE PRECISION))"

    def is_narrow(self, value: str) -> str:
        """Whether a floating number has but 32 bits."""
        return f"PG_TYPEOF({value}) = 'real'::regtype"

    def widened(self, value: str) -> str:
        """The shortest number that a floating number of 32 bits is, as one of 64."""
        return self.cast(self.cast(value, "text"), "float")

    def matches(self, value: str, pattern: str) -> str:
        """Whether all of a text has a shape."""
        return f"{value} ~ {self.text(f'^(?:{pattern})$')}"

    def joined(self, parts: Iterable[str], separator: str) -> str:
        """Texts joined, nulls left out."""
        return f"CONCAT_WS({self.text(separator)}, {', '.join(parts)})"

    def contains(self, value: str, member: str) -> str:
        """Whether a list has a member."""
        return f"{self.text(member)} = ANY({value})"

    def only_of(self, value: str, members: Iterable[str]) -> str:
        """Whether a list has no other members."""
        return self.every_member(value, f"e IN ({', '.join(map(self.text, members))})")

    def only_plain(self, value: str, pattern: str) -> str:
        """Whether all members of a list have a shape."""
        return self.every_member(value, self.matches("e", pattern))

    def every_member(self, value: str, test: str) -> str:
        """Whether every member ``e`` of a list passes a test."""
        return f"NOT EXISTS (SELECT 1 FROM UNNEST({value}) AS m(e) WHERE e IS NULL OR NOT ({test}))"  # noqa: S608 - quoted parts only

    def is_typed(self, value: str, family: str) -> str:
        """Whether a value is of the type of its column, where that is not certain."""
        raise AssertionError("unreachable")


class DuckDB(Dialect):
    """DuckDB."""

    name = "duckdb"
    longest = None
    ignores_case = True
    divided = "//"
    types = {**Dialect.types, "text": "VARCHAR", "list": "VARCHAR[]", "float": "DOUBLE"}  # noqa: RUF012 - read only, as all of a class

    def not_nan(self, value: str) -> str:
        """See :class:`Dialect`."""
        return f"CASE WHEN NOT ISNAN({self.cast(value, 'float')}) THEN {self.cast(value, 'float')} END"

    def is_narrow(self, value: str) -> str:
        """See :class:`Dialect`."""
        return f"TYPEOF({value}) = 'FLOAT'"

    def widened(self, value: str) -> str:
        """See :class:`Dialect`. As a text DuckDB writes 3539341.8 as 3539341.75; six digits are in every such number, nine are all."""
        tried = [f"PRINTF('%.{digits}g', {value})" for digits in (6, 7, 8, 9)]
        whens = " ".join(f"WHEN CAST({text} AS FLOAT) = {value} THEN {text}" for text in tried[:-1])
        return self.cast(f"CASE {whens} ELSE {tried[-1]} END", "float")

    def matches(self, value: str, pattern: str) -> str:
        """See :class:`Dialect`."""
        return f"REGEXP_FULL_MATCH({value}, {self.text(pattern)})"

    def contains(self, value: str, member: str) -> str:
        """See :class:`Dialect`."""
        return f"LIST_CONTAINS({value}, {self.text(member)})"

    def every_member(self, value: str, test: str) -> str:
        """See :class:`Dialect`."""
        return f"LEN(LIST_FILTER({value}, lambda e: e IS NULL OR NOT ({test}))) = 0"


class Spark(Dialect):
    """Spark SQL."""

    name = "spark"
    longest = None
    ignores_case = True
    divided = "DIV"
    keeps = ""
    types = {**Dialect.types, "text": "STRING", "list": "ARRAY<STRING>", "float": "DOUBLE"}  # noqa: RUF012 - read only, as all of a class

    def identifier(self, name: str) -> str:
        """See :class:`Dialect`."""
        return "`" + name.replace("`", "``") + "`"

    def text(self, value: str) -> str:
        """See :class:`Dialect`."""
        return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"

    def not_nan(self, value: str) -> str:
        """See :class:`Dialect`."""
        return f"CASE WHEN NOT ISNAN({self.cast(value, 'float')}) THEN {self.cast(value, 'float')} END"

    def is_narrow(self, value: str) -> str:
        """See :class:`Dialect`."""
        return f"TYPEOF({value}) = 'float'"

    def matches(self, value: str, pattern: str) -> str:
        """See :class:`Dialect`."""
        whole = rf"\A(?:{pattern})\z"
        return f"{value} RLIKE {self.text(whole)}"

    def contains(self, value: str, member: str) -> str:
        """See :class:`Dialect`."""
        return f"ARRAY_CONTAINS({value}, {self.text(member)})"

    def every_member(self, value: str, test: str) -> str:
        """See :class:`Dialect`."""
        return f"FORALL({value}, e -> e IS NOT NULL AND ({test}))"


class SQLite(Dialect):
    """SQLite: dates are ISO texts (or ``never``), booleans 0 and 1, sets JSON arrays, and any column may hold anything."""

    name = "sqlite"
    longest = None
    ignores_case = True
    typed = False
    least, greatest = "MIN", "MAX"

    def integer(self, value: int) -> str:
        """See :class:`Dialect`."""
        return str(value)

    def day(self, value: date) -> str:
        """See :class:`Dialect`."""
        return f"'{value.isoformat()}'"

    def null(self, kind: Type) -> str:
        """See :class:`Dialect`."""
        del kind
        return "NULL"

    def column(self, name: str, kind: Type) -> str:
        """See :class:`Dialect`."""
        named = self.identifier(name)
        return f"CASE {named} WHEN 'never' THEN '{date.max.isoformat()}' ELSE {named} END" if kind == "date" else named

    def cast(self, value: str, kind: Type) -> str:
        """See :class:`Dialect`."""
        return f"CAST({value} AS INTEGER)" if kind == "int" else value

    def not_nan(self, value: str) -> str:
        """See :class:`Dialect`."""
        return value

    def matches(self, value: str, pattern: str) -> str:
        """See :class:`Dialect`; only what GLOB can say."""
        if pattern == PLAIN_TEXT:
            return f"({value} NOT GLOB '*[^ -~]*' AND TRIM({value}) = {value} AND {value} <> '')"
        repeated = _REPEATED.fullmatch(pattern)
        if repeated is None:
            raise AssertionError("unreachable")
        return f"{value} GLOB {self.text(repeated[1] * int(repeated[2]))}"

    def joined(self, parts: Iterable[str], separator: str) -> str:
        """See :class:`Dialect`."""
        ended = " || ".join(f"COALESCE({part} || {self.text(separator)}, '')" for part in parts)
        return f"NULLIF(TRIM({ended}, {self.text(separator)}), '')"

    def contains(self, value: str, member: str) -> str:
        """See :class:`Dialect`."""
        return f"EXISTS (SELECT 1 FROM JSON_EACH({_array(value)}) WHERE value = {self.text(member)})"  # noqa: S608 - quoted parts only

    def every_member(self, value: str, test: str) -> str:
        """See :class:`Dialect`."""
        members = f"(SELECT type AS t, value AS e FROM JSON_EACH({_array(value)}))"  # noqa: S608 - quoted parts only
        return f"NOT EXISTS (SELECT 1 FROM {members} WHERE t <> 'text' OR NOT ({test}))"  # noqa: S608 - quoted parts only

    def is_typed(self, value: str, family: str) -> str:
        """See :class:`Dialect`. A modifier makes SQLite turn 2026-02-30 into the day it means, which is another text.

        Most of SQLite ends a text where it has a null character, so such a text is refused before it is looked at.
        """
        whole = f"TYPEOF({value}) = 'text' AND INSTR({value}, CHAR(0)) = 0"
        members_whole = rf"INSTR(REPLACE({value}, '\\', ''), '\u0000') = 0"  # two backslashes stand for one, which escapes nothing
        return {
            "int": f"TYPEOF({value}) = 'integer'",
            "float": f"TYPEOF({value}) IN ('integer', 'real')",
            "bool": f"(TYPEOF({value}) = 'integer' AND {value} IN (0, 1))",
            "date": f"(TYPEOF({value}) = 'text' AND {value} IS DATE({value}, '+0 days'))",
            "text": f"({whole})",
            "list": f"({whole} AND {members_whole} AND JSON_VALID({value}) AND JSON_TYPE({_array(value)}) = 'array')",
        }[family]


def _array(value: str) -> str:
    """A JSON text, or an empty array where it is none: SQLite would stop."""
    return f"CASE WHEN JSON_VALID({value}) THEN {value} ELSE '[]' END"


DIALECTS: Final[Mapping[str, Dialect]] = {dialect.name: dialect for dialect in (DuckDB(), SQLite(), Dialect(), Spark())}
