// Marks, sliders and links of the stage change the stage alone; every view has its address.
(() => {
  const swap = async (address, push) => {
    const stage = document.getElementById('stage');
    stage.setAttribute('aria-busy', 'true');
    let answer;
    try {
      answer = await fetch(address, {headers: {'X-Stage': 'true'}});
    } catch {
      location.assign(address);
      return;
    }
    if (!answer.ok || answer.redirected) {
      location.assign(address);
      return;
    }
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const fresh = page.getElementById('stage');
    if (!fresh) {
      location.assign(address);
      return;
    }
    const focused = document.activeElement && document.activeElement.id;
    const open = [...document.querySelectorAll('#stage details')].map(details => details.open);
    const scrolled = [...document.querySelectorAll('#stage .wide')].map(box => box.scrollLeft);
    document.getElementById('stage').replaceWith(document.adoptNode(fresh));
    [...document.querySelectorAll('#stage details')].forEach((details, i) => { if (open[i]) details.open = true; });
    [...document.querySelectorAll('#stage .wide')].forEach((box, i) => { box.scrollLeft = scrolled[i] || 0; });
    document.title = page.title;
    document.querySelectorAll('.languages a').forEach((link, i) => {
      const other = page.querySelectorAll('.languages a')[i];
      if (other) link.setAttribute('href', other.getAttribute('href'));
    });
    if (push) history.pushState({stage: true}, '', address);
    if (focused) document.getElementById(focused)?.focus({preventScroll: true});
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
    const link = event.target.closest && event.target.closest('#stage .map a[href], #stage a[data-stage], #stage .twin a[href]');
    if (link) {
      event.preventDefault();
      swap(link.getAttribute('href'), true);
    }
  });
  document.addEventListener('keydown', event => {
    const typing = event.target.matches('input:not([type=range]):not([type=radio]),textarea,select');
    if (event.key === 'Escape' && document.querySelector('#panel .kind a')) {
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
