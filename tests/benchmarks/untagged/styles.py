"""Style sheets for the model documents: how houses of many kinds set headings, text, lists and captions."""

from __future__ import annotations

from dataclasses import dataclass

EVERY = """
@page { size: A4; margin: 24mm 22mm; @bottom-center { content: counter(page) } }
* { bookmark-level: none } h1, h2, h3, h4 { break-after: avoid }
table { border-collapse: collapse; margin: 3mm 0 } th, td { padding: 0.7mm 2mm; vertical-align: top }
th, td { text-align: left }
th { font-weight: inherit } thead th { font-weight: bold } caption { text-align: left; padding: 1mm 0 }
.ruled th, .ruled td { border: 0.5pt solid #444 } .lines tr { border-bottom: 0.4pt solid #888 }
.booktabs thead { border-top: 1pt solid; border-bottom: 0.5pt solid } .booktabs { border-bottom: 1pt solid }
.striped tbody tr:nth-child(even) { background: #e8eef4 } figure { margin: 4mm 0; break-inside: avoid }
.note { float: footnote; font-size: 80% } .formula { text-align: center } .formula span { float: right }
.write { border: 0.5pt solid #444; height: 22mm } .columns, .index { columns: 2; column-gap: 8mm }
.box { border: 0.7pt solid #335; padding: 3mm; margin: 3mm 0; background: #f3f5f8 } .index p { margin: 0 }
"""


@dataclass(frozen=True, slots=True)
class Style:
    """One house's way: ``models`` are what it prints, ``running`` what its margins say on every page."""

    name: str
    css: str
    models: tuple[str, ...]
    numbered: bool = False
    running: tuple[str, ...] = ()
    tagger: str = "weasyprint"  # what prints it


def _heads(one: str, two: str, three: str, four: str) -> str:
    return "".join(f"h{at} {{ {look} }} " for at, look in enumerate((one, two, three, four), 1))


SERIF = "body { font: 11pt/1.35 'Nimbus Roman' } p { margin: 0 0 2.5mm } "
SANS = "body { font: 10.5pt/1.4 'Liberation Sans' } p { margin: 0 0 3mm } "
NARROW = "body { font: 9pt/1.2 'Nimbus Roman'; text-align: justify } p { margin: 0; text-indent: 4mm } "


def _head(said: str, place: str = "top-left") -> str:
    return f"@page {{ @{place} {{ content: '{said}'; font-size: 8pt }} }} "


