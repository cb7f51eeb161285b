"""``IKMProfile``: everything that is known of one business, typed, immutable, read once.

An attribute is exact, a :class:`~naikkelas.ranges.Range`, ``"never"`` for a date that cannot come, or ``None`` for missing. It
shows what holds, be it given or derived (the permit facts from ``permits``, all workers from men and women);
:meth:`IKMProfile.given` and ``model_dump`` have only what was given, so that what they return reads back to the same profile.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Final, Literal, Self, cast

from pydantic import ConfigDict, Field, GetJsonSchemaHandler, PrivateAttr, create_model, model_serializer
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from naikkelas.facts import Fact, Kind
from naikkelas.ikm.catalogue import FACTS, PERMIT_KINDS
from naikkelas.ikm.door import NONE, PERMITS, Door, Reading
from naikkelas.ikm.fields import Count, Day, DayOrNever, Money, Number, ProfileFields, Status, Words, YesNo
from naikkelas.ikm.findings import Findings, Refusal
from naikkelas.ikm.model import Admitted, validation_error
from naikkelas.ikm.outside import to_plain, to_python
from naikkelas.ikm.permits import FIELDS, PermitReading, field_of, read_permit
from naikkelas.ikm.schema import fact_schema
from naikkelas.ikm.words import PermitKind
from naikkelas.problems import Place, Problem, ProfileError
from naikkelas.snapshot import Snapshot

if TYPE_CHECKING:
    from naikkelas.ikm.fields import CountIn, DayIn, MoneyIn
    from naikkelas.ikm.words import (
        CppbLevel,
        CreditQuality,
        FisheryActivity,
        FoodKind,
        HeatTreatment,
        LegalForm,
        MarketReach,
        Sector,
        SlaughteredAnimals,
    )


#: The name of a model, its facts beyond the built-in ones, and those that are only worked out, each with the facts it is made of.
_MadeOf = tuple[str, tuple[Fact, ...], tuple[tuple[str, tuple[str, ...]], ...]]
_MODELS: Final = 64


class Permit(Admitted):
    """One permit: a PIRT is one kind of food, so a business may hold several of a kind.

    ``number`` is text; ``expires_on`` may be ``"never"`` for kinds that can be without end; ``product`` says what it covers.
    A profile derives the flat facts (``pirt_status``, ...) from its permits.
    """

    kind: PermitKind
    status: Status = None
    number: Words = None
    issued_on: Day = None
    expires_on: DayOrNever = None
    product: Words = None

    _reading: PermitReading = PrivateAttr()

    def _fill(self, raw: object) -> None:
        findings = Findings()
        reading = read_permit(raw, (), findings)
        if reading is None:
            raise validation_error("Permit", Refusal(findings.found))
        self._take(reading)

    @classmethod
    def _of(cls, reading: PermitReading) -> Self:
        made = cls.__new__(cls)
        made._take(reading)
        return made

    def _take(self, reading: PermitReading) -> None:
        kind, held = reading.kind, reading.values
        values = {name: kind if name == "kind" else to_python(held.get(name), field_of(kind, name).type) for name in FIELDS}
        self._put(values, {"kind", *held}, {"_reading": reading})

    def given(self) -> dict[str, Any]:
        """What was given, as plain data that reads back to the same permit."""
        if not self._is_read:
            return {name: value for name, value in self.__dict__.items() if value is not None}
        values = self._reading.values
        plain = {name: to_plain(values[name], field_of(self.kind, name).type) for name in FIELDS if name in values}
        return {"kind": self.kind, **plain}

    def _is_personal(self, name: str) -> bool:
        info = PERMIT_KINDS.get(self.__dict__.get("kind", ""))
        return name == "number" and (info is None or info.personal_number)

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        made = handler(core_schema)
        properties = {name: fact_schema(field) for name, field in FIELDS.items()}
        properties["kind"]["anyOf"].pop()  # it has to be there
        handler.resolve_ref_schema(made)["properties"] = properties
        return made


class IKMProfile(Admitted, ProfileFields):
    """What is known of one business. Every fact may be exact, a range, or missing; unknown keys are errors.

    ``permits`` lists the permits one by one; the permit facts that are not given follow from the best of them. A given value
    wins over one that follows, and a contradiction is a warning in ``problems``. Money is whole rupiah. Values of personal
    facts are hidden in ``repr``, in errors and in problems.

    Raises:
        pydantic.ValidationError: with one line for each problem; ``type`` is its code, ``loc`` its path.
            :meth:`admit` raises our own exception.
    """

    model_config = ConfigDict(defer_build=False)

    permits: tuple[Permit, ...] = Field(default=(), title="daftar izin", description="daftar izin / list of permits")

    _snapshot: Snapshot = PrivateAttr()
    _follows: frozenset[str] = PrivateAttr()
    _door: ClassVar[Door] = Door(FACTS)
    _made_of: ClassVar[_MadeOf | None] = None

    if TYPE_CHECKING:  # fields say what is read; this says what may be written. A test holds the two together.

        def __init__(  # noqa: PLR0913 - one for each fact, all by name
            self,
            *,
            business_name: Words = ...,
            owner_name: Words = ...,
            owner_nik: Words = ...,
            has_identity_papers: YesNo = ...,
            address: Words = ...,
            regency: Words = ...,
            sector: Sector | None = ...,
            fishery_activity: FisheryActivity | None = ...,
            kbli: Words = ...,
            legal_form: LegalForm | None = ...,
            main_product: Words = ...,
            operating_since: DayIn = ...,
            producing_since: DayIn = ...,
            workers: CountIn = ...,
            workers_men: CountIn = ...,
            workers_women: CountIn = ...,
            food_kind: FoodKind | None = ...,
            shelf_life_days: CountIn = ...,
            needs_cold_storage: YesNo = ...,
            needs_freezing: YesNo = ...,
            animal_origin: YesNo = ...,
            product_claims: YesNo = ...,
            produced_at_home: YesNo = ...,
            heat_treatment: HeatTreatment | None = ...,
            packaged_and_labelled: YesNo = ...,
            made_in_indonesia: YesNo = ...,
            separate_from_non_halal: YesNo = ...,
            slaughtered_animals: SlaughteredAnimals | None = ...,
            simple_process: YesNo = ...,
            pirt_status: Status = ...,
            pirt_number: Words = ...,
            pirt_expires_on: DayIn = ...,
            md_status: Status = ...,
            md_number: Words = ...,
            md_expires_on: DayIn = ...,
            halal_status: Status = ...,
            halal_number: Words = ...,
            halal_expires_on: DayIn = ...,
            nib_status: Status = ...,
            nib_number: Words = ...,
            nib_expires_on: DayIn = ...,
            npwp_status: Status = ...,
            npwp_number: Words = ...,
            tr_status: Status = ...,
            tr_number: Words = ...,
            tr_expires_on: DayIn = ...,
            na_status: Status = ...,
            na_number: Words = ...,
            na_expires_on: DayIn = ...,
            umot_status: Status = ...,
            umot_number: Words = ...,
            umot_expires_on: DayIn = ...,
            svlk_status: Status = ...,
            svlk_number: Words = ...,
            svlk_expires_on: DayIn = ...,
            brand_status: Status = ...,
            brand_number: Words = ...,
            brand_expires_on: DayIn = ...,
            sni_status: Status = ...,
            sni_number: Words = ...,
            sni_expires_on: DayIn = ...,
            slhs_status: Status = ...,
            slhs_number: Words = ...,
            slhs_expires_on: DayIn = ...,
            kusuka_status: Status = ...,
            kusuka_number: Words = ...,
            kusuka_expires_on: DayIn = ...,
            other_business_letter: YesNo = ...,
            pirt_commitment_fulfilled: YesNo = ...,
            pkp_certificate: YesNo = ...,
            cppb_level: CppbLevel | None = ...,
            label_complies: YesNo = ...,
            test_report: YesNo = ...,
            knows_market: YesNo = ...,
            knows_production: YesNo = ...,
            product_has_market: YesNo = ...,
            packaging_ready: YesNo = ...,
            has_barcode: YesNo = ...,
            can_supply_regularly: YesNo = ...,
            market_reach: MarketReach | None = ...,
            outlets: CountIn = ...,
            production_sites: CountIn = ...,
            has_website: YesNo = ...,
            sells_online: YesNo = ...,
            uses_social_media: YesNo = ...,
            accepts_qris: YesNo = ...,
            in_supply_chain: YesNo = ...,
            offtaker_contract: YesNo = ...,
            export_interest: YesNo = ...,
            has_exported: YesNo = ...,
            capital: MoneyIn = ...,
            annual_sales: MoneyIn = ...,
            net_assets: MoneyIn = ...,
            investment: MoneyIn = ...,
            requested_loan: MoneyIn = ...,
            keeps_books: YesNo = ...,
            business_account: YesNo = ...,
            has_kur: YesNo = ...,
            has_commercial_loan: YesNo = ...,
            had_commercial_loan: YesNo = ...,
            credit_quality: CreditQuality | None = ...,
            field_verified: YesNo = ...,
            written_sop: YesNo = ...,
            in_mentoring: YesNo = ...,
            had_training: YesNo = ...,
            in_business_group: YesNo = ...,
            family_business: YesNo = ...,
            dinas_recommendation: YesNo = ...,
            permits: Iterable[Permit | Mapping[str, Any]] = ...,
        ) -> None: ...

    @classmethod
    def __pydantic_init_subclass__(cls, **_: Any) -> None:
        """A subclass may add fields; each must carry its :class:`~naikkelas.facts.Fact`."""
        facts = {name: _fact_of(cls, name) for name in cls.model_fields if name != PERMITS}
        cls._door = Door(MappingProxyType(facts))

    @classmethod
    def admit(cls, raw: object, *, file: str | None = None, places: Mapping[str, Place] | None = None) -> Self:
        """A profile from a mapping. ``places`` says where in ``file`` the values stand, by path (``permits[1].expires_on``).

        Raises:
            ProfileError: with every problem, each at its place.
        """
        made = cls.__new__(cls)
        try:
            made._take(cls._door.read(raw, file=file, places=places), raw)
        except Refusal as refusal:
            raise ProfileError(refusal.problems) from None
        return made

    def _fill(self, raw: object) -> None:
        try:
            self._take(self._door.read(raw), raw)
        except Refusal as refusal:
            raise validation_error(type(self).__name__, refusal) from None

    def _take(self, reading: Reading, raw: Any) -> None:
        values = reading.values
        values[PERMITS] = tuple(map(Permit._of, reading.permits)) if reading.permits else ()
        given = raw if isinstance(raw, Mapping) else raw.given()
        self._put(values, set(given), {"_snapshot": reading.snapshot, "_follows": reading.derived})

    def __reduce_ex__(self, protocol: Any) -> Any:
        """A model that no module has goes along as what it was made of."""
        own: _MadeOf | None = type(self).__dict__.get("_made_of")
        return super().__reduce_ex__(protocol) if own is None else (_blank, own, self.__getstate__())

    @property
    def snapshot(self) -> Snapshot:
        """What engines read: canonical values, exact and ranged apart.

        An engine that is in a hurry takes ``profile.__pydantic_private__["_snapshot"]`` and falls back to this on ``KeyError``
        or ``TypeError``: a profile made by ``model_construct`` has none, and is read here each time.

        Raises:
            ProfileError: when the profile was made by ``model_construct`` from values that cannot be used.
        """
        return self._snapshot if self._is_read else self._door.admit(self)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Warnings: values given that contradict what follows from others."""
        return self.snapshot.problems

    def given(self) -> dict[str, Any]:
        """What was given, as plain data (for JSON or YAML) that the door reads back to the same profile."""
        if not self._is_read:
            return {name: value for name, value in self.__dict__.items() if value is not None and value != ()}
        facts, values = self._door.facts, self._snapshot.value
        names = (name for name in facts if name not in self._follows)
        made = {name: to_plain(value, facts[name].type) for name in names if (value := values(name)) is not None}
        return made | ({PERMITS: [permit.given() for permit in self.permits]} if self.permits else {})

    @property
    def _derived(self) -> frozenset[str]:
        return self._follows if self._is_read else frozenset()

    def _is_personal(self, name: str) -> bool:
        return name != PERMITS and self._door.facts[name].personal

    @model_serializer(mode="wrap")
    def _dump(self, handler: Callable[[Any], Any]):  # type: ignore[no-untyped-def] # noqa: ANN202 - an annotation would replace the schema
        derived = self._derived
        if not derived:
            return handler(self)
        twin = type(self).__new__(type(self))
        values = {name: None if name in derived else value for name, value in self.__dict__.items()}
        twin._put(values, self.__pydantic_fields_set__, {})
        return handler(twin)

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        made = handler(core_schema)
        properties = handler.resolve_ref_schema(made)["properties"]
        properties |= {name: fact_schema(fact) for name, fact in cls._door.facts.items()}
        return made


