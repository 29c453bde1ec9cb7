// On a phone the pages of a data set are one line that scrolls: it begins where the reader is.
(() => {
  const here = document.querySelector('.places [aria-current]');
  const line = here && here.parentElement;
  if (line && line.scrollWidth > line.clientWidth) line.scrollLeft = here.offsetLeft - (line.clientWidth - here.offsetWidth) / 2;
})();
