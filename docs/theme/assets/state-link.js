// A calculator's state as text: `<version>.<base64url>.<check>`, the version being that of the method. The site's
// server never sees it, since it comes after the # of an address; whoever has the address can read it.
//
// The middle is JSON: [2, calculator, day, fields, figures, others]. Fields and figures keep the order of
// state-names.js (made from calculators/*/building/link.toml), 0 where there is none; a text that the table knows is its
// number there, counted from 1. `others` is left out where nothing is missing in the table.
// Before, it was {c, d, f, r}, all under their names: still read.
import { TABLES } from "./state-names.js";
import { isDay } from "./in-app.js";

const CRC = Uint32Array.from({ length: 256 }, (_, at) => {
  let value = at;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

// CRC-32 of the version and the state, eight hexadecimal digits: it finds damage, and proves nothing about who made it.
function check(version, text) {
  let value = 0xffffffff;
  for (const byte of new TextEncoder().encode(`${version}.${text}`)) value = (value >>> 8) ^ CRC[(value ^ byte) & 0xff];
  return ((value ^ 0xffffffff) >>> 0).toString(16).padStart(8, "0");
}

const CODING = 2;
// As many as a form may have (calculators/form.py); a test compares the two.
const MOST_ROWS = 100;
// More than every field of every row can fill. Beyond it nothing is read: the page would freeze meanwhile.
const MOST_SIGNS = 400_000;
const NO_TABLE = { fields: [], words: [], figures: [] };
// Whether that is the name of a calculator of ours.
export const isKnown = (calculator) => Object.keys(TABLES).includes(calculator);
const tableOf = (calculator) => (isKnown(calculator) ? TABLES[calculator] : NO_TABLE);

// ---- compact ------------------------------------------------------------------------------------------------

function withoutEnd(places) {
  while (places.length && places[places.length - 1] === 0) places.pop();
  return places;
}

function packedFields(fields, { fields: names, words }, others) {
  const short = (text) => words.indexOf(text) + 1 || text;
  const places = names.map(() => 0);
  for (const [name, value] of Object.entries(fields)) {
    const at = names.indexOf(name);
    if (at < 0) others[name] = value;
    else places[at] = Array.isArray(value) ? value.map((each) => (each === "" ? 0 : short(each))) : short(value);
  }
  return withoutEnd(places);
}

// A figure of a row, `line-ratio[2]`, is put in its row's place of a list.
function packedFigures(figures, { figures: names }, others) {
  const places = names.map(() => 0);
  for (const [name, value] of Object.entries(figures)) {
    const [, plain, row] = /^(.*?)(?:\[(0|[1-9]\d?)\])?$/s.exec(name);
    const at = names.indexOf(plain);
    const isList = Array.isArray(places[at]);
    if (at < 0 || (row === undefined ? isList : places[at] !== 0 && !isList)) others[name] = value;
    else if (row === undefined) places[at] = value;
    else {
      if (!isList) places[at] = [];
      while (places[at].length <= Number(row)) places[at].push(0);
      places[at][Number(row)] = value;
    }
  }
  return withoutEnd(places);
}

function packed({ c, d, f, r }) {
  const table = tableOf(c);
  const otherFields = {};
  const otherFigures = {};
  const places = [CODING, c, d, packedFields(f, table, otherFields), packedFigures(r, table, otherFigures)];
  const has = (others) => Object.keys(others).length > 0;
  return has(otherFields) || has(otherFigures) ? [...places, [otherFields, otherFigures]] : places;
}

// {c, d, f, r} again, or null where it is of a coding that is not known here.
function unpacked([coding, c, d, fields, figures, others]) {
  if (coding !== CODING) return null;
  const table = tableOf(c);
  const [f, r] = [0, 1].map((at) => ({ ...(Array.isArray(others) ? others[at] : null) }));
  const whole = (each) => (typeof each === "number" ? (table.words[each - 1] ?? "") : each);
  for (const [at, value] of list(fields).entries()) {
    if (value !== 0 && at < table.fields.length) f[table.fields[at]] = Array.isArray(value) ? value.map(whole) : whole(value);
  }
  for (const [at, value] of list(figures).entries()) {
    if (at >= table.figures.length) break;
    const name = table.figures[at];
    if (!Array.isArray(value)) r[name] = value;
    else for (const [row, each] of value.slice(0, MOST_ROWS).entries()) r[`${name}[${row}]`] = each;
  }
  return { c, d, f, r };
}

const list = (value) => (Array.isArray(value) ? value : []);

// ---- to and fro ---------------------------------------------------------------------------------------------

// `state`: {c: calculator, d: day, f: fields that are not empty, r: figures as they were}.
export function encode(state, version) {
  let binary = "";
  for (const byte of new TextEncoder().encode(JSON.stringify(packed(state)))) binary += String.fromCharCode(byte);
  const text = btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
  return `${version}.${text}.${check(version, text)}`;
}

// A link's fragment as it was copied. Messengers hand it on percent-encoded, in wide signs, with blanks or invisible characters
// in it, and with what stood around it in the text or what they add themselves, before it or behind; none of that is part of it.
export function handedOn(hash) {
  let text = hash.slice(0, MOST_SIGNS * 3);
  // Twice encoded where one messenger handed it to another.
  for (let time = 0; time < 3 && text.includes("%"); time += 1) {
    try {
      text = decodeURIComponent(text);
    } catch {
      break;
    }
  }
  text = text.normalize("NFKC").replace(/[\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, "").replace(/^#(?:.*?[?&/!])??s=/i, "#s=");
  const [found, version, middle, sum] = /^#s=([1-9]\d{0,5})\.([\w-]+)\.([\da-f]{8})/.exec(text) ?? [];
  // A word may follow at once, without a sign between.
  return found && sum === check(version, middle) ? found : text;
}

// {state, version, whole}: `whole` is false where something is missing or changed; `state` is then what could be read
// of it, or null. Never throws.
export function decode(text) {
  if (text.length > MOST_SIGNS) return { state: null, version: 0, whole: false };
  const [version = "", middle = "", sum = "", ...more] = text.split(".");
  const whole = /^[1-9][0-9]{0,5}$/.test(version) && !more.length && sum === check(version, middle);
  let json;
  try {
    const clean = middle.replaceAll("-", "+").replaceAll("_", "/").replace(/[^A-Za-z0-9+/]/g, "");
    const binary = atob(clean.length % 4 === 1 ? clean.slice(0, -1) : clean);
    json = new TextDecoder().decode(Uint8Array.from(binary, (each) => each.charCodeAt(0)));
  } catch {
    return { state: null, version: Number(version) || 0, whole: false };
  }
  const state = sound(whole ? parsed(json) : salvaged(json));
  // A day that is not in the calendar was never written by a page, however right the sum is.
  const isDated = !state?.day || isDay(state.day);
  if (!isDated) state.day = "";
  return { state, version: Number(version) || 0, whole: whole && isDated };
}

function parsed(json) {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}

// The longest beginning that can be closed into something readable, not within a number, which would be another one. Read
// once; where it could end is tried from the last place on, at most so many times.
function salvaged(json) {
  const ends = [];
  const open = [];
  let inside = false;
  for (let at = 0; at < json.length; at += 1) {
    const each = json[at];
    if (inside) {
      if (each === "\\") at += 1;
      else if (each === '"') inside = false;
    } else if (each === '"') inside = true;
    else if (each === "{" || each === "[") {
      if (open.push(each === "{" ? "}" : "]") > DEEPEST) return null;
    } else if (each === "}" || each === "]") open.pop();
    if (!inside && !/\d/.test(each) && json.length - at <= FARTHEST_CUT) ends.push([at + 1, [...open].reverse().join("")]);
  }
  for (const [end, closing] of ends.reverse().slice(0, MOST_CUTS)) {
    const found = parsed(json.slice(0, end).replace(/,$/, "") + closing);
    if (found && typeof found === "object") return found;
  }
  return null;
}

// A state has lists in lists in a list.
const DEEPEST = 20;
const FARTHEST_CUT = 2000;
const MOST_CUTS = 400;

// Only texts and lists of texts, under names that are texts.
function sound(read) {
  const state = Array.isArray(read) ? unpacked(read) : read;
  if (!state || typeof state !== "object") return null;
  const fields = {};
  for (const [name, value] of Object.entries(state.f ?? {})) {
    if (typeof value === "string") fields[name] = value;
    else if (Array.isArray(value)) fields[name] = value.slice(0, MOST_ROWS).map((each) => (typeof each === "string" ? each : ""));
  }
  const figures = {};
  for (const [name, value] of Object.entries(state.r ?? {})) if (typeof value === "string") figures[name] = value;
  return { calculator: typeof state.c === "string" ? state.c : "", day: typeof state.d === "string" ? state.d : "", fields, figures };
}
