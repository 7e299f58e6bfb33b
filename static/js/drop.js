// Files may be dropped anywhere on a form marked `data-drop`; what is chosen is listed. Without this, the field serves.
(() => {
  const words = (bytes) => {
    const units = ["byte", "kilobyte", "megabyte", "gigabyte"];
    const step = bytes ? Math.min(3, Math.floor(Math.log10(bytes) / 3)) : 0;
    const form = { style: "unit", unit: units[step], unitDisplay: "short", maximumFractionDigits: step ? 1 : 0 };
    return new Intl.NumberFormat(document.documentElement.lang, form).format(bytes / 1000 ** step);
  };

  const line = (file) => {
    const item = document.createElement("li");
    const size = document.createElement("span");
    size.className = "muted";
    size.textContent = words(file.size);
    item.append(file.name, " ", size);
    return item;
  };

  document.querySelectorAll("form[data-drop]").forEach((form) => {
    const field = form.querySelector("input[type=file]");
    const list = form.querySelector("[data-chosen]");
    const hasFiles = (event) => [...event.dataTransfer.types].includes("Files");
    const show = (over) => form.classList.toggle("dropping", over);
    let depth = 0; // dragenter and dragleave come for every child on the way

    field.addEventListener("change", () => list.replaceChildren(...[...field.files].map(line)));
    form.addEventListener("dragenter", (event) => {
      if (hasFiles(event)) show(++depth > 0);
    });
    form.addEventListener("dragleave", (event) => {
      if (hasFiles(event)) show(--depth > 0);
    });
    form.addEventListener("dragover", (event) => {
      if (hasFiles(event)) event.preventDefault();
    });
    form.addEventListener("drop", (event) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      show((depth = 0) > 0);
      const all = new DataTransfer(); // a second drop adds to the first
      for (const file of [...field.files, ...event.dataTransfer.files]) all.items.add(file);
      field.files = all.files;
      field.dispatchEvent(new Event("change", { bubbles: true }));
    });
    // A file that misses the form must not replace the page.
    for (const name of ["dragover", "drop"])
      document.addEventListener(name, (event) => { if (hasFiles(event)) event.preventDefault(); });
    form.classList.add("drops");
  });
})();
