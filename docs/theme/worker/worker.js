// The module worker that holds Python. It knows nothing of the subject: strings in, strings out.
// To the page: {bytes} while files arrive, {step} when a start-up step ended, {ready}, {failed}, {id, response}.

const here = new URL(".", import.meta.url);
const network = self.fetch.bind(self);
let arrived = 0;
let told = 0;

async function count(body) {
  const reader = body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (value) arrived += value.byteLength;
    const now = performance.now();
    if (now - told > 100 || done) {
      told = now;
      postMessage({ bytes: arrived });
    }
    if (done) return;
  }
}

// Python's files come through here, so the page can say how far they are. A copy of the body is counted:
// the browser keeps compiled WebAssembly only for a response handed on untouched.
self.fetch = async (...request) => {
  try {
    const response = await network(...request);
    if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
    if (response.body) count(response.clone().body).catch(() => {});
    return response;
  } catch (error) {
    giveUp(error);
    throw error;
  }
};

// When its WebAssembly cannot be fetched or made, Pyodide prints a warning and waits for ever; we do not.
let giveUp;
const broken = new Promise((_, reject) => (giveUp = reject));
const instantiateStreaming = WebAssembly.instantiateStreaming;
WebAssembly.instantiateStreaming = (...given) => {
  const made = instantiateStreaming.apply(WebAssembly, given);
  made.catch(giveUp);
  return made;
};

async function file(name) {
  return (await self.fetch(new URL(name, here))).arrayBuffer();
}

// A policy in a page's <meta> does not bind a worker loaded from a file. So before the first form is taken,
// every way out is closed in this scope; Python reaches the same names and finds them closed.
export function closeTheNetwork(scope) {
  const refuse = (name) =>
    function () {
      throw new Error(`${name} is closed: nothing leaves this page`);
    };
  const names = [
    "fetch", "XMLHttpRequest", "WebSocket", "WebSocketStream", "EventSource", "WebTransport", "Worker", "SharedWorker",
    "importScripts", "FontFace", "BroadcastChannel", "RTCPeerConnection", "eval", "Function", "caches", "fonts",
  ];
  const close = (name, value) => {
    // Some of them are inherited: closed only on the scope, they could still be taken from what it inherits from.
    for (let at = scope; at; at = Object.getPrototypeOf(at)) {
      if (at === scope || Object.hasOwn(at, name)) {
        Object.defineProperty(at, name, { value, writable: false, configurable: false });
      }
    }
  };
  for (const name of names) close(name, refuse(name));
  // A text given to a timer is run as a program, and `import` in it would fetch.
  for (const name of ["setTimeout", "setInterval"]) {
    const timer = scope[name].bind(scope);
    close(name, (action, ...more) => (typeof action === "function" ? timer(action, ...more) : refuse(`${name} of a text`)()));
  }
  const makers = [function () {}, async function () {}, function* () {}, async function* () {}];
  for (const maker of makers) {
    Object.defineProperty(Object.getPrototypeOf(maker), "constructor", {
      value: refuse("Function"), writable: false, configurable: false,
    });
  }
}

async function start() {
  const calculators = file("calculators.zip");
  const [{ loadPyodide }, { default: createPyodideModule }] = await Promise.all([
    import(new URL("pyodide.mjs", here)),
    import(new URL("pyodide.asm.mjs", here)),
  ]);
  postMessage({ step: "loader" });
  const python = await loadPyodide({
    indexURL: here.href,
    stdLibURL: new URL("python_stdlib.zip", here).href,
    createPyodideModule,
    lockFileContents: LOCK,
  });
  postMessage({ step: "python" });
  python.unpackArchive(await calculators, "zip");
  const door = python.pyimport("calculators").door;
  postMessage({ step: "calculators" });
  closeTheNetwork(self);
  return door;
}

// The build writes the interpreter's own versions here; there are no packages to resolve.
const LOCK = /*LOCK*/ {};

// Listening begins at once: what the page asks meanwhile waits for `door`.
const door = Promise.race([start(), broken]);
door.then(
  () => postMessage({ ready: true }),
  (error) => postMessage({ failed: String(error) }),
);

self.onmessage = async ({ data }) => {
  try {
    postMessage({ id: data.id, response: (await door)(data.request) });
  } catch (error) {
    postMessage({ id: data.id, failed: String(error) });
  }
};
