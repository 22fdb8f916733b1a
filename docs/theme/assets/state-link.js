// A calculator's state as text: `<version>.<base64url>.<check>`, the version being that of the method. The site's
// server never sees it, since it stands behind the # of an address; whoever has the address can read it.

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

// `state`: {c: calculator, d: day, f: fields that are not empty, r: figures as they were}.
export function encode(state, version) {
  let binary = "";
  for (const byte of new TextEncoder().encode(JSON.stringify(state))) binary += String.fromCharCode(byte);
  const text = btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
  return `${version}.${text}.${check(version, text)}`;
}

// {state, version, whole}: `whole` is false where something is missing or changed; `state` is then what could be read
// of it, or null. Never throws.
export function decode(text) {
  const [version = "", middle = "", sum = "", ...more] = text.split(".");
  const whole = /^[1-9][0-9]{0,5}$/.test(version) && !more.length && sum === check(version, middle);
  let json = "";
  try {
    const clean = middle.replaceAll("-", "+").replaceAll("_", "/").replace(/[^A-Za-z0-9+/]/g, "");
    const binary = atob(clean.length % 4 === 1 ? clean.slice(0, -1) : clean);
    json = new TextDecoder().decode(Uint8Array.from(binary, (each) => each.charCodeAt(0)));
  } catch {
    return { state: null, version: Number(version) || 0, whole: false };
  }
  return { state: sound(whole ? parsed(json) : salvaged(json)), version: Number(version) || 0, whole };
}

function parsed(json) {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}

// The longest beginning that can be closed into something readable.
function salvaged(json) {
  for (let end = json.length; end > 0; end -= 1) {
    const stack = [];
    let inside = false;
    const start = json.slice(0, end);
    for (let at = 0; at < end; at += 1) {
      const each = start[at];
      if (inside) {
        if (each === "\\") at += 1;
        else if (each === '"') inside = false;
      } else if (each === '"') inside = true;
      else if (each === "{") stack.push("}");
      else if (each === "[") stack.push("]");
      else if (each === "}" || each === "]") stack.pop();
    }
    const found = !inside && parsed(start.replace(/,$/, "") + stack.reverse().join(""));
    if (found && typeof found === "object") return found;
    if (json.length - end > 2000) break;
  }
  return null;
}

// Only texts and lists of texts, under names that are texts.
function sound(state) {
  if (!state || typeof state !== "object") return null;
  const fields = {};
  for (const [name, value] of Object.entries(state.f ?? {})) {
    if (typeof value === "string") fields[name] = value;
    else if (Array.isArray(value)) fields[name] = value.slice(0, 100).map((each) => (typeof each === "string" ? each : ""));
  }
  const figures = {};
  for (const [name, value] of Object.entries(state.r ?? {})) if (typeof value === "string") figures[name] = value;
  const day = /^\d{4}-\d\d-\d\d$/.test(state.d) && !Number.isNaN(Date.parse(state.d)) ? state.d : "";
  return { calculator: typeof state.c === "string" ? state.c : "", day, fields, figures };
}
