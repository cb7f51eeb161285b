"""Tables in the shapes that offices and programmes keep (domain.md §7.1), with rows of our own: what is surely read, and what waits for a word."""

import pytest

from naikkelas.batch import propose_columns, read_table

#: By where the titles were seen: the titles, two rows, what is sure (by column), and what is only listed.
SHAPES = {
    "disperindag": (
        "Jenis Industri,Bulan Tahun Daftar Usaha,Badan Usaha,Nama Perusahaan,Nama Pemilik,Jenis Kelamin,Tanggal Lahir,NIK,Alamat,Desa/Kelurahan,Kecamatan,Telepon,Email,Izin NIB,Kode KBLI,Nama Produk,Jumlah Tenaga Kerja Pria,Jumlah Tenaga Kerja Wanita,Nilai Investasi,Nilai Produksi,Status,Keterangan",
        [
            "Pangan,Maret 2019,PO,Dapur Melati,Sri,P,01/02/1980,,Jl. Mawar 1,Ayah,Ayah,0812,,ada,10710,Keripik,2,3,5000000,9000000,aktif,",
            "Kerajinan,Juli 2021,CV,Anyam Jaya,Tono,L,03/04/1975,,Jl. Melati 2,Buayan,Buayan,0813,,belum,16291,Anyaman,1,4,7000000,8000000,aktif,",
        ],
        {
            "Jenis Industri": "fact sector",
            "Badan Usaha": "fact legal_form",
            "Nama Perusahaan": "fact business_name",
            "Nama Pemilik": "fact owner_name",
            "NIK": "fact owner_nik",
            "Alamat": "fact address",
            "Izin NIB": "fact nib_status",
            "Kode KBLI": "fact kbli",
            "Nama Produk": "fact main_product",
            "Jumlah Tenaga Kerja Pria": "fact workers_men",
            "Jumlah Tenaga Kerja Wanita": "fact workers_women",
            "Nilai Investasi": "fact investment",
        },
        {"Nilai Produksi"},
    ),
    "kota": (
        "no_nib,no_pirt,no_md,no_halal,no_merek,tahun_mulai_usaha,jumlah_produksi,jumlah_penjualan",
        ["1234567890123,2123517010001-22,,,,2018,100,200", "-,-,,,,2020,50,80"],
        {
            "no_nib": "fact nib_number",
            "no_pirt": "fact pirt_number",
            "no_md": "fact md_number",
            "no_halal": "fact halal_number",
            "no_merek": "fact brand_number",
            "tahun_mulai_usaha": "fact operating_since",
        },
        {"jumlah_penjualan"},
    ),
    "ende": (
        "kecamatan,kelurahan,nm_sentra,nm_usaha,pemilik,kd_klbi,npwp,no_iut,thn_iut",
        ["Ende,Mbongawani,Tenun,Tenun Mawar,Maria,13121,,,2015", "Ende,Rukun,Tenun,Tenun Kasih,Yosefina,13122,,,2016"],
        {"nm_usaha": "fact business_name", "pemilik": "fact owner_name", "kd_klbi": "fact kbli", "npwp": "fact npwp_status"},
        {"nm_sentra"},
    ),
    "sidt": (
        "nama_usaha,c204_nib,c205_modal_pendirian,c207_bulan_mulai_operasi,c207_tahun_mulai_operasi,c401_pirt,c402_is_halal",
        ["Maju,1234567890123,5000000,3,2019,1,Ya", "Jaya,,6000000,11,2020,0,Tidak"],
        {
            "nama_usaha": "fact business_name",
            "c205_modal_pendirian": "fact capital",
            "c207_bulan_mulai_operasi": "month operating_since",
            "c207_tahun_mulai_operasi": "year operating_since",
        },
        {"c402_is_halal", "c204_nib", "c401_pirt"},
    ),
    "jatim": (
        "produk_utama,total_aset,penjualan_rata_pertahun,jumlash_tenaga_kerja,tahun_survey,Alamat",
        ["Kopi,205,84,2,2017,Jawa Timur", "Kue,210,620,7,2013,Jawa Timur"],
        {"produk_utama": "fact main_product", "jumlash_tenaga_kerja": "fact workers", "Alamat": "fact address"},
        {"penjualan_rata_pertahun", "total_aset"},
    ),
    "application": (
        "nama_usaha,bulanberdiri,tahunberdiri,masasimpan,beratbersih,kode_kemasan",
        ["Maju,Januari,2010,30hari,140gram,2", "Jaya,Agustus,2015,180 Hari,100 gram,3"],
        {
            "nama_usaha": "fact business_name",
            "bulanberdiri": "month operating_since",
            "tahunberdiri": "year operating_since",
            "masasimpan": "fact shelf_life_days",
        },
        set(),
    ),
    "bps": (
        "nama_usaha,punya_nib,nib,alasan_no_nib,badan_usaha,laporan_keuangan,kbli_kode",
        ["Maju,Ya,1234567890123,,Perorangan,Ya,10710", "Jaya,Tidak,,belum sempat,CV,Tidak,10794"],
        {
            "nama_usaha": "fact business_name",
            "badan_usaha": "fact legal_form",
            "laporan_keuangan": "fact keeps_books",
            "kbli_kode": "fact kbli",
        },
        {"nib", "punya_nib"},
    ),
    "probolinggo": (
        "PERUSAHAAN,KONTAK,JALAN,KELURAHAN,KECAMATAN,TELP,KATEGORI,PRODUK",
        [
            "MAJU,Ani,Jl. Mawar,MAYANGAN,MAYANGAN,8.52E+10,ANEKA OLAHAN IKAN,PETIS",
            "JAYA,Budi,Jl. Melati,WONOASIH,WONOASIH,8.53E+10,ANEKA OLAHAN KERIPIK,KERIPIK",
        ],
        {"PERUSAHAAN": "fact business_name", "JALAN": "fact address", "KATEGORI": "fact sector", "PRODUK": "fact main_product"},
        set(),
    ),
    "jabar": (
        "id,kode_provinsi,nama_provinsi,kode_kabupaten_kota,nama_kabupaten_kota,kategori_usaha,jumlah_umkm,satuan,tahun",
        ["1,32,JAWA BARAT,3201,KABUPATEN BOGOR,MAKANAN,100,UNIT,2021", "2,32,JAWA BARAT,3202,KABUPATEN SUKABUMI,MAKANAN,90,UNIT,2021"],
        {"kategori_usaha": "fact sector"},
        {"nama_kabupaten_kota", "kode_kabupaten_kota"},
    ),
    "katalog": (
        "nama_usaha,modal_awal,aset_usaha,omzet_usaha,nib,status_verifikasi",
        ["Maju,5000000,10000000,90000000,1234567890123,Terverifikasi", "Jaya,6000000,11000000,80000000,,Belum"],
        {"nama_usaha": "fact business_name", "modal_awal": "fact capital", "omzet_usaha": "fact annual_sales"},
        {"nib", "aset_usaha"},
    ),
}


