// Marks, sliders and links of the stage change the stage alone; every view has its address.
(() => {
  let opener = '';
  let latest = 0;
  // A mark is the same one in every view, though its element is another.
  const keyOf = element => {
    if (!element) return '';
    if (element.id) return '#' + element.id;
    const map = element.closest && element.closest('a') && element.closest('svg.map');
    const own = Object.entries((element.closest && element.closest('a') || element).dataset || {});
    if (element.name) return `#stage [name="${element.name}"]:not([type=hidden])` + (element.type === 'radio' ? `[value="${element.value}"]` : '');
    return map && own.length ? '#' + map.id + ' a' + own.map(([name, value]) => `[data-${name}="${value}"]`).join('') : '';
  };
  const focus = key => {
    const found = key ? [...document.querySelectorAll(key)] : [];
    const target = found.find(one => one.getAttribute('aria-hidden') !== 'true') || found.length && found[0].parentElement.querySelector('a');
    if (!target) return false;
    if (/^H[12]$/.test(target.tagName)) target.setAttribute('tabindex', '-1');
    target.focus({preventScroll: true});
    return true;
  };
  // The choice to see the whole map at once is offered where the map is broader than its room.
  const offerWhole = () => {
    const whole = document.getElementById('whole');
    const room = document.querySelector('.mapfig>.wide');
    if (whole && room) whole.closest('p').hidden = !whole.checked && room.scrollWidth <= room.clientWidth;
  };
  addEventListener('resize', offerWhole);
  offerWhole();
  // A mark that was chosen elsewhere is brought into the map's window.
  const showChosen = () => {
    for (const room of document.querySelectorAll('.mapfig>.wide,.mapfig>.tall')) {
      const chosen = room.querySelector('.map [aria-current]');
      if (!chosen) continue;
      const box = chosen.getBoundingClientRect();
      const window = room.getBoundingClientRect();
      if (box.left < window.left || box.right > window.right) {
        room.scrollLeft += box.left + box.width / 2 - window.left - window.width / 2;
      }
    }
  };
  showChosen();
  const swap = async (address, push, focused) => {
    const turn = ++latest;
    const stage = document.getElementById('stage');
    const held = focused === undefined ? keyOf(document.activeElement) : focused;
    stage.setAttribute('aria-busy', 'true');
    let answer;
    let text;
    try {
      answer = await fetch(address, {headers: {'X-Stage': 'true'}});
      text = await answer.text();
    } catch {
      stage.removeAttribute('aria-busy');
      if (turn === latest) {
        document.dispatchEvent(new CustomEvent('corridor:offline', {detail: () => swap(address, push, held)}));
      }
      return;
    }
    if (turn !== latest) return;
    const page = new DOMParser().parseFromString(text, 'text/html');
    const fresh = page.getElementById('stage');
    if (!answer.ok || answer.redirected || !fresh) {
      location.assign(address);
      return;
    }
    const open = [...document.querySelectorAll('#stage details')].map(details => details.open);
    const scrolled = [...document.querySelectorAll('#stage .wide,#stage .tall')].map(box => box.scrollLeft);
    const whole = document.querySelector('#whole:checked');
    const shown = document.adoptNode(fresh);
    document.getElementById('stage').replaceWith(shown);
    if (window.htmx) htmx.process(shown);
    if (whole && document.getElementById('whole')) document.getElementById('whole').checked = true;
    offerWhole();
    [...document.querySelectorAll('#stage details')].forEach((details, i) => { if (open[i]) details.open = true; });
    [...document.querySelectorAll('#stage .wide,#stage .tall')].forEach((box, i) => { box.scrollLeft = scrolled[i] || 0; });
    showChosen();
    document.title = page.title;
    for (const leading of ['.languages a', '.places a']) {
      document.querySelectorAll(leading).forEach((link, i) => {
        const other = page.querySelectorAll(leading)[i];
        if (other) link.setAttribute('href', other.getAttribute('href'));
      });
    }
    if (push) history.pushState({stage: true}, '', address);
    document.dispatchEvent(new CustomEvent('corridor:stage'));
    focus(held) || held && focus('#stage [data-next]') || focus(opener) || focus('#stage h1');
    const panel = document.querySelector('#panel .kind');
    if (panel && push && panel.getBoundingClientRect().top > innerHeight) panel.scrollIntoView({block: 'start'});
  };
  const form = target => target.closest && target.closest('form[data-live]');
  const addressOf = live => live.getAttribute('action') + '?' + new URLSearchParams(new FormData(live)).toString();
  document.addEventListener('change', event => {
    const live = form(event.target);
    if (live) swap(addressOf(live), true);
  });
  document.addEventListener('submit', event => {
    const live = form(event.target);
    if (live) {
      event.preventDefault();
      swap(addressOf(live), true);
    }
  });
  document.addEventListener('click', event => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button) return;
    const link = event.target.closest && event.target.closest('#stage .map a[href], #stage a[data-stage], #stage .twin th a[href]');
    if (!link) return;
    event.preventDefault();
    const mark = link.closest('.map');
    const close = link.matches('#panel .kind a');
    if (mark) opener = keyOf(link);
    // A click without a pointer comes from the keyboard: it goes on in the panel that it opens.
    const inside = link.closest('#panel') || mark && event.detail === 0;
    swap(link.getAttribute('href'), true, close ? opener : inside ? '#panel h2' : undefined);
  });
  document.addEventListener('corridor:go', event => {
    if (document.getElementById('stage')) {
      swap(event.detail, true);
    } else {
      location.assign(event.detail);
    }
  });
  document.addEventListener('keydown', event => {
    const typing = event.target.matches('input:not([type=range]):not([type=radio]),textarea,select');
    if (event.key === 'Escape' && !typing && document.querySelector('#panel .kind a')) {
      document.querySelector('#panel .kind a').click();
    } else if (event.key === '/' && !typing && document.getElementById('add-condition')) {
      event.preventDefault();
      document.getElementById('add-condition').focus();
    }
  });
  addEventListener('popstate', () => {
    if (document.getElementById('stage')) swap(location.href, false);
  });
})();
