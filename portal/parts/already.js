// What we have already is told as soon as the document is known: after a file has arrived, after a link was given.

function showAlready(form, words) {
  const box = form.querySelector('[data-already]');
  if (!box) return;
  box.hidden = !words;
  box.querySelector('p').textContent = words;
}

async function lookForLink(input, status) {
  showAlready(input.form, '');
  if (!input.value.trim()) return;
  const asked = input.value;
  try {
    const answer = await fetch(input.dataset.look + '?' + new URLSearchParams({ document: asked.trim() }));
    const { already } = await answer.json();
    if (input.value !== asked || !already) return;
    showAlready(input.form, already);
    say(status, already);
  } catch { /* the next step looks again */ }
}

