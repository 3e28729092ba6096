// Puts a screen's own HTML into the page, and tells Python which button was pressed.
// No library, no polling: Streamlit calls this on every run, and nothing happens unless the HTML changed.

const shown = new WeakMap();
let session; // of Streamlit: another one where the server was started again
let press; // tells Python; what was connected once calls the latest
let unanswered; // the press that we wait for: {form, action, screen, session}
const PATIENCE = 1000; // milliseconds without an answer, after which a press says that it is being worked on
let waiting;

export default function ({ data, parentElement, setTriggerValue }) {
  press = setTriggerValue;
  const root = parentElement.querySelector('.screen');
  const status = parentElement.querySelector('.announcement');
  if (shown.get(root) === data.revision) {
    if (session !== data.session) pressAgain(root, data, status);
    return;
  }
  clearTimeout(waiting);
  if (data.failure && root.hasChildNodes()) {
    shown.set(root, data.revision);
    tellFailure(root, data.failure);
    return;
  }

  const focused = root.contains(document.activeElement) ? pathTo(document.activeElement) : '';
  place(root, data);
  shown.set(root, data.revision);
  connect(root, status);
  const back = bringBack(root, status);
  suggest(root, status);
  giveFocus(root, data, focused);
  say(status, data.announce || back);
  pressAgain(root, data, status);
}

function place(root, data) {
  const isSame = window.lastScreenShown === data.screen && !root.querySelector('input, select, textarea');
  if (isSame) {
    const wanted = document.createElement('div');
    wanted.innerHTML = data.html;
    renew(root, wanted);
    return;
  }
  const open = [...root.querySelectorAll('details[open][id]')].map((details) => details.id);
  root.innerHTML = data.html;
  for (const id of open) root.querySelector('details#' + CSS.escape(id))?.setAttribute('open', '');
}

// A server that was started again hears the first press without knowing the screen that it belongs to.
function pressAgain(root, data, status) {
  const lost = unanswered?.session !== data.session && unanswered?.screen === data.screen ? unanswered : null;
  session = data.session;
  unanswered = undefined;
  const form = lost && root.querySelector(`form[data-form="${lost.form}"]`);
  const button = form?.querySelector(`button[value="${lost.action}"], button[data-press="${lost.action}"]`);
  if (button) setTimeout(() => send(form, button, status));
}

// Puts unsent answers back, and returns what to say of it.
function bringBack(root, status) {
  for (const sent of root.querySelectorAll('[data-forget]')) forget(sent.dataset.forget);
  let said = '';
  for (const form of root.querySelectorAll('form[data-keep]')) {
    const note = root.querySelector(`[data-kept-of="${form.dataset.keep}"]`);
    if (putBack(form)) {
      note.hidden = false;
      said = note.querySelector('p').textContent;
      note.querySelector('button').addEventListener('click', () => {
        forget(form.dataset.keep);
        form.reset();
        for (const token of form.querySelectorAll('[data-upload-box] input[type=hidden]')) token.value = '';
        for (const words of form.querySelectorAll('[data-upload-words]')) words.textContent = '';
        note.hidden = true;
        root.querySelector('h1').tabIndex = -1;
        root.querySelector('h1').focus();
        say(status, 'The form is empty.');
      });
    }
    keep(form);
  }
  return said;
}

// After an error the summary; on a new screen its heading; else where the person was.
// The first screen of a visit leaves the focus to the browser, as any web page does.
function giveFocus(root, data, focused) {
  const last = window.lastScreenShown;
  window.lastScreenShown = data.screen;
  const moved = last !== undefined && last !== data.screen;
  const target = data.focus
    ? root.querySelector(data.focus)
    : moved
      ? root.querySelector('h1')
      : focused && root.querySelector(focused);
  if (!target) return;
  if (!target.hasAttribute('tabindex') && !target.matches('a,button,input,select,textarea')) target.tabIndex = -1;
  target.focus();
}

