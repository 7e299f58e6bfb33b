// A slider beside the as-of day: it moves the day, the form around it does the rest. At its end: everything known today.
(() => {
  const DAY = 86_400_000;
  const iso = (time) => new Date(time).toISOString().slice(0, 10);

  document.querySelectorAll("[data-slider-for]").forEach((slider) => {
    const field = document.getElementById(slider.dataset.sliderFor);
    const first = Date.parse(field.dataset.first);
    const last = Date.parse(field.dataset.last);
    if (!(last > first)) return;
    slider.max = Math.round((last - first) / DAY);
    slider.hidden = false;

    const follow = () => {
      const day = field.value ? Date.parse(field.value) : last;
      slider.value = Math.round((Math.min(Math.max(day, first), last) - first) / DAY);
      slider.setAttribute("aria-valuetext", field.value || iso(last));
    };
    slider.addEventListener("input", () => {
      const atEnd = slider.value === slider.max;
      field.value = atEnd ? "" : iso(first + Number(slider.value) * DAY);
      slider.setAttribute("aria-valuetext", field.value || iso(last));
    });
    field.addEventListener("input", follow);
    follow();
  });
})();
