// Says when the server does not answer, asks again until it does, and then does what could not be done.
(() => {
  const EVERY = 2000;
  const PATIENCE = 5000;
  const health = path => fetch(path, {cache: 'no-store', signal: AbortSignal.timeout(PATIENCE)});
  let todo = null;
  let waiting = false;
  const show = missing => document.querySelectorAll('#offline').forEach(note => {
    note.hidden = !missing;
  });
  const ask = async () => {
    let there = false;
    try {
      there = (await health('/health/ready')).ok;
    } catch {
      there = false;
    }
    if (!there) {
      setTimeout(ask, EVERY);
      return;
    }
    waiting = false;
    show(false);
    const next = todo;
    todo = null;
    if (next) next();
  };
  document.addEventListener('corridor:offline', event => {
    if (event.detail) todo = event.detail;
    show(true);
    if (waiting) return;
    waiting = true;
    setTimeout(ask, EVERY);
  });
  // A fragment that got no answer at all; those that come again by themselves need no repeating.
  document.addEventListener('htmx:error', event => {
    const context = event.detail && event.detail.ctx;
    if (!context || context.response) return;
    const source = context.sourceElement;
    const again = source && !/every/.test(source.getAttribute('hx-trigger') || '') && source.isConnected
      ? () => source.dispatchEvent(new Event('change', {bubbles: true}))
      : null;
    document.dispatchEvent(new CustomEvent('corridor:offline', {detail: again}));
  });
  // A form that leads to another page is sent once the server answers; else what was written in it would be gone.
  const asking = new WeakSet();
  const sure = new WeakSet();
  const send = async (form, button) => {
    asking.add(form);
    let there = false;
    try {
      // What a proxy says for a server that is away; the server itself says none of these there.
      there = ![502, 503, 504].includes((await health('/health')).status);
    } catch {
      there = false;
    }
    asking.delete(form);
    if (!there) {
      document.dispatchEvent(new CustomEvent('corridor:offline', {detail: () => form.isConnected && send(form, button)}));
      return;
    }
    sure.add(form);
    form.requestSubmit(button && button.form === form ? button : null);
    sure.delete(form);
  };
  document.addEventListener('submit', event => {
    const form = event.target;
    if (event.defaultPrevented || form.matches('[data-live]') || sure.has(form)) return;
    event.preventDefault();
    if (!asking.has(form)) send(form, event.submitter);
  });
})();
