// Follows a running import: the server sends the part of the page that changes, then says that it is over.
(() => {
  const place = document.querySelector('[data-progress]');
  if (!place || !window.EventSource) {
    return;
  }
  const stream = new EventSource(place.dataset.progress);
  let said = '';
  stream.addEventListener('progress', event => {
    if (event.data === said) {
      return;
    }
    said = event.data;
    const fresh = new DOMParser().parseFromString(event.data, 'text/html').body;
    const bar = place.querySelector('progress');
    const next = fresh.querySelector('progress');
    const status = place.querySelector('[role=status]');
    const now = fresh.querySelector('[role=status]');
    // Screen readers hear a new stage, not every number.
    if (status.textContent !== now.textContent) {
      status.textContent = now.textContent;
    }
    bar.value = next.value;
    place.querySelector('.progress-facts').replaceWith(fresh.querySelector('.progress-facts'));
  });
  stream.addEventListener('over', () => {
    stream.close();
    location.reload();
  });
})();
