// The marks of a map are one stop of the Tab key: left and right go from touchpoint to touchpoint, up and down
// through the steps, starts and ends.
(() => {
  const marksOf = map => [...map.querySelectorAll('a[href]:not([aria-hidden])')];
  const isTouchpoint = mark => mark.classList.contains('node');
  const inOrder = marks => marks
    .map(mark => ({mark, box: (mark.querySelector('.station,.way,.exit,path,text') || mark).getBoundingClientRect()}))
    .sort((a, b) => a.box.x - b.box.x || a.box.y - b.box.y)
    .map(({mark}) => mark);
  const stop = (map, chosen) => marksOf(map).forEach(mark => mark.setAttribute('tabindex', mark === chosen ? '0' : '-1'));
  const prepare = () => document.querySelectorAll('svg.living').forEach(map => {
    const marks = marksOf(map);
    const focused = marks.find(mark => mark === document.activeElement);
    stop(map, focused || marks.find(mark => mark.hasAttribute('aria-current')) || inOrder(marks.filter(isTouchpoint))[0] || marks[0]);
  });
  document.addEventListener('focusin', event => {
    const mark = event.target.closest && event.target.closest('svg.living a[href]');
    if (mark && !mark.hasAttribute('aria-hidden')) stop(mark.closest('svg'), mark);
  });
  document.addEventListener('keydown', event => {
    const mark = event.target.closest && event.target.closest('svg.living a[href]');
    if (!mark || event.ctrlKey || event.metaKey || event.altKey) return;
    const map = mark.closest('svg');
    const tall = map.classList.contains('tall');
    const along = tall ? ['ArrowUp', 'ArrowDown'] : ['ArrowLeft', 'ArrowRight'];
    const across = tall ? ['ArrowLeft', 'ArrowRight'] : ['ArrowUp', 'ArrowDown'];
    const all = marksOf(map);
    const touchpoints = inOrder(all.filter(isTouchpoint));
    if (tall) touchpoints.sort((a, b) => a.getBoundingClientRect().y - b.getBoundingClientRect().y);
    const others = inOrder(all.filter(one => !isTouchpoint(one)));
    const go = (list, by) => {
      const at = list.indexOf(mark);
      return at >= 0 ? list[(at + by + list.length) % list.length] : nearest(list, mark);
    };
    let next;
    if (along.includes(event.key)) next = go(touchpoints, along.indexOf(event.key) ? 1 : -1);
    if (across.includes(event.key)) next = go(others, across.indexOf(event.key) ? 1 : -1);
    if (event.key === 'Home') next = touchpoints[0];
    if (event.key === 'End') next = touchpoints[touchpoints.length - 1];
    if (!next) return;
    event.preventDefault();
    next.focus();
    next.scrollIntoView({block: 'nearest', inline: 'nearest'});
  });
  const nearest = (list, mark) => {
    const middle = one => {
      const box = one.getBoundingClientRect();
      return [box.x + box.width / 2, box.y + box.height / 2];
    };
    const [x, y] = middle(mark);
    const far = one => {
      const [a, b] = middle(one);
      return Math.hypot(a - x, b - y);
    };
    return list.reduce((best, one) => (!best || far(one) < far(best) ? one : best), null);
  };
  document.addEventListener('corridor:stage', prepare);
  document.addEventListener('DOMContentLoaded', prepare);
})();
