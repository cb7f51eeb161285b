"""Permits: for each kind its status, its number and the day it expires, made from one table.

A permit in process is not held. ``<kind>_expires_on`` may be ``never`` only for kinds that can be without end; a kind
without a term (a tax number) has no such fact.
"""

from dataclasses import dataclass
from typing import Final, get_args

from naikkelas.facts import BOOLEAN, TEXT, Fact, Text, choice, day
from naikkelas.ikm.words import CppbLevel, PermitKind, PermitStatus


@dataclass(frozen=True, slots=True)
class PermitInfo:
    """What is the same for all permits of a kind.

    ``name`` stands in sentences ("status izin PIRT"); ``expires`` is ``date``, ``never_too`` (a date or never) or ``no`` (it has no
    term); ``personal_number`` hides the number from explanations and logs.
    """

    kind: PermitKind
    name: Text
    remedy: Text
    source: str
    aliases: tuple[str, ...]
    number_aliases: tuple[str, ...]
    expires: str = "date"
    personal_number: bool = False


_TABLE: Final = (
    PermitInfo(
        "pirt",
        Text("izin PIRT", "PIRT permit"),
        Text("Urus SPP-IRT melalui OSS, lalu penuhi komitmennya", "Apply for an SPP-IRT through OSS and fulfil its commitments"),
        "domain.md §1",
        ("izin pirt", "pirt", "p-irt", "spp-irt", "sppirt", "status pirt", "legalitas"),
        ("no pirt", "nomor pirt", "no p-irt", "nomor p-irt", "no spp-irt", "no izin pirt"),
    ),
    PermitInfo(
        "md",
        Text("izin edar BPOM MD", "BPOM MD permit"),
        Text("Daftarkan produk ke BPOM untuk izin edar MD", "Register the product with BPOM for an MD permit"),
        "domain.md §2",
        ("md", "bpom", "bpom md", "izin edar md", "status md"),
        ("no md", "nomor md", "no bpom", "nomor bpom", "no bpom md"),
    ),
    PermitInfo(
        "halal",
        Text("sertifikat halal", "halal certificate"),
        Text(
            "Ajukan sertifikat halal ke BPJPH (jalur SEHATI bila memenuhi syarat)",
            "Apply to BPJPH for a halal certificate (SEHATI if you qualify)",
        ),
        "domain.md §2",
        ("halal", "sertifikat halal", "is_halal", "status halal"),
        ("no halal", "nomor halal", "no sertifikat halal", "nomor sertifikat halal"),
        expires="never_too",
    ),
    PermitInfo(
        "nib",
        Text("NIB", "business number (NIB)"),
        Text("Buat NIB gratis di oss.go.id", "Get a business number free of charge at oss.go.id"),
        "domain.md §2",
        ("nib", "izin nib", "punya_nib", "status nib"),
        ("no nib", "nomor nib", "nomor induk berusaha"),
        expires="never_too",
        personal_number=True,
    ),
    PermitInfo(
        "npwp",
        Text("NPWP", "tax number (NPWP)"),
        Text("Daftarkan NPWP di kantor pajak atau secara daring", "Register for a tax number at the tax office or online"),
        "domain.md §4.1, §5.1",
        ("npwp", "status npwp", "npwp usaha"),
        ("no npwp", "nomor npwp"),
        expires="no",
        personal_number=True,
    ),
    PermitInfo(
        "tr",
        Text("izin edar BPOM TR (obat tradisional)", "BPOM TR permit (traditional medicine)"),
        Text("Daftarkan jamu ke BPOM untuk nomor TR", "Register the herbal product with BPOM for a TR number"),
        "domain.md §2",
        ("tr", "bpom tr", "izin edar tr", "status tr"),
        ("no tr", "nomor tr", "no bpom tr"),
    ),
    PermitInfo(
        "na",
        Text("notifikasi kosmetik NA", "cosmetics notification (NA)"),
        Text("Notifikasikan kosmetik ke BPOM", "Notify the cosmetic product to BPOM"),
        "domain.md §2",
        ("notifikasi kosmetik", "bpom na", "status na"),
        ("no na", "nomor na", "nomor notifikasi", "no notifikasi"),
    ),
    PermitInfo(
        "umot",
        Text("izin UMOT/UKOT", "licence for herbal production (UMOT/UKOT)"),
        Text("Urus izin UMOT/UKOT lewat OSS dan Dinas Kesehatan", "Apply for an UMOT/UKOT licence through OSS and the health office"),
        "domain.md §2",
        ("umot", "ukot", "izin umot", "izin ukot"),
        ("no umot", "no ukot", "nomor umot", "nomor ukot"),
        expires="never_too",
    ),
    PermitInfo(
        "svlk",
        Text("SVLK", "timber legality certificate (SVLK)"),
        Text("Ikuti sertifikasi SVLK, bisa berkelompok", "Join an SVLK certification, possibly as a group"),
        "domain.md §2",
        ("svlk", "v-legal", "sertifikat svlk"),
        ("no svlk", "nomor svlk"),
    ),
    PermitInfo(
        "brand",
        Text("pendaftaran merek", "brand registration"),
        Text("Daftarkan merek ke DJKI dengan tarif UMK", "Register the brand with DJKI at the small-business fee"),
        "domain.md §2",
        ("merek", "merk", "haki", "hki", "merek terdaftar", "sertifikat merek"),
        ("no merek", "nomor merek", "no haki", "nomor haki"),
    ),
    PermitInfo(
        "sni",
        Text("sertifikat SNI", "SNI certificate"),
        Text("Ajukan sertifikasi SNI ke lembaga sertifikasi produk", "Apply to a product certifier for SNI"),
        "domain.md §2",
        ("sni", "sertifikat sni"),
        ("no sni", "nomor sni"),
    ),
    PermitInfo(
        "slhs",
        Text("SLHS (laik higiene sanitasi)", "hygiene certificate (SLHS)"),
        Text("Ajukan SLHS ke Dinas Kesehatan", "Apply to the health office for an SLHS"),
        "domain.md §1.7",
        ("slhs", "laik higiene", "sertifikat laik higiene sanitasi"),
        ("no slhs", "nomor slhs"),
    ),
    PermitInfo(
        "kusuka",
        Text("kartu KUSUKA", "fisheries business card (KUSUKA)"),
        Text("Daftar kartu KUSUKA di Dinas Kelautan dan Perikanan", "Register for a KUSUKA card at the fisheries office"),
        "domain.md §4.2",
        ("kusuka", "kartu kusuka"),
        ("no kusuka", "nomor kusuka"),
        personal_number=True,
    ),
)