STYLES = (
    Style(
        "serif report",
        SERIF
        + _head("Harbour Authority Annual Review")
        + _heads(
            "font-size: 22pt", "font-size: 16pt", "font-size: 13pt", "font-size: 11pt; font-style: italic"
        ),
        ("report", "handbook", "letter"),
        running=("Harbour Authority Annual Review",),
    ),
    Style(
        "sans corporate",
        SANS
        + _head("Coast and Ports Board | Strategy", "bottom-left")
        + _heads(
            "font-size: 26pt; color: #1a4f8b; font-weight: normal",
            "font-size: 17pt; color: #1a4f8b; font-weight: normal",
            "font-size: 12.5pt; color: #1a4f8b",
            "font-size: 10.5pt; color: #555",
        ),
        ("report", "consultation", "prices"),
        running=("Coast and Ports Board | Strategy",),
    ),
    Style(
        "two-column paper",
        NARROW + "@page { size: Letter; margin: 19mm 17mm } body { columns: 2; column-gap: 7mm } "
        "h1, .people { column-span: all; text-align: center } caption, figcaption { font-size: 8pt } "
        + _heads(
            "font-size: 17pt", "font-size: 11pt", "font-size: 9pt; font-style: italic", "font-size: 9pt"
        ),
        ("paper",),
        numbered=True,
    ),
    Style(
        "small capitals paper",
        NARROW
        + "body { columns: 2 } h1, .people { column-span: all; text-align: center } "
        + _heads(
            "font-size: 15pt",
            "font-size: 9pt; text-transform: uppercase; text-align: center; font-weight: normal",
            "font-size: 9pt; font-style: italic; font-weight: normal",
            "font-size: 9pt",
        ),
        ("paper",),
        numbered=True,
    ),
    Style(
        "bold of body size",
        SERIF
        + _heads(
            "font-size: 16pt",
            "font-size: 11pt; margin: 4mm 0 1mm",
            "font-size: 11pt; font-style: italic; margin: 3mm 0 0",
            "font-size: 11pt; font-weight: normal; font-style: italic; margin: 2mm 0 0",
        ),
        ("report", "minutes", "handbook"),
    ),
    Style(
        "numbered bold",
        SANS
        + _heads(
            "font-size: 15pt",
            "font-size: 10.5pt; margin: 4mm 0 1mm",
            "font-size: 10.5pt; margin: 3mm 0 1mm",
            "font-size: 10.5pt; margin: 2mm 0 0",
        ),
        ("report", "minutes", "consultation"),
        numbered=True,
    ),
    Style(
        "capitals",
        SERIF
        + _heads(
            "font-size: 18pt; text-transform: uppercase; text-align: center",
            "font-size: 11pt; text-transform: uppercase",
            "font-size: 11pt; text-transform: uppercase; font-weight: normal",
            "font-size: 11pt",
        ),
        ("report", "minutes", "letter"),
    ),
    Style(
        "light capitals",
        SANS
        + _heads(
            "font-size: 20pt; text-transform: uppercase; font-weight: normal",
            "font-size: 12pt; text-transform: uppercase; font-weight: normal; letter-spacing: 0.5pt",
            "font-size: 10.5pt; text-transform: uppercase; font-weight: normal",
            "font-size: 10.5pt; font-weight: bold",
        ),
        ("report", "newsletter"),
    ),
    Style(
        "coloured body size",
        SANS
        + _head("Whitby Harbour Users Guide", "top-right")
        + _heads(
            "font-size: 20pt; color: #7a1f3d",
            "font-size: 10.5pt; color: #7a1f3d; margin: 5mm 0 1mm",
            "font-size: 10.5pt; color: #1f5f7a; font-weight: normal; margin: 4mm 0 1mm",
            "font-size: 10.5pt; color: #555; font-style: italic; font-weight: normal; margin: 3mm 0 0",
        ),
        ("report", "consultation", "handbook"),
        running=("Whitby Harbour Users Guide",),
    ),
    Style(
        "light but larger",
        SERIF
        + _heads(
            "font-size: 24pt; font-weight: normal",
            "font-size: 15pt; font-weight: normal",
            "font-size: 13pt; font-weight: normal",
            "font-size: 12.5pt; font-style: italic; font-weight: normal",
        ),
        ("report", "letter", "prices"),
    ),
    Style(
        "centred",
        SERIF + "h1, h2, h3, figcaption, caption { text-align: center } "
        "figure { text-align: center } table { margin: 3mm auto } "
        + _heads(
            "font-size: 20pt",
            "font-size: 14pt",
            "font-size: 11pt",
            "font-size: 11pt; font-style: italic; font-weight: normal",
        ),
        ("report", "handbook", "prices"),
    ),
    Style(
        "indented centred",
        "body { font: 10pt/1.3 'P052'; text-align: justify } p { margin: 0; text-indent: 5mm } "
        "h2, h3 { text-align: center } "
        + _head("THE HARBOUR BOOK", "top-center")
        + _heads(
            "font-size: 16pt; text-align: center",
            "font-size: 11pt; font-variant: small-caps",
            "font-size: 10pt; font-style: italic; font-weight: normal",
            "font-size: 10pt",
        ),
        ("handbook", "report"),
        running=("THE HARBOUR BOOK",),
    ),
    Style(
        "newsletter",
        "body { font: 9.5pt/1.3 'Liberation Sans' } p { margin: 0 0 2mm } "
        ".pull { font-size: 14pt; color: #1a4f8b; text-align: center } "
        ".by { font-style: italic } "
        + _heads(
            "font-size: 32pt; color: white; background: #1a4f8b; padding: 4mm",
            "font-size: 15pt; margin: 3mm 0 1mm",
            "font-size: 9.5pt; margin: 2mm 0 0; color: #1a4f8b",
            "font-size: 11pt; margin: 0 0 1mm",
        ),
        ("newsletter",),
    ),
    Style(
        "three columns",
        "body { font: 8.5pt/1.25 'Liberation Sans Narrow' } "
        "p { margin: 0; text-indent: 3mm; text-align: justify } "
        ".columns { columns: 3; column-gap: 5mm } "
        ".pull { font: italic 12pt 'Nimbus Roman'; border-top: 1pt solid; border-bottom: 1pt solid } "
        ".by { font-weight: bold; font-size: 7.5pt } "
        + _heads(
            "font-size: 28pt; text-align: center; border-bottom: 2pt solid",
            "font-size: 13pt; margin: 2mm 0 1mm",
            "font-size: 8.5pt; margin: 2mm 0 0",
            "font-size: 10pt; margin: 0",
        ),
        ("newsletter",),
    ),
    Style(
        "slides",
        "@page { size: 254mm 143mm; margin: 12mm } section { break-after: page } "
        "body { font: 18pt/1.3 'Liberation Sans' } figure img { height: 60mm; width: auto } "
        + _heads(
            "font-size: 38pt; margin-top: 30mm",
            "font-size: 28pt; color: #1a4f8b",
            "font-size: 20pt",
            "font-size: 18pt",
        ),
        ("slides",),
    ),
    Style(
        "dark slides",
        "@page { size: 254mm 190mm; margin: 14mm; background: #15304a; "
        "@bottom-right { content: counter(page); color: white } "
        "@bottom-left { content: 'Port conference 2025'; color: white; font-size: 10pt } } "
        "section { break-after: page } body { font: 20pt/1.35 'URW Gothic'; color: white } "
        + _heads(
            "font-size: 36pt; text-align: center; margin-top: 40mm",
            "font-size: 30pt; text-align: center; font-weight: normal",
            "font-size: 22pt",
            "font-size: 20pt",
        ),
        ("slides",),
        running=("Port conference 2025",),
    ),
    Style(
        "large print",
        "body { font: 16pt/1.5 'Liberation Sans' } p { margin: 0 0 5mm } "
        + _heads("font-size: 26pt", "font-size: 21pt", "font-size: 18pt", "font-size: 16pt"),
        ("report", "letter", "consultation"),
    ),
    Style(
        "small print",
        "body { font: 7.5pt/1.25 'Liberation Sans Narrow' } p { margin: 0 0 1.5mm } @page { margin: 15mm } "
        + _heads(
            "font-size: 12pt",
            "font-size: 9pt; margin: 2mm 0 1mm",
            "font-size: 7.5pt; margin: 2mm 0 0",
            "font-size: 7.5pt; font-style: italic; margin: 1mm 0 0",
        ),
        ("prices", "report"),
        numbered=True,
    ),
    Style(
        "side heads",
        SERIF
        + "body { margin-left: 42mm } h2, h3 { margin-left: -42mm } "
        + _heads(
            "font-size: 19pt; margin-left: -42mm",
            "font-size: 13pt; border-top: 0.7pt solid",
            "font-size: 11pt",
            "font-size: 11pt; font-style: italic; font-weight: normal",
        ),
        ("report", "handbook"),
    ),
    Style(
        "typewriter",
        "body { font: 10pt/1.3 'Nimbus Mono PS' } p { margin: 0 0 4mm } "
        + _heads(
            "font-size: 10pt; text-transform: uppercase; text-align: center",
            "font-size: 10pt; text-decoration: underline",
            "font-size: 10pt; font-weight: normal; text-decoration: underline",
            "font-size: 10pt; font-weight: normal",
        ),
        ("minutes", "letter", "report"),
        numbered=True,
    ),
    Style("word", "", ("report", "consultation", "minutes", "letter"), tagger="office"),
    Style("word numbered", "", ("report", "minutes"), numbered=True, tagger="office"),
)
