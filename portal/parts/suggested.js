// Shows which formats suit the technology that is chosen, and says each line once, as it appears (WCAG 4.1.3).

function suggest(root, status) {
  for (const box of root.querySelectorAll('[data-suggestions]')) {
    const form = box.closest('form');
    showSuggested(box, form);
    form.addEventListener('change', (event) => {
      if (event.target.name !== 'technologies') return;
      const added = showSuggested(box, form);
      if (added) say(status, added);
    });
    form.addEventListener('reset', () => setTimeout(() => showSuggested(box, form)));
  }
}

// Returns the words of the lines that were not shown before.
function showSuggested(box, form) {
  const used = new Set([...form.querySelectorAll('[name=technologies]:checked')].map((input) => input.value));
  const added = [];
  for (const line of box.querySelectorAll('[data-for]')) {
    const shown = line.dataset.for.split(' ').some((code) => used.has(code));
    if (shown && line.hidden) added.push(line.textContent);
    line.hidden = !shown;
  }
  box.hidden = !box.querySelector('[data-for]:not([hidden])');
  return added.join(' ');
}

// Which screen reader it is says nothing any more once "Screen reader" is not chosen.
function clearWhatHides(box) {
  const detail = box.closest('.choice')?.nextElementSibling;
  if (box.checked || !detail?.matches('.detail')) return;
  for (const inner of detail.querySelectorAll(`[name="${CSS.escape(box.name)}"]`)) inner.checked = false;
}
