"""What the business makes, since when, with how many people, and what of its food decides which permit it can have."""

from typing import Final, get_args

from naikkelas.facts import BOOLEAN, TEXT, Fact, FactType, Text, choice, day, integer, text
from naikkelas.ikm.words import FisheryActivity, FoodKind, HeatTreatment, LegalForm, Sector, SlaughteredAnimals

_PEOPLE: Final = Text("orang", "people")
_DAYS: Final = Text("hari", "days")

#: Men and women together never leave the bounds of all workers, so the sum at the door is never clipped.
_MOST_WORKERS: Final = 1_000_000
_MOST_OF_ONE_SEX: Final = _MOST_WORKERS // 2

#: A KBLI code is a text: the zero of 01111 counts.
KBLI: Final[FactType] = text(r"[0-9]{5}", "00000 … 99999")

_MAKING: Final = (
    Fact(
        name="sector",
        type=choice(*get_args(Sector)),
        title=Text("bidang usaha", "sector"),
        question=Text(
            "Apa bidang usaha Anda: pangan olahan, herbal, kosmetik, kerajinan, kayu, tekstil, permesinan, atau lainnya?",
            "What is your sector: processed food, herbal, cosmetics, handicraft, wood, textile, machinery or another?",
        ),
        aliases=("jenis usaha", "jenis industri", "kategori", "kategori usaha", "bidang usaha", "sektor", "sektor usaha"),
        choice_titles={
            "processed_food": Text("pangan olahan", "processed food"),
            "herbal": Text("herbal dan jamu", "herbal"),
            "cosmetics": Text("kosmetik", "cosmetics"),
            "handicraft": Text("kerajinan", "handicraft"),
            "wood": Text("kayu, mebel dan ukiran", "wood, furniture and carving"),
            "textile": Text("tekstil dan busana", "textile and clothing"),
            "machinery": Text("permesinan", "machinery"),
            "other": Text("lainnya", "other"),
        },
        source="domain.md §0, §2",
        group="business",
    ),
    Fact(
        name="fishery_activity",
        type=choice(*get_args(FisheryActivity)),
        title=Text("usaha kelautan dan perikanan", "fishery business"),
        question=Text(
            "Apakah Anda mengolah atau memasarkan hasil perikanan, bertambak garam, usaha perikanan lain, atau bukan perikanan?",
            "Do you process or market fishery products, farm salt, do other fishery work, or none of these?",
        ),
        aliases=("usaha perikanan", "usaha kelautan"),
        choice_titles={
            "processing_or_marketing": Text("pengolah atau pemasar hasil perikanan", "processor or marketer of fishery products"),
            "salt_farming": Text("petambak garam", "salt farmer"),
            "other_fishery": Text("usaha perikanan lain", "other fishery business"),
            "none": Text("bukan perikanan", "no fishery"),
        },
        source="domain.md §4.2",
        group="business",
    ),
    Fact(
        name="kbli",
        type=KBLI,
        title=Text("kode KBLI", "KBLI code"),
        question=Text(
            "Berapa kode KBLI lima angka yang tercantum pada NIB Anda?", "What is the five-digit KBLI code on your business number (NIB)?"
        ),
        aliases=("kode kbli", "kbli_kode", "kd_klbi", "kd_kbli", "kbli 2020"),
        source="domain.md §1.6",
        group="business",
    ),
    Fact(
        name="legal_form",
        type=choice(*get_args(LegalForm)),
        title=Text("bentuk badan usaha", "legal form"),
        question=Text("Apa bentuk badan usaha Anda?", "What is the legal form of your business?"),
        remedy=Text("Pilih bentuk badan usaha lewat OSS atau notaris", "Choose a legal form through OSS or a notary"),
        aliases=("badan usaha", "badan_usaha", "bentuk usaha", "badan hukum"),
        choice_titles={
            "individual": Text("perorangan", "sole proprietor"),
            "individual_company": Text("PT perorangan", "single-owner company"),
            "company": Text("PT", "limited company"),
            "limited_partnership": Text("CV", "limited partnership"),
            "firm": Text("firma", "partnership"),
            "cooperative": Text("koperasi", "cooperative"),
            "other": Text("lainnya", "other"),
        },
        source="domain.md §7.1",
        group="business",
    ),
    Fact(
        name="main_product",
        type=TEXT,
        title=Text("produk utama", "main product"),
        question=Text("Apa produk utama Anda?", "What is your main product?"),
        aliases=("produk", "nama produk", "produk utama", "jenis produk", "jenis_produksi"),
        source="domain.md §7.1",
        group="business",
    ),
    Fact(
        name="operating_since",
        type=day(),
        title=Text("mulai beroperasi", "operating since"),
        question=Text(
            "Sejak kapan usaha ini berjalan (tanggal, bulan, atau cukup tahunnya)?",
            "Since when has this business been running (the day, the month or just the year)?",
        ),
        aliases=(
            "tahun berdiri",
            "tahunberdiri",
            "tahun mulai usaha",
            "tgl mulai",
            "tanggal mulai usaha",
            "mulai usaha",
            "tahun_mulai_operasi",
        ),
        source="domain.md §0.1",
        group="business",
    ),
    Fact(
        name="producing_since",
        type=day(),
        title=Text("produksi terus-menerus sejak", "in continuous production since"),
        question=Text(
            "Sejak kapan produk utama Anda dibuat terus-menerus tanpa berhenti?",
            "Since when has your main product been made without a break?",
        ),
        aliases=("mulai produksi", "produksi sejak"),
        source="domain.md §4.3",
        group="business",
    ),
)