#: Names that no fact may have, because a profile has something else there.
RESERVED_NAMES: frozenset[str] = frozenset(name for name in dir(IKMProfile) if name not in FACTS and not name.startswith("_")) | {PERMITS}


def _fact_of(model: type[IKMProfile], name: str) -> Fact:
    found = next((item for item in model.model_fields[name].metadata if isinstance(item, Fact)), None)
    if found is None or found.name != name:
        raise TypeError(f"{model.__name__}.{name} needs its Fact: {name}: Annotated[..., Fact(name={name!r}, ...)] = None")
    return found


def profile_model(
    name: str, extra: Mapping[str, Fact], module: str | None = None, worked_out: Mapping[str, Iterable[str]] = NONE
) -> type[IKMProfile]:
    """A profile model with more facts: those a rule set declares in YAML. Making one takes milliseconds: keep it.

    ``module`` is where the model is an attribute called ``name``; pickles of its profiles then name it. A model without one is the same for the
    same facts, also in another process. ``worked_out`` names facts that no profile can give, each with the facts it is made of.

    Raises:
        ValueError: when a fact has the name of a built-in fact, or one of :data:`RESERVED_NAMES`.
    """
    taken = [fact for fact in extra if fact in FACTS or fact in RESERVED_NAMES or fact.startswith("_")]
    if taken:
        raise ValueError(f"these names are taken: {', '.join(taken)}")
    made_of = (name, tuple(extra.values()), tuple((fact, tuple(read)) for fact, read in worked_out.items()))
    return _remade(*made_of) if module is None else _made(module, *made_of)


