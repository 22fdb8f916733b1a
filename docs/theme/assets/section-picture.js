// A section as a picture to send, or to put on a slide: its title, its beginning, a QR code of its short address and the day of the
// text. The browser's own fonts write it, in the colours of the light scheme whatever the page's is.
import { fetched, shortAddress } from "./kit-parts.js";
import { encode } from "./qr.js";
import { storedZip } from "./stored-zip.js";

const WIDTH = 1080;
const MARGIN = 72;
const ROOM = WIDTH - 2 * MARGIN;
const BAND = 132;
const CODE = 308;
// Size, weight, height of a line in parts of the size, colour, and the room above.
const LOOKS = {
  page: [36, 400, 1.4, "--cl-text-soft", 0],
  title: [64, 650, 1.3, "--cl-ink", 12],
  answer: [50, 650, 1.45, "--md-typeset-color", 40],
  text: [42, 400, 1.6, "--md-typeset-color", 32],
  point: [42, 400, 1.6, "--md-typeset-color", 22],
  label: [38, 650, 1.4, "--cl-info", 44],
  scan: [38, 650, 1.4, "--cl-ink", 0],
  small: [32, 400, 1.45, "--cl-text-soft", 14],
};

const measure = document.createElement("canvas").getContext("2d");

// ---- lines ------------------------------------------------------------------------------------------------------

const CHINESE = /[\u2e80-\u303f\u3400-\u9fff\uf900-\ufaff\uff01-\uff60]/;
const BEHIND = /[\s\p{Pe}\p{Pf}\p{Po}—…]/u;
const BEFORE = /[\p{Ps}\p{Pi}]/u;

// What no line end parts: a Chinese character or a word, its space, the marks that stay with it, a number's measure.
function pieces(text) {
  const found = [];
  for (const sign of text) {
    const piece = found[found.length - 1] ?? "";
    const last = piece.slice(-1);
    const isWord = !/\s/.test(last) && !CHINESE.test(sign + last) && !/[\p{Pf}\p{Pe}]/u.test(last);
    const stays = BEHIND.test(sign) || BEFORE.test(last) || isWord || /\d\s+$/.test(piece);
    if (piece && stays) found[found.length - 1] += sign;
    else found.push(sign);
  }
  return found;
}

const widthOf = (text) => measure.measureText(text.trimEnd()).width;

function filled(text, room) {
  const lines = [""];
  const add = (piece) => {
    if (lines[lines.length - 1] && widthOf(lines[lines.length - 1] + piece) > room) lines.push("");
    lines[lines.length - 1] += piece;
  };
  const isWide = (piece) => widthOf(piece) > room;
  // What is wider than a line, such as an address, is parted after a slash or a hyphen, and if need be anywhere.
  const parts = (piece) => (isWide(piece) ? piece.match(/[^/-]+[/-]*|[/-]+/g).flatMap((part) => (isWide(part) ? [...part] : part)) : piece);
  pieces(text).flatMap(parts).forEach(add);
  return lines.map((line) => line.trimEnd());
}

// In as few lines as it needs; where the last would be short, those before it give it some of theirs.
function linesOf(text, room, shortest) {
  let lines = filled(text, room);
  for (let less = room; lines.length > 1 && widthOf(lines[lines.length - 1]) < shortest && less > room / 2; ) {
    less -= 20;
    const tried = filled(text, less);
    if (tried.length > lines.length) break;
    lines = tried;
  }
  return lines;
}

// ---- the picture ------------------------------------------------------------------------------------------------

function colour(name, scheme = "default") {
  const probe = document.createElement("i");
  probe.dataset.mdColorScheme = scheme;
  probe.hidden = true;
  document.body.append(probe);
  const found = getComputedStyle(probe).getPropertyValue(name);
  probe.remove();
  return found;
}

// The page's fonts. A Chinese one, which would give English quotation marks a full square, comes after those of all systems.
function familyOf(lang) {
  const family = getComputedStyle(document.body).fontFamily;
  return lang === "en" ? family.replace("Arial", 'Arial, Roboto, "DejaVu Sans"') : family;
}

const fontOf = (look, family) => `${LOOKS[look][1]} ${LOOKS[look][0]}px ${family}`;

