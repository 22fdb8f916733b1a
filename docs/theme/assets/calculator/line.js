// The line to the worker, where Python runs: start it, hear it, notice that it fails, ask it. Touches nothing a reader sees.

// Seconds without a sign: while Python starts, and while one answer is worked out.
const patience = { starting: 30, answering: 10 };

// `request` gives what is asked now. The page is told by `starting`, `started`, `progress` (bytes so far), `accept` (an
// answer) and `failed` (what is wrong, whether the next start has to go past what the browser has kept, and which file it was).
export function lineOf({ root, request, starting, started, progress, accept, failed }) {
  let worker = null;
  let ready = false;
  let quiet = 0;
  let attempt = 0;
  let failures = 0;
  let asked = 0;
  let answered = 0;
  let waiting = false;
  let parts = 0;
  const partsAsked = new Map();
  let watch = 0;
  // It stopped over what was asked; with the next edit something else is.
  let isStopped = false;

  // `anew`: past the browser's copies, where one of them may be damaged.
  async function start(anew = false) {
    stop();
    const mine = attempt;
    ready = isStopped = false;
    asked = answered = 0;
    waiting = false;
    starting();
    if (typeof Worker !== "function" || typeof WebAssembly !== "object") return fail("old");
    progress();
    sign();
    // Counted in ticks, not by the clock: a telephone that slept has waited for nothing.
    watch = setInterval(() => {
      quiet += 1;
      if (!ready && quiet >= patience.starting) fail("silence");
      else if (ready && answered < asked && quiet >= patience.answering) fail("stopped");
    }, 1000);
    const address = new URL("worker.js", new URL(root.dataset.runtime, location.href));
    if (anew) {
      await fetch(address, { cache: "reload" }).then((response) => response.text()).catch(() => {});
      if (mine !== attempt) return;
    }
    const made = (!anew && window.earlyWorker) || makeWorker(address, anew);
    window.earlyWorker = null;
    if (!made.worker) return fail("failed", made.broken);
    worker = made.worker;
    if (!made.modules) return fail("old");
    if (made.broken) return fail("files", made.broken, { file: "worker.js" });
    let heard = made.heard.length > 0;
    worker.onmessage = ({ data }) => {
      heard = true;
      hear(data);
    };
    worker.onerror = ({ message }) => {
      if (!ready && !heard) fail("files", message, { file: "worker.js" });
      else fail(ready ? "stopped" : "failed", message);
    };
    worker.onmessageerror = (event) => fail(ready ? "stopped" : "failed", event.type);
    for (const message of made.heard) {
      hear(message);
      if (mine !== attempt) return;
    }
    started();
  }

  function makeWorker(address, anew) {
    const made = { heard: [], modules: false };
    const options = {
      name: [root.dataset.calculator, anew && "anew", navigator.connection?.saveData && "saving"].filter(Boolean).join(" "),
      // Only browsers that know module workers ask for this.
      get type() {
        made.modules = true;
        return "module";
      },
    };
    try {
      made.worker = new Worker(address, options);
    } catch (error) {
      made.broken = error;
    }
    return made;
  }

  function stop() {
    attempt += 1;
    clearInterval(watch);
    if (worker) worker.terminate();
    worker = null;
    for (const { no } of partsAsked.values()) no(new Error("stopped"));
    partsAsked.clear();
  }

  function sign() {
    quiet = 0;
  }

  function hear(message) {
    sign();
    if (message.bytes !== undefined && !ready) {
      progress(message.bytes);
    } else if (message.ready) {
      ready = true;
    } else if (message.failed !== undefined) {
      fail(message.kind ?? "stopped", message.failed, message);
    } else if (partsAsked.has(message.id)) {
      partsAsked.get(message.id).yes(JSON.parse(message.response).part);
      partsAsked.delete(message.id);
    } else if (message.id !== undefined) {
      answered = message.id;
      failures = 0;
      if (message.id === asked) accept(JSON.parse(message.response), !waiting);
      if (waiting) ask();
    }
  }

  function fail(kind, detail = "", { file, status } = {}) {
    console.info("calculator:", kind, detail);
    // The browser's copies are good where a calculation only stopped, and perhaps where the line was lost.
    failures += 1;
    const anew = kind !== "stopped" && (kind !== "network" || failures > 1);
    stop();
    ready = false;
    isStopped = kind === "stopped";
    failed(kind, anew, { file, status });
  }

  // One question under way at a time; the newest form is asked next, once.
  function ask() {
    if (!worker) return void (isStopped && start());
    if (asked > answered) {
      waiting = true;
      return;
    }
    waiting = false;
    asked += 1;
    if (ready) sign();
    worker.postMessage({ id: asked, request: JSON.stringify(request()) });
  }

  // What one button asks for beside the result; it fails where Python does, of which the page has been told then.
  // Where a file's bytes go along, Python's part for them is asked instead of the calculator's.
  function part(name, given = "", file) {
    return new Promise((yes, no) => {
      if (!worker) return no(new Error("no worker"));
      const id = `part-${(parts += 1)}`;
      partsAsked.set(id, { yes, no });
      const asked = { ...request(), part: name, given };
      if (file) asked.calculator = name;
      worker.postMessage({ id, part: true, more: file && name, file, request: JSON.stringify(asked) });
    });
  }

  return { start, ask, part };
}