def _made(module: str | None, name: str, extra: tuple[Fact, ...], worked_out: tuple[tuple[str, tuple[str, ...]], ...]) -> type[IKMProfile]:
    fields = {fact.name: (Annotated[_annotation(fact), fact], None) for fact in extra}
    made = create_model(name, __base__=IKMProfile, __module__=module or __name__, **cast("Any", fields))
    if worked_out:
        made._door = Door(made._door.facts, dict(worked_out))
    return made


@lru_cache(_MODELS)
def _remade(name: str, extra: tuple[Fact, ...], worked_out: tuple[tuple[str, tuple[str, ...]], ...]) -> type[IKMProfile]:
    made = _made(None, name, extra, worked_out)
    made._made_of = (name, extra, worked_out)
    return made


def _blank(*made_of: Any) -> IKMProfile:
    """A profile of a model, to be filled by pickle."""
    model: type[IKMProfile] = _remade(*made_of)
    return model.__new__(model)


def _annotation(fact: Fact) -> Any:
    match fact.type.kind:
        case Kind.INTEGER:
            return Count
        case Kind.MONEY:
            return Money
        case Kind.NUMBER:
            return Number
        case Kind.DATE:
            return DayOrNever if fact.type.may_be_never else Day
        case Kind.BOOLEAN:
            return YesNo
        case Kind.SET:
            return frozenset[str] | None
        case Kind.CHOICE if fact.type.choices:
            return cast("Any", Literal)[fact.type.choices] | None
    return Words
