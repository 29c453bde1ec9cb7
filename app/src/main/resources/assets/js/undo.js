// Goes back and forth between the conditions that were in force, whatever page they were set on.
(() => {
  const MOST = 50;
  const place = () => (location.pathname.match(/^\/sets\/\d+/) || [''])[0];
  const now = () => new URL(location.href).searchParams.getAll('filter');
  const same = (one, other) => one !== undefined && one.join('\n') === other.join('\n');
  const past = () => {
    try {
      return JSON.parse(sessionStorage.getItem('conditions ' + place())) || {states: [], at: -1};
    } catch {
      return {states: [], at: -1};
    }
  };
  const keep = past => {
    try {
      sessionStorage.setItem('conditions ' + place(), JSON.stringify(past));
    } catch {
      return;
    }
  };
  const [loaded] = performance.getEntriesByType('navigation');
  let traversed = loaded !== undefined && loaded.type === 'back_forward';
  // Only by the browser's back and forward is a state before or behind one that is gone back to; else it is new.
  const note = () => {
    const bar = document.querySelector('[data-undo]');
    if (!bar) return;
    const known = past();
    if (traversed && same(known.states[known.at - 1], now())) {
      known.at--;
    } else if (traversed && same(known.states[known.at + 1], now())) {
      known.at++;
    } else if (!same(known.states[known.at], now())) {
      known.states = [...known.states.slice(0, known.at + 1), now()].slice(-MOST);
      known.at = known.states.length - 1;
    }
    traversed = false;
    keep(known);
    bar.querySelectorAll('button').forEach(button => {
      button.disabled = !known.states[known.at + Number(button.dataset.step)];
    });
    bar.hidden = known.states.length < 2;
  };
  const step = by => {
    const known = past();
    const state = known.states[known.at + by];
    if (!state) return;
    known.at += by;
    keep(known);
    const address = new URL(location.href);
    ['filter', 'mark', 'at', 'to', 'after', 'cursor'].forEach(name => address.searchParams.delete(name));
    state.forEach(filter => address.searchParams.append('filter', filter));
    document.dispatchEvent(new CustomEvent('corridor:go', {detail: address.pathname + address.search}));
  };
  document.addEventListener('click', event => {
    const button = event.target.closest && event.target.closest('[data-undo] button');
    if (button) step(Number(button.dataset.step));
  });
  document.addEventListener('keydown', event => {
    const typing = event.target.matches && event.target.matches('input:not([type=range]):not([type=radio]),textarea');
    if (!typing && (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'z' && document.querySelector('[data-undo]')) {
      event.preventDefault();
      step(event.shiftKey ? 1 : -1);
    }
  });
  document.addEventListener('corridor:stage', note);
  addEventListener('popstate', () => { traversed = true; });
  addEventListener('pageshow', event => {
    traversed = traversed || event.persisted;
    note();
  });
})();
