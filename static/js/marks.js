// Marks of charts: one tab stop per chart, arrow keys from mark to mark and from chart to chart, and what a mark says
// beside it while the pointer or the focus is on it. Without this, marks are links that each take focus, with a title.
(() => {
  const marksOf = (chart) => [...chart.querySelectorAll("a.mark")];
  const charts = () => [...document.querySelectorAll("[data-chart]")].filter((c) => marksOf(c).length && c.checkVisibility());
  const middle = (mark) => {
    const box = mark.querySelector(".hit").getBoundingClientRect();
    return box.left + box.width / 2;
  };
  const nearest = (marks, x) =>
    marks.reduce((best, mark) => (Math.abs(middle(mark) - x) < Math.abs(middle(best) - x) ? mark : best));
  const inTime = (chart) => marksOf(chart).sort((a, b) => middle(a) - middle(b));

  // Left and right go through time, on to the next chart at its end; up and down to what is nearest in time there.
  const step = (mark, key) => {
    const all = charts();
    const here = all.indexOf(mark.closest("[data-chart]"));
    const marks = inTime(all[here]);
    if (key === "Home") return marks[0];
    if (key === "End") return marks.at(-1);
    if (key === "ArrowUp" || key === "ArrowDown") {
      const other = all[here + (key === "ArrowDown" ? 1 : -1)];
      return other && nearest(marksOf(other), middle(mark));
    }
    const forward = key === "ArrowRight";
    const next = marks[marks.indexOf(mark) + (forward ? 1 : -1)];
    const other = all[here + (forward ? 1 : -1)];
    return next || (other && inTime(other).at(forward ? 0 : -1));
  };

  const only = (chart, mark) => marksOf(chart).forEach((one) => one.setAttribute("tabindex", one === mark ? "0" : "-1"));
  const prepare = () =>
    document.querySelectorAll("[data-chart]:not([data-stops])").forEach((chart) => {
      const marks = marksOf(chart);
      if (!marks.length) return;
      chart.dataset.stops = "";
      only(chart, marks.find((mark) => mark.hasAttribute("aria-current")) || marks[0]);
    });
  document.addEventListener("htmx:afterSettle", prepare);
  prepare();

  const keys = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End"];
  document.addEventListener("keydown", (event) => {
    const mark = event.target.closest && event.target.closest("a.mark");
    if (!mark || !keys.includes(event.key) || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const next = step(mark, event.key);
    if (next) next.focus();
  });

  // What a mark says. It may be pointed at itself, and Escape sends it away.
  const tip = document.createElement("div");
  tip.className = "tip";
  tip.hidden = true;
  tip.setAttribute("aria-hidden", "true"); // the mark's own name says the same
  document.querySelector("main").append(tip);
  let shown = null;
  let leaving = 0;
  const show = (mark) => {
    clearTimeout(leaving);
    if (shown === mark) return;
    shown = mark;
    mark.querySelector("title")?.remove(); // or the browser shows it a second time
    tip.textContent = mark.getAttribute("aria-label");
    tip.hidden = false;
    const box = mark.querySelector(".hit").getBoundingClientRect();
    const left = box.left + box.width / 2 - tip.offsetWidth / 2;
    const above = box.top - tip.offsetHeight - 4;
    tip.style.left = `${Math.max(8, Math.min(left, document.documentElement.clientWidth - tip.offsetWidth - 8))}px`;
    tip.style.top = `${above > 4 ? above : box.bottom + 4}px`;
  };
  const hide = () => {
    clearTimeout(leaving);
    shown = null;
    tip.hidden = true;
  };
  const mark = (event) => event.target.closest && event.target.closest("svg a.mark");
  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch" || event.buttons) return; // nothing is told while something is dragged
    if (mark(event)) show(mark(event));
    else if (event.target === tip) clearTimeout(leaving);
    else if (shown && shown !== document.activeElement) {
      clearTimeout(leaving);
      leaving = setTimeout(hide, 150);
    }
  });
  document.addEventListener("focusin", (event) => {
    const one = mark(event);
    if (!one) return hide();
    only(one.closest("[data-chart]"), one);
    if (one.matches(":focus-visible")) show(one);
  });
  document.addEventListener("focusout", hide);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
  });
  for (const name of ["scroll", "resize"]) addEventListener(name, hide, true);
  for (const name of ["htmx:beforeSwap", "pointerdown"]) document.addEventListener(name, hide);

  // Where a chart is wider than the screen, what is latest comes first, once: the names at the ends of its lines, or,
  // where names stand on the left, its last mark, and no further right than that.
  const latestEdge = (chart) => {
    if (chart.querySelector(".end-label")) return chart.scrollWidth;
    const from = chart.getBoundingClientRect().left - chart.scrollLeft;
    return Math.max(0, ...marksOf(chart).map((one) => one.getBoundingClientRect().right - from)) + 8;
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

  // Names on the left stay in sight while a chart that is wider than the screen is moved: at its left edge, above the
  // lines, where they cover no sign. Words that would begin below a name are left out while they do.
  document.addEventListener("scroll", (event) => {
    const svg = event.target.matches?.("[data-chart]") && event.target.querySelector("svg");
    if (!svg) return;
    const moved = (event.target.scrollLeft * svg.viewBox.baseVal.width) / svg.clientWidth;
    svg.querySelectorAll(".lane > text, .value-axis text").forEach((name) => {
      const x = (moved - name.getAttribute("x") + 6).toFixed(1);
      if (moved > 0) name.setAttribute("transform", `translate(${x} ${name.querySelector("tspan") ? -3 : -9})`);
      else name.removeAttribute("transform");
    });
    const names = [...svg.querySelectorAll(".lane > text")];
    svg.querySelectorAll("a.once .words").forEach((words, number) => {
      const edge = moved + 10 + names[number].getBBox().width;
      words.toggleAttribute("data-beneath", moved > 0 && words.getBBox().x < edge);
    });
  }, true);
  showLatest();
})();