@pytest.mark.parametrize("name", SHAPES)
@pytest.mark.parametrize("ends", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize("first", ["", "REKAP DATA IKM KABUPATEN KEBUMEN\nTAHUN 2026\n\n"], ids=["", "titled"])
def test_tables_of_the_field_are_understood(tmp_path, name, ends, first):
    titles, rows, sure, unsure = SHAPES[name]
    text = first + "\n".join([titles, *rows]) + "\n"
    path = tmp_path / "data.csv"
    path.write_text(text.replace("\n", ends), encoding="utf-8-sig", newline="")
    table = read_table(path)
    proposals = [each for each in propose_columns(table) if each.use is not None]
    assert {each.column.name: f"{each.use.role} {each.use.name}" for each in proposals if each.sure.is_used} == sure
    assert {each.column.name for each in proposals if not each.sure.is_used} == unsure
    assert len(list(table.rows())) == len(rows)


def test_a_recap_of_a_regency_names_no_business(tmp_path):
    """Titles of the sheet, a blank row, districts for columns: nothing of it is a fact of a business but the sector, and every row is there."""
    lines = [
        "REKAPITULASI DATA UMKM KABUPATEN SLEMAN;;;;;",
        "BERDASARKAN SEKTOR USAHA TIAP KAPANEWON;;;;;",
        "TAHUN 2022;;;;;",
        ";;;;;",
        "No;Sektor Usaha;Definisi;Satuan;Moyudan;Gamping",
        "1;Kuliner;Makanan, minuman;Unit;120;98",
        "2;Kerajinan;Anyaman, batik;Unit;44;31",
    ]
    path = tmp_path / "rekap.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8-sig")
    table = read_table(path)
    assert (table.header_row, table.delimiter, len(list(table.rows()))) == (5, ";", 2)
    assert {each.column.name for each in propose_columns(table) if each.use is not None} <= {"Sektor Usaha"}
