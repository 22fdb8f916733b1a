// The page's side of the service worker: starts it, tells it what the reader has opened, offers a new version, and
// works the section that keeps the whole guide. Where there is no service worker the page stays as it is.

import { button, texts } from "./in-app.js";

const root = new URL("../", import.meta.url);
const version = document.querySelector("meta[name=version]").content;
const calculator = document.querySelector("[data-calculator]");
const hour = 3600000;

// Keeping files takes processor time, which belongs to the reader while they type: it waits until nothing was typed for a
// moment, though not for ever.
const moment = 1500;
const longest = 15000;

function pause() {
  return new Promise((resolve) => {
    const end = Date.now() + longest;
    let timer = 0;
    const again = () => {
      clearTimeout(timer);
      timer = setTimeout(done, Math.max(0, Math.min(moment, end - Date.now())));
    };
    const done = () => {
      removeEventListener("input", again);
      resolve();
    };
    addEventListener("input", again);
    again();
  });
}

if (calculator) await pause();
try {
  await begin(await navigator.serviceWorker.register(new URL("sw.js", root), { updateViaCache: "none" }));
} catch {
  // Private windows, refused storage, old browsers: nothing is kept.
}

async function begin(registration) {
  const said = [];
  const workers = () => [registration.installing, registration.waiting, registration.active].filter(Boolean);
  // Of the workers only the one of this page's own version listens.
  const say = (message) => {
    said.push(message);
    for (const worker of workers()) worker.postMessage({ version, ...message });
  };

  navigator.serviceWorker.addEventListener("message", ({ data, ports }) => {
    if (data.ask === "version") ports[0].postMessage(version);
  });
  navigator.serviceWorker.startMessages();

  registration.addEventListener("updatefound", () => {
    const worker = registration.installing;
    for (const message of said) worker.postMessage({ version, ...message });
    worker.addEventListener("statechange", () => offer(registration));
  });
  registration.installing?.addEventListener("statechange", () => offer(registration));
  offer(registration);

  let checked = Date.now();
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible" && Date.now() - checked > hour) {
      checked = Date.now();
      registration.update().catch(() => {});
    }
  });

  say({ seen: opened() });
  const field = document.querySelector("[data-md-component=search-query]");
  const index = new URL("search/sections.json", new URL(document.querySelector("[data-base]").dataset.base, location.href)).href;
  const searched = () => setTimeout(() => say({ seen: [index] }), 2000);
  if (field?.value) searched();
  else field?.addEventListener("input", searched, { once: true });

  if (calculator) {
    let state = "";
    const follow = () => {
      if (calculator.dataset.state === state) return;
      state = calculator.dataset.state;
      if (state === "ready") say({ used: true });
      if (state === "failed") say({ lost: true });
    };
    let due = null;
    const soon = () => {
      if (calculator.dataset.state === "failed") return follow();
      due ??= pause().then(() => {
        due = null;
        follow();
      });
    };
    new MutationObserver(soon).observe(calculator, { attributeFilter: ["data-state"] });
    follow();
  }
  const section = document.querySelector("[data-offline]");
  if (section) wholeGuide(section, (await navigator.serviceWorker.ready).active);
}

// This page and what it asked for; the search field's own program is not among what the browser lists.
function opened() {
  const search = document.querySelector("[data-worker-src]")?.dataset.workerSrc;
  const asked = performance.getEntriesByType("resource").map(({ name }) => name);
  return [location.href, ...asked, ...(search ? [new URL(search, location.href).href] : [])];
}

// ---- a new version --------------------------------------------------------------------------------------------

function offer(registration) {
  const worker = registration.waiting;
  if (!worker || !registration.active || document.querySelector(".cl-new-version")) return;
  const notice = document.createElement("div");
  notice.className = "cl-new-version";
  notice.setAttribute("role", "status");
  document.body.append(notice);
  const text = document.createElement("p");
  text.textContent = texts[calculator ? "new-version-of-a-form" : "new-version"];
  const use = () => {
    const next = registration.waiting;
    if (!next) return location.reload();
    next.addEventListener("statechange", () => next.state === "activated" && location.reload());
    next.postMessage({ activate: true });
  };
  const reload = button(texts.reload, use, "md-button");
  reload.dataset.action = "use-new-version";
  const later = button(texts.later, () => notice.remove(), "md-button");
  // A status is read out when its content comes after it.
  setTimeout(() => notice.append(text, reload, later));
}

// ---- the whole guide ------------------------------------------------------------------------------------------

function wholeGuide(section, worker) {
  const said = JSON.parse(section.dataset.texts);
  const [keep, remove] = section.querySelectorAll("button");
  const bar = section.querySelector("progress");
  const status = section.querySelector("[role=status]");
  const millions = (bytes) => (bytes / 1e6).toFixed(1);
  const fill = (text, { bytes, all }) => text.replace("{done}", millions(bytes)).replace("{all}", millions(all));

  const show = (state) => {
    bar.hidden = true;
    // Focus stays on a button that can be pressed.
    keep.setAttribute("aria-disabled", String(state.whole));
    status.textContent = fill(state.whole ? said.whole : said.part, state);
  };
  const ask = (message) =>
    new Promise((resolve, reject) => {
      const { port1, port2 } = new MessageChannel();
      let spoken = -1;
      port1.onmessage = ({ data }) => {
        if (data.done) return resolve(data.done);
        if (data.failed) return reject(new Error(data.failed));
        bar.max = data.all;
        bar.value = data.bytes;
        // Read out in tenths, or a screen reader would never be silent.
        const tenth = Math.floor((10 * data.bytes) / data.all);
        if (tenth !== spoken) status.textContent = fill(said.keeping, data);
        spoken = tenth;
      };
      worker.postMessage({ version, ...message }, [port2]);
    });
  let busy = false;
  const work = async (message) => {
    try {
      show(await ask(message));
    } catch {
      bar.hidden = true;
      status.textContent = said.failed;
    }
  };
  // It asks for the present state first; a button pressed meanwhile has its turn after that.
  const asked = work({ state: true });
  const press = async (message) => {
    if (busy) return;
    busy = true;
    await asked;
    await work(message);
    busy = false;
  };

  section.querySelector("[data-offline-needs]").hidden = true;
  section.querySelector("[data-offline-controls]").hidden = false;
  keep.addEventListener("click", () => {
    if (busy || keep.getAttribute("aria-disabled") === "true") return;
    navigator.storage?.persist?.().catch(() => {});
    bar.value = 0;
    asked.then(() => (bar.hidden = false));
    press({ whole: true });
  });
  remove.addEventListener("click", () => press({ remove: true }));
}
