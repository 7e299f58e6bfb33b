// What HTMX cannot say: the theme switch, arrow keys between marks, closing the card, a failed request.
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

  // Left and right go through the marks of one chart in time; up and down to the chart before or after.
  const marksOf = (chart) => [...chart.querySelectorAll("a.mark")];
  const step = (mark, key) => {
    const chart = mark.closest("[data-chart]");
    const marks = marksOf(chart);
    if (key === "Home") return marks[0];
    if (key === "End") return marks[marks.length - 1];
    if (key === "ArrowLeft" || key === "ArrowRight")
      return marks[marks.indexOf(mark) + (key === "ArrowRight" ? 1 : -1)];
    const charts = [...document.querySelectorAll("[data-chart]")].filter((c) => marksOf(c).length && c.checkVisibility());
    const next = charts[charts.indexOf(chart) + (key === "ArrowDown" ? 1 : -1)];
    return next && marksOf(next)[0];
  };
  const keys = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End"];
  document.addEventListener("keydown", (event) => {
    const mark = event.target.closest && event.target.closest("a.mark");
    if (mark && keys.includes(event.key)) {
      event.preventDefault();
      const next = step(mark, event.key);
      if (next) next.focus();
    }
    if (event.key === "Escape") {
      const close = document.querySelector("#claim [data-close]");
      if (close) close.click();
    }
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

  // Where a chart is wider than the screen, what is latest comes first, once: the names at the ends of its lines, or,
  // where names stand on the left, its last mark, and no further right than that.
  const latestEdge = (chart) => {
    if (chart.querySelector(".end-label")) return chart.scrollWidth;
    const from = chart.getBoundingClientRect().left - chart.scrollLeft;
    return Math.max(0, ...marksOf(chart).map((mark) => mark.getBoundingClientRect().right - from)) + 8;
  };
  const showLatest = () => {
    document.querySelectorAll("[data-chart]:not([data-placed])").forEach((chart) => {
      if (!chart.clientWidth) return; // folded away; placed when it is opened
      chart.scrollLeft = latestEdge(chart) - chart.clientWidth;
      chart.dataset.placed = "";
    });
  };
  document.addEventListener("htmx:afterSettle", showLatest);
  document.addEventListener("toggle", showLatest, true);
  showLatest();

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
