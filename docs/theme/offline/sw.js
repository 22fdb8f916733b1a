// The service worker: pages that a reader has seen still open without a network. Nothing depends on it.
// One cache holds one version of the site whole; the runtime has one of its own, named by its content. A file is kept
// only when it is the one this version was built with, so versions never mix.
// In, from a page, with the page's version: {seen: [addresses]}, {used}, {lost}, {whole}, {remove}, {state}, {activate}.
"use strict";

const VERSION = /*VERSION*/ "";
// By name from the site's root: [bytes, beginning of the SHA-256]; a page has no hash, it carries the version.
const FILES = new Map(Object.entries(/*FILES*/ {}));

const ROOT = new URL("./", self.location.href);
const OURS = `clearlimit ${ROOT.pathname} `;
const NAMES = [...FILES.keys()];
const RUNTIME = NAMES.find((name) => name.startsWith("runtime/")).split("/", 2).join("/");
const ALL = [...FILES.values()].reduce((sum, [size]) => sum + size, 0);
const SITE_CACHE = OURS + VERSION;
const RUNTIME_CACHE = OURS + RUNTIME;
const WHOLE = new URL("offline/whole", ROOT).href;

const isPage = (name) => name.endsWith(".html");
const isRuntime = (name) => name.startsWith("runtime/");
const isAsset = (name) => name.startsWith("assets/");
const CORE = NAMES.filter((name) => /^(en\/)?offline\/|^assets\/(offline-page|icon)\.[^/]*$/.test(name));
const CALCULATORS = NAMES.filter(
  (name) => /^(en\/)?(calculators|search)\/.*(html|sections\.json)$/.test(name) || (isAsset(name) && !name.endsWith(".png")) || isRuntime(name),
);

// True from a request that failed until one that is answered.
let lost = false;
// Large files of the runtime that the browser's own cache has let go, or never took: they would come over the network
// a second time.
const LARGE = NAMES.filter((name) => isRuntime(name) && FILES.get(name)[0] > 500_000);
const forgotten = new Set();

// ---- names and addresses --------------------------------------------------------------------------------------

const address = (name) => new URL(name.replace(/(^|\/)index\.html$/, "$1"), ROOT).href;

// null: not of this site.
function nameOf(url) {
  const { origin, pathname } = new URL(url);
  if (origin !== ROOT.origin || !pathname.startsWith(ROOT.pathname)) return null;
  const name = pathname.slice(ROOT.pathname.length);
  if (!name || name.endsWith("/")) return `${name}index.html`;
  return FILES.has(`${name}/index.html`) ? `${name}/index.html` : name;
}

const cacheOf = (name) => caches.open(isRuntime(name) ? RUNTIME_CACHE : SITE_CACHE);
const ourCaches = async () => (await caches.keys()).filter((name) => name.startsWith(OURS));

// Where storage is refused nothing is kept, and the network answers.
async function kept(name) {
  try {
    return await (await cacheOf(name)).match(address(name), { ignoreVary: true });
  } catch {
    return undefined;
  }
}

// A file named by its content is the same in every version: a page still open may need an older one's.
async function keptAnywhere(name) {
  try {
    for (const cache of await ourCaches()) {
      const found = await (await caches.open(cache)).match(address(name), { ignoreVary: true });
      if (found) return found;
    }
  } catch {
    // A page that cannot be read is not kept.
  }
  return undefined;
}

// ---- keeping --------------------------------------------------------------------------------------------------

async function isRight(name, bytes) {
  const [size, digest] = FILES.get(name);
  if (!digest) return new TextDecoder().decode(bytes).includes(`name="version" content="${VERSION}"`);
  if (bytes.byteLength !== size) return false;
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...hash].map((byte) => byte.toString(16).padStart(2, "0")).join("").startsWith(digest);
}

async function bytesOf(response, progress) {
  const chunks = [];
  const reader = response.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return new Blob(chunks).arrayBuffer();
    chunks.push(value);
    progress(value.byteLength);
  }
}

