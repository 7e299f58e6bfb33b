// Keys of the workbench, evidence from a selection, and the count of ticked rows. Forms and links do the same without it.
(() => {
  const plain = (event) => !(event.metaKey || event.ctrlKey || event.altKey);
  const typing = (node) => node.closest && node.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");
  const off = () => localStorage.getItem("single-keys") === "off";
  const field = { f: "figure", q: "source", m: "metric", t: "stance", d: "reported_on", w: "event", p: "places" };

  const go = (node) => {
    const folded = node.closest("details:not([open])");
    if (folded) folded.open = true;
    node.focus();
    if (node.select) node.select();
  };
  // The words selected in the article become the evidence.
  const take = () => {
    const words = String(getSelection()).trim();
    const quote = document.querySelector("[data-quote]") || document.getElementById("id_quote");
    if (!words || !quote || !getSelection().anchorNode?.parentElement?.closest("[data-evidence-text]")) return false;
    quote.value = words;
    go(quote);
    return true;
  };

  document.addEventListener("keydown", (event) => {
    if (!document.querySelector("[data-workbench], [data-key]") || !plain(event)) return;
    if (event.key === "Escape" && typing(event.target)) return event.target.blur();
    if (typing(event.target) || off()) return;
    const keys = document.querySelector("[data-keys]");
    if (event.key === "?" && keys) {
      keys.open = !keys.open;
      if (keys.open) keys.querySelector("summary").focus();
      return event.preventDefault();
    }
    // A claim of the selected words: the page of the new claim reads them.
    const add = document.querySelector("a[data-add]");
    if (event.key === "n" && add) {
      const words = String(getSelection()).trim();
      location.assign(add.href + (words ? `?quote=${encodeURIComponent(words)}` : ""));
      return event.preventDefault();
    }
    if (event.key === "e") { if (take()) event.preventDefault(); return; }
    const key = event.key;
    const target = field[key] ? document.getElementById(`id_${field[key]}`) : document.querySelector(`[data-key="${CSS.escape(key)}"]`);
    if (!target || key.length !== 1) return;
    event.preventDefault();
    if (target.matches("button")) target.click();
    else go(target);
  });

  const keys = document.querySelector("[data-keys]");
  if (keys) {
    keys.hidden = false;
    const box = keys.querySelector("[data-keys-off]");
    box.checked = off();
    box.addEventListener("change", () => localStorage.setItem("single-keys", box.checked ? "off" : "on"));
    const here = document.querySelector(".mark-here");
    if (here) here.scrollIntoView({ block: "center" });
  }

  const many = document.querySelector("[data-many]");
  if (many) {
    const boxes = [...many.querySelectorAll("input[name=claims]")];
    const all = many.querySelector("[data-tick-all]");
    const count = many.querySelector("[data-ticked]");
    const tell = () => {
      const n = boxes.filter((box) => box.checked).length;
      count.textContent = n ? new Intl.NumberFormat(document.documentElement.lang).format(n) : "";
      all.checked = n === boxes.length;
      all.indeterminate = n > 0 && n < boxes.length;
    };
    all.hidden = false;
    all.addEventListener("change", () => { boxes.forEach((box) => { box.checked = all.checked; }); tell(); });
    boxes.forEach((box) => box.addEventListener("change", tell));
    tell();
  }
})();
