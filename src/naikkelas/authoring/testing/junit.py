"""A report in the form that build servers read (JUnit XML)."""

from xml.etree import ElementTree as ET

from naikkelas.authoring.testing.running import FileResult, Report
from naikkelas.authoring.testing.telling import case_lines
from naikkelas.problems import Lang


def junit(report: Report, lang: Lang) -> str:
    """The report as JUnit XML: a suite a file, and an error for every problem of a file. No times: results do not depend on them."""
    errors = sum(1 for file in report.files for problem in file.file.problems if problem.is_error)
    counts = {"tests": len(report.results) + errors, "failures": len(report.failed), "errors": errors}
    root = ET.Element("testsuites", {"name": "naikkelas", **{key: str(value) for key, value in counts.items()}})
    for file in report.files:
        _suite(root, file, lang)
    ET.indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _suite(root: ET.Element, file: FileResult, lang: Lang) -> None:
    errors = [problem for problem in file.file.problems if problem.is_error]
    counts = {"tests": len(file.results) + len(errors), "failures": len(file.failed), "errors": len(errors)}
    suite = ET.SubElement(root, "testsuite", {"name": file.file.name, **{key: str(value) for key, value in counts.items()}})
    for problem in errors:
        case = ET.SubElement(suite, "testcase", {"classname": file.file.name, "name": f"{problem.code} {problem.place}"})
        ET.SubElement(case, "error", {"message": problem.text(lang)})
    for result in file.results:
        attributes = {"classname": file.file.name, "name": result.case.name, "file": file.file.name, "line": str(result.case.place.line)}
        case = ET.SubElement(suite, "testcase", attributes)
        if not result.passed:
            lines = case_lines(result, lang)
            ET.SubElement(case, "failure", {"message": lines[1].strip()}).text = "\n".join(lines)
