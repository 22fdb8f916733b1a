// What the course kit's scripts share: the site's address, texts with gaps, elements, and the sheet that comes with a script.

export const site = new URL("../", import.meta.url).href;
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

// The lines that show sections in a page of somebody else's, and the script that gives their frames a height; without it the
// height that stands there holds.
export function embedLines(sections) {
  const frames = sections.map(({ frame, title, name, height }) => {
    const safe = `${title} · ${name}`.replace(/&/g, "&amp;").replace(/"/g, "&quot;");
    return `<iframe data-clearlimit src="${frame}" title="${safe}" width="100%" height="${height ?? 480}" loading="lazy"></iframe>`;
  });
  return [...frames, `<script async src="${site}embed.js"></script>`].join("\n");
}
