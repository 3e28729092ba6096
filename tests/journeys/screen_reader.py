"""A virtual screen reader in the real page: what it says of a page, and what is announced meanwhile.

It is @guidepup/virtual-screen-reader, which reads the page as WAI-ARIA, the accessible name computation
and HTML-AAM say, from the beginning to the end. It knows no closed details and reads the value of a
button, which no screen reader does; so both are put out of its way while it reads. Of what it says,
lines without words for a person are left out (ends of things, "paragraph"), and so is a label beside
its own field.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import BrowserContext, Page

READER: Final = (
    Path(__file__).parent.parent
    / "judges/node_modules/@guidepup/virtual-screen-reader/lib/esm/index.browser.js"
)
ADDRESS: Final = "/virtual-screen-reader.js"  # served to the page by the test
MOST_PHRASES: Final = 5_000

READ: Final = """async ([address, most]) => {
    const aside = [...document.querySelectorAll('noscript, .way-round, details:not([open]) > :not(summary)')]
        .filter(one => !one.hidden);
    const buttons = [...document.querySelectorAll('button[value]')].map(one => [one, one.value]);
    aside.forEach(one => { one.hidden = true; });
    buttons.forEach(([one]) => one.removeAttribute('value'));
    const { virtual } = await import(address);
    await virtual.start({ container: document.body });
    const ended = async () => await virtual.lastSpokenPhrase() === 'end of document';
    for (let n = 0; n < most && !await ended(); n++) await virtual.next();
    const said = await virtual.spokenPhraseLog();
    await virtual.stop();
    aside.forEach(one => { one.hidden = false; });
    buttons.forEach(([one, value]) => one.setAttribute('value', value));
    return said;
}"""

# Every change of a live region, as soon as a page begins; an empty one says nothing (WAI-ARIA, aria-live).
LISTEN: Final = """() => {
    window.heard = [];
    const live = '[role=status], [role=alert], [role=log], [aria-live=polite], [aria-live=assertive]';
    new MutationObserver(changes => {
        const regions = new Set(changes.map(({ target }) =>
            (target.nodeType === Node.ELEMENT_NODE ? target : target.parentElement)?.closest(live)));
        const said = [...regions].map(region => region?.textContent.trim()).filter(Boolean);
        window.heard.push(...said);
    }).observe(document, { childList: true, characterData: true, subtree: true });
}"""

FOCUS: Final = """() => {
    const here = document.activeElement;
    if (!here || here === document.body) return '';
    axe.setup(document);
    const name = axe.commons.text.accessibleText(here) || here.innerText.trim().split('\\n')[0];
    axe.teardown();
    return `${here.getAttribute('role') ?? here.tagName.toLowerCase()}, ${name}`;
}"""

FIELDS: Final = ("textbox", "checkbox", "radio")
CONTROLS: Final = tuple(f"{role}, " for role in (*FIELDS, "button", "link", "heading", "cell", "rowheader"))
SILENT: Final = re.compile(r"(paragraph|strong|emphasis|document|superscript|end of .*|end, .*)$")
STABLE: Final = (
    (re.compile(r"key=[\w.~-]+"), "key=KEY"),
    (re.compile(r"http://127\.0\.0\.1:\d+"), "https://formats.example"),
    (re.compile(r"\b[0-9A-Z]{4}(-[0-9A-Z]{4}){2}\b"), "CODE"),
    (re.compile(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}\b"), "REFERENCE"),
    (re.compile(r"(?<=To say it: ).*"), "LETTER BY LETTER."),
)


def prepare(context: BrowserContext) -> None:
    """Let every page of ``context`` be read, and note what it announces. Call it before the first page."""
    assert READER.exists(), "the virtual screen reader is missing; make test installs it"
    context.route(f"**{ADDRESS}", lambda asked: asked.fulfill(path=READER, content_type="text/javascript"))
    context.add_init_script(f"({LISTEN})()")


def read_aloud(page: Page) -> list[str]:
    """Return what the screen reader says from the beginning to the end of the page, a phrase each."""
    said: list[Any] = page.evaluate(READ, [ADDRESS, MOST_PHRASES])
    return list(_without_labels([stable(str(phrase)) for phrase in said if not SILENT.match(str(phrase))]))


def heard(page: Page) -> list[str]:
    """Return what was announced since it was last asked, one by one."""
    said: list[str] = page.evaluate("() => window.heard.splice(0)")
    return [stable(phrase) for phrase in said]


def stable(phrase: str) -> str:
    """Return ``phrase`` with the same words for what differs between two runs."""
    for pattern, words in STABLE:
        phrase = pattern.sub(words, phrase)
    return phrase


def _without_labels(phrases: list[str]) -> Iterator[str]:
    """Leave out what a control before has said as its name, piece by piece, or one after says as its own."""
    control = ""
    for phrase, after in pairwise([*phrases, ""]):
        if phrase in control or after.startswith(tuple(f"{role}, {phrase}" for role in FIELDS)):
            continue
        control = phrase if phrase.startswith(CONTROLS) or " : " in phrase else ""
        yield phrase
