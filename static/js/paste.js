// An article pasted from a web page keeps its paragraphs: the clipboard's HTML becomes text, a blank line between blocks.
// The HTML is parsed in a document of its own, where nothing is loaded or run; only its text is used.
(() => {
  const BLOCKS = new Set("ADDRESS ARTICLE ASIDE BLOCKQUOTE DD DIV DL DT FIGCAPTION FIGURE FOOTER H1 H2 H3 H4 H5 H6 HEADER LI MAIN OL P PRE SECTION TABLE TR UL".split(" "));
  const SILENT = new Set("BUTTON HEAD IFRAME NOSCRIPT OBJECT SCRIPT SELECT STYLE SVG TEMPLATE TEXTAREA".split(" "));

  // Styles are of no use here, and the page's policy would complain of each.
  const plain = (html) =>
    html.replace(/<style[\s\S]*?<\/style>/gi, "").replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\sstyle\s*=\s*("[^"]*"|'[^']*')/gi, ""));

  const paragraphs = (html) => {
    const found = [""];
    const cut = () => { if (found.at(-1).trim()) found.push(""); };
    const walk = (node) => {
      if (node.nodeType === Node.TEXT_NODE) found[found.length - 1] += node.data.replace(/\s+/g, " ");
      if (node.nodeType !== Node.ELEMENT_NODE || SILENT.has(node.tagName.toUpperCase())) return;
      const block = BLOCKS.has(node.tagName);
      if (block) cut();
      if (node.tagName === "BR") found[found.length - 1] += "\n";
      if (node.tagName === "TD" || node.tagName === "TH") found[found.length - 1] += " ";
      node.childNodes.forEach(walk);
      if (block) cut();
    };
    walk(new DOMParser().parseFromString(plain(html), "text/html").body);
    const tidy = (text) => text.split("\n").map((line) => line.trim()).join("\n").replace(/\n{2,}/g, "\n\n").trim();
    return found.map(tidy).filter(Boolean);
  };

  document.querySelectorAll("textarea[data-paste]").forEach((field) => {
    field.addEventListener("paste", (event) => {
      const html = event.clipboardData.getData("text/html");
      const found = html ? paragraphs(html) : [];
      if (found.length < 2) return; // the browser's own way keeps it
      event.preventDefault();
      const text = found.join("\n\n");
      // Insert as typing does, so that it can be undone.
      if (!document.execCommand("insertText", false, text)) field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
    });
  });
})();
