// What HTMX cannot say: the theme switch, closing the card, what is open on paper, a failed request.
(() => {
  const root = document.documentElement;

  const dark = () =>
    root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;

  document.querySelectorAll("[data-theme-switch]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => {
      root.dataset.theme = dark() ? "light" : "dark";
      localStorage.setItem("theme", root.dataset.theme);
    });
  });

  // htmx cancels the click of HTML links only; the links in an SVG are of another kind.
  document.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest("svg a[hx-get]");
    const plain = !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
    if (link && plain && window.htmx) event.preventDefault();
  });

  // Escape and the card's own cross close it: the page stays as it is, the address names the card no more, and the
  // focus goes back to the mark that opened it. The list of a spot is closed in the same way.
  const shown = () => document.querySelector("#claim [data-claim], #claim [data-spot-list]");
  const close = () => {
    const card = shown();
    if (!card || !card.querySelector("[data-close]")) return false;
    const mark = document.querySelector("[aria-current][data-mark]");
    const link = mark && (mark.closest("a") || mark.querySelector("a"));
    const here = new URL(location.href);
    for (const name of ["claim", "claims"]) here.searchParams.delete(name);
    history.pushState({ htmx: true }, "", here.pathname + here.search);
    document.getElementById("claim").replaceChildren();
    showChosen();
    if (link) link.focus();
    return true;
  };
  // In a field, Escape leaves the field: what is half typed on the card is not thrown away with it.
  document.addEventListener("keydown", (event) => {
    const field = event.target.closest?.("input:not([type=checkbox], [type=range]), textarea, select");
    if (event.key === "Escape" && field && field.closest("#claim")) field.blur();
    else if (event.key === "Escape") close();
  });
  document.addEventListener("click", (event) => {
    const cross = event.target.closest && event.target.closest("#claim [data-close]");
    const plain = !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
    if (cross && plain && close()) event.preventDefault();
  });

  // The mark whose card or list is open is drawn as chosen.
  const showChosen = () => {
    const card = shown();
    const open = card ? (card.dataset.claim || card.dataset.spotList).trim().split(" ") : [];
    document.querySelectorAll("[data-mark]").forEach((mark) => {
      const own = mark.dataset.mark.split(" ");
      const chosen = open.length > 0 && open.every((claim) => own.includes(claim));
      if (chosen) mark.setAttribute("aria-current", "true");
      else mark.removeAttribute("aria-current");
    });
  };
  document.addEventListener("htmx:afterSettle", showChosen);
  showChosen();

  // What opens a card from within another one, or from a list, is gone when the card is there: the focus goes on to the
  // card. A list is there to be chosen from, so it takes the focus in any case.
  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.target.id !== "claim" && !event.target.closest?.("#claim")) return;
    const slot = document.getElementById("claim");
    // On low screens, as at 400 %, the card does not stay in sight by itself.
    if (slot.firstElementChild && matchMedia("(max-height: 24rem) and (max-width: 62rem)").matches) slot.scrollIntoView();
    const lost = document.activeElement === document.body || document.activeElement === null;
    const list = event.detail.requestConfig?.elt?.hasAttribute?.("data-spot");
    const head = document.querySelector("#claim-head, #spot-head, #claim h2");
    if (!head || !(lost || list)) return;
    head.tabIndex = -1;
    head.focus({ preventScroll: true });
  });

  // On paper nothing can be unfolded: all tables and panels are open while printing, but those that would have to be
  // fetched first. The head names the address and the evening that the page has come to.
  let closed = [];
  const nameEvening = () => {
    const address = document.querySelector("[data-print-address]");
    const known = document.querySelector("[data-print-known]");
    if (!address) return;
    address.textContent = location.href.replace(/#.*$/, "");
    const day = new URLSearchParams(location.search).get("asof") || "";
    const form = new Intl.DateTimeFormat(root.lang, { dateStyle: "medium", timeZone: "UTC" });
    const valid = /^\d{4}-\d\d-\d\d$/.test(day) && !Number.isNaN(Date.parse(day));
    known.textContent = valid
      ? known.dataset.printKnown.replace("{day}", form.format(Date.parse(day)))
      : known.dataset.printToday;
  };
  addEventListener("beforeprint", () => {
    nameEvening();
    closed = [...document.querySelectorAll(".frame details:not([open], [hx-get])")];
    closed.forEach((details) => { details.open = true; });
  });
  addEventListener("afterprint", () => closed.forEach((details) => { details.open = false; }));

  // What went wrong stays told until something works again. Who is signed out (401) is told so, and loses nothing.
  const failed = document.getElementById("failed");
  const signedOut = document.getElementById("signed-out");
  for (const name of ["htmx:sendError", "htmx:responseError", "htmx:timeout"])
    document.addEventListener(name, (event) => {
      const out = event.detail.xhr?.status === 401;
      signedOut.hidden = !out;
      failed.hidden = out;
    });
  document.addEventListener("htmx:afterOnLoad", (event) => {
    if (event.detail.xhr.status < 400 || [409, 422].includes(event.detail.xhr.status)) failed.hidden = signedOut.hidden = true;
  });

  // Whoever signs in elsewhere in the meantime has a new token against forgery, and forms that are open have an old one.
  const token = () => /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie)?.[1];
  document.addEventListener("htmx:configRequest", (event) => {
    const { headers, parameters, verb } = event.detail;
    if (verb === "get" || !token()) return;
    headers["X-CSRFToken"] = token();
    if (parameters.csrfmiddlewaretoken) parameters.csrfmiddlewaretoken = token();
  });
  document.addEventListener("submit", (event) => {
    const field = event.target.elements?.csrfmiddlewaretoken;
    if (field && token()) field.value = token();
  });
})();
