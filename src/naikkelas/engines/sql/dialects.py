"""What the SQL dialects write differently: names, constants, regular expressions and lists."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from naikkelas.engines.frames.door import ANY_FLOAT, PLAIN_TEXT
from naikkelas.engines.frames.graph import Type

_REPEATED: Final = re.compile(r"(\[[^\]^]+\])\{(\d+)\}")
#: What ends a text of Spark, changes what follows it, or starts the name of a setting that is put in its place.
_SPARK_MARKS: Final = ("'", "\\", "$")
_SPARK_MARK: Final = re.compile(r"('|\\|\$(?=\{))")


#: Types of PostgreSQL by the family of what they hold, and by their category those that somebody made: texts, words, and numbers for codes.
_PG_TYPES: Final = {
    "date": ("date",),
    "time": ("timestamp without time zone",),
    "text": ("text", "character varying", "bpchar"),
    "code": ("text", "character varying", "bpchar"),
    "list": ("text[]", "character varying[]"),
}
_PG_CATEGORIES: Final = {"text": "'S', 'E'", "code": "'S', 'E', 'N'", "list": "'S', 'E'"}

#: What the names of types are, or match, by the family of what they hold.
_DUCKDB_TYPES: Final = {
    "whole": ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT", "UHUGEINT"),
    "fraction": ("FLOAT", "DOUBLE", "DECIMAL%"),
    "bool": ("BOOLEAN",),
    "date": ("DATE",),
    "time": ("TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS"),
    "text": ("VARCHAR", "ENUM(%)"),
    "list": ("VARCHAR[]", "ENUM(%)[]"),
}
_SPARK_TYPES: Final = {
    "whole": ("tinyint", "smallint", "int", "bigint"),
    "fraction": ("float", "double", "decimal%"),
    "bool": ("boolean",),
    "date": ("date",),
    "time": ("timestamp_ntz",),
    "text": ("string", "string collate %", "char(%", "varchar(%"),
    "list": ("array<string>", "array<string collate %"),
}
#: What is more than one family.
_TOGETHER: Final = {ANY_FLOAT: ("whole", "fraction"), "code": ("text", "whole", "fraction")}


def _named(column: str, types: Mapping[str, tuple[str, ...]], families: Iterable[str]) -> str:
    """Whether the name of the type of a column is one of those: a constant to the databases that are asked so."""
    known = [name for family in families for name in types[family]]
    whole = ", ".join(f"'{name}'" for name in known if "%" not in name)
    return " OR ".join([f"TYPEOF({column}) IN ({whole})", *(f"TYPEOF({column}) LIKE '{name}'" for name in known if "%" in name)])


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
    #: The families of columns that are what they are read as, or the statement fails before it reads a row.
    certain: frozenset[str] = frozenset({ANY_FLOAT, "bool"})
    types: Mapping[Type, str] = {
        "bool": "BOOLEAN",
        "int": "BIGINT",
        "float": "DOUBLE PRECISION",
        "date": "DATE",
        "text": "TEXT",
        "list": "TEXT[]",
    }
    #: Whether a backslash in plain quotes may be more than a backslash, as the server is set up.
    escapes = True
    least, greatest = "LEAST", "GREATEST"
    #: Division of whole numbers.
    divided = "/"

    def identifier(self, name: str) -> str:
        """A quoted name."""
        return '"' + name.replace('"', '""') + '"'

    def text(self, value: str) -> str:
        """A text constant. PostgreSQL reads a backslash as ``standard_conforming_strings`` has it, unless the quotes are of the one kind."""
        quoted = "'" + value.replace("'", "''") + "'"
        return "E" + quoted.replace("\\", r"\\") if self.escapes and "\\" in value else quoted

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
        """A column; ``kind`` is what it holds.

        Two texts are one only where they are written alike, whatever type or collation the column has: a ``citext`` holds ``Held`` for
        ``held``. What is read with a collation keeps it, so it is asked for once.
        """
        named = self.identifier(name)
        return self.as_written(self.cast(named, kind)) if kind in ("text", "list") else named

    def as_written(self, value: str) -> str:
        """Texts that are compared letter by letter."""
        return f'{value} COLLATE "C"'

    def cast(self, value: str, kind: Type) -> str:
        """A value as another type."""
        return f"CAST({value} AS {self.types[kind]})"

    def not_nan(self, value: str) -> str:
        """A floating number, or null where it is none."""
        return f"NULLIF({self.cast(value, 'float')}, CAST('NaN' AS DOUBLE PRECISION))"

    def is_narrow(self, value: str) -> str:
        """Whether a floating number has but 32 bits."""
        return f"PG_TYPEOF(+{value}) = 'real'::regtype"

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
        return self.every_member(value, f"{self.as_written('e')} IN ({', '.join(map(self.text, members))})")

    def only_plain(self, value: str, pattern: str) -> str:
        """Whether all members of a list have a shape."""
        return self.every_member(value, self.matches("e", pattern))

    def every_member(self, value: str, test: str) -> str:
        """Whether every member ``e`` of a list passes a test."""
        return f"NOT EXISTS (SELECT 1 FROM UNNEST({value}) AS m(e) WHERE e IS NULL OR NOT ({test}))"  # noqa: S608 - quoted parts only

    def is_typed(self, value: str, column: str, family: str) -> str:
        """Whether a value is what a ``column`` of its family holds, where that is not :attr:`certain`.

        A database would turn what a column holds into what it is compared with: 2.5 into a whole number, bytes into letters, a moment into the day
        that it is where the session happens to be. The type is that of the column, and where it is the usual one nothing is asked of any row.
        """
        match family:
            case "int":
                return f"(CASE WHEN {self.has_fractions(value)} THEN {value} = FLOOR({value}) ELSE {self.is_whole(column)} END)"
            case "date":
                return f"(CASE WHEN {self.is_a(column, 'date')} THEN TRUE WHEN {self.is_a(column, 'time')} THEN {self.is_day(column)} ELSE FALSE END)"
            case "list":
                return f"(CASE WHEN {self.is_a(column, 'list')} THEN {self.is_flat(value)} ELSE FALSE END)"
        return f"({self.is_a(column, family)})"

    def is_whole(self, column: str) -> str:
        """Whether a column without fractions is one of whole numbers: of others PostgreSQL has no comparison with them."""
        del column
        return "TRUE"

    def is_day(self, column: str) -> str:
        """Whether a day with a time, of no time zone, is midnight."""
        return f"CAST({column} AS DATE) = {column}"

    def is_flat(self, value: str) -> str:
        """Whether a list of texts has no lists in it, which the type does not say."""
        return f"COALESCE(ARRAY_NDIMS({value}), 1) = 1"

    def is_a(self, column: str, family: str) -> str:
        """Whether the type of a column is of a family. With a null beside it, a domain is its own type.

        What is none of the usual types is looked up: a type that somebody made is of a category. What is looked up is the same for all rows, so it
        is done once; for each row it would cost little, but PostgreSQL would think that it costs much, and compile the statement.
        """
        kind = f"PG_TYPEOF(COALESCE({column}, NULL))"
        usual = f"{kind} IN ({', '.join(f'{name!r}::regtype' for name in _PG_TYPES[family])})"
        if family not in _PG_CATEGORIES:
            return usual
        found = "typarray" if family == "list" else "oid"
        others = f"ARRAY(SELECT {found} FROM pg_catalog.pg_type WHERE typcategory IN ({_PG_CATEGORIES[family]}))"  # noqa: S608 - written here
        return f"CASE WHEN {usual} THEN TRUE ELSE {kind} = ANY({others}) END"

    def has_fractions(self, value: str) -> str:
        """Whether the type of a number has fractions; a sign before it makes a domain its own type."""
        return f"PG_TYPEOF(+{value}) IN ('real'::regtype, 'double precision'::regtype, 'numeric'::regtype)"

    def is_short(self, value: str, decimals: int, precision: int, scale: int) -> str:
        """Whether a decimal has no more decimals than so many; ``precision`` and ``scale`` are those of its type."""
        raise AssertionError("unreachable")


class DuckDB(Dialect):
    """DuckDB."""

    name = "duckdb"
    longest = None
    ignores_case = True
    escapes = False
    divided = "//"
    certain = frozenset()
    types = {**Dialect.types, "text": "VARCHAR", "list": "VARCHAR[]", "float": "DOUBLE"}  # noqa: RUF012 - read only, as all of a class

    def column(self, name: str, kind: Type) -> str:
        """See :class:`Dialect`. A list has no collation, and its members that of all texts where one is set."""
        return super().column(name, kind) if kind == "text" else self.identifier(name)

    def as_written(self, value: str) -> str:
        """See :class:`Dialect`."""
        return f"{value} COLLATE C"

    def not_nan(self, value: str) -> str:
        """See :class:`Dialect`."""
        return f"CASE WHEN NOT ISNAN({self.cast(value, 'float')}) THEN {self.cast(value, 'float')} END"

    def is_narrow(self, value: str) -> str:
        """See :class:`Dialect`."""
        return f"TYPEOF({value}) = 'FLOAT'"

    def has_fractions(self, value: str) -> str:
        """See :class:`Dialect`."""
        return f"({_named(value, _DUCKDB_TYPES, ('fraction',))})"

    def is_whole(self, column: str) -> str:
        """See :class:`Dialect`."""
        return f"({self.is_a(column, 'whole')})"

    def is_flat(self, value: str) -> str:
        """See :class:`Dialect`."""
        del value
        return "TRUE"

    def is_a(self, column: str, family: str) -> str:
        """See :class:`Dialect`. A text that DuckDB calls otherwise, as JSON, is no plain one."""
        return _named(column, _DUCKDB_TYPES, _TOGETHER.get(family, (family,)))

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

    def is_short(self, value: str, decimals: int, precision: int, scale: int) -> str:
        """See :class:`Dialect`. Rounded up it may have a digit more than its type, and then it was not short."""
        return f"{value} IS NOT DISTINCT FROM TRY_CAST(ROUND({value}, {decimals}) AS DECIMAL({precision}, {scale}))"


class Spark(Dialect):
    """Spark SQL."""

    name = "spark"
    longest = None
    ignores_case = True
    divided = "DIV"
    certain = frozenset()
    keeps = ""
    types = {**Dialect.types, "text": "STRING", "list": "ARRAY<STRING>", "float": "DOUBLE"}  # noqa: RUF012 - read only, as all of a class

    def identifier(self, name: str) -> str:
        """See :class:`Dialect`."""
        return "`" + name.replace("`", "``") + "`"

    def text(self, value: str) -> str:
        """See :class:`Dialect`. What Spark reads in one way or another, as it is set up, is written by its number."""
        parts = [f"CHAR({ord(part)})" if part in _SPARK_MARKS else f"'{part}'" for part in _SPARK_MARK.split(value) if part]
        return f"CONCAT({', '.join(parts)})" if len(parts) > 1 else parts[0] if parts else "''"

    def as_written(self, value: str) -> str:
        """See :class:`Dialect`; a cast takes the collation away, which Spark has since its version 4."""
        return value

    def not_nan(self, value: str) -> str:
        """See :class:`Dialect`."""
        return f"CASE WHEN NOT ISNAN({self.cast(value, 'float')}) THEN {self.cast(value, 'float')} END"

    def is_narrow(self, value: str) -> str:
        """See :class:`Dialect`."""
        return f"TYPEOF({value}) = 'float'"

    def has_fractions(self, value: str) -> str:
        """See :class:`Dialect`."""
        return f"({_named(value, _SPARK_TYPES, ('fraction',))})"

    def is_whole(self, column: str) -> str:
        """See :class:`Dialect`."""
        return f"({self.is_a(column, 'whole')})"

    def is_flat(self, value: str) -> str:
        """See :class:`Dialect`."""
        del value
        return "TRUE"

    def is_a(self, column: str, family: str) -> str:
        """See :class:`Dialect`. What Spark calls a ``timestamp`` is a moment, whose day depends on the session."""
        return _named(column, _SPARK_TYPES, _TOGETHER.get(family, (family,)))

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

    def is_short(self, value: str, decimals: int, precision: int, scale: int) -> str:
        """See :class:`Dialect`. What remains has as many decimals as the value, so nothing of it is cut."""
        del precision, scale
        return f"{value} % CAST('{10**-decimals:.{decimals}f}' AS DECIMAL({decimals + 1}, {decimals})) = 0"


class SQLite(Dialect):
    """SQLite: dates are ISO texts (or ``never``), booleans 0 and 1, sets JSON arrays, and any column may hold anything."""

    name = "sqlite"
    longest = None
    ignores_case = True
    escapes = False
    typed = False
    certain = frozenset()
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
        if kind not in ("text", "date"):
            return named
        written = self.as_written(named)
        return f"CASE {written} WHEN 'never' THEN '{date.max.isoformat()}' ELSE {written} END" if kind == "date" else written

    def as_written(self, value: str) -> str:
        """See :class:`Dialect`."""
        return f"{value} COLLATE BINARY"

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

    def is_typed(self, value: str, column: str, family: str) -> str:
        """See :class:`Dialect`. A modifier makes SQLite turn 2026-02-30 into the day it means, which is another text.

        Most of SQLite ends a text where it has a null character, so such a text is refused before it is looked at.
        """
        del column
        whole = f"TYPEOF({value}) = 'text' AND INSTR({value}, CHAR(0)) = 0"
        members_whole = rf"INSTR(REPLACE({value}, '\\', ''), '\u0000') = 0"  # two backslashes stand for one, which escapes nothing
        return {
            "int": f"TYPEOF({value}) = 'integer'",
            "float": f"TYPEOF({value}) IN ('integer', 'real')",
            "bool": f"(TYPEOF({value}) = 'integer' AND {value} IN (0, 1))",
            "date": f"(TYPEOF({value}) = 'text' AND {value} IS DATE({value}, '+0 days'))",
            "text": f"({whole})",
            "code": f"({whole})",
            "list": f"({whole} AND {members_whole} AND JSON_VALID({value}) AND JSON_TYPE({_array(value)}) = 'array')",
        }[family]


def _array(value: str) -> str:
    """A JSON text, or an empty array where it is none: SQLite would stop."""
    return f"CASE WHEN JSON_VALID({value}) THEN {value} ELSE '[]' END"


DIALECTS: Final[Mapping[str, Dialect]] = {dialect.name: dialect for dialect in (DuckDB(), SQLite(), Dialect(), Spark())}
