"""What captions begin with: the words that English and its neighbours number tables and figures by."""

from __future__ import annotations

TABLE_WORDS = r"table|tab\.|tableau|tabelle"
FIGURE_WORDS = (
    r"figure|fig\.|fig|chart|graph|map|plate|photo|image|picture|illustration|diagram|scheme|exhibit|box"
    r"|abb\.|abbildung"
)
