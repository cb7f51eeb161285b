"""Workbooks of Excel as odd programs write them: every part as it is given."""

from pathlib import Path
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from naikkelas.batch.cells import letter_of

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'

TITLES = ("Nama Usaha", "Kab/Kota", "Tahun Berdiri", "Omset Tahunan")


def cell(at: str, value, style=0, formula="") -> str:
    """A cell: a number, a text, or XML that begins with ``<c ``."""
    given = f' s="{style}"' if style else ""
    inside = f"<f>{formula}</f>" if formula else ""
    if isinstance(value, str):
        return value if value.startswith("<c ") else f'<c r="{at}" t="inlineStr"{given}>{inside}<is><t>{escape(value)}</t></is></c>'
    return f'<c r="{at}"{given}>{inside}{"" if value is None else f"<v>{value}</v>"}</c>'


def row(number: int, *values) -> str:
    """A row; a pair is a number and its style."""
    pairs = [value if isinstance(value, tuple) else (value, 0) for value in values]
    made = "".join(cell(f"{letter_of(at)}{number}", value, style) for at, (value, style) in enumerate(pairs) if value is not None)
    return f'<row r="{number}">{made}</row>'


def sheet_of(*rows: str, after="") -> str:
    return f'{HEAD}<worksheet xmlns="{MAIN}"><sheetData>{"".join(rows)}</sheetData>{after}</worksheet>'


def styles_of(*formats: str) -> str:
    """Style 1 has the first format, and so on."""
    given = "".join(f'<numFmt numFmtId="{164 + at}" formatCode="{escape(each, {chr(34): "&quot;"})}"/>' for at, each in enumerate(formats))
    used = "".join(f'<xf numFmtId="{164 + at}"/>' for at in range(len(formats)))
    return f'{HEAD}<styleSheet xmlns="{MAIN}"><numFmts>{given}</numFmts><cellXfs><xf numFmtId="0"/>{used}</cellXfs></styleSheet>'


def book_at(folder: Path, *sheets, name="data.xlsx", formats=(), texts="", about="", kind="worksheet", without=(), changed=None) -> Path:
    """A workbook; a sheet is its XML, or its name, its XML and what the list of sheets says of it."""
    listed = [each if isinstance(each, tuple) else (f"Data{at or ''}", each, "") for at, each in enumerate(sheets)]
    named = "".join(f'<sheet name="{title}" sheetId="{at}" {more} r:id="r{at}"/>' for at, (title, _, more) in enumerate(listed, 1))
    of = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    relations = [(f"r{at}", kind, f"worksheets/sheet{at}.xml") for at in range(1, len(listed) + 1)]
    relations += [("rs", "styles", "styles.xml"), *([("rt", "sharedStrings", "sharedStrings.xml")] if texts else [])]
    related = "".join(f'<Relationship Id="{key}" Type="{RELATED}/{what}" Target="{target}"/>' for key, what, target in relations)
    parts = {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{of}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{of}.styles+xml"/></Types>',
        "_rels/.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{RELATED}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{RELATED}">{about}<sheets>{named}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{related}</Relationships>',
        "xl/styles.xml": styles_of(*formats),
        **({"xl/sharedStrings.xml": texts} if texts else {}),
        **{f"xl/worksheets/sheet{at}.xml": xml for at, (_, xml, _) in enumerate(listed, 1)},
    }
    with ZipFile(folder / name, "w", ZIP_DEFLATED) as archive:
        for part, text in parts.items():
            if part not in without:
                new, data = (changed or (lambda *same: same))(part, text)
                archive.writestr(new, data)
    return folder / name
