// The workbench opens at the claim's sentence, and in the field that was not understood; on the queue, the count of
// ticked rows. Forms do the same without it.
(() => {
  const here = document.querySelector(".workbench .mark-here");
  const pane = document.querySelector(".reading-pane");
  // On a narrow screen the article is a pane of its own above the form, and only the pane moves.
  if (here && pane.scrollHeight > pane.clientHeight + 1)
    pane.scrollTop = here.getBoundingClientRect().top - pane.getBoundingClientRect().top - pane.clientHeight / 3;
  else here?.scrollIntoView({ block: "center" });

  // What was not understood is chosen, to be typed anew; otherwise nothing is, so that single keys work at once.
  const wrong = document.querySelector(".workbench-side .has-error :is(input:not([type=hidden]), select, textarea)");
  if (wrong) {
    wrong.focus({ preventScroll: true });
    wrong.select?.();
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