function pathTo(element) {
  const box = element.closest('details[id]');
  if (element.id) return '#' + CSS.escape(element.id);
  return element.matches('summary') && box ? `#${CSS.escape(box.id)} > summary` : '';
}

// A press that failed on our side: what the person wrote stays as it is, and the failure stands on top of it.
function tellFailure(root, html) {
  root.querySelector('.error-summary')?.remove();
  root.querySelector('.sending')?.remove();
  root.insertAdjacentHTML('afterbegin', html);
  for (const form of root.querySelectorAll('form[data-sending]')) delete form.dataset.sending;
  root.querySelector('.error-summary').focus();
}

// What is said last is said, once: two things at one moment are one thing to say.
let saying;
function say(status, words) {
  clearTimeout(saying);
  status.textContent = '';
  saying = setTimeout(() => { status.textContent = words; }, 100);
}

const connected = {}; // by selector: what stays when a screen is renewed is connected once
function unconnected(root, selector) {
  const known = (connected[selector] ??= new WeakSet());
  return [...root.querySelectorAll(selector)].filter((one) => !known.has(one) && known.add(one));
}

function connect(root, status) {
  for (const form of unconnected(root, 'form[data-form]')) {
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      send(form, event.submitter, status);
    });
  }
  for (const input of unconnected(root, 'input[type=file][data-upload]')) {
    input.addEventListener('change', () => upload(input, status));
  }
  for (const input of unconnected(root, 'input[data-look]')) {
    input.addEventListener('change', () => lookForLink(input, status));
  }
  for (const button of unconnected(root, 'button[data-press]')) { // not a submit button: Enter must not press it
    button.addEventListener('click', () => send(button.form, button, status));
  }
  for (const box of unconnected(root, 'input[type=checkbox]')) {
    box.addEventListener('change', () => {
      clearTheOthers(box);
      clearWhatHides(box);
    });
  }
  for (const button of unconnected(root, 'button[data-copy]')) {
    button.addEventListener('click', () => copy(root.querySelector(button.dataset.copy), status));
  }
  // A link to another screen is a real link (it opens in a new tab, and can be copied), but needs no new page load.
  for (const link of unconnected(root, 'a[data-go]')) {
    link.addEventListener('click', (event) => {
      if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      if (isLost()) {
        tellWaiting(link, status, NOT_SENT);
        return;
      }
      const fields = {};
      for (const [name, value] of new URL(link.href).searchParams) (fields[name] ||= []).push(value);
      press('pressed', { form: 'go', action: link.dataset.go, fields, at: Date.now() });
    });
  }
  for (const link of unconnected(root, '.error-summary a[href^="#"]')) {
    link.addEventListener('click', (event) => {
      const field = root.querySelector('#' + CSS.escape(link.hash.slice(1)));
      if (field) { event.preventDefault(); field.focus(); }
    });
  }
}

// A press is sent only where somebody hears it; one that may have been lost is to be pressed again, which
// does no harm: what was done is not done twice.
const NOT_SENT = 'The connection is lost, so this was not sent. Press it again when the connection is back.';
window.addEventListener('connection', ({ detail: isBack }) => {
  if (isBack) return;
  clearTimeout(waiting);
  for (const form of document.querySelectorAll('form[data-sending]')) delete form.dataset.sending;
  for (const words of document.querySelectorAll('.sending')) words.textContent = NOT_SENT;
});
const isLost = () => Boolean(document.querySelector('.connection:not([hidden])'));

