"""The styles of every Word file. Nothing is smaller than its body size, and no style is only looks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.styles.style import BaseStyle, CharacterStyle, ParagraphStyle
from docx.styles.styles import Styles
from docx.text.font import Font

from converters.writers.docx.design import UPRIGHT, Design
from converters.writers.docx.xml import inside, w

_CODE_FONT = "Courier New"
_LINE = "6F7071"
_SOFT = "484949"
_LINK = "1A4F8B"
_GROUND = "F3F2F1"


@dataclass(frozen=True, slots=True)
class _Style:
    """A paragraph style; sizes and spaces are in points, ``line`` is a factor, None is as in ``base``.

    They are those beside text of 12 point; a Design makes them its own.
    """

    name: str
    is_words_own: bool = False
    base: str = "Normal"
    next: str | None = None
    size: float | None = None
    bold: bool = False
    before: float | None = None
    after: float | None = None
    line: float | None = None
    keep_with_next: bool = False
    keep_together: bool = False
    outline: int | None = None
    color: str | None = None
    font: str | None = None
    ground: str | None = None
    left: float = 0.0
    """How far from the margin."""
    right: bool = False
    """At the right margin: in the corner where every page has its number."""
    leads: bool = False
    """What follows a tab stands at the right margin, with dots that lead the eye there."""


def _heading(level: int, size: float, before: float) -> _Style:
    return _Style(
        f"Heading {level}",
        is_words_own=True,
        next="Normal",
        size=size,
        bold=True,
        before=before,
        after=6,
        line=1.1,
        keep_with_next=True,
        keep_together=True,
        outline=level - 1,
    )


# No style has a line beside it: LibreOffice would paint it as untagged content. None has the name
# of a type of PDF structure ("Quote", "Code"): LibreOffice would map one on the other, which
# PDF/UA-1 (7.1) forbids. For long quotations Word has "Block Text".
_PARAGRAPHS = (
    _heading(1, 22, 18),
    _heading(2, 18, 18),
    _heading(3, 15, 14),
    _heading(4, 13, 14),
    _heading(5, 12, 14),
    _heading(6, 12, 14),
    _Style("TOC Heading", is_words_own=True, next="Normal", size=18, bold=True, before=18, after=6, line=1.1),
    *(
        _Style(f"toc {level}", is_words_own=True, next="Normal", after=4, left=18 * (level - 1), leads=True)
        for level in (1, 2, 3)
    ),
    _Style("footer", is_words_own=True, bold=True, after=0, right=True),
    _Style("List Paragraph", is_words_own=True, after=5, keep_together=True),
    _Style("Caption", is_words_own=True, next="Normal", bold=True, before=3, after=9, keep_together=True),
    _Style("Block Text", is_words_own=True),
    _Style("footnote text", is_words_own=True, after=4, line=1.15),
    _Style("Table Text", before=2, after=2),
    _Style("Table Heading", base="Table Text", bold=True),
    _Style("After Table", after=3, line=1.0),
    _Style("Picture", next="Normal", after=5, line=1.0),
    _Style("Remark", color=_SOFT),
    _Style("Equation"),
    _Style("Code Block", line=1.1, font=_CODE_FONT, ground=_GROUND),
    _Style("Print Page", next="Normal", before=12, keep_with_next=True, color=_SOFT, bold=True),
)

_IDS = {
    "footnote text": "FootnoteText",
    "footnote reference": "FootnoteReference",
    "footer": "Footer",
    "TOC Heading": "TOCHeading",
    **{f"toc {level}": f"TOC{level}" for level in (1, 2, 3)},
}
"""Word's ids where they are not the name without its spaces."""


