"""The runner of code blocks finds what is wrong on a page; without this, green pages would mean nothing."""

from textwrap import dedent

import pytest

from tests.docs.blocks import blocks, matches
from tests.docs.runner import Page


@pytest.fixture
def failures(tmp_path):
    def run(page: str) -> list[str]:
        path = tmp_path / "page.md"
        path.write_text(dedent(page).replace("'''", "```"), encoding="utf-8")
        return Page(path, tmp_path / "run").failures()

    (tmp_path / "run").mkdir()
    return run


def test_python_blocks_share_their_names_and_their_output_is_compared(failures):
    page = """
    '''python
    from dataclasses import dataclass
    @dataclass
    class Pair:
        a: int
    '''
    '''python
    print(Pair(1)); print("two"); print("three")
    '''
    <!-- output -->
    '''text
    Pair(a=1)
    ...
    '''
    """
    assert failures(page) == []


def test_other_output_than_shown_is_caught(failures):
    (failure,) = failures("'''python\nprint('a')\n'''\n<!-- output -->\n'''text\nb\n'''\n")
    assert failure.startswith("page.md:6: the Python block before prints something else")
    assert "-b\n+a" in failure


def test_output_of_nothing_is_caught(failures):
    (failure,) = failures("<!-- output -->\n'''text\nb\n'''\n")
    assert failure.startswith("page.md:3: marked as output")


def test_a_failing_python_block_is_told_with_its_line(failures):
    found = failures("# Title\n\n'''python\nx = 1\ndef f():\n    raise KeyError('k')\nf()\n'''\n'''python\nx = = 1\n'''\n")
    assert found[0] == "page.md:6: KeyError: 'k'"
    assert found[1].startswith("page.md:10: ")
    assert "SyntaxError" in found[1]


def test_prompts_are_checked_as_doctests(failures):
    page = "'''python\n>>> x = 1\n>>> x + 1\n{}\n'''\n'''python\nassert x == 1\n'''\n"
    (failure,) = failures(page.format(3))
    assert "Expected:" in failure


def test_prompts_that_hold_are_fine(failures):
    assert failures("'''python\n>>> x = 1\n>>> x + 1\n2\n'''\n'''python\nassert x == 1\n'''\n") == []


def test_console_output_exit_codes_and_pipes(failures):
    page = """
    '''console
    $ echo one; echo two >&2; \\
      echo three
    one
    ...
    three
    $ python -c "raise SystemExit(3)"
    $ echo $?
    3
    $ echo a | sort
    a
    $ make everything
    '''
    <!-- exit: 1 -->
    '''console
    $ grep -q x nothing-here 2>/dev/null || python -c "raise SystemExit(1)"
    '''
    """
    assert failures(page) == []


@pytest.mark.parametrize(
    ("lines", "wrong"),
    [
        ("$ echo a\nb", "page.md:2: 'echo a' prints something else"),
        ("$ echo a\n$ python -c 'raise SystemExit(2)'", "page.md:3: exit code 2, not 0"),
        ("$ echo a\n$ echo $?\n1", "page.md:2: exit code 0, not 1"),
        ("$ echo 'Traceback (most recent call last)'", "page.md:2: a traceback"),
        ("$ frobnicate", "page.md:2: 'frobnicate' is neither"),
        ("echo a", "page.md:2: a console block starts with"),
    ],
)
def test_a_console_block_that_is_not_as_shown_is_caught(failures, lines, wrong):
    (failure,) = failures(f"'''console\n{lines}\n'''\n")
    assert failure.startswith(wrong)


@pytest.mark.parametrize(
    ("block", "wrong"),
    [
        ("'''\nx\n'''", "page.md:2: a block of kind ''"),
        ("'''ruby\nx\n'''", "page.md:2: a block of kind 'ruby'"),
        ("text\n\n    indented\n", "page.md:3: a block of kind 'indented'"),
        ("- item\n  '''sh\n  x\n  '''", "page.md:3: a block of kind 'sh'"),
        ("'''json\n{,}\n'''", "page.md:2: not json"),
        ("'''toml\nx\n'''", "page.md:2: not toml"),
        ("'''yaml\n{\n'''", "page.md:2: not YAML"),
        ("'''bash\nset -e\nnaikkelas check\n'''", "page.md:3: a command that can be run"),
        ("<!-- expect: NK999 -->\n'''yaml\na: [\n'''", "page.md:3: expected NK999, got"),
        ("'''yaml\n# a title\nformat: naikkelas/1\n'''", "page.md:2: expected no problems, got"),
    ],
)
def test_nothing_is_skipped(failures, block, wrong):
    (failure,) = failures(f"{block}\n")
    assert failure.startswith(wrong)


def test_data_that_parses_is_fine(failures):
    assert failures("'''json\n{}\n'''\n'''toml\na = 1\n'''\n'''yaml\na: 1\n'''\n'''text\nx\n'''\n'''bash\nset -e\n'''\n") == []


def test_a_block_with_a_file_mark_is_there_for_later_blocks(failures):
    assert failures("<!-- file: a/b.text -->\n'''text\nx\n'''\n'''console\n$ cat a/b.text\nx\n'''\n") == []


def test_a_rule_set_with_a_file_mark_is_checked_as_that_file(failures):
    page = "<!-- file: a.yaml -->\n'''yaml\nformat: naikkelas/1\nrule_set: a\n'''\n"
    (failure,) = failures(page)
    assert "a.yaml:1:1 error NK151" in failure


def test_marks_belong_to_the_block_right_below():
    found = blocks("<!-- expect: NK201, NK202 -->\n\n```yaml\na\n```\n\n<!-- exit: 1 -->\n\ntext between\n\n```console\n$ x\n```\n")
    assert [block.marks for block in found] == [{"expect": "NK201, NK202"}, {}]


@pytest.mark.parametrize(
    ("shown", "printed", "same"),
    [
        ("a\n", "a  \n\n", True),
        ("a\n", "b\n", False),
        ("a\n", "a\nb\n", False),
        ("a\n...\n", "a\nb\nc\n", True),
        ("...\nc\n", "a\nb\nc\n", True),
        ("a\n...\nc\n", "a\nc\n", True),
        ("a\n...\nd\n", "a\nc\n", False),
        ("a.c\n", "abc\n", False),
    ],
)
def test_how_output_is_compared(shown, printed, same):
    assert matches(shown, printed) is same
