// Fields for names are comboboxes (WAI-ARIA APG, list autocomplete): the server finds names whatever umlauts were typed,
// and which other names they have; browsers would filter a datalist once more. Without script there is the datalist.
(() => {
  let field = null; // whose list is shown or asked for
  let asked = null; // the part of it that the server was asked about,
  let whole = ""; // and all that stood in it
  let still = true; // nothing was typed since a name was picked, or the list closed
  let wish = 0; // an arrow asked for the list: its first option (1) or its last (-1) is to be active

  const holder = document.createElement("div");
  holder.id = "names-offered";
  const told = document.createElement("p");
  told.className = "visually-hidden";
  told.setAttribute("role", "status");

  const list = () => holder.querySelector("[role=listbox]");
  const options = () => [...holder.querySelectorAll("[role=option]")];
  const active = () => holder.querySelector("[aria-selected=true]");
  const open = () => field?.getAttribute("aria-expanded") === "true";

  // The name under the caret: where one is typed after the other, without the word for its role before it.
  const part = (input) => {
    const many = input.dataset.names;
    if (!many) return { from: 0, to: input.value.length, text: input.value };
    const caret = input.selectionStart;
    const from = input.value.lastIndexOf(";", caret - 1) + 1;
    const end = input.value.indexOf(";", caret);
    const to = end < 0 ? input.value.length : end;
    const role = new RegExp(`^\\s*(?:(?:${many.split(" ").join("|")})\\s+)?`, "i");
    const lead = role.exec(input.value.slice(from, to))[0].length;
    return { from: from + lead, to, text: input.value.slice(from + lead, to).trim() };
  };

  // Under the field, or over it where there is more room; never on it. It moves nothing on the page.
  const place = (event) => {
    if (!open() || event?.target === list()) return;
    const box = field.getBoundingClientRect();
    const seen = window.visualViewport;
    const [top, height] = seen ? [seen.offsetTop, seen.height] : [0, innerHeight];
    const below = top + height - box.bottom - 8;
    const above = box.top - top - 8;
    const node = list();
    node.style.maxHeight = "";
    const under = below >= Math.min(node.offsetHeight, 160) || below >= above;
    node.style.maxHeight = `${Math.max(48, Math.min(node.offsetHeight, under ? below : above))}px`;
    node.style.minWidth = `${box.width}px`;
    node.style.left = `${Math.max(4, Math.min(box.left, document.documentElement.clientWidth - node.offsetWidth - 4))}px`;
    node.style.top = `${under ? box.bottom + 2 : box.top - node.offsetHeight - 2}px`;
  };

  const close = () => {
    still = true;
    wish = 0;
    field?.setAttribute("aria-expanded", "false");
    field?.removeAttribute("aria-activedescendant");
    holder.replaceChildren();
    told.textContent = "";
  };
  const activate = (option) => {
    active()?.setAttribute("aria-selected", "false");
    if (!option) return field.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    field.setAttribute("aria-activedescendant", option.id);
    const node = list(); // only the list scrolls, not the page
    if (option.offsetTop < node.scrollTop) node.scrollTop = option.offsetTop;
    const over = option.offsetTop + option.offsetHeight - node.clientHeight;
    if (over > node.scrollTop) node.scrollTop = over;
  };
  const step = (by) => {
    const all = options();
    const at = all.indexOf(active());
    activate(at < 0 ? all.at(by > 0 ? 0 : -1) : all[at + by]); // beyond either end nothing is active: what is typed
  };
  const pick = (option) => {
    const { from, to } = part(field);
    field.setRangeText(option.dataset.name, from, to, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
    close();
  };
  const show = () => {
    const node = list();
    const all = options();
    const wanted = field && document.activeElement === field && !still && part(field).text === asked;
    if (!wanted || !node) return close();
    told.textContent = node.dataset.told;
    field.setAttribute("aria-expanded", String(all.length > 0));
    field.removeAttribute("aria-activedescendant");
    if (!all.length) return node.remove();
    field.setAttribute("aria-controls", node.id);
    place();
    if (wish) activate(all.at(wish > 0 ? 0 : -1));
    wish = 0;
  };
  const want = (by) => {
    still = false;
    wish = by;
    htmx.trigger(field, "names-wanted");
  };

  const keys = {
    ArrowDown: () => (open() ? step(1) : want(1)),
    ArrowUp: () => (open() ? step(-1) : want(-1)),
    Enter: () => (open() && active() ? pick(active()) : close() ?? false),
    Escape: () => (open() ? close() : false),
    Tab: () => close() ?? false,
  };
  // Before anybody else hears the key: Escape closes the list alone, and Enter picks a name instead of saving.
  document.addEventListener("keydown", (event) => {
    const plain = !(event.metaKey || event.ctrlKey || event.altKey || event.shiftKey || event.isComposing);
    if (event.target !== field || !plain) return;
    if (["ArrowLeft", "ArrowRight", "Home", "End"].includes(event.key) && open()) activate(null);
    if (!Object.hasOwn(keys, event.key) || keys[event.key]() === false) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }, true);

  const ready = (input) => {
    input.removeAttribute("list");
    const told = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false" };
    for (const [name, value] of Object.entries(told)) input.setAttribute(name, value);
  };
  const readyAll = () => document.querySelectorAll("[data-names]:not([role])").forEach(ready);
  readyAll();
  document.addEventListener("htmx:load", readyAll);

  document.addEventListener("focusin", (event) => {
    if (!event.target.matches("[data-names]") || event.target === field) return;
    field = event.target;
    // In the same region, not in what htmx replaces: a fresh card must not be told of the list, and begin anew.
    (field.closest("main, aside") || document.body).append(holder, told);
  });
  document.addEventListener("focusout", (event) => {
    if (event.target !== field) return;
    close();
    field = null;
  });
  document.addEventListener("input", (event) => {
    if (event.target !== field) return;
    still = false;
    activate(null);
  }, true);
  // The caret went on to another name.
  document.addEventListener("selectionchange", () => {
    if (open() && field.value === whole && part(field).text !== asked) close();
  });
  // A press on the list leaves the focus where it is; a finger may scroll the list.
  holder.addEventListener("mousedown", (event) => event.preventDefault());
  holder.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option && field) pick(option);
  });

  document.addEventListener("htmx:configRequest", (event) => {
    const { elt, parameters } = event.detail;
    if (!elt.matches?.("[data-names]")) return;
    if (elt !== field || still) return event.preventDefault(); // the field was left, or a name picked, meanwhile
    [asked, whole] = [part(field).text, field.value];
    if (!asked && !wish) {
      close();
      return event.preventDefault(); // of nothing typed, names are offered to who asks for them
    }
    delete parameters[elt.name];
    parameters.q = asked;
  });
  document.addEventListener("htmx:afterSettle", (event) => { if (event.target === holder) show(); });
  for (const name of ["resize", "scroll"]) {
    addEventListener(name, place, { capture: true, passive: true });
    window.visualViewport?.addEventListener(name, place);
  }
})();
