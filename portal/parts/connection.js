// While the server does not answer, Streamlit asks it again and again, and soon says so in a window of its
// own over what the person does. Here its question waits until there is an answer, and we say so in our
// words below the page: nothing is lost, and nothing has to be done.
(() => {
  const ask = window.fetch.bind(window);
  const PAUSE = 1500; // milliseconds between two tries
  const MOST = 15000; // milliseconds for one answer
  const LOST = 'The connection is lost. We try again by ourselves. What you wrote stays here, and you can go on writing.';
  const BACK = 'The connection is back.';

  window.fetch = async (asked, how) => {
    const { pathname } = new URL(asked?.url ?? asked, location.href);
    if (!/\/_stcore\/(health|host-config)$/.test(pathname)) return ask(asked, how);
    for (;;) {
      const answer = await ask(asked, { ...how, signal: AbortSignal.timeout(MOST) }).catch(() => null);
      if (answer && answer.status < 500) {
        show('');
        return answer;
      }
      show(LOST);
      await new Promise((done) => setTimeout(done, PAUSE));
    }
  };

  // The page ends where the words begin, also when the text is made larger.
  const fitted = new ResizeObserver(([{ target }]) =>
    document.documentElement.style.setProperty('--connection', `${target.offsetHeight}px`));

  function show(words) {
    const box = document.querySelector('.connection');
    if (!box || box.hidden === !words) return;
    box.hidden = !words;
    fitted.observe(box);
    box.querySelector('p').textContent = words;
    const status = document.querySelector('.announcement');
    if (status) status.textContent = words || BACK;
    window.dispatchEvent(new CustomEvent('connection', { detail: !words }));
  }
})();
