// Runs inside Node: starts the runtime as the page does, sends every request of a corpus through the door, and prints
// which modules Python has loaded by then, whether the rest of the WebAssembly was wanted and, with a counting wasm,
// which of its functions were called before the first request and by the end.
// node run_calculators.mjs <runtime folder> <standard library zip> <calculators zip> <corpus.json> <lock.json> [<counting wasm>]

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { exported, joinRest } from "../../docs/theme/worker/rest.mjs";

const [runtime, library, calculators, corpus, lock, counting] = process.argv.slice(2);
process.on("uncaughtException", (error) => {
  console.error(String(error?.message ?? error).slice(0, 2000));
  process.exit(1);
});

const called = new Set();
let restRead = false;
const instantiate = WebAssembly.instantiate;
WebAssembly.instantiate = async (source, imports) => {
  const made = await instantiate.call(WebAssembly, counting ? readFileSync(counting) : source, imports);
  if (counting) made.instance.exports.split_table.set(0, exported((index) => void called.add(index), 1));
  else joinRest(made.instance, imports, () => {
    restRead = true;
    return readFileSync(join(runtime, "pyodide.rest.wasm"));
  });
  return made;
};

const { loadPyodide } = await import(pathToFileURL(join(runtime, "pyodide.mjs")));
const python = await loadPyodide({
  stdLibURL: library,
  lockFileContents: JSON.parse(readFileSync(lock, "utf8")),
});
python.FS.writeFile("/calculators.zip", new Uint8Array(readFileSync(calculators)));
const sys = python.pyimport("sys");
sys.path.insert(0, "/calculators.zip");
const door = python.pyimport("calculators").door;
const started = [...called];
const requests = JSON.parse(readFileSync(corpus, "utf8"));
// Once more from the end: when Python tidies its memory, and what it meets then, depends on what came before.
for (const request of counting ? [...requests, ...[...requests].reverse()] : requests) {
  JSON.parse(door(JSON.stringify(request)));
}
const wanted = restRead;
const gc = python.pyimport("gc");
for (const generation of [0, 1, 2]) gc.collect(generation);
// What is looked at from here on calls functions of its own.
const all = [...called];
// Only what came out of the zip is asked for: built-in and frozen modules stand in the interpreter itself.
const loaded = [...sys.modules.keys()].filter((name) => {
  const loader = sys.modules.get(name).__spec__?.loader;
  return loader?.archive?.endsWith(".zip") && !loader.archive.endsWith("calculators.zip");
});
const ordered = (numbers) => numbers.sort((one, other) => one - other);
const found = { modules: loaded.sort(), started: ordered(started), called: ordered(all), restRead: wanted };
process.stdout.write(JSON.stringify(found), () => process.exit(0));