_WORKERS: Final = (
    Fact(
        name="workers",
        type=integer(0, _MOST_WORKERS, _PEOPLE),
        title=Text("jumlah tenaga kerja", "workers"),
        question=Text(
            "Berapa orang yang bekerja di usaha Anda, termasuk Anda sendiri?", "How many people work in your business, you included?"
        ),
        aliases=("tenaga kerja", "tk", "karyawan", "jumlah pekerja", "jumlah tenaga kerja", "jumlash_tenaga_kerja", "pegawai"),
        source="domain.md §3",
        group="business",
    ),
    Fact(
        name="workers_men",
        type=integer(0, _MOST_OF_ONE_SEX, _PEOPLE),
        title=Text("tenaga kerja laki-laki", "men at work"),
        question=Text("Berapa laki-laki yang bekerja di usaha Anda?", "How many men work in your business?"),
        aliases=("jumlah tenaga kerja pria", "tenaga kerja pria", "tenaga kerja laki-laki", "tk l", "tk pria", "pekerja pria"),
        source="domain.md §7.1",
        group="business",
    ),
    Fact(
        name="workers_women",
        type=integer(0, _MOST_OF_ONE_SEX, _PEOPLE),
        title=Text("tenaga kerja perempuan", "women at work"),
        question=Text("Berapa perempuan yang bekerja di usaha Anda?", "How many women work in your business?"),
        aliases=("jumlah tenaga kerja wanita", "tenaga kerja wanita", "tenaga kerja perempuan", "tk p", "tk wanita", "pekerja wanita"),
        source="domain.md §7.1",
        group="business",
    ),
)

