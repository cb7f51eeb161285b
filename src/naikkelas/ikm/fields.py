"""The fields of a profile, written out once so that editors and type checkers know them.

Everything else about a field (titles, bounds, aliases, ...) is its :class:`~naikkelas.facts.Fact`, which each field carries; a test
holds the two together. ``None`` is missing.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict

from naikkelas.ikm.catalogue import FACTS
from naikkelas.ikm.words import (
    CppbLevel,
    CreditQuality,
    FisheryActivity,
    FoodKind,
    HeatTreatment,
    LegalForm,
    MarketReach,
    PermitStatus,
    Sector,
    SlaughteredAnimals,
)
from naikkelas.ranges import Range

Count = int | Range | None
#: Whole rupiah.
Money = int | Range | None
Number = Decimal | Range | None
Day = date | Range | None
DayOrNever = date | Range | Literal["never"] | None
YesNo = bool | None
Words = str | None
Status = PermitStatus | None

#: What the door reads for them, which is wider: ``2019`` and ``"2019-05"`` are ranges of days, ``"150 juta"`` is money.
RangeIn = Range | Mapping[str, Any]
CountIn = int | str | RangeIn | None
MoneyIn = int | str | RangeIn | None
NumberIn = Decimal | float | str | RangeIn | None
DayIn = date | int | str | RangeIn | None


class ProfileFields(BaseModel):
    """One field for each fact of the catalogue, in its order."""

    model_config = ConfigDict(defer_build=True)  # nobody validates with this class, so its validator is not built

    # --- identity --------------------------------------------------------------------------------------------------------
    business_name: Annotated[Words, FACTS["business_name"]] = None
    owner_name: Annotated[Words, FACTS["owner_name"]] = None
    owner_nik: Annotated[Words, FACTS["owner_nik"]] = None
    has_identity_papers: Annotated[YesNo, FACTS["has_identity_papers"]] = None

    # --- place -----------------------------------------------------------------------------------------------------------
    address: Annotated[Words, FACTS["address"]] = None
    regency: Annotated[Words, FACTS["regency"]] = None

    # --- business --------------------------------------------------------------------------------------------------------
    sector: Annotated[Sector | None, FACTS["sector"]] = None
    fishery_activity: Annotated[FisheryActivity | None, FACTS["fishery_activity"]] = None
    kbli: Annotated[Words, FACTS["kbli"]] = None
    legal_form: Annotated[LegalForm | None, FACTS["legal_form"]] = None
    main_product: Annotated[Words, FACTS["main_product"]] = None
    operating_since: Annotated[Day, FACTS["operating_since"]] = None
    producing_since: Annotated[Day, FACTS["producing_since"]] = None
    workers: Annotated[Count, FACTS["workers"]] = None
    workers_men: Annotated[Count, FACTS["workers_men"]] = None
    workers_women: Annotated[Count, FACTS["workers_women"]] = None
    food_kind: Annotated[FoodKind | None, FACTS["food_kind"]] = None
    shelf_life_days: Annotated[Count, FACTS["shelf_life_days"]] = None
    needs_cold_storage: Annotated[YesNo, FACTS["needs_cold_storage"]] = None
    needs_freezing: Annotated[YesNo, FACTS["needs_freezing"]] = None
    animal_origin: Annotated[YesNo, FACTS["animal_origin"]] = None
    product_claims: Annotated[YesNo, FACTS["product_claims"]] = None
    produced_at_home: Annotated[YesNo, FACTS["produced_at_home"]] = None
    heat_treatment: Annotated[HeatTreatment | None, FACTS["heat_treatment"]] = None
    packaged_and_labelled: Annotated[YesNo, FACTS["packaged_and_labelled"]] = None
    made_in_indonesia: Annotated[YesNo, FACTS["made_in_indonesia"]] = None
    separate_from_non_halal: Annotated[YesNo, FACTS["separate_from_non_halal"]] = None
    slaughtered_animals: Annotated[SlaughteredAnimals | None, FACTS["slaughtered_animals"]] = None
    simple_process: Annotated[YesNo, FACTS["simple_process"]] = None

    # --- permits ---------------------------------------------------------------------------------------------------------
    pirt_status: Annotated[Status, FACTS["pirt_status"]] = None
    pirt_number: Annotated[Words, FACTS["pirt_number"]] = None
    pirt_expires_on: Annotated[Day, FACTS["pirt_expires_on"]] = None
    md_status: Annotated[Status, FACTS["md_status"]] = None
    md_number: Annotated[Words, FACTS["md_number"]] = None
    md_expires_on: Annotated[Day, FACTS["md_expires_on"]] = None
    halal_status: Annotated[Status, FACTS["halal_status"]] = None
    halal_number: Annotated[Words, FACTS["halal_number"]] = None
    halal_expires_on: Annotated[DayOrNever, FACTS["halal_expires_on"]] = None
    nib_status: Annotated[Status, FACTS["nib_status"]] = None
    nib_number: Annotated[Words, FACTS["nib_number"]] = None
    nib_expires_on: Annotated[DayOrNever, FACTS["nib_expires_on"]] = None
    npwp_status: Annotated[Status, FACTS["npwp_status"]] = None
    npwp_number: Annotated[Words, FACTS["npwp_number"]] = None
    tr_status: Annotated[Status, FACTS["tr_status"]] = None
    tr_number: Annotated[Words, FACTS["tr_number"]] = None
    tr_expires_on: Annotated[Day, FACTS["tr_expires_on"]] = None
    na_status: Annotated[Status, FACTS["na_status"]] = None
    na_number: Annotated[Words, FACTS["na_number"]] = None
    na_expires_on: Annotated[Day, FACTS["na_expires_on"]] = None
    umot_status: Annotated[Status, FACTS["umot_status"]] = None
    umot_number: Annotated[Words, FACTS["umot_number"]] = None
    umot_expires_on: Annotated[DayOrNever, FACTS["umot_expires_on"]] = None
    svlk_status: Annotated[Status, FACTS["svlk_status"]] = None
    svlk_number: Annotated[Words, FACTS["svlk_number"]] = None
    svlk_expires_on: Annotated[Day, FACTS["svlk_expires_on"]] = None
    brand_status: Annotated[Status, FACTS["brand_status"]] = None
    brand_number: Annotated[Words, FACTS["brand_number"]] = None
    brand_expires_on: Annotated[Day, FACTS["brand_expires_on"]] = None
    sni_status: Annotated[Status, FACTS["sni_status"]] = None
    sni_number: Annotated[Words, FACTS["sni_number"]] = None
    sni_expires_on: Annotated[Day, FACTS["sni_expires_on"]] = None
    slhs_status: Annotated[Status, FACTS["slhs_status"]] = None
    slhs_number: Annotated[Words, FACTS["slhs_number"]] = None
    slhs_expires_on: Annotated[Day, FACTS["slhs_expires_on"]] = None
    kusuka_status: Annotated[Status, FACTS["kusuka_status"]] = None
    kusuka_number: Annotated[Words, FACTS["kusuka_number"]] = None
    kusuka_expires_on: Annotated[Day, FACTS["kusuka_expires_on"]] = None
    other_business_letter: Annotated[YesNo, FACTS["other_business_letter"]] = None
    pirt_commitment_fulfilled: Annotated[YesNo, FACTS["pirt_commitment_fulfilled"]] = None
    pkp_certificate: Annotated[YesNo, FACTS["pkp_certificate"]] = None
    cppb_level: Annotated[CppbLevel | None, FACTS["cppb_level"]] = None
    label_complies: Annotated[YesNo, FACTS["label_complies"]] = None
    test_report: Annotated[YesNo, FACTS["test_report"]] = None

    # --- market and production -------------------------------------------------------------------------------------------
    knows_market: Annotated[YesNo, FACTS["knows_market"]] = None
    knows_production: Annotated[YesNo, FACTS["knows_production"]] = None
    product_has_market: Annotated[YesNo, FACTS["product_has_market"]] = None
    packaging_ready: Annotated[YesNo, FACTS["packaging_ready"]] = None
    has_barcode: Annotated[YesNo, FACTS["has_barcode"]] = None
    can_supply_regularly: Annotated[YesNo, FACTS["can_supply_regularly"]] = None
    market_reach: Annotated[MarketReach | None, FACTS["market_reach"]] = None
    outlets: Annotated[Count, FACTS["outlets"]] = None
    production_sites: Annotated[Count, FACTS["production_sites"]] = None
    has_website: Annotated[YesNo, FACTS["has_website"]] = None
    sells_online: Annotated[YesNo, FACTS["sells_online"]] = None
    uses_social_media: Annotated[YesNo, FACTS["uses_social_media"]] = None
    accepts_qris: Annotated[YesNo, FACTS["accepts_qris"]] = None
    in_supply_chain: Annotated[YesNo, FACTS["in_supply_chain"]] = None
    offtaker_contract: Annotated[YesNo, FACTS["offtaker_contract"]] = None
    export_interest: Annotated[YesNo, FACTS["export_interest"]] = None
    has_exported: Annotated[YesNo, FACTS["has_exported"]] = None

    # --- finance ---------------------------------------------------------------------------------------------------------
    capital: Annotated[Money, FACTS["capital"]] = None
    annual_sales: Annotated[Money, FACTS["annual_sales"]] = None
    net_assets: Annotated[Money, FACTS["net_assets"]] = None
    investment: Annotated[Money, FACTS["investment"]] = None
    requested_loan: Annotated[Money, FACTS["requested_loan"]] = None
    keeps_books: Annotated[YesNo, FACTS["keeps_books"]] = None
    business_account: Annotated[YesNo, FACTS["business_account"]] = None
    has_kur: Annotated[YesNo, FACTS["has_kur"]] = None
    has_commercial_loan: Annotated[YesNo, FACTS["has_commercial_loan"]] = None
    had_commercial_loan: Annotated[YesNo, FACTS["had_commercial_loan"]] = None
    credit_quality: Annotated[CreditQuality | None, FACTS["credit_quality"]] = None

    # --- readiness -------------------------------------------------------------------------------------------------------
    field_verified: Annotated[YesNo, FACTS["field_verified"]] = None
    written_sop: Annotated[YesNo, FACTS["written_sop"]] = None
    in_mentoring: Annotated[YesNo, FACTS["in_mentoring"]] = None
    had_training: Annotated[YesNo, FACTS["had_training"]] = None
    in_business_group: Annotated[YesNo, FACTS["in_business_group"]] = None
    family_business: Annotated[YesNo, FACTS["family_business"]] = None
    dinas_recommendation: Annotated[YesNo, FACTS["dinas_recommendation"]] = None
