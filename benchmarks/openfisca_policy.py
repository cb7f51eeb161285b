"""benchmarks/policy.yaml for OpenFisca-core: vectorised variables over numpy arrays.

OpenFisca has no unknown: an input that is not given is its default. So each input has a sentinel for it (-1, or the enum's own
``unknown``), and every formula writes the three-valued logic out. Truths are 0 (not met), 1 (unknown), 2 (met).
Its whole numbers have 32 bits, which sales in rupiah outgrow: they are its floats, of 32 bits too, and so not exact.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
from openfisca_core.entities import Entity
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

PERIOD = "2026-11-01"
NOT_MET, UNKNOWN, MET = 0, 1, 2
_AREA = [3302, 3303, 3304, 3305, 3306, 3307]
_HELD, _FOOD = 0, 0
_INPUTS = (
    "sector", "regency", "pirt_status", "pirt_expires_on", "md_status", "md_expires_on", "operating_since", "knows_market",
    "knows_production", "annual_sales", "workers", "nib_status",
)  # fmt: skip
Formula = Callable[..., Any]


def _truth(known: Any, met: Any) -> Any:
    return np.where(known, np.where(met, MET, NOT_MET), UNKNOWN)


def _of(name: str, test: Formula) -> Formula:
    def formula(business: Any, period: Any) -> Any:
        values = business(name, period)
        return _truth(values >= 0, test(values))

    return formula


def _valid(business: Any, period: Any, kind: str, as_of: int) -> Any:
    status, day = business(f"{kind}_status", period), business(f"{kind}_expires_on", period)
    return np.minimum(_truth(status >= 0, status == _HELD), _truth(day >= 0, day >= as_of))


def _satisfied(business: Any, period: Any) -> Any:
    sector = business("sector", period)
    return np.maximum(_truth(sector >= 0, sector != _FOOD), business("permit", period))


def _small(business: Any, period: Any) -> Any:
    sales, workers = business("annual_sales", period), business("workers", period)
    return np.minimum(_truth(sales >= 0, sales <= 15_000_000_000), _truth(workers >= 0, workers <= 19))


def _outcome(business: Any, period: Any) -> Any:
    names = ("permit_satisfied", "operation", "market", "production", "small", "registered")
    return np.minimum.reduce([business(name, period) for name in names])


def _formulas(as_of: int, year_ago: int) -> dict[str, Formula]:
    def permit(business: Any, period: Any) -> Any:
        return np.maximum(_valid(business, period, "pirt", as_of), _valid(business, period, "md", as_of))

    return {
        "permit": permit,
        "permit_satisfied": _satisfied,
        "operation": _of("operating_since", lambda days: days <= year_ago),
        "market": _of("knows_market", lambda values: values == 1),
        "production": _of("knows_production", lambda values: values == 1),
        "small": _small,
        "registered": _of("nib_status", lambda values: values == _HELD),
        "area": _of("regency", lambda values: np.isin(values, _AREA)),
        "growing": _of("annual_sales", lambda values: values >= 300_000_000),
        "outcome": _outcome,
    }


def _formula(made: Formula) -> Formula:
    return lambda self, period, parameters: made(self, period)


def system(as_of: int, year_ago: int) -> TaxBenefitSystem:
    """The policy as variables of a business."""
    business = Entity("business", "businesses", "A business", "")
    made = TaxBenefitSystem([business])
    shared = {"entity": business, "definition_period": DateUnit.ETERNITY}
    for name in _INPUTS:
        kind = float if name == "annual_sales" else int
        made.add_variable(type(name, (Variable,), {**shared, "label": name, "value_type": kind, "default_value": -1}))
    for name, formula in _formulas(as_of, year_ago).items():
        made.add_variable(type(name, (Variable,), {**shared, "label": name, "value_type": int, "formula": _formula(formula)}))
    return made


def decide(rules: TaxBenefitSystem, columns: dict[str, Any], count: int) -> dict[str, Any]:
    """Outcome and statuses of every business, as arrays of truths."""
    simulation = SimulationBuilder().build_default_simulation(rules, count=count)
    for name, values in columns.items():
        simulation.set_input(name, PERIOD, values)
    asked = ("outcome", "permit", "operation", "market", "production", "small", "registered", "area", "growing")
    return {name: simulation.calculate(name, PERIOD) for name in asked}
