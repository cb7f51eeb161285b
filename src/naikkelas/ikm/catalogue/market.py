"""Market and production: what the owner knows, where the product is sold, how ready it is for shops and for export."""

from typing import Final, get_args

from naikkelas.facts import BOOLEAN, Fact, Text, choice
from naikkelas.ikm.words import MarketReach

_KNOWLEDGE: Final = (
    Fact(
        name="knows_market",
        type=BOOLEAN,
        title=Text("tahu pasar", "knows the market"),
        question=Text(
            "Apakah Anda sudah tahu siapa pembeli dan pasar produk Anda?", "Do you know who buys your product and where your market is?"
        ),
        remedy=Text("Ikuti pelatihan pasar dan petakan pembeli tetap", "Take market training and map your regular buyers"),
        aliases=("tahu pasar", "pengetahuan pasar"),
        source="domain.md §0.1",
        group="market",
    ),
    Fact(
        name="knows_production",
        type=BOOLEAN,
        title=Text("tahu produksi", "knows production"),
        question=Text("Apakah Anda sudah menguasai proses produksinya?", "Do you master the production process?"),
        remedy=Text("Ikuti pelatihan produksi", "Take production training"),
        aliases=("tahu produksi", "pengetahuan produksi"),
        source="domain.md §0.1",
        group="market",
    ),
    Fact(
        name="packaging_ready",
        type=BOOLEAN,
        title=Text("kemasan layak jual", "packaging is ready for sale"),
        question=Text("Apakah kemasan produk Anda sudah layak untuk dijual di toko?", "Is your packaging good enough for a shop?"),
        remedy=Text("Perbaiki kemasan, mis. di klinik kemasan Dinas", "Improve the packaging, for example at a packaging clinic"),
        aliases=("kemasan", "kemasan layak", "packaging"),
        source="domain.md §0.1, §5.2",
        group="market",
    ),
    Fact(
        name="has_barcode",
        type=BOOLEAN,
        title=Text("punya barcode", "has a barcode"),
        question=Text("Apakah produk Anda punya barcode (GS1/EAN-13)?", "Does your product have a barcode (GS1/EAN-13)?"),
        remedy=Text("Daftarkan barcode ke GS1 Indonesia", "Register a barcode with GS1 Indonesia"),
        aliases=("barcode", "ean", "gs1"),
        source="domain.md §5.2",
        group="market",
    ),
    Fact(
        name="can_supply_regularly",
        type=BOOLEAN,
        title=Text("mampu memasok rutin", "can supply regularly"),
        question=Text("Apakah Anda mampu memasok dengan jumlah dan mutu yang tetap?", "Can you supply steadily, in quantity and quality?"),
        remedy=Text("Tambah kapasitas dan bakukan mutu produksi", "Add capacity and standardise quality"),
        aliases=("kontinuitas", "kontinuitas produksi"),
        source="domain.md §5.2",
        group="market",
    ),
)

_SELLING: Final = (
    Fact(
        name="market_reach",
        type=choice(*get_args(MarketReach)),
        title=Text("jangkauan pemasaran", "reach of sales"),
        question=Text(
            "Sampai mana produk Anda dijual: desa, daerah, nasional, atau ekspor?",
            "How far do you sell: village, region, nation or export?",
        ),
        aliases=("jangkauan_pemasaran", "jangkauan pemasaran", "wilayah pemasaran", "daerah pemasaran"),
        choice_titles={
            "village": Text("desa", "village"),
            "regional": Text("daerah", "regional"),
            "national": Text("nasional", "national"),
            "export": Text("ekspor", "export"),
        },
        source="domain.md §4.2",
        group="market",
    ),
    Fact(
        name="sells_online",
        type=BOOLEAN,
        title=Text("berjualan di e-commerce", "sells online"),
        question=Text("Apakah Anda berjualan lewat e-commerce?", "Do you sell through e-commerce?"),
        remedy=Text("Buka toko di lokapasar daring", "Open a shop on an online marketplace"),
        aliases=("e-commerce", "ecommerce", "marketplace", "jualan online"),
        source="domain.md §4.1",
        group="market",
    ),
    Fact(
        name="uses_social_media",
        type=BOOLEAN,
        title=Text("media sosial usaha", "business social media"),
        question=Text("Apakah usaha Anda punya akun media sosial sendiri?", "Does your business have its own social media account?"),
        remedy=Text("Buat akun media sosial khusus usaha", "Open a social media account for the business"),
        aliases=("medsos", "media sosial", "sosial media"),
        source="domain.md §4.1",
        group="market",
    ),
    Fact(
        name="accepts_qris",
        type=BOOLEAN,
        title=Text("menerima QRIS", "accepts QRIS"),
        question=Text("Apakah Anda menerima pembayaran QRIS?", "Do you accept QRIS payments?"),
        remedy=Text("Daftar QRIS lewat bank atau penyedia pembayaran", "Register for QRIS with a bank or payment provider"),
        aliases=("qris",),
        source="domain.md §4.1",
        group="market",
    ),
    Fact(
        name="in_supply_chain",
        type=BOOLEAN,
        title=Text("masuk rantai pasok industri", "part of an industrial supply chain"),
        question=Text("Apakah usaha Anda menjadi pemasok dalam rantai pasok industri?", "Do you supply a larger industry?"),
        remedy=Text("Ikuti temu bisnis dengan industri besar", "Join business matching with larger industry"),
        aliases=("rantai pasok", "kemitraan"),
        source="domain.md §4.1",
        group="market",
    ),
    Fact(
        name="offtaker_contract",
        type=BOOLEAN,
        title=Text("punya kontrak offtaker", "has an offtaker contract"),
        question=Text("Apakah Anda punya kontrak dengan pembeli tetap (offtaker)?", "Do you have a contract with an offtaker?"),
        remedy=Text("Buat kontrak tertulis dengan pembeli tetap", "Sign a contract with a regular buyer"),
        aliases=("offtaker", "kontrak offtaker"),
        source="domain.md §4.1",
        group="market",
    ),
    Fact(
        name="export_interest",
        type=BOOLEAN,
        title=Text("berminat ekspor", "interested in export"),
        question=Text("Apakah Anda berminat mengekspor produk Anda?", "Would you like to export your product?"),
        remedy=Text("Nyatakan minat ekspor kepada pendamping", "Tell your mentor that you want to export"),
        aliases=("minat ekspor", "potensi ekspor"),
        source="domain.md §0.1",
        group="market",
    ),
    Fact(
        name="has_exported",
        type=BOOLEAN,
        title=Text("pernah ekspor", "has exported"),
        question=Text("Apakah Anda pernah mengekspor produk Anda?", "Have you ever exported your product?"),
        aliases=("ekspor", "pernah ekspor", "sudah ekspor"),
        source="domain.md §5.3",
        group="market",
    ),
)

FACTS: Final[tuple[Fact, ...]] = (*_KNOWLEDGE, *_SELLING)
