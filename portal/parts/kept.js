// What was written and not sent yet is kept by the browser, in this tab only. So a reload, a lost
// connection, a server that is started again and an hour's pause lose nothing (WCAG 2.2.5, 3.3.7).

const KEPT = 'kept:';

function keep(form) {
  const save = () => {
    const fields = {};
    for (const [name, value] of new FormData(form)) {
      if (typeof value === 'string' && value) (fields[name] ||= []).push(value);
    }
    const words = form.querySelector('[data-upload-words]')?.textContent;
    try { sessionStorage.setItem(KEPT + form.dataset.keep, JSON.stringify({ fields, words })); } catch { /* full or forbidden */ }
  };
  form.addEventListener('input', save);
  form.addEventListener('change', save);
  form.addEventListener('kept', save); // a file has arrived
}

// Puts back what is kept into a form that is new; what the form already says stands, unless it is only
// what we preselected (data-usual). Returns whether anything was put back.
function putBack(form) {
  const kept = read(form.dataset.keep);
  if (!kept || form.dataset.new === undefined) return false;
  const chosen = new Set([...form.querySelectorAll('input:checked:not([data-usual])')].map((input) => input.name));
  let any = false;
  for (const control of form.elements) {
    const values = kept.fields[control.name];
    if (!values || control.type === 'file') continue;
    if (control.type === 'radio' || control.type === 'checkbox') {
      if (chosen.has(control.name) || !values.includes(control.value) || control.checked) continue;
      control.checked = true;
    } else if (control.dataset.usual !== undefined) {
      if (control.value === values[0]) continue;
      control.value = values[0];
    } else if (control.value) {
      continue;
    } else {
      control.value = values[0];
    }
    any = true;
  }
  const words = form.querySelector('[data-upload-words]');
  if (words && kept.fields['upload-token']) words.textContent = kept.words || '';
  return any;
}

function forget(name) {
  try { sessionStorage.removeItem(KEPT + name); } catch { /* forbidden: nothing was kept either */ }
}

function read(name) {
  try { return JSON.parse(sessionStorage.getItem(KEPT + name)); } catch { return null; }
}

