// What the course kit's scripts share: the site's address, texts with gaps, elements, and the sheet that comes with a script.

export const site = new URL("../", import.meta.url).href;
export const shortAddress = (id, lang) => `${site}${lang === "en" ? "en/" : ""}s/${id}/`;
export const filled = (text, gaps) => text.replace(/\{(\w+)\}/g, (_, name) => gaps[name]);

// `content` is a text, an element, or several of either.
export function made(tag, content, name) {
  const element = document.createElement(tag);
  if (name) element.className = name;
  element.append(...[content].flat());
  return element;
}

// The promise is kept once the sheet has come, or has failed to.
export function addSheet(address) {
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = address.href;
  const there = new Promise((done) => ["load", "error"].forEach((event) => link.addEventListener(event, done)));
  document.head.append(link);
  return there;
}

const files = {};

// The text of a file below course/, fetched once; asked for again where it did not come.
export function fetched(name) {
  files[name] ??= fetch(`${site}course/${name}`, { cache: "no-cache" })
    .then((answer) => (answer.ok ? answer.text() : Promise.reject(answer.status)))
    .catch((fault) => {
      delete files[name];
      throw fault;
    });
  return files[name];
}

// Hands a file to the reader, as a browser does where something can be saved.
export function saveFile(name, content, type) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

// The lines that show sections in a page of somebody else's, and the script that gives their frames a height; without it the
// height that stands there holds.
export function embedLines(sections) {
  const frames = sections.map(({ frame, title, name, height }) => {
    const safe = `${title} · ${name}`.replace(/&/g, "&amp;").replace(/"/g, "&quot;");
    return `<iframe data-clearlimit src="${frame}" title="${safe}" width="100%" height="${height ?? 480}" loading="lazy"></iframe>`;
  });
  return [...frames, `<script async src="${site}embed.js"></script>`].join("\n");
}
