"""Makes the two tables of docs/cohorts.md: `python examples/cohort_tables.py FOLDER`.

All of it is invented and drawn with a fixed seed; no row is a real business. What the two news items say is how many there are: 200 to be
verified in Lombok Timur and 56 who take part (STIPark NTB), and 350 in 14 regencies (Inopak). The rest, how many apply and what they
answer, is made up so that there is something to select.
"""

import csv
import random
import sys
from pathlib import Path

REGENCIES = {
    "Kebumen": 120, "Rembang": 30, "Wonosobo": 60, "Brebes": 90, "Pemalang": 50, "Purbalingga": 70, "Banjarnegara": 45, "Sragen": 40,
    "Banyumas": 110, "Klaten": 100, "Demak": 35, "Grobogan": 40, "Purworejo": 55, "Blora": 15, "Kota Semarang": 40,
}  # fmt: skip


def lombok_timur(draw: random.Random) -> list[dict[str, str]]:
    """200 who were to be verified: most were, some not, of some nobody wrote it down."""
    return [
        {
            "No Daftar": f"LT-{number:03}",
            "Kabupaten": "Lombok Timur",
            "Jenis Usaha": draw.choices(["pangan", "mesin", "tenun"], [70, 25, 5])[0],
            "Verifikasi Lapangan": draw.choices(["ya", "tidak", ""], [60, 34, 6])[0],
            "Tahun Mulai Usaha": str(draw.randint(2008, 2020)),
        }
        for number in range(1, 201)
    ]


def central_java(draw: random.Random) -> list[dict[str, str]]:
    """900 who apply, from the 14 regencies and one city beside them."""
    applied = [regency for regency, count in REGENCIES.items() for _ in range(count)]
    draw.shuffle(applied)
    return [{"No Daftar": f"JT-{number:03}", "Kabupaten": regency, **business(draw)} for number, regency in enumerate(applied, 1)]


def business(draw: random.Random) -> dict[str, str]:
    """What one of them answers. Of a few only the year is known, of a few not whether they know their market."""
    day = f"{draw.randint(2005, 2020)}-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}"
    sector = draw.choices(["pangan", "tenun", "kerajinan"], [60, 20, 20])[0]
    permit = sector == "pangan" and draw.random() < 0.8
    return {
        "Jenis Usaha": sector,
        "Mulai Usaha": day if draw.random() < 0.98 else day[:4],
        "PIRT": "punya" if permit else "belum",
        "Masa Berlaku PIRT": "2024-12-31" if permit else "",
        "MD": "belum",
        "Tahu Pasar": draw.choices(["ya", "tidak", ""], [87, 12, 1])[0],
        "Tahu Produksi": draw.choices(["ya", "tidak"], [92, 8])[0],
    }


def main(folder: Path) -> None:
    """Writes both tables."""
    for name, make in {"ikm-lombok-timur.csv": lombok_timur, "ikm-jawa-tengah.csv": central_java}.items():
        rows = make(random.Random(2021))  # noqa: S311 - an invented table, no secret
        with (folder / name).open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]), delimiter=";")
            writer.writeheader()
            writer.writerows(rows)


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "."))
