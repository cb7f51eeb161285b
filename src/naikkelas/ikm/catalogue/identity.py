"""Who the business is and where: names, the owner, the place."""

from typing import Final

from naikkelas.facts import BOOLEAN, TEXT, Fact, Text, choice
from naikkelas.ikm.regions import REGENCIES

FACTS: Final = (
    Fact(
        name="business_name",
        type=TEXT,
        title=Text("nama usaha", "business name"),
        question=Text("Apa nama usaha Anda?", "What is the name of your business?"),
        aliases=("nama usaha", "nama perusahaan", "perusahaan", "nm_usaha", "nama ikm", "nama umkm", "merk usaha"),
        source="domain.md §7.1",
        group="identity",
    ),
    Fact(
        name="owner_name",
        type=TEXT,
        title=Text("nama pemilik", "owner's name"),
        question=Text("Siapa nama pemilik usaha ini?", "What is the owner's name?"),
        aliases=("nama pemilik", "pemilik", "nama pemilik usaha", "nama pengusaha", "pengusaha"),
        personal=True,
        source="domain.md §7.1",
        group="identity",
    ),
    Fact(
        name="owner_nik",
        type=TEXT,
        title=Text("NIK pemilik", "owner's identity number (NIK)"),
        question=Text("Berapa Nomor Induk Kependudukan (NIK) pemilik?", "What is the owner's identity number (NIK)?"),
        aliases=("nik", "no nik", "nomor nik", "nik pemilik", "no ktp", "nomor ktp"),
        personal=True,
        source="domain.md §4.3",
        group="identity",
    ),
    Fact(
        name="has_identity_papers",
        type=BOOLEAN,
        title=Text("punya KTP dan Kartu Keluarga", "has identity card and family card"),
        question=Text("Apakah Anda punya KTP dan Kartu Keluarga?", "Have you an identity card (KTP) and a family card (KK)?"),
        aliases=("ktp dan kk", "punya ktp dan kk"),
        source="domain.md §5.1",
        group="identity",
    ),
    Fact(
        name="address",
        type=TEXT,
        title=Text("alamat usaha", "address of the business"),
        question=Text("Di mana alamat tempat usaha Anda?", "What is the address of your business?"),
        aliases=("alamat", "alamat usaha", "alamat perusahaan", "jalan"),
        personal=True,
        source="domain.md §4.3",
        group="place",
    ),
    Fact(
        name="regency",
        type=choice(*REGENCIES),
        title=Text("kabupaten/kota", "regency or city"),
        question=Text("Di kabupaten atau kota mana tempat produksi Anda?", "In which regency or city do you produce?"),
        aliases=(
            "kab/kota",
            "kabupaten/kota",
            "kabupaten",
            "kota",
            "kab",
            "asal",
            "wilayah",
            "nama_kabupaten_kota",
            "kode_kabupaten_kota",
        ),
        choice_titles={code: Text(held.name, held.name) for code, held in REGENCIES.items()},
        source="domain.md §6.2",
        group="place",
    ),
)