// The browser's own copies will do; only missing files, or those of another version, come over the network.
async function found(name, progress) {
  for (const cache of ["force-cache", "no-cache"]) {
    let counted = 0;
    try {
      const response = await fetch(address(name), { cache });
      if (!response.ok || response.redirected) continue;
      const bytes = await bytesOf(response, (more) => {
        counted += more;
        progress(more);
      });
      if (!(await isRight(name, bytes))) throw new Error("of another version");
      const headers = new Headers(response.headers);
      headers.delete("Content-Encoding");
      headers.delete("Content-Length");
      return new Response(bytes, { headers });
    } catch {
      progress(-counted);
    }
  }
  return undefined;
}

// Whether the browser's own cache has it.
async function isHeld(name) {
  try {
    const { body } = await fetch(address(name), { cache: "only-if-cached", mode: "same-origin" });
    body.cancel();
    return true;
  } catch {
    return false;
  }
}

const pending = new Map();

// Whether the file is kept now. Throws where the browser has no room.
function keep(name, progress = () => {}) {
  if (!pending.has(name)) pending.set(name, keepNow(name, progress).finally(() => pending.delete(name)));
  return pending.get(name);
}

async function keepNow(name, progress) {
  if (await kept(name)) return true;
  const response = await found(name, progress);
  if (!response) return false;
  await (await cacheOf(name)).put(address(name), response);
  return true;
}

async function keepAll(names) {
  let all = true;
  for (const name of names) if (!(await keep(name))) all = false;
  return all;
}

// ---- a version's life -----------------------------------------------------------------------------------------

async function install() {
  if (!(await keepAll(CORE))) throw new Error("the site is being replaced; the next visit tries again");
  await carryOver().catch(() => {});
}

// The files that the reader had of an older version are fetched in this one; unchanged ones are copied.
async function carryOver() {
  const wanted = new Set();
  let whole = false;
  const old = (await ourCaches()).filter((name) => name !== SITE_CACHE && name !== RUNTIME_CACHE);
  for (const name of old) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const file = nameOf(request.url);
      whole ||= request.url === WHOLE;
      if (FILES.has(file)) wanted.add(file);
      if (FILES.has(file) && isAsset(file) && !(await kept(file))) await (await cacheOf(file)).put(request, await cache.match(request));
    }
    if (name.startsWith(`${OURS}runtime/`)) for (const file of CALCULATORS) wanted.add(file);
  }
  if (navigator.connection?.saveData) return;
  if ([...wanted].some(isPage)) for (const file of NAMES) if (isAsset(file) && !file.endsWith(".png")) wanted.add(file);
  if ((await keepAll(whole ? NAMES : wanted)) && whole) await markWhole();
}

async function markWhole() {
  await (await caches.open(SITE_CACHE)).put(WHOLE, new Response(""));
}

// Asking for a page before this worker has started is quicker, but Firefox (140 and 153 were seen) shows its own error page
// where that request fails, whatever is answered here. So only in Chromium, which alone tells its brands.
async function activate() {
  await self.registration.navigationPreload?.[navigator.userAgentData ? "enable" : "disable"]();
  await tidy();
}

// Older versions go once no page of theirs is open; a page that does not answer may still need its own. Whether there was none.
async function tidy() {
  if (self.registration.waiting || self.registration.installing) return false;
  const old = (await ourCaches()).filter((name) => name !== SITE_CACHE && name !== RUNTIME_CACHE);
  if (!old.length) return true;
  const pages = (await self.clients.matchAll({ type: "window", includeUncontrolled: true })).filter((page) => page.url.startsWith(ROOT.href));
  const versions = await Promise.all(pages.map(versionOf));
  if (versions.every((version) => version === VERSION)) await Promise.all(old.map((name) => caches.delete(name)));
  return false;
}

function versionOf(page) {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => resolve(data);
    setTimeout(resolve, 2000);
    page.postMessage({ ask: "version" }, [port2]);
  });
}

// ---- answering ------------------------------------------------------------------------------------------------

async function lookForLarge() {
  for (const name of LARGE) {
    if (await isHeld(name)) forgotten.delete(name);
    else forgotten.add(name);
  }
}