def define_styles(styles: Styles, design: Design) -> None:
    """Add our styles to Word's four default ones and "Table Grid", which are there."""
    _define_defaults(styles, design)
    for style in _PARAGRAPHS:
        _add_paragraph_style(styles, style, design)
    link = _add_character_style(styles, "Hyperlink", builtin=True)
    link.color.rgb = RGBColor.from_string(design.colour(_LINK))
    mark = _add_character_style(styles, "footnote reference", builtin=True)
    if design.is_print:  # no underlines, and no mark that is smaller than the text, which LibreOffice's is
        link.bold = mark.bold = True
        mark.element.get_or_add_rPr().append(w("vertAlign", val="baseline"))
    else:
        link.underline = mark.superscript = True
    _set_font(_add_character_style(styles, "Code Character", builtin=False), _CODE_FONT)
    grid = styles["Table Grid"].element
    grid.remove(inside(grid, "pPr"))  # it would take the space between lines out of our cells
    for border in inside(grid, "tblBorders"):
        border.set(qn("w:color"), design.colour(_LINE))


def _define_defaults(styles: Styles, design: Design) -> None:
    """Set the font and size that everything starts from, and how paragraphs of text stand."""
    properties = inside(inside(styles.element, "rPrDefault"), "rPr")
    properties.clear()
    properties.append(w("rFonts", ascii=design.font, hAnsi=design.font, eastAsia=design.font, cs=design.font))
    if design.ink != "000000":
        properties.append(w("color", val=design.ink))
    size = round(design.measure.points * 2)
    properties.extend([w("sz", val=size), w("szCs", val=size)])
    normal = cast(ParagraphStyle, styles["Normal"])
    normal.paragraph_format.space_after = Pt(design.space(9))
    normal.paragraph_format.line_spacing = design.line


def _add_paragraph_style(styles: Styles, style: _Style, design: Design) -> None:
    made = cast(ParagraphStyle, _add(styles, style.name, WD_STYLE_TYPE.PARAGRAPH, style.is_words_own))
    made.base_style = styles[style.base]
    if style.next:
        made.next_paragraph_style = styles[style.next]
    made.quick_style = True
    _set_frame(made, style, design)
    _set_format(made, style, design)
    _set_letters(made.font, style, design)


def _set_frame(made: ParagraphStyle, style: _Style, design: Design) -> None:
    """Set what python-docx has no name for. Before the rest, which finds its place around it."""
    properties = made.element.get_or_add_pPr()
    if style.ground and not design.is_print:
        properties.append(w("shd", val="clear", color="auto", fill=style.ground))
    if style.outline is not None:
        properties.append(w("outlineLvl", val=style.outline))


def _set_format(made: ParagraphStyle, style: _Style, design: Design) -> None:
    layout = made.paragraph_format
    layout.keep_with_next = style.keep_with_next or None
    layout.keep_together = style.keep_together or None
    if style.before is not None:
        layout.space_before = Pt(design.space(style.before))
    if style.after is not None:
        layout.space_after = Pt(design.space(style.after))
    if style.line is not None:
        layout.line_spacing = max(style.line, 1.2) if design.is_print else style.line
    if style.left:
        layout.left_indent = Pt(design.space(style.left))
    if style.right:
        layout.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    if style.leads:
        layout.tab_stops.add_tab_stop(Pt(UPRIGHT), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)


def _set_letters(font: Font, style: _Style, design: Design) -> None:
    if style.bold:
        font.bold = font.cs_bold = True
    if style.color:
        font.color.rgb = RGBColor.from_string(design.colour(style.color))
    if style.font:
        _set_font(font, style.font)
    if style.size is not None:
        points = design.size(style.size)
        font.size = Pt(points)
        size = w("szCs", val=round(points * 2))  # that of right-to-left letters
        inside(font.element, "sz").addnext(size)


def _add_character_style(styles: Styles, name: str, *, builtin: bool) -> Font:
    made = cast(CharacterStyle, _add(styles, name, WD_STYLE_TYPE.CHARACTER, builtin))
    made.base_style = styles["Default Paragraph Font"]
    return cast(Font, made.font)


def _set_font(font: Font, name: str) -> None:
    font.name = name
    inside(font.element, "rFonts").set(qn("w:cs"), name)


def _add(styles: Styles, name: str, kind: WD_STYLE_TYPE, builtin: bool) -> BaseStyle:
    made = cast(BaseStyle, styles.add_style(name, kind, builtin))  # type: ignore[no-untyped-call]
    made.style_id = _IDS.get(name, made.style_id)
    return made
