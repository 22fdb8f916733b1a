// The module worker that holds Python. It knows nothing of the subject: strings in, strings out.
// From the page: {id, request}, and {part} with it where a button asks for more than the result, {file} where bytes go along, {more} where
// they need a file that is seldom asked for, {takes} where they come back.
// To the page: {bytes} while files arrive, {step} when a start-up step ended, {ready}, {failed, kind, file, status}, {id, response},
// {whole}, whether what comes behind the first answer is there, with {kind, file, status} where it is not.
// A kind is `network` (a file did not arrive), `files` (missing, cut short, of another version) or `start`. `file` is the
// name of the one that is wrong, `status` what the host answered instead of it.

const here = new URL(".", import.meta.url);
const network = self.fetch.bind(self);
// Our name is the calculator's, with a + between several, and how the page wants it started: `anew` when it tries again, each file then past what the
// browser has kept of it; `saving` for a reader who saves data, who gets nothing before it is needed.
const [named, ...how] = self.name.split(" ");
const calculators = named.split("+");
const anew = how.includes("anew");
const isSaving = how.includes("saving");
// The build writes how long each file is, and the hashes of our own: a cut file, or one of another version, is named so.
const FILES = /*FILES*/ {};
const fault = (kind, text, url, status) => Object.assign(new Error(text), { kind, file: url && new URL(url, here).pathname.split("/").pop(), status });
const failed = (error) => ({ failed: String(error), kind: error.kind, file: error.file, status: error.status });
const checks = [];
const sooner = new Map();
let arrived = 0;
let telling = 0;

// Offline there are only the kept files.
async function arriving(request, options) {
  try {
    if (anew) return await network(request, { ...options, cache: "reload" });
  } catch {
    // Told by the plain request, if that fails too.
  }
  return network(request, options).catch(lost(request));
}

const lost = (url) => (error) => {
  throw fault("network", `${url}: ${error}`, url);
};

function checkLength(url, length) {
  const wanted = FILES.bytes?.[new URL(url).pathname.split("/").pop()];
  if (wanted !== undefined && length !== wanted) throw fault("files", `${url}: ${length} bytes instead of ${wanted}`, url);
}

// At most ten times a second, since each time the page is painted anew; the last arrival is told too.
function tell() {
  telling ||= setTimeout(() => {
    telling = 0;
    postMessage({ bytes: arrived });
  }, 100);
}

async function count(url, body) {
  let length = 0;
  const reader = body.getReader();
  for (;;) {
    const { done, value } = await reader.read().catch(lost(url));
    if (value) {
      arrived += value.byteLength;
      length += value.byteLength;
    }
    tell();
    if (done) return checkLength(url, length);
  }
}

// Python's files come through here, so the page can say how far they are. A copy of the body is counted:
// the browser keeps compiled WebAssembly only for a response handed on untouched.
self.fetch = async (...request) => {
  try {
    const asked = sooner.get(String(request[0]));
    if (asked) {
      sooner.delete(String(request[0]));
      return await asked;
    }
    const response = await arriving(...request);
    if (!response.ok) throw fault("files", `${response.url}: ${response.status}`, response.url, response.status);
    if (response.body) {
      const check = count(response.url, response.clone().body);
      checks.push(check);
      check.catch(giveUp);
    }
    // Hosts that do not know WebAssembly give it another type, and the browser would refuse it.
    const isNamed = !response.url.endsWith(".wasm") || /^application\/wasm/i.test(response.headers.get("Content-Type") ?? "");
    return isNamed ? response : new Response(response.body, { headers: { "Content-Type": "application/wasm" } });
  } catch (error) {
    giveUp(error);
    throw error;
  }
};

// When its WebAssembly cannot be fetched or made, Pyodide prints a warning and waits for ever; we do not.
let giveUp;
const broken = new Promise((_, reject) => (giveUp = reject));
self.addEventListener("unhandledrejection", (event) => {
  event.preventDefault();
  giveUp(event.reason);
});
const instantiateStreaming = WebAssembly.instantiateStreaming;
WebAssembly.instantiateStreaming = (source, imports) => {
  const made = compiled
    ? compiled.then(async (module) => ({ module, instance: await WebAssembly.instantiate(module, imports) }))
    : instantiateStreaming.call(WebAssembly, source, imports);
  made.then(({ instance }) => joinRest(instance, imports, rest), giveUp);
  return made;
};

