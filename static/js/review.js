// The workbench opens at the claim's sentence; on the queue, the count of ticked rows. Forms do the same without it.
(() => {
  document.querySelector(".workbench .mark-here")?.scrollIntoView({ block: "center" });

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
