// A form marked `data-send` is sent with its progress shown and a way to stop it; the server answers in JSON where to go
// on, or what is wrong with which field or file. Without this, the browser sends the form itself.
(() => {
  const form = document.querySelector("form[data-send]");
  if (!form) return;
  const word = form.dataset;
  const bar = form.querySelector("[data-bar]");
  const sent = form.querySelector("[data-sent]");
  const shown = form.querySelector("[data-sending]");
  const cancel = form.querySelector("[data-cancel]");
  const problem = form.querySelector("[data-problem]");
  const buttons = [...form.querySelectorAll("button[type=submit]")];
  let request = null;

  const say = (words) => {
    problem.textContent = words;
    problem.hidden = !words;
    if (words) problem.scrollIntoView({ block: "nearest" });
  };

  const clear = () => {
    say("");
    form.querySelectorAll("[data-told]").forEach((element) => element.remove());
    form.querySelectorAll(".has-error").forEach((element) => element.classList.remove("has-error"));
  };

  const error = (words, id) => {
    const element = document.createElement("div");
    element.className = "error";
    element.dataset.told = "";
    element.textContent = words;
    if (id) element.id = id;
    return element;
  };

  const tell = ({ errors, files }) => {
    Object.entries(errors).forEach(([name, words]) => {
      const input = form.querySelector(`#id_${name}`);
      if (!input || input.type === "hidden") return say(words.join(" "));
      const told = error(words.join(" "), `id_${name}_error`);
      told.setAttribute("role", "alert");
      input.closest(".field").classList.add("has-error");
      input.closest(".field").append(told);
      input.setAttribute("aria-invalid", "true");
      input.setAttribute("aria-describedby", told.id);
      return input.focus();
    });
    Object.entries(files).forEach(([number, words]) => {
      const item = form.querySelectorAll("[data-chosen] li")[number];
      if (item) item.append(error(words));
    });
  };

  const end = (words) => {
    request = null;
    shown.hidden = true;
    buttons.forEach((button) => { button.disabled = false; });
    if (words !== undefined) say(words);
  };

  const answered = () => {
    let answer = null;
    try {
      answer = JSON.parse(request.responseText);
    } catch {
      return end(`${word.wordRefused} (${request.status})`);
    }
    if (answer.location) {
      removeEventListener("beforeunload", warn);
      return location.assign(answer.location);
    }
    end();
    return answer.errors ? tell(answer) : say(`${word.wordRefused} (${request.status})`);
  };

  const warn = (event) => { if (request) event.preventDefault(); };
  addEventListener("beforeunload", warn);
  addEventListener("pageshow", () => { if (!request) end(); });

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (request || form.hasAttribute("data-too-many")) return;
    clear();
    if (!form.querySelector("#id_uploads").files.length) return tell({ errors: { uploads: [word.wordNone] }, files: {} });
    const data = new FormData(form);
    if (event.submitter && event.submitter.name) data.append(event.submitter.name, event.submitter.value);
    request = new XMLHttpRequest();
    request.open("POST", form.getAttribute("action")); // `form.action` would be the buttons of that name
    request.setRequestHeader("Accept", "application/json");
    request.upload.addEventListener("progress", ({ loaded, total }) => {
      bar.max = total;
      bar.value = loaded;
      sent.textContent = loaded < total ? `${window.sizeWords(loaded)} / ${window.sizeWords(total)} ${word.wordSent}` : word.wordReading;
    });
    request.addEventListener("load", answered);
    request.addEventListener("error", () => end(word.wordLost));
    request.addEventListener("abort", () => end(word.wordCancelled));
    bar.value = 0;
    sent.textContent = "";
    shown.hidden = false;
    buttons.forEach((button) => { button.disabled = true; });
    cancel.focus();
    request.send(data);
  });
  cancel.addEventListener("click", () => { if (request) request.abort(); });
})();
