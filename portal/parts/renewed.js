// Brings what is shown up to date and leaves alone what stays the same: whoever reads it keeps their place,
// the focus and what they opened. For screens that change by themselves, where nobody types anything.

function renew(here, wanted) {
  let at = here.firstChild;
  for (const next of [...wanted.childNodes]) {
    const same = sameAs(next, at);
    if (!same) {
      here.insertBefore(next, at);
      continue;
    }
    while (at !== same) at = removed(at);
    if (same.nodeType !== Node.ELEMENT_NODE) {
      if (same.data !== next.data) same.data = next.data;
    } else if (!same.isEqualNode(next)) {
      renewAttributes(same, next);
      renew(same, next);
    }
    at = same.nextSibling;
  }
  while (at) at = removed(at);
}

// An element is looked for among all that follow; text only where it would stand: there is too much white space.
function sameAs(next, at) {
  if (next.nodeType !== Node.ELEMENT_NODE) return at?.nodeType === next.nodeType ? at : null;
  let same = at;
  while (same && (same.nodeType !== Node.ELEMENT_NODE || markOf(same) !== markOf(next))) same = same.nextSibling;
  return same;
}

function removed(node) {
  const after = node.nextSibling;
  node.remove();
  return after;
}

// What stands for the same thing before and after: its own id, or the first in it; all it says, where it has none.
function markOf(node) {
  const named = node.id || node.dataset.form || (node.localName !== 'form' && node.querySelector('[id]')?.id);
  return named ? `${node.localName}.${node.className} ${named}` : node.outerHTML;
}

function renewAttributes(here, wanted) {
  for (const { name } of [...here.attributes]) {
    if (name !== 'open' && name !== 'tabindex' && !wanted.hasAttribute(name)) here.removeAttribute(name);
  }
  for (const { name, value } of wanted.attributes) {
    if (here.getAttribute(name) !== value) here.setAttribute(name, value);
  }
}
