// Runs inside Node: starts the runtime as each calculator's page does, sends every request of a corpus through the door,
// and prints which modules Python has loaded by then (from a zip, or built in), the SHA-256 of every answer, whether the rest of the
// WebAssembly was wanted, which calculators had Python compile a pattern (not having it compiled), the module of all patterns
// (patterns.py, as bytecode in hexadecimal) and, with a counting wasm, which of its functions were called: before the first request, and
// by the end.
// node run_calculators.mjs <runtime folder> <standard library zip> <calculators' zips> <corpus.json> <lock.json> [<counting wasm>]

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { exported, joinRest } from "../../docs/theme/worker/rest.mjs";

const [runtime, library, zips, corpus, lock, counting] = process.argv.slice(2);
process.on("uncaughtException", (error) => {
  console.error(String(error?.message ?? error).slice(0, 2000));
  process.exit(1);
});
// Pyodide tells Python this as its own name. In browsers that has no folder before it, and Python looks for its library
// in another way.
process.argv[1] = "./this.program";

let called = new Set();
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
const started = new Set();
const everCalled = new Set();
const modules = new Set();
const builtIn = new Set();
const answers = [];
const patterns = readFileSync(new URL("patterns.py", import.meta.url), "utf8");
const compiled = new Set();
const compiling = [];
let last;

async function run(calculator, requests) {
  called = new Set();
  const python = await loadPyodide({
    stdLibURL: library,
    lockFileContents: JSON.parse(readFileSync(lock, "utf8")),
  });
  const { join: add } = python.pyimport("joined_zips");
  const joined = (...names) => names.forEach((name) => {
    python.FS.writeFile(`/${name}`, new Uint8Array(readFileSync(join(zips, name))));
    add(`/${name}`);
  });
  joined("shared.zip", `${calculator}.zip`);
  const door = python.pyimport("calculators").door;
  called.forEach((index) => started.add(index));
  let areAllHere = false;
  const ask = ({ at, text }) => {
    const answer = door(text);
    if (!answer && !areAllHere) return false;
    JSON.parse(answer);
    answers[at] = createHash("sha256").update(answer).digest("hex");
    return true;
  };
  const plain = requests.filter(({ part }) => !part);
  const parts = requests.filter(({ part }) => part);
  // What only buttons ask for is not there yet. An answer that needs it says so, and is asked for again as the page does;
  // the first one, of the example, may not.
  const again = plain.filter((request) => !ask(request));
  if (again.includes(plain[0])) throw new Error(`${calculator}: the first answer needs a file that comes later`);
  joined("shared.later.zip", `${calculator}.later.zip`);
  areAllHere = true;
  [...again, ...parts].forEach(ask);
  const wanted = restRead;
  if (python.pyimport("sys").modules.has("re._parser")) compiling.push(calculator);
  // By Python's own program, so that what it calls is counted: a pattern that nobody thought of needs it.
  last = python.pyimport("__main__").__dict__;
  python.pyimport("builtins").exec(patterns, last);
  JSON.parse(last.get("asked")()).forEach((pattern) => compiled.add(JSON.stringify(pattern)));
  if (counting) {
    // When Python tidies its memory, and what it meets then, depends on what came before. So once more, tidying all the time.
    const gc = python.pyimport("gc");
    gc.set_threshold(20);
    requests.filter(({ at }) => at % 3 === 0).forEach(ask);
    for (const generation of [0, 1, 2]) gc.collect(generation);
  }
  // What is looked at from here on calls functions of its own.
  called.forEach((index) => everCalled.add(index));
  // Modules from no zip are built or frozen into the interpreter itself.
  const loaded = python.pyimport("sys").modules;
  for (const name of loaded.keys()) {
    const loader = loaded.get(name).__spec__?.loader;
    if (name.split(".")[0] === "calculators") continue;
    (loader?.archive?.endsWith(".zip") ? modules : builtIn).add(name);
  }
  restRead = wanted;
}

const asked = JSON.parse(readFileSync(corpus, "utf8")).map((request, at) => ({
  at,
  calculator: request.calculator,
  part: request.part,
  text: JSON.stringify(request),
}));
for (const calculator of new Set(asked.map((request) => request.calculator))) {
  await run(calculator, asked.filter((request) => request.calculator === calculator));
}
const ordered = (numbers) => [...numbers].sort((one, other) => one - other);
const known = last?.get("known")(`[${[...compiled].sort().join(",")}]`);
const functions = { started: ordered(started), called: ordered(everCalled) };
const found = { known, compiling, modules: [...modules].sort(), ...functions, answers, restRead, builtIn: [...builtIn] };
process.stdout.write(JSON.stringify(found), () => process.exit(0));
