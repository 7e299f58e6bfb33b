// Buttons that copy a text of the page. Without this script the text can be marked and copied by hand.
(() => {
  const show = () => document.querySelectorAll("[data-copy][hidden]").forEach((button) => { button.hidden = false; });
  document.addEventListener("htmx:afterSettle", show);
  show();

  // The clipboard is open to pages by https and on this machine only; elsewhere the text is marked for Ctrl+C.
  const mark = (text) => {
    if (text.select) return text.select();
    const range = document.createRange();
    range.selectNodeContents(text);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
  };
  document.addEventListener("click", async (event) => {
    const button = event.target.closest && event.target.closest("[data-copy]");
    const text = button && document.getElementById(button.dataset.copy);
    if (!text) return;
    try {
      await navigator.clipboard.writeText(text.value ?? text.textContent);
      button.parentElement.querySelector("[role=status]").textContent = button.dataset.copied;
    } catch {
      mark(text);
    }
  });
})();