/*REST*/

// Of the WebAssembly, what no calculator was seen to call when the site was built. It comes behind the first answer. Where
// it is wanted sooner, Python waits in the middle of a call, so this cannot be a promise; the request is made ready before
// the network is closed to everything else.
const PlainRequest = self.XMLHttpRequest;
const REST = "pyodide.rest.wasm";
const coming = new AbortController();
let isComing = false;
let restBytes;
let restFault;
function rest() {
  if (restBytes) {
    const bytes = restBytes;
    restBytes = undefined;
    return bytes;
  }
  // What is on its way cannot arrive while Python waits.
  coming.abort();
  const url = new URL(REST, here).href;
  try {
    const request = new PlainRequest();
    request.open("GET", url, false);
    // The browser lets one request for a file wait for another; past what it keeps, it does not.
    if (anew || isComing) request.setRequestHeader("Cache-Control", "no-cache");
    request.responseType = "arraybuffer";
    try {
      request.send();
    } catch (error) {
      lost(url)(error);
    }
    if (request.status !== 200) throw fault("files", `${url}: ${request.status}`, url, request.status);
    checkLength(url, request.response.byteLength);
    return request.response;
  } catch (error) {
    restFault = error;
    throw error;
  }
}

// Pyodide would ask for these two only when its own scripts have come. Asked for now they arrive meanwhile, and the
// browser compiles as they do.
for (const name of ["pyodide.asm.wasm", "python_stdlib.wasm"]) {
  const url = new URL(name, here).href;
  const response = self.fetch(url);
  response.catch(() => {});
  sooner.set(url, response);
}
const compiled = WebAssembly.compileStreaming?.(sooner.get(new URL("pyodide.asm.wasm", here).href));
compiled?.catch(giveUp);
async function checked(name, bytes) {
  checkLength(new URL(name, here).href, bytes.byteLength);
  // Only where the page came safely (https, localhost) does the browser hash; the length is checked everywhere.
  const wanted = FILES.digests?.[name];
  if (self.crypto?.subtle && wanted) {
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
    const found = [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    if (found !== wanted) throw fault("files", `${name} is of another version`, name);
  }
  return [name, bytes];
}

// What the first answer waits for, with its part in the progress line.
async function zip(name) {
  return checked(name, await (await self.fetch(new URL(name, here))).arrayBuffer());
}

// What comes behind it: by the network that only this file has, once the page's is closed. The address is fixed, and
// nothing goes along.
async function later(name, options) {
  const url = new URL(name, here).href;
  const response = await arriving(url, options);
  if (!response.ok) throw fault("files", `${url}: ${response.status}`, url, response.status);
  return checked(name, await response.arrayBuffer().catch(lost(url)));
}

async function script(name) {
  const url = new URL(name, here).href;
  // An import comes from the browser's copy, so the copy is made new first.
  if (anew) await arriving(url).then((response) => response.arrayBuffer()).catch(lost(url));
  try {
    const found = await import(url);
    const length = performance.getEntriesByName(url)[0]?.decodedBodySize;
    if (length) checkLength(url, length);
    return found;
  } catch (error) {
    if (error.kind) throw error;
    const response = await arriving(url);
    if (!response.ok) throw fault("files", `${url}: ${response.status}`, url, response.status);
    const bytes = await response.arrayBuffer().catch(lost(url));
    checkLength(url, bytes.byteLength);
    if (/javascript/i.test(response.headers.get("Content-Type") ?? "")) throw error;
    // Some hosts give scripts no type of JavaScript's, and browsers then refuse them: taken from its bytes.
    return import(URL.createObjectURL(new Blob([bytes], { type: "text/javascript" })));
  }
}

/*CLOSING*/

let join;
let put;
let take;
async function start() {
  const zips = Promise.all(["shared", ...calculators].map((name) => zip(`${name}.wasm`)));
  zips.catch(giveUp);
  const [{ loadPyodide }, { default: createPyodideModule }] = await Promise.all([
    script("pyodide.js"),
    script("pyodide.asm.js"),
  ]);
  postMessage({ step: "loader" });
  const python = await loadPyodide({
    indexURL: here.href,
    stdLibURL: new URL("python_stdlib.wasm", here).href,
    createPyodideModule,
    lockFileContents: LOCK,
  });
  postMessage({ step: "python" });
  // Each of these holds a zip, in which Python then finds modules; nothing is unpacked.
  const joined = python.pyimport("joined_zips").join;
  join = ([name, bytes]) => {
    python.FS.writeFile(`/${name}`, new Uint8Array(bytes));
    joined(`/${name}`);
  };
  // A file that goes along with a request, and one that Python made; it knows them by these names.
  put = (bytes) => python.FS.writeFile("/given", bytes);
  take = () => python.FS.readFile("/made");
  (await zips).forEach(join);
  const door = python.pyimport("calculators").door;
  await Promise.all(checks);
  postMessage({ step: "calculators" });
  closeTheNetwork(self);
  return door;
}

// Files that only buttons ask for. The next button asks again for one that did not come.
let parts;
async function withParts(options) {
  parts ??= Promise.all(["shared", ...calculators].map((name) => later(`${name}.later.wasm`, options))).then((zips) => zips.forEach(join));
  try {
    await parts;
  } catch (error) {
    parts = undefined;
    throw error;
  }
}

// A file that is seldom asked for, by its name.
const mores = new Map();
function withMore(name) {
  if (!mores.has(name)) {
    mores.set(name, later(`${name}.wasm`).then(join));
    mores.get(name).catch(() => mores.delete(name));
  }
  return mores.get(name);
}

// Behind the first answer: the files that buttons may ask for, then the rest of the WebAssembly.
let isBehind = isSaving;
async function behind() {
  if (isBehind) return;
  isBehind = true;
  try {
    await withParts({ priority: "low" });
    isComing = true;
    [, restBytes] = await later(REST, { priority: "low", signal: coming.signal });
    postMessage({ whole: true });
  } catch ({ kind, file, status }) {
    // Asked for again, and told if it fails then, when something needs it; perhaps it has been fetched in haste already.
    postMessage({ whole: Boolean(coming.signal.aborted && parts && !restFault), kind, file, status });
  }
}

// The build writes the interpreter's own versions here; there are no packages to resolve.
const LOCK = /*LOCK*/ {};

// Listening begins at once: what the page asks meanwhile waits for `door`.
const door = Promise.race([start(), broken]).catch(async (error) => {
  // A file's fault is nearer the cause than Python's error about it.
  const named = Promise.all(checks).then(() => error, (found) => found);
  const cause = await Promise.race([error.kind ? error : named, new Promise((done) => setTimeout(done, 500, error))]);
  throw Object.assign(new Error(String(cause)), cause, { kind: cause.kind ?? "start" });
});
door.then(
  () => postMessage({ ready: true }),
  (error) => postMessage(failed(error)),
);

// An answer that needs what else only buttons need. Meanwhile the page hears that the worker goes on.
async function askAgain(ask, request) {
  const signs = setInterval(() => postMessage({ step: "parts" }), 3000);
  try {
    await withParts();
  } finally {
    clearInterval(signs);
  }
  return ask(request);
}

self.onmessage = async ({ data }) => {
  try {
    const ask = await door;
    if (data.part) await withParts();
    if (data.more) await withMore(data.more);
    if (data.file) put(data.file);
    const response = ask(data.request) || (await askAgain(ask, data.request));
    const file = data.takes && take();
    postMessage({ id: data.id, response, file }, file ? [file.buffer] : []);
    behind();
  } catch (error) {
    // Python reports in its own words that it could not go on; the cause is the file that did not come.
    const cause = restFault ?? error;
    postMessage({ id: data.id, ...failed(cause) });
  }
};
