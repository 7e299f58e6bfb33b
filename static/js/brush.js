// Zoom: dragging over any chart chooses days. It fills the date fields, and the form around them asks for the page, as
// when somebody types them. A finger scrolls the chart; it drags only after the button that says so is pressed.
(() => {
  const DAY = 86_400_000;
  const LEAST = 6; // pixels, below which it was a click
  const svgNS = "http://www.w3.org/2000/svg";
  const iso = (time) => new Date(time).toISOString().slice(0, 10);
  const words = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "medium", timeZone: "UTC" });
  let drag = null;

  const axisOf = (svg) => {
    const { left, right, first, last } = svg.dataset;
    return { left: +left, right: +right, first: Date.parse(first), last: Date.parse(last) };
  };
  // The place of the pointer in units of the drawing, held within the time axis.
  const place = (svg, event) => {
    const axis = axisOf(svg);
    const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
    return Math.min(axis.right, Math.max(axis.left, at.x));
  };
  const dayAt = (svg, x) => {
    const { left, right, first, last } = axisOf(svg);
    const days = Math.round((last - first) / DAY);
    return first + Math.round(((x - left) / (right - left)) * days) * DAY;
  };
  const chosen = () => {
    const ends = [drag.from, drag.to].sort((a, b) => a - b).map((x) => dayAt(drag.svg, x));
    return { since: ends[0], until: ends[1] };
  };

  // The same days are shaded in every chart: they all have one axis.
  const paint = () => {
    const [from, to] = [drag.from, drag.to].sort((a, b) => a - b);
    drag.shades.forEach((shade) => {
      shade.setAttribute("x", from);
      shade.setAttribute("width", to - from);
    });
    const { since, until } = chosen();
    drag.label.textContent = words.formatRange(since, until);
    drag.label.setAttribute("x", (from + to) / 2);
  };
  const shadeOf = (svg) => {
    const shade = document.createElementNS(svgNS, "rect");
    shade.setAttribute("class", "brush");
    shade.setAttribute("y", 0);
    shade.setAttribute("height", svg.viewBox.baseVal.height);
    svg.append(shade);
    return shade;
  };
  const labelOf = (svg) => {
    const label = document.createElementNS(svgNS, "text");
    label.setAttribute("class", "brush-days");
    label.setAttribute("y", 12);
    svg.append(label);
    return label;
  };
  const begin = () => {
    drag.shades = [...document.querySelectorAll("svg[data-first]")].map(shadeOf);
    drag.label = labelOf(drag.svg);
    drag.svg.setPointerCapture(drag.pointer);
  };
  const end = () => {
    drag?.shades?.forEach((shade) => shade.remove());
    drag?.label?.remove();
    drag = null;
  };
  const zoom = ({ since, until }) => {
    const fields = [document.getElementById("from"), document.getElementById("to")];
    fields[0].value = iso(since);
    fields[1].value = iso(until);
    fields[1].dispatchEvent(new Event("change", { bubbles: true }));
  };

  const byFinger = () => document.documentElement.hasAttribute("data-brushing");
  document.addEventListener("pointerdown", (event) => {
    const svg = event.target.closest && event.target.closest("svg[data-first]");
    const mine = event.pointerType === "touch" ? byFinger() : event.button === 0;
    if (!svg || !mine || !event.isPrimary) return;
    const x = place(svg, event);
    drag = { svg, pointer: event.pointerId, from: x, to: x, start: event.clientX, shades: null, label: null };
  });
  document.addEventListener("pointermove", (event) => {
    if (!drag || event.pointerId !== drag.pointer) return;
    if (!drag.shades && Math.abs(event.clientX - drag.start) < LEAST) return;
    if (!drag.shades) begin();
    drag.to = place(drag.svg, event);
    paint();
  });
  document.addEventListener("pointerup", (event) => {
    if (!drag || event.pointerId !== drag.pointer) return;
    const days = drag.shades && chosen();
    const dragged = drag.svg;
    end();
    if (!days) return;
    // The click that ends a drag over a mark opens nothing.
    const swallow = (click) => { click.preventDefault(); click.stopPropagation(); };
    dragged.addEventListener("click", swallow, { capture: true, once: true });
    setTimeout(() => dragged.removeEventListener("click", swallow, { capture: true }), 50);
    zoom(days);
  });
  document.addEventListener("pointercancel", end);
  document.addEventListener("dragstart", (event) => {
    if (event.target.closest && event.target.closest("svg[data-first]")) event.preventDefault(); // no link is carried off
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !drag?.shades) return;
    event.stopImmediatePropagation();
    end();
  }, true);

  const offer = () => {
    document.querySelectorAll("[data-brush-help]").forEach((help) => { help.hidden = false; });
    document.querySelectorAll("[data-brush-switch]").forEach((one) => one.setAttribute("aria-pressed", byFinger()));
  };
  document.addEventListener("click", (event) => {
    if (!event.target.closest || !event.target.closest("[data-brush-switch]")) return;
    document.documentElement.toggleAttribute("data-brushing");
    offer();
  });
  document.addEventListener("htmx:afterSettle", offer);
  offer();
})();
