"""What holds for every control of a page: its name, its size, its turn with Tab, and its focus that shows."""

from __future__ import annotations

from typing import Any, Final

from playwright.sync_api import Page

from tests.journeys.axe import load_axe

CONTROLS: Final = "a[href], button, summary, input:not([type=hidden]), textarea, select"
STOPS: Final = f"{CONTROLS}, [tabindex='0']"  # what scrolls is a stop too
LEAST: Final = 24  # CSS px, WCAG 2.5.8
MOST_STOPS: Final = 400

# The words on a control are those of its label, or its own, without what only a screen reader gets.
OTHERWISE_NAMED: Final = """controls => {
    axe.setup(document);
    const plain = words => words.toLowerCase().replace(/[^\\p{L}\\p{N}]+/gu, ' ').trim();
    const seen = node => {
        const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
        let words = '';
        while (walker.nextNode()) {
            const parent = walker.currentNode.parentElement;
            if (parent.checkVisibility() && !parent.closest('.unseen, [aria-hidden=true], textarea'))
                words += ' ' + walker.currentNode.data;
        }
        return plain(words);
    };
    const visible = [...document.querySelectorAll(controls)]
        .filter(one => one.checkVisibility() && !one.closest('[aria-hidden=true]'));
    const wrong = visible.flatMap(one => {
        const name = axe.commons.text.accessibleText(one), label = one.labels?.[0];
        const words = seen(label ?? one);
        if (name.trim() && plain(name).startsWith(words)) return [];
        return [`named "${name}", shows "${words}": ${one.outerHTML.slice(0, 200)}`];
    });
    axe.teardown();
    return wrong;
}"""

# WCAG 2.5.8 leaves out links in a sentence; a choice is pressed on its words too.
TOO_SMALL: Final = """([controls, least]) => [...document.querySelectorAll(controls)].filter(one => {
    if (!one.checkVisibility({visibilityProperty: true, opacityProperty: true})) return false;
    const box = one.getBoundingClientRect();
    if (box.width === 0 || box.right <= 0) return false;
    if (getComputedStyle(one).display === 'inline' && !one.matches('button, input')) {
        const around = one.closest('p, li, dd, td, th, caption');
        if (around && around.textContent.trim().length > one.textContent.trim().length) return false;
    }
    return box.width < least - .1 || box.height < least - .1;
}).map(one => {
    const box = one.getBoundingClientRect();
    return `${Math.round(box.width)} by ${Math.round(box.height)} px: ${one.outerHTML.slice(0, 200)}`;
})"""

FROM_THE_TOP: Final = """() => {
    window.stops = [];
    window.scrollTo(0, 0);
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute('tabindex');
}"""

# One stop: null at the end of the page; else what is wrong with it, "" where nothing is.
STOP: Final = """() => {
    const here = document.activeElement;
    if (!here || here === document.body || window.stops.includes(here)) return null;
    const before = window.stops.at(-1);
    window.stops.push(here);
    const said = here.outerHTML.slice(0, 200);
    if (before && !(before.compareDocumentPosition(here) & Node.DOCUMENT_POSITION_FOLLOWING))
        return `out of order: ${said}`;
    const style = getComputedStyle(here);
    if (style.outlineStyle === 'none' || parseFloat(style.outlineWidth) < 2) return `no ring: ${said}`;
    const box = here.getBoundingClientRect();
    const [left, top, right, bottom] = [box.left + 2, box.top + 2, box.right - 2, box.bottom - 2];
    const shows = box.width < 3 || [[left, top], [right, bottom], [left, bottom]].some(([x, y]) => {
        const seen = document.elementFromPoint(x, y);
        return seen && (here.contains(seen) || seen.contains(here));
    });
    return shows ? '' : `covered: ${said}`;
}"""

# A group of radio buttons is one stop; what stands before the page (a skip link) shows only with the focus.
MISSED: Final = """controls => {
    const group = one => one.type === 'radio' ? `${one.form?.dataset.form} ${one.name}` : one;
    const reached = new Set(window.stops.map(group));
    return [...document.querySelectorAll(controls)]
        .filter(one => one.checkVisibility({visibilityProperty: true}) && !one.disabled && one.tabIndex >= 0)
        .filter(one => !one.closest('[inert]') && !reached.has(group(one)))
        .map(one => one.outerHTML.slice(0, 200));
}"""


def assert_names_begin_with_what_is_seen(page: Page) -> None:
    """Whoever speaks to the browser says what they see (WCAG 2.5.3)."""
    load_axe(page)
    _assert_none(page, page.evaluate(OTHERWISE_NAMED, CONTROLS))


def assert_large_enough(page: Page, look: str) -> None:
    """Every target is at least 24 by 24 CSS px (WCAG 2.5.8), without the exception for spacing."""
    _assert_none(page, page.evaluate(TOO_SMALL, [CONTROLS, LEAST]), look)


def assert_tab_reads_in_order(page: Page, look: str) -> None:
    """Tab goes through all controls in the order of reading; each shows its ring and is not covered."""
    page.evaluate(FROM_THE_TOP)
    wrong: list[str] = []
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        said = page.evaluate(STOP)
        if said is None:
            break
        wrong += [said] if said else []
    _assert_none(page, [*wrong, *(f"not reached: {one}" for one in page.evaluate(MISSED, STOPS))], look)


def _assert_none(page: Page, wrong: list[Any], look: str = "") -> None:
    assert not wrong, f"{page.url} {look}\n" + "\n".join(map(str, wrong))
