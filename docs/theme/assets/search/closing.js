// A policy in a page's <meta> does not bind a worker loaded from a file. So every way out is closed in
// its scope: in the calculators' (build_scripts/runtime/build.py writes this into worker.js) before the first form is taken, where
// Python reaches the same names and finds them closed; in the search's once its index is there.
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
      if (at === scope || Object.prototype.hasOwnProperty.call(at, name)) {
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
