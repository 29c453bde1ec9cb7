// Shows the buttons that copy a field, and copies it.
(() => {
  const prepare = () => {
    document.querySelectorAll("[data-copy][hidden]").forEach(button => (button.hidden = false));
    document.querySelectorAll("input[data-select]").forEach(field => field.select());
  };
  const copy = field => {
    field.select();
    return navigator.clipboard && window.isSecureContext
      ? navigator.clipboard.writeText(field.value)
      : Promise.resolve(document.execCommand("copy"));
  };
  document.addEventListener("click", event => {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    const field = document.getElementById(button.dataset.copy);
    copy(field).then(() => (button.textContent = button.dataset.copied), () => field.select());
  });
  document.addEventListener("htmx:after:swap", prepare);
  document.addEventListener("DOMContentLoaded", prepare);
})();
