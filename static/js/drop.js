// Files and folders may be dropped anywhere on the page of a form marked `data-drop`; what is chosen is listed and can be
// taken out again. Without this, the fields serve. The form's own file field holds the files, so that a plain submit
// sends them; `paths` holds their names within their folders.
(() => {
  const form = document.querySelector("form[data-drop]");
  if (!form) return;
  const field = form.querySelector("#id_uploads");
  const folder = form.querySelector("#id_folder");
  const paths = form.querySelector("#id_paths");
  const list = form.querySelector("[data-chosen]");
  const head = form.querySelector("[data-chosen-head]");
  let chosen = []; // {file, path}

  const ignored = (path) => path.split("/").some((part) => part.startsWith(".")) || /(^|\/)(Thumbs\.db|desktop\.ini)$/i.test(path);
  const key = ({ file, path }) => `${path}\n${file.size}\n${file.lastModified}`;

  const line = (entry) => {
    const item = document.createElement("li");
    const name = document.createElement("span");
    const size = document.createElement("span");
    const remove = document.createElement("button");
    name.className = "where";
    name.textContent = entry.path;
    size.className = "muted";
    size.textContent = window.sizeWords(entry.file.size);
    remove.type = "button";
    remove.className = "link";
    remove.textContent = form.dataset.wordRemove;
    remove.setAttribute("aria-label", `${form.dataset.wordRemove}: ${entry.path}`);
    remove.addEventListener("click", () => {
      const next = item.nextElementSibling || item.previousElementSibling;
      const place = next && [...list.children].indexOf(next) - (next === item.nextElementSibling ? 1 : 0);
      chosen = chosen.filter((other) => other !== entry);
      show();
      const after = next && list.children[place];
      (after ? after.querySelector("button") : field).focus(); // nobody loses their place
    });
    item.append(name, " ", size, " ", remove);
    return item;
  };

  const show = () => {
    const all = new DataTransfer();
    chosen.forEach(({ file }) => all.items.add(file));
    field.files = all.files;
    paths.value = chosen.length ? JSON.stringify(chosen.map(({ path }) => path)) : "";
    list.replaceChildren(...chosen.map(line));
    const bytes = chosen.reduce((sum, { file }) => sum + file.size, 0);
    head.hidden = !chosen.length;
    head.textContent = `${head.dataset[chosen.length === 1 ? "one" : "many"].replace("#", chosen.length)}, ${window.sizeWords(bytes)}`;
    const problem = form.querySelector("[data-problem]");
    const many = chosen.length > Number(form.dataset.most);
    if (many) problem.textContent = form.dataset.wordMany;
    problem.hidden = !many;
    form.toggleAttribute("data-too-many", many);
  };

  const add = (entries) => {
    const there = new Set(chosen.map(key));
    const fresh = entries.filter((entry) => !ignored(entry.path) && !there.has(key(entry)));
    fresh.sort((one, other) => one.path.localeCompare(other.path, document.documentElement.lang, { numeric: true }));
    chosen.push(...fresh); // folders come in no order
    show();
  };

  const picked = (files) => [...files].map((file) => ({ file, path: file.webkitRelativePath || file.name }));

  // A folder gives its entries a hundred at a time, until it gives none.
  const inside = async (entry) => {
    if (entry.isFile) {
      const file = await new Promise((resolve, reject) => { entry.file(resolve, reject); });
      return [{ file, path: entry.fullPath.replace(/^\//, "") }];
    }
    const reader = entry.createReader();
    const found = [];
    for (;;) {
      const some = await new Promise((resolve, reject) => { reader.readEntries(resolve, reject); });
      if (!some.length) return found;
      for (const below of some) found.push(...(ignored(below.name) ? [] : await inside(below)));
    }
  };

  const dropped = async (data) => {
    // Both must be asked before the first wait: the browser forgets what was dropped.
    const files = [...data.files];
    const entries = [...data.items].filter((item) => item.kind === "file").map((item) => item.webkitGetAsEntry && item.webkitGetAsEntry());
    if (!entries.some((entry) => entry && entry.isDirectory)) return add(picked(files));
    const found = [];
    for (const entry of entries) if (entry) found.push(...(await inside(entry).catch(() => [])));
    return add(found);
  };

  field.addEventListener("change", () => add(picked(field.files)));
  folder.addEventListener("change", () => {
    add(picked(folder.files));
    folder.value = "";
  });

  const hasFiles = (event) => [...event.dataTransfer.types].includes("Files");
  const mark = (over) => form.classList.toggle("dropping", over);
  let depth = 0; // dragenter and dragleave come for every child on the way
  document.addEventListener("dragenter", (event) => { if (hasFiles(event)) mark(++depth > 0); });
  document.addEventListener("dragleave", (event) => { if (hasFiles(event)) mark(--depth > 0); });
  document.addEventListener("dragover", (event) => { if (hasFiles(event)) event.preventDefault(); });
  document.addEventListener("drop", (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    mark((depth = 0) > 0);
    dropped(event.dataTransfer);
  });
  form.classList.add("drops");
  if (field.files.length) add(picked(field.files)); // what the browser kept on going back
})();
