"""Writes a memo as a Word document, laid out like an official one (GB/T 9704).

The fonts are named for East Asian text, or Word would take its own; a font that is not installed
has a sibling named. Only the first export loads this module: the library takes a moment.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, time
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.enum.text import WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt
from docx.styles.style import ParagraphStyle
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from bot.dialog.memo import Memo, Section, Subsection, Table
from bot.dialog.memo import Part as MemoPart
from bot.dialog.reply import Note, Quote, Text

_LATIN = "Times New Roman"
_BODY, _KAI, _HEI, _SONG = "仿宋_GB2312", "楷体_GB2312", "黑体", "宋体"
_TITLE = "方正小标宋简体"
_SIBLINGS = {_BODY: "仿宋", _KAI: "楷体", _TITLE: _SONG}
"""What stands in where a font is not installed: Windows has these, offices have the others."""
_LINE = Pt(28.95)
"""22 lines on the 225 mm of a page."""
_CHARACTERS = 100
"""An indent of one character, as Word counts."""
_COLUMNS = (Mm(46), Mm(58), Mm(24), Mm(28))
"""Together the 156 mm of a line."""
_GRID, _IN_TABLE, _IN_TABLE_HEAD = "Table Grid", "Memo Table", "Memo Table Head"
_FONT_TABLE = "word/fontTable.xml"


@dataclass(frozen=True, slots=True)
class _Look:
    """How paragraphs of a style look; `indent` is that of the first line, in characters."""

    font: str
    size: float
    align: ALIGN = ALIGN.JUSTIFY
    indent: int = 0
    exact: bool = True
    keep_with_next: bool = False


_LOOKS = {
    "Normal": _Look(_BODY, 16, indent=2),
    "Title": _Look(_TITLE, 22, ALIGN.CENTER),
    "Subtitle": _Look(_KAI, 16, ALIGN.CENTER),
    "Heading 1": _Look(_HEI, 16, indent=2, keep_with_next=True),
    "Heading 2": _Look(_KAI, 16, indent=2, keep_with_next=True),
    "Quote": _Look(_KAI, 16, indent=2),
    "Date": _Look(_BODY, 16, ALIGN.RIGHT),
    "Footer": _Look(_SONG, 14, ALIGN.CENTER, exact=False),
    _IN_TABLE: _Look(_BODY, 12, ALIGN.LEFT, exact=False),
    _IN_TABLE_HEAD: _Look(_HEI, 12, ALIGN.CENTER, exact=False),
}


def written(memo: Memo) -> bytes:
    """Return the memo as a .docx file; the same memo is always the same bytes."""
    document = Document()
    _set_defaults(document)
    _drop_styles(document)
    for name, look in _LOOKS.items():
        _style(document, name, look)
    _set_page(document)
    _add(document, memo.title, "Title")
    _add(document, memo.subtitle, "Subtitle")
    _add(document, "")
    for part in memo.parts:
        _write(document, part)
    for before in (document.paragraphs[-1], _add(document, "")):
        before.paragraph_format.keep_with_next = True  # no page has the date alone
    dated = _add(document, memo.dateline, "Date")
    dated.paragraph_format.right_indent = Pt(16 * 4)
    _set_properties(document, memo)
    return _packed(document, memo)


def _write(document: WordDocument, part: MemoPart) -> None:
    match part:
        case Section(title=title):
            heading = _add(document, title, "Heading 1")
            heading.runs[0].bold = title.isascii()  # Latin letters have no 黑体
        case Subsection(title=title):
            _add(document, title, "Heading 2")
        case Text(text=text) | Note(text=text):
            _add(document, text)
        case Quote(text=text, translation=translation, source=source):
            for words in filter(None, (*text.split("\n"), translation, source)):
                _add(document, words, "Quote")
        case Table():
            _add_table(document, part)


def _add(document: WordDocument, text: str, style: str = "Normal") -> Paragraph:
    paragraph = document.add_paragraph(style=style)
    _say(paragraph, text)
    return paragraph


def _say(paragraph: Paragraph, text: str) -> None:
    """Write text; quotation marks in Chinese are Chinese ones, which look like Latin ones."""
    run = paragraph.add_run(text)
    if not text.isascii():
        _child(run.element.get_or_add_rPr(), "w:rFonts").set(qn("w:hint"), "eastAsia")


def _add_table(document: WordDocument, memo_table: Table) -> None:
    texts = (memo_table.head, *(row.cells for row in memo_table.rows))
    table = document.add_table(rows=len(texts), cols=len(_COLUMNS), style=_GRID)
    table.autofit = False
    for column, width in zip(table.columns, _COLUMNS, strict=True):
        column.width = width
    for number, (row, line) in enumerate(zip(table.rows, texts, strict=True)):
        for cell, text, width in zip(row.cells, line, _COLUMNS, strict=True):
            cell.width = width
            _fill(document, cell, text, _IN_TABLE if number else _IN_TABLE_HEAD)
    grid = document.element.body.tbl_lst[-1]
    for row in grid.tr_lst:
        _child(row.get_or_add_trPr(), "w:cantSplit")
    _child(grid.tr_lst[0].get_or_add_trPr(), "w:tblHeader")  # on every page that it reaches


def _fill(document: WordDocument, cell: _Cell, text: str, style: str) -> None:
    [paragraph] = cell.paragraphs
    paragraph.style = document.styles[style]
    _say(paragraph, text)


def _drop_styles(document: WordDocument) -> None:
    """Drop the template's other styles, among which the library looks at each paragraph."""
    for style in list(document.styles):
        if style.name not in {*_LOOKS, _GRID} and not style.element.default:
            style.delete()
    for style in document.styles:
        for link in style.element.findall(qn("w:link")):
            style.element.remove(link)  # to a style of characters