// Sets text from `top` on: what to write where, and where the next begins.
function set(text, look, { top, family, left = MARGIN, room = ROOM, mark = "" }) {
  const [size, weight, leading, ink, above] = LOOKS[look];
  measure.font = fontOf(look, family);
  const indent = mark ? widthOf(`${mark} `) + size / 3 : 0;
  // Titles and answers are evened out; of a text only a last line of a character or two is not left.
  const shortest = weight > 400 ? room * 0.6 : size * 3;
  const lines = linesOf(text, room - indent, shortest);
  const at = (line) => top + above + (line + 0.5) * size * leading;
  const written = lines.map((line, number) => ({ text: line, look, ink, left: left + indent, middle: at(number) }));
  if (mark) written.push({ text: mark, look, ink, left, middle: at(0) });
  return { written, bottom: top + above + lines.length * size * leading };
}

function layout(entry, scan, address, family) {
  const written = [];
  let top = BAND + 56;
  const add = (text, look, more = {}) => {
    const made = set(text, look, { top, family, ...more });
    written.push(...made.written);
    top = made.bottom;
  };
  if (entry.page !== entry.title) add(entry.page, "page");
  add(entry.title, "title");
  for (const { kind, text, mark } of entry.said) add(text, kind, { mark });
  const foot = top + 56;
  top = foot + 40;
  const beside = { left: MARGIN + CODE + 36, room: ROOM - CODE - 36 };
  for (const [text, look] of [[scan, "scan"], [address, "small"], [entry.foot, "small"]]) add(text, look, beside);
  return { written, foot, height: Math.ceil(Math.max(top, foot + 40 + CODE) + 56) };
}

function drawCode(paper, address, left, top) {
  const { size, data } = encode(address, { ecc: "M", border: 4 });
  const dot = Math.floor(CODE / size);
  paper.fillStyle = "#fff";
  paper.fillRect(left, top, size * dot, size * dot);
  paper.fillStyle = "#000";
  for (const [y, row] of data.entries()) {
    for (const [x, isDark] of row.entries()) if (isDark) paper.fillRect(left + x * dot, top + y * dot, dot, dot);
  }
}

function drawBand(paper, name, family) {
  paper.fillStyle = colour("--cl-ink");
  paper.fillRect(0, 0, WIDTH, BAND);
  paper.fillStyle = paper.strokeStyle = colour("--cl-on-ink");
  paper.font = `650 44px ${family}`;
  paper.fillText(name, MARGIN + 76, BAND / 2);
  // The mark, as icon.svg has it.
  paper.save();
  paper.translate(MARGIN - 14, BAND / 2 - 36);
  paper.scale(2.25, 2.25);
  paper.lineWidth = 4;
  paper.lineCap = paper.lineJoin = "round";
  paper.stroke(new Path2D("m7 19 6 6 12-11"));
  paper.strokeStyle = colour("--cl-limit", "slate");
  paper.stroke(new Path2D("M7 8h18"));
  paper.restore();
}

function drawn(entry, { name, scan }, address, lang) {
  const family = familyOf(lang);
  const { written, foot, height } = layout(entry, scan, address, family);
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [WIDTH, height];
  const paper = canvas.getContext("2d");
  paper.textBaseline = "middle";
  paper.fillStyle = colour("--md-default-bg-color");
  paper.fillRect(0, 0, WIDTH, height);
  drawBand(paper, name, family);
  paper.fillStyle = colour("--cl-line");
  paper.fillRect(MARGIN, foot, ROOM, 2);
  for (const { text, look, ink, left, middle } of written) {
    paper.font = fontOf(look, family);
    paper.fillStyle = colour(ink);
    paper.fillText(text, left, middle);
  }
  drawCode(paper, address, MARGIN, foot + 40);
  return canvas;
}

// A canvas with the picture of a section or worked case. Throws where what it says cannot be fetched.
export async function sectionPicture(id, lang) {
  const all = JSON.parse(await fetched(`pictures.${lang}.json`));
  return drawn(all.sections[id], all, shortAddress(id, lang), lang);
}

// A zip of their pictures, numbered in their order; `tell` hears how many are made.
export async function pictureZip(ids, lang, tell) {
  const files = {};
  for (const [at, id] of ids.entries()) {
    tell(at);
    const canvas = await sectionPicture(id, lang);
    const picture = await new Promise((done) => canvas.toBlob(done));
    files[`${String(at + 1).padStart(3, "0")}-${id}.png`] = new Uint8Array(await picture.arrayBuffer());
  }
  return storedZip(files);
}
