"""What the door costs: reading a typical profile of 12 facts, against the same model in plain pydantic.

    python benchmarks/validation.py

Prints the median of each in microseconds and their ratio. The rounds of both are interleaved, so that a busy machine slows both.
The plain model knows bounds of integers, choices, dates and ranges; it derives nothing and says nothing in Bahasa Indonesia.
"""

import statistics
import time
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, create_model

from naikkelas.facts import Fact, Kind
from naikkelas.ikm import FACTS, IKMProfile

ROUNDS = 60
CALLS = 2000

TYPICAL: dict[str, Any] = {
    "business_name": "Keripik Barokah",
    "owner_name": "Siti Aminah",
    "regency": "3305",
    "sector": "processed_food",
    "kbli": "10794",
    "operating_since": date(2019, 5, 1),
    "workers": 5,
    "capital": 50_000_000,
    "annual_sales": 250_000_000,
    "pirt_status": "held",
    "pirt_expires_on": date(2028, 5, 1),
    "knows_market": True,
}


class IntRange(BaseModel):
    model_config = ConfigDict(extra="forbid")
    at_least: int | None = None
    at_most: int | None = None


class DateRange(BaseModel):
    model_config = ConfigDict(extra="forbid")
    at_least: date | None = None
    at_most: date | None = None


def plain_type(fact: Fact) -> Any:
    kind = fact.type
    if kind.kind in (Kind.INTEGER, Kind.MONEY):
        return Annotated[int, Field(ge=kind.low, le=kind.high)] | IntRange | None
    if kind.kind is Kind.DATE:
        return date | DateRange | Literal["never"] | None if kind.may_be_never else date | DateRange | None
    if kind.kind is Kind.BOOLEAN:
        return bool | None
    if kind.kind is Kind.CHOICE:
        return Literal[kind.choices] | None
    return Annotated[str, Field(pattern=kind.pattern)] | None if kind.pattern else str | None


def plain_model() -> type[BaseModel]:
    fields: dict[str, Any] = {fact.name: (plain_type(fact), None) for fact in FACTS.values()}
    fields["permits"] = (tuple[dict[str, Any], ...], ())
    return create_model("PlainProfile", __config__=ConfigDict(extra="forbid", frozen=True), **fields)


def seconds(call: Any, data: dict[str, Any]) -> float:
    start = time.perf_counter()
    for _ in range(CALLS):
        call(data)
    return (time.perf_counter() - start) / CALLS


def compare(title: str, ours: Any, plain: Any, data: dict[str, Any]) -> float:
    pairs = [(seconds(ours, data), seconds(plain, data)) for _ in range(ROUNDS)]
    ratio = statistics.median(first / second for first, second in pairs)
    first, second = (statistics.median(column) * 1e6 for column in zip(*pairs, strict=True))
    print(f"{title:<28} ours {first:6.2f} us   plain pydantic {second:6.2f} us   ratio {ratio:.2f}")
    return ratio


def main() -> None:
    plain = plain_model()
    as_text = {name: value.isoformat() if isinstance(value, date) else value for name, value in TYPICAL.items()}
    ranged = TYPICAL | {"operating_since": {"at_least": date(2019, 1, 1)}, "annual_sales": {"at_least": 50_000_000, "at_most": 250_000_000}}
    compare("Model(**mapping)", lambda data: IKMProfile(**data), lambda data: plain(**data), TYPICAL)
    compare("Model.model_validate", IKMProfile.model_validate, plain.model_validate, TYPICAL)
    compare("the same, dates as text", IKMProfile.model_validate, plain.model_validate, as_text)
    compare("the same, two ranges", IKMProfile.model_validate, plain.model_validate, ranged)


if __name__ == "__main__":
    main()
