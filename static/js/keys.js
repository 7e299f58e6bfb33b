// Single keys of editors: on the workbench, and on a claim's card beside a timeline or an article, where a key for a
// field first opens the form. They can be switched off. Forms and links do the same without this.
(() => {
  const field = { f: "figure", q: "source", m: "metric", t: "stance", d: "reported_on", w: "event", p: "places" };
  const plain = (event) => !(event.metaKey || event.ctrlKey || event.altKey);
  const typing = (node) => node.closest && node.closest("input:not([type=checkbox], [type=range]), textarea, select, [contenteditable]");
  const off = () => localStorage.getItem("single-keys") === "off";
  let awaited = null; // what to do when the form that a key asked for is there

  const go = (node) => {
    const folded = node.closest("details:not([open])");
    if (folded) folded.open = true;
    node.focus();
    if (node.select) node.select();
  };
  // The field of a key; where the claim has no such field, as a position has no figure, the form's first.
  const toField = (key) => {
    const form = document.querySelector("[data-workbench], #claim form[data-typed]");
    const found = document.getElementById(`id_${field[key]}`) || form?.querySelector("input:not([type=hidden]), select");
    if (found) go(found);
  };
  const withForm = (then) => {
    const opener = document.querySelector("#claim [data-open-form]");
    if (document.getElementById("id_quote")) return then();
    if (!opener) return false;
    awaited = then;
    opener.click();
    return true;
  };

  // The words selected in the article become the evidence. A page that knows where they stand takes them itself.
  const selected = () => {
    const selection = getSelection();
    const inText = selection.anchorNode?.parentElement?.closest("[data-evidence-text]");
    return inText && String(selection).trim() ? selection : null;
  };
  // The words without what stands beside the text, and the character of the article at which they begin, as Python
  // counts characters: the same words may stand in it twice.
  const wordsOf = (range) => {
    let from = null;
    const pieces = [...document.querySelectorAll("[data-evidence-text] .row > p")].map((node) => {
      if (!range.intersectsNode(node)) return "";
      const [piece, before] = [document.createRange(), document.createRange()];
      piece.selectNodeContents(node);
      if (node.contains(range.startContainer)) piece.setStart(range.startContainer, range.startOffset);
      if (node.contains(range.endContainer)) piece.setEnd(range.endContainer, range.endOffset);
      const text = piece.toString();
      before.setStart(node, 0);
      before.setEnd(piece.startContainer, piece.startOffset);
      if (from === null && text.trim() && node.dataset.from)
        from = +node.dataset.from + [...before.toString()].length + [...text].length - [...text.trimStart()].length;
      return text;
    });
    return { words: pieces.filter((text) => text.trim()).join("\n").trim(), from };
  };
  const take = () => {
    const selection = selected();
    if (!selection) return false;
    const range = selection.getRangeAt(0).cloneRange();
    const { words, from } = wordsOf(range);
    const put = () => {
      if (!document.dispatchEvent(new CustomEvent("evidence-chosen", { detail: range, cancelable: true }))) return true;
      const quote = document.querySelector("[data-quote]") || document.getElementById("id_quote");
      if (!quote) return false;
      quote.value = words;
      const place = document.querySelector("[data-quote-from]") || document.getElementById("id_quote_from");
      if (place && from !== null) place.value = from;
      go(quote);
      return true;
    };
    return document.querySelector("[data-quote]") ? put() : withForm(put);
  };
  // A claim of the selected words: the page of the new claim reads them.
  const add = () => {
    const link = document.querySelector("a[data-add]");
    if (!link) return false;
    const { words, from } = selected() ? wordsOf(getSelection().getRangeAt(0)) : { words: "", from: null };
    const at = from === null ? "" : `&from=${from}`;
    location.assign(link.href + (words ? `?quote=${encodeURIComponent(words)}${at}` : ""));
    return true;
  };
  // Escape leaves a form in which nothing was typed; what was typed stays.
  const leave = () => {
    const cancel = document.querySelector("#claim [data-cancel]");
    if (!cancel || typed()) return false;
    cancel.click();
    return true;
  };
  const help = () => {
    const keys = document.querySelector("[data-keys]");
    if (!keys || keys.hidden) return false;
    keys.open = !keys.open;
    if (!keys.open) return true;
    keys.querySelector("summary").focus({ preventScroll: true });
    keys.scrollIntoView({ block: "nearest" });
    return true;
  };
  const press = (key) => {
    if (key === "?") return help();
    if (key === "n") return add();
    if (key === "e") return take();
    const form = document.querySelector("[data-workbench], #claim form[data-typed], #claim [data-open-form]");
    if (field[key] && form) return withForm(() => { toField(key); return true; });
    const target = key.length === 1 && document.querySelector(`[data-key="${CSS.escape(key)}"]`);
    if (!target) return false;
    if (target.matches("button:not([data-edge])")) target.click();
    else go(target);
    return true;
  };
  document.addEventListener("keydown", (event) => {
    if (!plain(event)) return;
    if (event.key === "Escape") {
      if (typing(event.target)) event.target.blur();
      else if (leave()) event.preventDefault();
      return;
    }
    if (typing(event.target) || off()) return;
    if (press(event.key)) event.preventDefault();
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    const wrong = event.target.id === "claim" && document.querySelector("#claim .has-error :is(input, select, textarea)");
    if (wrong) go(wrong); // what was not understood is chosen, to be typed anew
    if (!awaited || event.target.id !== "claim") return;
    const then = awaited;
    awaited = null;
    then();
  });
  for (const name of ["htmx:sendError", "htmx:responseError"]) document.addEventListener(name, () => { awaited = null; });
  document.addEventListener("click", (event) => {
    const chosen = event.target.closest && event.target.closest("[data-take-evidence], [data-take-new]");
    if (chosen) (chosen.matches("[data-take-new]") ? add : take)();
  });

  // A form with something typed in it is not replaced without a question: another mark, or another evening, would do it.
  const typed = () => {
    const form = document.querySelector("#claim form[data-typed]");
    if (!form) return null;
    const first = (one) => Math.max(0, [...one.options].findIndex((option) => option.defaultSelected));
    const changed = (one) => (one.matches("select") ? one.selectedIndex !== first(one) : one.value !== one.defaultValue);
    const fields = [...form.elements].filter((one) => one.matches("input, textarea, select"));
    return form.hasAttribute("data-unsaved") || fields.some(changed) ? form : null;
  };
  document.addEventListener("htmx:confirm", (event) => {
    const form = event.detail.target?.id === "claim" && typed();
    if (!form || form.contains(event.detail.elt)) return;
    event.preventDefault();
    if (confirm(form.dataset.typed)) event.detail.issueRequest(true);
  });
  document.addEventListener("htmx:oobBeforeSwap", (event) => {
    if (event.detail.target?.id === "claim" && typed()) event.preventDefault();
  });

  document.querySelectorAll("[data-keys]").forEach((keys) => {
    keys.hidden = false;
    const box = keys.querySelector("[data-keys-off]");
    if (!box) return; // nobody has single keys to switch off here
    box.checked = off();
    box.addEventListener("change", () => localStorage.setItem("single-keys", box.checked ? "off" : "on"));
  });
})();
