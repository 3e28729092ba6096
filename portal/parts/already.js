// What we have already is told as soon as the document is known: after a file has arrived, after a link was given.

function tellAlready(form, words, status) {
  const box = form.querySelector('[data-already]');
  if (!box) return;
  box.hidden = !words;
  box.querySelector('p').textContent = words;
  if (words) say(status, words);
}

async function lookForLink(input, status) {
  tellAlready(input.form, '', status);
  if (!input.value.trim()) return;
  const asked = input.value;
  try {
    const answer = await fetch(input.dataset.look + '?' + new URLSearchParams({ document: asked.trim() }));
    const { already } = await answer.json();
    if (input.value === asked) tellAlready(input.form, already, status);
  } catch { /* the next step looks again */ }
}