// Every pressed button is one value: {form, action, fields, count}. Pressing twice sends once.
function send(form, button, status) {
  if (form.dataset.sending) return;
  const answered = form.dataset.fieldsOf ? document.getElementById(form.dataset.fieldsOf) : form;
  const busy = answered.querySelector('[data-uploading] [data-upload-words]');
  if (busy) {
    busy.textContent = 'Your file is still being sent. Wait until it has arrived, then press the button again.';
    say(status, busy.textContent);
    return;
  }
  if (isLost()) {
    tellWaiting(button ?? form, status, NOT_SENT);
    return;
  }
  form.dataset.sending = 'yes';
  setTimeout(() => { delete form.dataset.sending; }, 3000);
  const fields = {};
  for (const [name, value] of new FormData(answered)) {
    if (typeof value === 'string') (fields[name] ||= []).push(value);
  }
  waiting = setTimeout(() => tellWaiting(button ?? form, status), PATIENCE);
  const action = button?.dataset.press ?? button?.value ?? '';
  unanswered = { form: form.dataset.form, action, screen: window.lastScreenShown, session };
  press('pressed', { form: form.dataset.form, action, fields, at: Date.now() });
}

function tellWaiting(pressed, status, words = 'One moment. We are working on it.') {
  if (!pressed.parentElement.querySelector('.sending')) {
    pressed.insertAdjacentHTML('afterend', '<p class="sending"></p>');
  }
  pressed.parentElement.querySelector('.sending').textContent = words;
  say(status, words);
}

// "I prefer not to say" and a choice cannot both stand.
function clearTheOthers(box) {
  if (!box.checked) return;
  for (const other of box.form?.querySelectorAll(`[name="${CSS.escape(box.name)}"]`) ?? []) {
    if (other !== box && (other.dataset.exclusive ?? box.dataset.exclusive) !== undefined) other.checked = false;
  }
}

async function copy(link, status) {
  try {
    await navigator.clipboard.writeText(link.href);
    say(status, 'The link is copied.');
  } catch {
    getSelection().selectAllChildren(link.closest('.screen').querySelector('.private') ?? link);
    say(status, 'The link is selected. Copy it with your keyboard or your device’s menu.');
  }
}

// A file goes to its own address as soon as it is chosen, so that a file we cannot use is known at once.
function upload(input, status) {
  const box = input.closest('[data-upload-box]');
  const words = box.querySelector('[data-upload-words]');
  const token = box.querySelector('input[type=hidden]');
  token.value = '';
  if (input.form) showAlready(input.form, '');
  input.removeAttribute('aria-invalid');
  if (!input.files.length) { words.textContent = ''; return; }
  const file = input.files[0];
  const tell = (text, failed) => {
    words.textContent = text;
    words.classList.toggle('field-error', failed);
    if (failed) input.setAttribute('aria-invalid', 'true');
    say(status, text);
  };
  const limit = Number(input.dataset.limit);
  if (file.size > limit) {
    tell(input.dataset.tooLarge, true);
    return;
  }
  const request = new XMLHttpRequest();
  let told = 0;
  request.upload.addEventListener('progress', (event) => {
    const percent = Math.floor((100 * event.loaded) / event.total);
    if (percent >= told + 25) { told = percent; words.textContent = `Sending your file: ${percent}% done.`; }
  });
  request.addEventListener('loadend', () => {
    delete box.dataset.uploading;
    let answer = {};
    try { answer = JSON.parse(request.responseText); } catch { /* the words below say it */ }
    if (request.status === 200) {
      token.value = answer.token;
      tell(answer.words, false);
      input.form?.dispatchEvent(new Event('kept'));
      if (input.form && answer.already) {
        showAlready(input.form, answer.already);
        say(status, `${answer.words} ${answer.already}`);
      }
    } else {
      tell(answer.words || 'Your file did not arrive. Check your connection and choose it again.', true);
    }
  });
  box.dataset.uploading = 'yes';
  tell(`Sending ${file.name}.`, false);
  request.open('POST', input.dataset.upload);
  request.setRequestHeader('Content-Type', 'application/octet-stream');
  request.setRequestHeader('X-File-Name', encodeURIComponent(file.name));
  request.setRequestHeader('X-Upload-Key', input.dataset.key);
  request.send(file);
}
