"""The styles of every Word file. Nothing is smaller than 12 point, and no style is only looks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.styles.style import BaseStyle, CharacterStyle, ParagraphStyle
from docx.styles.styles import Styles
from docx.text.font import Font

from converters.writers.docx.xml import inside, w

TEXT_FONT = "Arial"
_CODE_FONT = "Courier New"
_TEXT_SIZE = 12.0
_LINE = "6F7071"
_SOFT = "484949"
_LINK = "1A4F8B"
_GROUND = "F3F2F1"


@dataclass(frozen=True, slots=True)
class _Style:
    """A paragraph style; sizes and spaces are in points, ``line`` is a factor, None is as in ``base``."""

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
    border: tuple[str, int, int] | None = None
    """A side, the width of the line in eighths of a point, and its distance in points."""
    ground: str | None = None


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


_PARAGRAPHS = (
    _heading(1, 22, 18),
    _heading(2, 18, 18),
    _heading(3, 15, 14),
    _heading(4, 13, 14),
    _heading(5, 12, 14),
    _heading(6, 12, 14),
    _Style("List Paragraph", is_words_own=True, after=5),
    _Style("Caption", is_words_own=True, next="Normal", bold=True, before=3, after=9, keep_together=True),
    _Style("Quote", is_words_own=True, border=("left", 24, 8)),
    _Style("footnote text", is_words_own=True, after=4, line=1.15),
    _Style("Table Text", before=2, after=2),
    _Style("Table Heading", base="Table Text", bold=True),
    _Style("After Table", after=3, line=1.0),
    _Style("Picture", next="Normal", after=5, line=1.0),
    _Style("Remark", color=_SOFT),
    _Style("Equation"),
    _Style("Code", line=1.1, font=_CODE_FONT, ground=_GROUND),
    _Style("Print Page", next="Normal", before=12, keep_with_next=True, color=_SOFT, border=("top", 6, 2)),
)

_IDS = {"footnote text": "FootnoteText", "footnote reference": "FootnoteReference"}
"""Word's ids where they are not the name without its spaces."""


def define_styles(styles: Styles) -> None:
    """Add our styles to Word's four default ones and "Table Grid", which are there."""
    _define_defaults(styles)
    for style in _PARAGRAPHS:
        _add_paragraph_style(styles, style)
    link = _add_character_style(styles, "Hyperlink", builtin=True)
    link.color.rgb = RGBColor.from_string(_LINK)
    link.underline = True
    _add_character_style(styles, "footnote reference", builtin=True).superscript = True
    _set_font(_add_character_style(styles, "Code Character", builtin=False), _CODE_FONT)
    grid = styles["Table Grid"].element
    grid.remove(inside(grid, "pPr"))  # it would take the space between lines out of our cells
    for border in inside(grid, "tblBorders"):
        border.set(qn("w:color"), _LINE)


def _define_defaults(styles: Styles) -> None:
    """Set the font and size that everything starts from, and how paragraphs of text stand."""
    properties = inside(inside(styles.element, "rPrDefault"), "rPr")
    properties.clear()
    properties.append(w("rFonts", ascii=TEXT_FONT, hAnsi=TEXT_FONT, eastAsia=TEXT_FONT, cs=TEXT_FONT))
    properties.extend([w("sz", val=round(_TEXT_SIZE * 2)), w("szCs", val=round(_TEXT_SIZE * 2))])
    normal = cast(ParagraphStyle, styles["Normal"])
    normal.paragraph_format.space_after = Pt(9)
    normal.paragraph_format.line_spacing = 1.25


def _add_paragraph_style(styles: Styles, style: _Style) -> None:
    made = cast(ParagraphStyle, _add(styles, style.name, WD_STYLE_TYPE.PARAGRAPH, style.is_words_own))
    made.base_style = styles[style.base]
    if style.next:
        made.next_paragraph_style = styles[style.next]
    made.quick_style = True
    _set_frame(made, style)
    _set_format(made, style)
    _set_letters(made.font, style)


def _set_frame(made: ParagraphStyle, style: _Style) -> None:
    """Set what python-docx has no name for. Before the rest, which finds its place around it."""
    properties = made.element.get_or_add_pPr()
    if style.border:
        side, width, space = style.border
        line = w(side, val="single", sz=width, space=space, color=_LINE)
        properties.append(w("pBdr", line))
    if style.ground:
        properties.append(w("shd", val="clear", color="auto", fill=style.ground))
    if style.outline is not None:
        properties.append(w("outlineLvl", val=style.outline))


def _set_format(made: ParagraphStyle, style: _Style) -> None:
    layout = made.paragraph_format
    layout.keep_with_next = style.keep_with_next or None
    layout.keep_together = style.keep_together or None
    if style.before is not None:
        layout.space_before = Pt(style.before)
    if style.after is not None:
        layout.space_after = Pt(style.after)
    if style.line is not None:
        layout.line_spacing = style.line


def _set_letters(font: Font, style: _Style) -> None:
    if style.bold:
        font.bold = font.cs_bold = True
    if style.color:
        font.color.rgb = RGBColor.from_string(style.color)
    if style.font:
        _set_font(font, style.font)
    if style.size is not None:
        font.size = Pt(style.size)
        size = w("szCs", val=round(style.size * 2))  # that of right-to-left letters
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