#: Every kind of permit, in the order of the catalogue.
PERMIT_KINDS: Final[dict[str, PermitInfo]] = {info.kind: info for info in _TABLE}

STATUS_TITLES: Final = {
    "held": Text("dimiliki", "held"),
    "in_process": Text("sedang diurus", "in process"),
    "lapsed": Text("habis masa berlaku", "lapsed"),
    "suspended": Text("dibekukan", "suspended"),
    "revoked": Text("dicabut", "revoked"),
    "none": Text("tidak punya", "none"),
}

STATUS_TYPE: Final = choice(*get_args(PermitStatus))


def _status(info: PermitInfo) -> Fact:
    return Fact(
        name=f"{info.kind}_status",
        type=STATUS_TYPE,
        title=Text(f"status {info.name.id}", f"status of the {info.name.en}"),
        question=Text(
            f"Bagaimana status {info.name.id} Anda: dimiliki, sedang diurus, habis masa berlaku, dibekukan, dicabut, atau tidak punya?",
            f"What is the status of your {info.name.en}: held, in process, lapsed, suspended, revoked, or none?",
        ),
        remedy=info.remedy,
        aliases=info.aliases,
        choice_titles=STATUS_TITLES,
        source=info.source,
        group="permits",
    )


def _number(info: PermitInfo) -> Fact:
    return Fact(
        name=f"{info.kind}_number",
        type=TEXT,
        title=Text(f"nomor {info.name.id}", f"number of the {info.name.en}"),
        question=Text(f"Berapa nomor {info.name.id} Anda?", f"What is the number of your {info.name.en}?"),
        aliases=info.number_aliases,
        personal=info.personal_number,
        source=info.source,
        group="permits",
    )


def _expires_on(info: PermitInfo) -> Fact:
    never_id, never_en = (
        (" (tulis 'never' bila tanpa batas waktu)", " (write 'never' if without end)") if info.expires == "never_too" else ("", "")
    )
    return Fact(
        name=f"{info.kind}_expires_on",
        type=day(may_be_never=info.expires == "never_too"),
        title=Text(f"{info.name.id} berlaku sampai", f"{info.name.en} valid until"),
        question=Text(f"Sampai kapan {info.name.id} Anda berlaku{never_id}?", f"Until when is your {info.name.en} valid{never_en}?"),
        remedy=Text(f"Perpanjang {info.name.id} sebelum habis masa berlakunya", f"Renew the {info.name.en} before it expires"),
        aliases=(f"masa berlaku {info.kind}", f"{info.kind} berlaku sampai", f"tgl berlaku {info.kind}"),
        source=info.source,
        group="permits",
    )


