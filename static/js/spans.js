// The evidence of the claim on the workbench: two handles at its ends are dragged, or moved by arrow keys; or words are
// selected. Mark, quote and place in the form follow; the server checks them. Places are counted in characters of the
// article as Python counts them, not in the browser's UTF-16 units.
(() => {
  const article = document.querySelector("[data-evidence-text]");
  const tools = article?.querySelector("[data-span-tools]");
  const quote = document.getElementById("id_quote");
  const place = document.getElementById("id_quote_from");
  if (!tools || !quote || !place) return;
  const paragraphs = [...article.querySelectorAll("p[data-from]")];
  const length = (words) => [...words].length;
  const texts = paragraphs.map((node) => ({ node, from: +node.dataset.from, chars: [...node.textContent] }));
  const shown = document.querySelectorAll(".workbench-side .edit-quote mark");
  const LONGEST = 2000; // characters, as the server takes them

  // Ends of words, as the language cuts them: where evidence may begin and where it may end.
  const segmenter = new Intl.Segmenter(article.lang || "de", { granularity: "word" });
  const edges = { start: [], end: [] };
  for (const { node, from } of texts) {
    let at = from;
    for (const { segment } of segmenter.segment(node.textContent)) {
      if (segment.trim()) edges.start.push(at);
      at += length(segment);
      if (segment.trim()) edges.end.push(at);
    }
  }

  // From a place in the document to a character of the article, and back.
  const offsetOf = (node, at) => {
    const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
    const text = texts.find((one) => one.node.contains(element));
    if (!text) return null;
    const range = document.createRange();
    range.setStart(text.node, 0);
    range.setEnd(node, at);
    return text.from + length(range.toString());
  };
  const textNodes = (root) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) found.push(walker.currentNode);
    return found;
  };

  // Mark what is chosen: the text itself stays as it is, only the marks around its pieces move.
  let span = null;
  const unmark = () => {
    for (const mark of article.querySelectorAll("mark.mark-here")) mark.replaceWith(...mark.childNodes);
    paragraphs.forEach((node) => node.normalize());
  };
  const mark = () => {
    const made = [];
    for (const { node, from, chars } of texts) {
      if (from >= span.end || from + chars.length <= span.start) continue;
      let at = from;
      for (const text of textNodes(node)) {
        const all = [...text.data];
        const [a, b] = [Math.max(0, span.start - at), Math.min(all.length, span.end - at)];
        at += all.length;
        if (a >= b) continue;
        const units = (n) => all.slice(0, n).join("").length;
        const rest = text.splitText(units(a));
        rest.splitText(units(b) - units(a));
        const wrap = document.createElement("mark");
        wrap.className = "mark-here";
        rest.replaceWith(wrap);
        wrap.append(rest);
        made.push(wrap);
      }
    }
    return made;
  };
  const handles = { start: tools.querySelector("[data-edge=start]"), end: tools.querySelector("[data-edge=end]") };
  // The corner from which the places of handles are measured; on phones the text scrolls in a frame of its own.
  const inside = () => {
    const box = article.getBoundingClientRect();
    return { left: box.left + article.clientLeft - article.scrollLeft, top: box.top + article.clientTop - article.scrollTop,
      width: article.clientWidth };
  };
  const put = () => {
    const marks = article.querySelectorAll("mark.mark-here");
    if (!marks.length) return;
    const frame = inside();
    const first = marks[0].getClientRects()[0];
    const last = [...marks[marks.length - 1].getClientRects()].at(-1);
    for (const [edge, box, x] of [["start", first, first.left], ["end", last, last.right]]) {
      handles[edge].style.left = `${x - frame.left}px`;
      handles[edge].style.top = `${box.top - frame.top}px`;
      handles[edge].style.setProperty("--line", `${box.height}px`);
    }
  };
  const words = ({ start, end }) =>
    texts.map(({ from, chars }) => chars.slice(Math.max(0, start - from), Math.max(0, end - from)).join("")).filter(Boolean).join("\n");

  const choose = (start, end) => {
    if (start >= end || end - start > LONGEST) return false;
    if (span && span.start === start && span.end === end) return true;
    span = { start, end };
    unmark();
    mark();
    put();
    quote.value = words(span);
    place.value = start;
    shown.forEach((one) => { one.textContent = quote.value; });
    return true;
  };
  const say = () => {
    const chosen = words(span).split(/\s+/);
    const short = chosen.length > 12 ? [...chosen.slice(0, 5), "…", ...chosen.slice(-5)] : chosen;
    tools.querySelector("[data-span-said]").textContent = short.join(" ");
  };

  // Dragging: the point between two words that lies nearest to the pointer. The handle hangs beside the line, so what
  // the pointer is off the line when it takes the handle stays taken off.
  const under = (x, y) => {
    const spot = document.caretPositionFromPoint?.(x, y);
    if (spot) return offsetOf(spot.offsetNode, spot.offset);
    const range = document.caretRangeFromPoint?.(x, y);
    return range ? offsetOf(range.startContainer, range.startOffset) : null;
  };
  const nearest = (edge, at) =>
    edges[edge]
      .filter((one) => (edge === "start" ? one < span.end : one > span.start))
      .reduce((best, one) => (Math.abs(one - at) < Math.abs(best - at) ? one : best), span[edge]);
  const moveTo = (edge, at) => (edge === "start" ? choose(at, span.end) : choose(span.start, at));
  let drag = null;
  tools.addEventListener("pointerdown", (event) => {
    const handle = event.target.closest("[data-edge]");
    if (!handle || !event.isPrimary || (event.pointerType === "mouse" && event.button)) return;
    const box = handle.getBoundingClientRect();
    const line = parseFloat(handle.style.getPropertyValue("--line")) || 20;
    const edge = handle.dataset.edge;
    drag = { edge, pointer: event.pointerId, dx: event.clientX - (box.left + box.width / 2),
      dy: event.clientY - (handle.getBoundingClientRect().top + line / 2) };
    handle.setPointerCapture(event.pointerId);
    tools.dataset.dragging = "";
  });
  tools.addEventListener("pointermove", (event) => {
    if (!drag || event.pointerId !== drag.pointer) return;
    const at = under(event.clientX - drag.dx, event.clientY - drag.dy);
    if (at !== null) moveTo(drag.edge, nearest(drag.edge, at));
  });
  const drop = () => {
    if (!drag) return;
    drag = null;
    delete tools.dataset.dragging;
    say();
  };
  for (const name of ["pointerup", "pointercancel", "lostpointercapture"]) tools.addEventListener(name, drop);

  tools.addEventListener("keydown", (event) => {
    const edge = event.target.dataset?.edge;
    const forward = { ArrowRight: true, ArrowDown: true, ArrowLeft: false, ArrowUp: false }[event.key];
    if (!edge || forward === undefined || event.metaKey || event.ctrlKey || event.altKey) return;
    event.preventDefault();
    const inside = (at) => texts.some(({ from, chars }) => at >= from && at <= from + chars.length);
    const one = span[edge] + (forward ? 1 : -1);
    const word = forward ? edges[edge].find((at) => at > span[edge]) : edges[edge].findLast((at) => at < span[edge]);
    const at = event.shiftKey && inside(one) ? one : word;
    if (at !== undefined && moveTo(edge, at)) say();
    handles[edge].scrollIntoView({ block: "nearest" });
  });

  // Selected words become the evidence, exactly where they stand.
  document.addEventListener("evidence-chosen", (event) => {
    const range = event.detail;
    const ends = [offsetOf(range.startContainer, range.startOffset), offsetOf(range.endContainer, range.endOffset)];
    if (ends.includes(null)) return;
    const chosen = words({ start: ends[0], end: ends[1] });
    const start = ends[0] + length(chosen) - length(chosen.trimStart());
    if (!choose(start, ends[1] - length(chosen) + length(chosen.trimEnd()))) return;
    event.preventDefault();
    getSelection().removeAllRanges();
    const folded = quote.closest("details:not([open])");
    if (folded) folded.open = true;
    quote.focus();
    say();
  });
  // What is typed as evidence is marked where it stands in the text.
  const follow = () => {
    const typed = quote.value.split(/\s+/).filter(Boolean).map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
    if (!typed.length) return;
    const pattern = new RegExp(typed.join("\\s+"), "gu");
    const found = texts.flatMap(({ node, from }) =>
      [...node.textContent.matchAll(pattern)].map((match) => {
        const start = from + length(node.textContent.slice(0, match.index));
        return { start, end: start + length(match[0]) };
      }));
    if (!found.length) return;
    const near = found.reduce((best, one) => (Math.abs(one.start - span.start) < Math.abs(best.start - span.start) ? one : best));
    choose(near.start, near.end);
  };
  quote.addEventListener("change", follow);

  // What can be done with selected words stands beside them.
  const bar = tools.querySelector("[data-selection-bar]");
  const offer = () => {
    const selection = getSelection();
    const range = selection.rangeCount && !selection.isCollapsed ? selection.getRangeAt(0) : null;
    const node = range?.commonAncestorContainer;
    const inText = range && article.contains(node) && String(selection).trim() && !tools.contains(node);
    bar.hidden = !inText;
    if (!inText) return;
    const box = [...range.getClientRects()].at(-1) || range.getBoundingClientRect();
    const frame = inside();
    bar.style.top = `${box.bottom - frame.top + 6}px`;
    bar.style.left = `${Math.max(0, Math.min(box.right - frame.left - bar.offsetWidth / 2, frame.width - bar.offsetWidth))}px`;
  };
  document.addEventListener("selectionchange", offer);
  bar.addEventListener("pointerdown", (event) => event.preventDefault()); // the selection stays

  const here = [...article.querySelectorAll("mark.mark-here")];
  const begin = here.length ? offsetOf(here[0], 0) : null;
  const last = here.at(-1);
  const end = last ? offsetOf(last, last.childNodes.length) : null;
  if (begin === null || end === null) return;
  span = { start: begin, end };
  tools.hidden = false;
  if (quote.value.split(/\s+/).join(" ") !== words(span).split(/\s+/).join(" ")) follow(); // as typed before a refusal
  put();
  new ResizeObserver(put).observe(article);
  document.fonts?.ready.then(put);
})();