_FOOD: Final = (
    Fact(
        name="food_kind",
        type=choice(*get_args(FoodKind)),
        title=Text("golongan pangan", "kind of food"),
        question=Text("Termasuk golongan pangan apa produk Anda?", "Which kind of food is your product?"),
        aliases=("golongan pangan", "jenis pangan", "kelompok pangan"),
        choice_titles={
            "dry_packaged": Text("pangan kering dalam kemasan", "dry packaged food"),
            "milk": Text("susu dan hasil olahannya", "milk and milk products"),
            "frozen_animal": Text("daging, ikan atau unggas beku", "frozen meat, fish or poultry"),
            "low_acid_canned": Text("pangan kaleng berasam rendah", "low-acid canned food"),
            "infant": Text("pangan bayi", "infant food"),
            "alcoholic": Text("minuman beralkohol", "alcoholic drink"),
            "bottled_water": Text("air minum dalam kemasan", "bottled water"),
            "mandatory_sni": Text("pangan wajib SNI", "food under mandatory SNI"),
            "ready_to_eat": Text("pangan siap saji", "ready-to-eat food"),
            "fresh_produce": Text("pangan segar", "fresh produce"),
            "other": Text("lainnya", "other"),
        },
        source="domain.md §1.7",
        group="business",
    ),
    Fact(
        name="shelf_life_days",
        type=integer(0, 36_500, _DAYS),
        title=Text("masa simpan", "shelf life"),
        question=Text(
            "Berapa hari produk Anda tahan disimpan pada suhu ruang?", "For how many days does your product keep at room temperature?"
        ),
        remedy=Text(
            "Perbaiki pengeringan atau kemasan, lalu uji masa simpannya", "Improve drying or packaging, then have the shelf life tested"
        ),
        aliases=("masa simpan", "masasimpan", "umur simpan", "daya tahan"),
        source="domain.md §1.7",
        group="business",
    ),
    Fact(
        name="needs_cold_storage",
        type=BOOLEAN,
        title=Text("perlu disimpan dingin", "needs cold storage"),
        question=Text("Apakah produk Anda harus disimpan dingin atau beku?", "Must your product be kept cold or frozen?"),
        aliases=("simpan dingin",),
        source="domain.md §1.7",
        group="business",
    ),
    Fact(
        name="needs_freezing",
        type=BOOLEAN,
        title=Text("perlu disimpan beku", "must be kept frozen"),
        question=Text("Apakah produk Anda harus disimpan beku (di lemari pembeku)?", "Must your product be kept frozen (in a freezer)?"),
        aliases=("produk beku", "simpan beku", "frozen food"),
        source="domain.md §1.7",
        group="business",
    ),
    Fact(
        name="animal_origin",
        type=BOOLEAN,
        title=Text("pangan asal hewan", "food of animal origin"),
        question=Text(
            "Apakah produk Anda dibuat dari bahan asal hewan (daging, ikan, unggas, telur, susu)?",
            "Is your product made from animals (meat, fish, poultry, eggs, milk)?",
        ),
        aliases=("asal hewan", "pangan asal hewan"),
        source="domain.md §1.7",
        group="business",
    ),
    Fact(
        name="product_claims",
        type=BOOLEAN,
        title=Text("memuat klaim atau fortifikasi", "carries claims or is fortified"),
        question=Text(
            "Apakah label produk Anda memuat klaim gizi atau kesehatan, atau produknya difortifikasi?",
            "Does the label make a nutrition or health claim, or is the product fortified?",
        ),
        remedy=Text("Hapus klaim dari label", "Take the claim off the label"),
        aliases=("klaim", "klaim kesehatan"),
        source="domain.md §1.7",
        group="business",
    ),
    Fact(
        name="produced_at_home",
        type=BOOLEAN,
        title=Text("produksi di rumah tinggal", "produced at home"),
        question=Text("Apakah produksi dilakukan di rumah tempat tinggal Anda?", "Do you produce in the home you live in?"),
        aliases=("produksi di rumah",),
        source="domain.md §1.7",
        group="business",
    ),
    Fact(
        name="heat_treatment",
        type=choice(*get_args(HeatTreatment)),
        title=Text("pengawetan dengan panas", "preservation by heat"),
        question=Text(
            "Apakah produk Anda dipasteurisasi atau disterilkan (termasuk UHT), atau tidak keduanya?",
            "Is your product pasteurised or sterilised (UHT included), or neither?",
        ),
        aliases=("pasteurisasi", "sterilisasi", "uht"),
        choice_titles={
            "neither": Text("tidak keduanya", "neither"),
            "pasteurised": Text("dipasteurisasi", "pasteurised"),
            "sterilised": Text("disterilkan (termasuk UHT)", "sterilised (UHT included)"),
        },
        source="domain.md §1.7",
        group="business",
    ),
    Fact(
        name="packaged_and_labelled",
        type=BOOLEAN,
        title=Text("dikemas dan berlabel", "packaged and labelled"),
        question=Text("Apakah produk Anda dijual dalam kemasan dengan label?", "Is your product sold in a package with a label?"),
        remedy=Text("Kemas produk dan lengkapi labelnya", "Package the product and complete its label"),
        aliases=("dikemas", "berlabel", "kemasan berlabel"),
        source="domain.md §1.7",
        group="business",
    ),
    Fact(
        name="made_in_indonesia",
        type=BOOLEAN,
        title=Text("dibuat di Indonesia", "made in Indonesia"),
        question=Text("Apakah produk Anda dibuat di Indonesia, bukan impor?", "Is your product made in Indonesia and not imported?"),
        aliases=("produksi dalam negeri", "buatan indonesia"),
        source="domain.md §1.7",
        group="business",
    ),
    Fact(
        name="separate_from_non_halal",
        type=BOOLEAN,
        title=Text("terpisah dari proses tidak halal", "apart from non-halal processing"),
        question=Text(
            "Apakah lokasi, tempat dan alat produksi Anda terpisah dari proses produk tidak halal?",
            "Are your site, rooms and tools apart from the processing of non-halal products?",
        ),
        remedy=Text("Pisahkan tempat dan alat produksi", "Keep rooms and tools apart"),
        aliases=("fasilitas terpisah",),
        source="domain.md §2",
        group="business",
    ),
    Fact(
        name="slaughtered_animals",
        type=choice(*get_args(SlaughteredAnimals)),
        title=Text("unsur hewan sembelihan", "parts of slaughtered animals"),
        question=Text(
            "Apakah produk Anda memuat unsur hewan sembelihan, dan apakah pemasok atau RPH-nya bersertifikat halal?",
            "Does your product contain parts of slaughtered animals, and is the supplier or slaughterhouse halal certified?",
        ),
        remedy=Text("Ganti ke pemasok atau RPH bersertifikat halal", "Change to a halal certified supplier or slaughterhouse"),
        aliases=("hewan sembelihan",),
        choice_titles={
            "none": Text("tidak ada", "none"),
            "certified": Text("pemasok bersertifikat halal", "from a certified supplier"),
            "not_certified": Text("pemasok tanpa sertifikat halal", "from a supplier without a certificate"),
        },
        source="domain.md §2",
        group="business",
    ),
    Fact(
        name="simple_process",
        type=BOOLEAN,
        title=Text("proses produksi sederhana", "simple production process"),
        question=Text(
            "Apakah proses produksi Anda sederhana, dengan bahan yang sudah pasti halal?",
            "Is your process simple, with ingredients that are certainly halal?",
        ),
        aliases=("proses sederhana",),
        source="domain.md §2",
        group="business",
    ),
)

FACTS: Final[tuple[Fact, ...]] = (*_MAKING, *_WORKERS, *_FOOD)