def _permit_facts(info: PermitInfo) -> tuple[Fact, ...]:
    first = (_status(info), _number(info))
    return first if info.expires == "no" else (*first, _expires_on(info))


_BESIDE: Final = (
    Fact(
        name="other_business_letter",
        type=BOOLEAN,
        title=Text("punya surat izin usaha lain (IUMK atau SKU)", "has another business letter (IUMK or SKU)"),
        question=Text(
            "Apakah usaha Anda punya IUMK atau surat keterangan usaha (SKU) dari desa atau kelurahan?",
            "Has your business an IUMK or a business letter (SKU) of the village?",
        ),
        remedy=Text("Minta SKU di desa atau kelurahan", "Ask the village for an SKU"),
        aliases=("iumk", "sku", "surat keterangan usaha"),
        source="domain.md §5.1",
        group="permits",
    ),
    Fact(
        name="pirt_commitment_fulfilled",
        type=BOOLEAN,
        title=Text("komitmen PIRT terpenuhi", "PIRT commitments fulfilled"),
        question=Text(
            "Apakah komitmen di balik PIRT Anda (pelatihan PKP, pemeriksaan sarana, label) sudah dipenuhi?",
            "Have the commitments behind your PIRT (PKP training, inspection, label) been fulfilled?",
        ),
        remedy=Text("Penuhi komitmen SPP-IRT dan laporkan ke Dinas Kesehatan", "Fulfil the SPP-IRT commitments and tell the health office"),
        aliases=("status_komitmen", "status komitmen", "komitmen pirt"),
        source="domain.md §1.1",
        group="permits",
    ),
    Fact(
        name="pkp_certificate",
        type=BOOLEAN,
        title=Text("sertifikat PKP", "food-safety training certificate (PKP)"),
        question=Text(
            "Apakah Anda punya sertifikat Penyuluhan Keamanan Pangan (PKP)?", "Do you have a food-safety training certificate (PKP)?"
        ),
        remedy=Text("Ikuti Penyuluhan Keamanan Pangan di Dinas Kesehatan", "Attend food-safety training at the health office"),
        aliases=("pkp", "sertifikat pkp", "penyuluhan keamanan pangan"),
        source="domain.md §1.1",
        group="permits",
    ),
    Fact(
        name="cppb_level",
        type=choice(*get_args(CppbLevel)),
        title=Text("hasil pemeriksaan CPPB-IRT", "result of the CPPB-IRT inspection"),
        question=Text("Level berapa hasil pemeriksaan CPPB-IRT di tempat produksi Anda?", "Which level did the CPPB-IRT inspection give?"),
        remedy=Text("Minta pemeriksaan sarana dan perbaiki temuannya", "Ask for an inspection and mend what it finds"),
        aliases=("cppb", "level cppb", "cppb-irt"),
        choice_titles={
            "level_1": Text("level I", "level I"),
            "level_2": Text("level II", "level II"),
            "level_3": Text("level III", "level III"),
            "level_4": Text("level IV", "level IV"),
            "not_inspected": Text("belum diperiksa", "not inspected"),
        },
        source="domain.md §1.1",
        group="permits",
    ),
    Fact(
        name="label_complies",
        type=BOOLEAN,
        title=Text("label sesuai ketentuan", "label follows the rules"),
        question=Text("Apakah label produk Anda sudah sesuai ketentuan?", "Does your label follow the rules?"),
        remedy=Text("Perbaiki label sesuai ketentuan label pangan", "Mend the label after the rules for food labels"),
        aliases=("label", "label sesuai"),
        source="domain.md §1.1",
        group="permits",
    ),
    Fact(
        name="test_report",
        type=BOOLEAN,
        title=Text("laporan uji mesin", "test report of the machine"),
        question=Text("Apakah mesin buatan Anda punya laporan uji?", "Does the machine you make have a test report?"),
        remedy=Text("Ujikan purwarupa di balai atau laboratorium uji", "Have the prototype tested at a laboratory"),
        aliases=("laporan uji", "test report", "hasil uji"),
        source="domain.md §2",
        group="permits",
    ),
)

FACTS: Final[tuple[Fact, ...]] = (*(fact for info in _TABLE for fact in _permit_facts(info)), *_BESIDE)
