"""The pages of the documentation, read for what they name."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
CHINESE_README = ROOT / "README.zh-CN.md"
CONTRIBUTING = ROOT / "CONTRIBUTING.md"
SETTINGS = ROOT / "docs" / "settings.md"
DEPENDENCIES = ROOT / "docs" / "dependencies.md"
ARCHITECTURE = ROOT / "docs" / "architecture.md"
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])

_FENCE = re.compile(r"^ *```(\w*)\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\(([^)\s]+)\)|src=\"([^\"]+)\"")


def read(page: Path) -> str:
    """Return the text of a page."""
    return page.read_text(encoding="utf-8")


def fences(page: Path, kind: str = "") -> list[str]:
    """Return the fenced blocks of a page, of one kind or of all."""
    found = _FENCE.findall(read(page))
    return [
        "\n".join(map(str.strip, body.splitlines())) for name, body in found if kind in ("", name)
    ]


def spans(page: Path) -> set[str]:
    """Return what stands in `backticks` on a page."""
    return set(re.findall(r"`([^`\n]+)`", _FENCE.sub("", read(page))))


def code(page: Path) -> list[str]:
    """Return everything on a page that a reader may type: fenced lines and backticks."""
    lines = [line for block in fences(page) for line in block.splitlines()]
    return [*lines, *spans(page)]


def links(page: Path) -> set[str]:
    """Return where the links and images of a page lead."""
    return {first or second for first, second in _LINK.findall(_FENCE.sub("", read(page)))}


def anchors(page: Path) -> set[str]:
    """Return the anchors that GitHub makes of the headings of a page."""
    headings = re.findall(r"^#+ (.+)$", _FENCE.sub("", read(page)), re.MULTILINE)
    words = (re.sub(r"[^\w\- ]", "", heading.lower()) for heading in headings)
    return {word.replace(" ", "-") for word in words}


def tables(page: Path) -> list[list[list[str]]]:
    """Return the tables of a page as rows of cells, the first row being the heads."""
    found = re.findall(r"(?:^\|.*\|$\n?)+", read(page), re.MULTILINE)
    return [
        [
            [cell.strip() for cell in line.strip("|").split("|")]
            for number, line in enumerate(table.splitlines())
            if number != 1
        ]
        for table in found
    ]