def _style(document: WordDocument, name: str, look: _Look) -> None:
    """Give a style its look and nothing of what the library's template gives it."""
    styles = document.styles
    if name not in styles:
        styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=name == "Date")
    style = styles[name]
    if not isinstance(style, ParagraphStyle):
        raise TypeError(f"{name} is no style of a paragraph")
    for found in (style.element.rPr, *style.element.findall(f"{qn('w:pPr')}/{qn('w:pBdr')}")):
        if found is not None:
            found.getparent().remove(found)
    for found in style.element.findall(f"{qn('w:pPr')}/{qn('w:numPr')}"):
        found.getparent().remove(found)
    style.font.name = _LATIN
    style.font.size = Pt(look.size)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), look.font)
    form = style.paragraph_format
    form.alignment = look.align
    form.space_before = form.space_after = Pt(0)
    form.line_spacing_rule = WD_LINE_SPACING.EXACTLY if look.exact else WD_LINE_SPACING.SINGLE
    if look.exact:
        form.line_spacing = _LINE
    form.keep_with_next = look.keep_with_next
    form.first_line_indent = Pt(look.size * look.indent)
    indent = style.element.pPr.find(qn("w:ind"))
    indent.set(qn("w:firstLineChars"), str(look.indent * _CHARACTERS))


def _set_defaults(document: WordDocument) -> None:
    """Replace the template's fonts of a theme, which would go before those that are named."""
    defaults = document.styles.element.find(
        f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}"
    )
    fonts, language = defaults.find(qn("w:rFonts")), defaults.find(qn("w:lang"))
    fonts.attrib.clear()
    for script, font in (("ascii", _LATIN), ("hAnsi", _LATIN), ("eastAsia", _BODY), ("cs", _LATIN)):
        fonts.set(qn(f"w:{script}"), font)
    language.set(qn("w:eastAsia"), "zh-CN")
    settings = document.settings.element
    settings.find(qn("w:themeFontLang")).set(qn("w:eastAsia"), "zh-CN")
    settings.find(qn("w:zoom")).set(qn("w:percent"), "100")


def _set_page(document: WordDocument) -> None:
    """Set A4, the margins, and the number of the page between two dashes."""
    [page] = document.sections
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.top_margin, page.bottom_margin = Mm(37), Mm(35)
    page.left_margin, page.right_margin = Mm(28), Mm(26)
    page.header_distance, page.footer_distance = Mm(15), Mm(25)
    [footer] = page.footer.paragraphs
    _say(footer, "— ")
    number = OxmlElement("w:fldSimple", {qn("w:instr"): "PAGE"})
    footer.runs[-1].element.addnext(number)
    _say(footer, " —")


def _set_properties(document: WordDocument, memo: Memo) -> None:
    """Say what it is and when it was made; and nothing of who."""
    properties = document.core_properties
    properties.title, properties.subject = memo.title, memo.subtitle
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.created = properties.modified = datetime.combine(memo.day, time(), UTC)


def _child(parent: BaseOxmlElement, tag: str) -> BaseOxmlElement:
    child = OxmlElement(tag)
    parent.append(child)
    return child


def _packed(document: WordDocument, memo: Memo) -> bytes:
    """Return the file, with siblings for the fonts and without the time on this machine's clock."""
    packed, repacked = BytesIO(), BytesIO()
    document.save(packed)
    when = (memo.day.year, memo.day.month, memo.day.day, 0, 0, 0)
    with ZipFile(packed) as old, ZipFile(repacked, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == _FONT_TABLE:
                content = content.replace(b"</w:fonts>", _siblings().encode() + b"</w:fonts>")
            info = ZipInfo(name, when)
            info.compress_type = ZIP_DEFLATED
            new.writestr(info, content)
    return repacked.getvalue()


def _siblings() -> str:
    """Return the entries of the table of fonts; 86 is the character set of simplified Chinese."""
    return "".join(
        f'<w:font w:name="{font}"><w:altName w:val="{sibling}"/><w:charset w:val="86"/></w:font>'
        for font, sibling in _SIBLINGS.items()
    )
