// Runs inside Node: starts the runtime as the page does, sends every request of a corpus through the door, and prints
// which modules Python has loaded by then.
// node list_modules.mjs <pyodide folder> <standard library zip> <calculators zip> <corpus.json> <lock.json>

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [pyodideFolder, library, calculators, corpus, lock] = process.argv.slice(2);
process.on("uncaughtException", (error) => {
  console.error(String(error?.message ?? error));
  process.exit(1);
});
const { loadPyodide } = await import(pathToFileURL(join(pyodideFolder, "pyodide.mjs")));
const python = await loadPyodide({
  stdLibURL: library,
  lockFileContents: JSON.parse(readFileSync(lock, "utf8")),
});
python.FS.writeFile("/calculators.zip", new Uint8Array(readFileSync(calculators)));
const sys = python.pyimport("sys");
sys.path.insert(0, "/calculators.zip");
const door = python.pyimport("calculators").door;
for (const request of JSON.parse(readFileSync(corpus, "utf8"))) {
  JSON.parse(door(JSON.stringify(request)));
}
// Only what came out of the zip is asked for: built-in and frozen modules stand in the interpreter itself.
const loaded = [...sys.modules.keys()].filter((name) => {
  const loader = sys.modules.get(name).__spec__?.loader;
  return loader?.archive?.endsWith(".zip") && !loader.archive.endsWith("calculators.zip");
});
process.stdout.write(JSON.stringify(loaded.sort()), () => process.exit(0));
