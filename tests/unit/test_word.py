"""A memo as a Word document, opened again: what it says, and how it is laid out."""

import subprocess
import sys
from datetime import UTC, date, datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.shared import Mm

from bot.dialog.checklist.export import memo
from bot.dialog.memo import Memo, Section, Subsection, Table
from bot.dialog.reply import Note, Quote, Text
from bot.dialog.voice import Voice
from bot.word import written
from tests.dialog.packs import EN, ZH
from tests.dialog.test_findings import UNCLEAR, walked

CHECK = walked("S02", "S05", pilot_first=UNCLEAR)
DAY = date(2026, 11, 23)


def made(voice: Voice) -> Memo:
    return memo(voice, CHECK, DAY)


@pytest.fixture(scope="module")
def content() -> bytes:
    return written(made(ZH))


@pytest.fixture(scope="module")
def document(content: bytes) -> WordDocument:
    return Document(BytesIO(content))


def fonts(document: WordDocument, style: str) -> dict[str, str]:
    named = document.styles[style].element.rPr.rFonts.attrib
    return {name.partition("}")[2]: font for name, font in named.items()}


def test_all_of_the_memo_is_in_it_in_its_order(document: WordDocument) -> None:
    one = made(ZH)
    said = [paragraph.text for paragraph in document.paragraphs if paragraph.text]
    wanted = [one.title, one.subtitle]
    for part in one.parts:
        match part:
            case Section(title=text) | Subsection(title=text) | Text(text=text) | Note(text=text):
                wanted.append(text)
            case Quote(text=text, source=source):
                wanted += [text, source]
    assert said == [*wanted, one.dateline]
    tables = [part for part in one.parts if isinstance(part, Table)]
    assert [
        [tuple(cell.text for cell in row.cells) for row in table.rows] for table in document.tables
    ] == [[table.head, *(row.cells for row in table.rows)] for table in tables]


@pytest.mark.parametrize(
    ("style", "font", "points"),
    [
        ("Title", "方正小标宋简体", 22),
        ("Subtitle", "楷体_GB2312", 16),
        ("Heading 1", "黑体", 16),
        ("Heading 2", "楷体_GB2312", 16),
        ("Normal", "仿宋_GB2312", 16),
        ("Quote", "楷体_GB2312", 16),
        ("Footer", "宋体", 14),
    ],
)
def test_fonts_are_named_for_chinese_text_and_none_comes_from_a_theme(
    document: WordDocument, style: str, font: str, points: int
) -> None:
    assert fonts(document, style) == {
        "ascii": "Times New Roman",
        "hAnsi": "Times New Roman",
        "eastAsia": font,
    }
    size = document.styles[style].element.rPr.find(qn("w:sz")).get(qn("w:val"))
    assert size == str(points * 2)
    defaults = document.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:rFonts')}")
    assert not [name for name in defaults.attrib if name.endswith("Theme")]


def test_titles_are_headings_that_word_can_jump_to(document: WordDocument) -> None:
    first, second = (
        [one.text for one in document.paragraphs if one.style and one.style.name == name]
        for name in ("Heading 1", "Heading 2")
    )
    assert first[:2] == ["一、对照了什么", "二、对照结果"]
    assert [one[:3] for one in second] == ["（一）", "（二）"]


def test_the_page_is_that_of_an_official_document(document: WordDocument) -> None:
    [page] = document.sections
    size = [page.page_width, page.page_height]
    margins = [page.top_margin, page.bottom_margin, page.left_margin, page.right_margin]
    for found, wanted in zip(size + margins, (210, 297, 37, 35, 28, 26), strict=True):
        assert found is not None
        assert abs(found - Mm(wanted)) < Mm(1) / 20
    normal = document.styles["Normal"].element.pPr
    assert normal.find(qn("w:spacing")).get(qn("w:lineRule")) == "exact"
    assert normal.find(qn("w:ind")).get(qn("w:firstLineChars")) == "200"
    assert "PAGE" in page.footer.paragraphs[0]._p.xml


def test_punctuation_is_chinese_where_the_words_are(document: WordDocument) -> None:
    run = next(one for one in document.paragraphs if "“" in one.text).runs[0]
    hints = [fonts.get(qn("w:hint")) for fonts in run.element.iter(qn("w:rFonts"))]
    assert hints == ["eastAsia"]
    english = Document(BytesIO(written(made(EN))))
    heading = next(one for one in english.paragraphs if one.text == "1. What was checked").runs[0]
    assert heading.bold
    assert not list(heading.element.iter(qn("w:rFonts")))


def test_a_table_repeats_its_head_and_tears_no_row(document: WordDocument) -> None:
    for table in document.tables:
        first, *others = table.rows
        assert [cell.text for cell in first.cells] == ["文本原话", "所问", "所答", "对照"]
        assert first._tr.trPr.find(qn("w:tblHeader")) is not None
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
        assert others


def test_it_names_nobody_and_no_other_time_than_the_day(content: bytes) -> None:
    properties = Document(BytesIO(content)).core_properties
    assert properties.author == properties.last_modified_by == properties.comments == ""
    assert properties.created == properties.modified == datetime(2026, 11, 23, tzinfo=UTC)
    with ZipFile(BytesIO(content)) as packed:
        assert {info.date_time for info in packed.infolist()} == {(2026, 11, 23, 0, 0, 0)}
    assert written(made(ZH)) == content, "the same memo is the same file"


def test_fonts_that_are_seldom_installed_have_a_sibling(content: bytes) -> None:
    with ZipFile(BytesIO(content)) as packed:
        table = packed.read("word/fontTable.xml").decode()
    assert '<w:font w:name="仿宋_GB2312"><w:altName w:val="仿宋"/>' in table
    assert table.rstrip().endswith("</w:fonts>")


def test_it_is_small_enough_to_be_kept_until_it_is_sent(content: bytes) -> None:
    assert len(content) < 100_000


def test_a_start_does_not_load_the_library() -> None:
    program = "import sys, bot.application, bot.app; print('docx' in sys.modules)"
    ended = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, check=True, encoding="utf-8"
    )
    assert ended.stdout.strip() == "False"
