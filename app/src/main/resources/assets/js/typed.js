// What was written and not sent yet stays when the stage around it changes.
(() => {
  const FIELDS = 'form:not([data-live]) :is(input:not([type]),textarea)';
  const written = new Map();
  const key = field => field.form.className + ' ' + field.name;
  document.addEventListener('input', event => {
    const field = event.target;
    if (field.closest('#stage') && field.matches(FIELDS)) written.set(key(field), field.value);
  });
  document.addEventListener('corridor:stage', () => document.querySelectorAll('#stage ' + FIELDS).forEach(field => {
    const text = written.get(key(field));
    if (text !== undefined) field.value = text;
  }));
})();