async function page(event, name) {
  let answer;
  if (/(^|\/)calculators\//.test(name)) event.waitUntil(lookForLarge());
  try {
    answer = (await event.preloadResponse) ?? (await fetch(event.request));
    lost = answer.status >= 500;
  } catch {
    lost = true;
  }
  if (!lost) return answer;
  const copy = await kept(name);
  // Without its last slash every address in the page would lead elsewhere.
  if (copy && !/(\/|\.html)$/.test(new URL(event.request.url).pathname)) return Response.redirect(address(name));
  return copy ?? (await offlinePage(name)) ?? answer ?? Response.error();
}

// It is shown at any address, so its own links start from the site's root.
async function offlinePage(name) {
  const [file, up] = name.startsWith("en/") ? ["en/offline/index.html", "../../"] : ["offline/index.html", "../"];
  const response = await kept(file);
  if (!response) return undefined;
  const text = (await response.text()).replaceAll(`="${up}`, `="${ROOT.pathname}`);
  return new Response(text, { headers: response.headers });
}

async function assetFirst(request, name) {
  return (await kept(name)) ?? (await keptAnywhere(name)) ?? fetch(request);
}

async function networkFirst(request, name) {
  try {
    const answer = await fetch(request);
    if (answer.status < 500) return answer;
    return (await kept(name)) ?? answer;
  } catch (error) {
    const copy = await kept(name);
    if (copy) return copy;
    throw error;
  }
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const name = request.method === "GET" ? nameOf(request.url) : null;
  if (name === null) return;
  if (request.mode === "navigate") event.respondWith(page(event, name));
  else if (isRuntime(name)) {
    // With a network it goes its own way: from the browser's cache it starts sooner than through here.
    if (lost || !navigator.onLine || forgotten.has(name)) event.respondWith(assetFirst(request, name));
  } else if (isAsset(name)) event.respondWith(assetFirst(request, name));
  else if (FILES.has(name)) event.respondWith(networkFirst(request, name));
});

// ---- what pages ask -------------------------------------------------------------------------------------------

async function state() {
  const urls = new Set();
  for (const cache of [SITE_CACHE, RUNTIME_CACHE]) for (const { url } of await (await caches.open(cache)).keys()) urls.add(url);
  let bytes = 0;
  for (const [name, [size]] of FILES) if (urls.has(address(name))) bytes += size;
  return { bytes, all: ALL, whole: NAMES.every((name) => urls.has(address(name))) };
}

async function keepWhole(port) {
  let { bytes } = await state();
  const tell = (more) => port.postMessage({ bytes: (bytes += more), all: ALL });
  tell(0);
  for (const name of NAMES) {
    if (!(await keep(name, tell))) throw new Error(name);
  }
  await markWhole();
}

async function removeAll() {
  await caches.delete(SITE_CACHE);
  await caches.delete(RUNTIME_CACHE);
  await keepAll(CORE);
}

async function isLost() {
  try {
    await fetch(ROOT, { method: "HEAD", cache: "no-store" });
    lost = false;
  } catch {
    lost = true;
  }
}

// Who saves data keeps of the runtime what the calculator needed; copying more would fetch it.
async function neededOffline() {
  if (!navigator.connection?.saveData) return CALCULATORS;
  const needed = await Promise.all(CALCULATORS.map((name) => !isRuntime(name) || isHeld(name)));
  return CALCULATORS.filter((_, at) => needed[at]);
}

async function hear({ seen, used, lost: asked, whole, remove, state: wanted }, port) {
  if (asked) await isLost();
  if (seen) await keepAll(seen.map(nameOf).filter((name) => FILES.has(name) && !isRuntime(name)));
  if (used) await keepAll(await neededOffline());
  try {
    if (whole) await keepWhole(port);
    if (remove) await removeAll();
    if (whole || remove || wanted) port.postMessage({ done: await state() });
  } catch (error) {
    port?.postMessage({ failed: String(error) });
  }
  // The page before this one may still be leaving, and its worker still be keeping a file: looked at once more.
  if (seen && !(await tidy())) {
    await new Promise((resolve) => setTimeout(resolve, 3000));
    await tidy();
  }
}

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("message", (event) => {
  const { data, ports } = event;
  if (data.activate) event.waitUntil(self.skipWaiting());
  // Storage may be refused or full: then the pages are as they are without us.
  else if (data.version === VERSION) event.waitUntil(hear(data, ports[0]).catch(() => {}));
});
