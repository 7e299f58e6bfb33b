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
  // focus goes back to the mark that opened it.
  const close = () => {
    const card = document.querySelector("#claim [data-claim]");
    if (!card || !card.querySelector("[data-close]")) return false;
    const mark = document.querySelector("[aria-current][data-mark]");
    const link = mark && (mark.closest("a") || mark.querySelector("a"));
    const here = new URL(location.href);
    here.searchParams.delete("claim");
    history.pushState({ htmx: true }, "", here.pathname + here.search);
    document.getElementById("claim").replaceChildren();
    showChosen();
    if (link) link.focus();
    return true;
  };
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });
  document.addEventListener("click", (event) => {
    const cross = event.target.closest && event.target.closest("#claim [data-close]");
    const plain = !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
    if (cross && plain && close()) event.preventDefault();
  });

  // The mark whose card is open is drawn as chosen.
  const showChosen = () => {
    const card = document.querySelector("#claim [data-claim]");
    document.querySelectorAll("[data-mark]").forEach((mark) => {
      const chosen = card !== null && mark.dataset.mark.split(" ").includes(card.dataset.claim);
      if (chosen) mark.setAttribute("aria-current", "true");
      else mark.removeAttribute("aria-current");
    });
  };
  document.addEventListener("htmx:afterSettle", showChosen);
  showChosen();

  // On paper nothing can be unfolded: all tables and panels are open while printing.
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll("main details:not([open])")];
    closed.forEach((details) => { details.open = true; });
  });
  addEventListener("afterprint", () => closed.forEach((details) => { details.open = false; }));

  const failed = document.getElementById("failed");
  for (const name of ["htmx:sendError", "htmx:responseError", "htmx:timeout"])
    document.addEventListener(name, () => { failed.hidden = false; });
  document.addEventListener("htmx:afterOnLoad", () => { failed.hidden = true; });
})();
