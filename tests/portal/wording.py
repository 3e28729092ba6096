"""The words of the portal as they stand in its sources: templates, mails, and what modules say to people."""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from lxml import html

PORTAL: Final = Path(__file__).parent.parent.parent / "portal"
SOME: Final = "some"  # in place of what is filled in

# What is said to whoever runs the service, or to nobody; and documents that are examples of bad ones.
NOT_SAID: Final = (
    "settings.py",
    "start.py",
    "system.py",
    "__main__.py",
    "worker.py",
    "samples",
    "migrations",
)
BLOCKS: Final = [
    "p",
    "li",
    "dd",
    "dt",
    "h1",
    "h2",
    "h3",
    "label",
    "legend",
    "summary",
    "button",
    "caption",
    "th",
]
FEWEST_WORDS: Final = 3  # of a string that is taken for words to a person


def sources() -> list[Path]:
    """Return every file that has words for people."""
    found = (path for suffix in ("html", "txt", "py", "js") for path in PORTAL.rglob(f"*.{suffix}"))
    kept = (path for path in found if not set(path.relative_to(PORTAL).parts) & {*NOT_SAID, "fonts"})
    return sorted(path for path in kept if any(said_in(path)))


def said_in(path: Path) -> Iterator[str]:
    """Yield the sentences of a source. What is filled in is a word."""
    text = path.read_text()
    match path.suffix:
        case ".html":
            said = [*_of_template(text), *_of_expressions(text)]
        case ".txt":
            said = re.split(r"\n\s*\n|^- ", _filled_in(text), flags=re.M)
        case ".js":
            said = re.findall(r"['`]([A-Z][^'`]+ [^'`]+ [^'`]+[.?])['`]", text)
        case _:
            said = [words for words in _of_module(ast.parse(text)) if _is_said(words)]
    for words in said:
        yield from (
            one.strip() for one in re.split(r"(?<=[.?!:;])\s+", " ".join(words.split())) if one.strip()
        )


def _filled_in(text: str) -> str:
    text = re.sub(r"\{#.*?#\}|\{%.*?%\}", " ", text, flags=re.S)
    return re.sub(r"\{\{.*?\}\}", SOME, text, flags=re.S)


def _of_template(text: str) -> Iterator[str]:
    """Yield the text of each block. Choices between words (``{% if %}``) are read one after the other."""
    tree = html.fragment_fromstring(_filled_in(re.sub(r"<style.*?</style>", "", text, flags=re.S)), "div")
    for block in tree.iter(*BLOCKS):
        if not block.xpath(".//" + " | .//".join(("p", "li"))):
            yield str(block.text_content())


def _of_expressions(text: str) -> Iterator[str]:
    """Yield what a template gives to a macro as a label or a hint."""
    for expression in re.findall(r"\{[{%](.*?)[%}]\}", text, flags=re.S):
        joined = re.sub(r'"\s*~[^"]*~\s*"', f" {SOME} ", expression)
        yield from (words for words in re.findall(r'"([^"]+)"', joined) if _is_said(words))


def _of_module(tree: ast.Module) -> Iterator[str]:
    """Yield the strings of a module that are not docstrings, not logged, and not of programmers' errors."""
    nodes: list[ast.AST] = [tree]
    while nodes:
        node = nodes.pop()
        if isinstance(node, ast.Raise) or (
            isinstance(node, ast.Call) and "_logger" in ast.unparse(node.func)
        ):
            continue
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
        elif isinstance(node, ast.JoinedStr):
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else SOME for part in node.values)
        else:
            nodes += [child for child in ast.iter_child_nodes(node) if not _is_docstring(child)]


def _is_for_programmers(called: str) -> bool:
    return called.startswith("_logger.") or called in dir(builtins)


def _is_docstring(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _is_said(words: str) -> bool:
    """Return whether a string is words for a person: a few of them, and no code."""
    return len(words.split()) >= FEWEST_WORDS and not re.search(
        r"[<>{}=\[\]|;#]|\b(self|none)\b|/[a-z]", words
    )
