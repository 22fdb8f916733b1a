// Asks docs/theme/assets/search.js, run here as the worker that it is, over the built index.
// Arguments: the worker, the index, the language, by how many times the index is multiplied. In: a list of queries, as JSON.
// Out: as JSON, {answers, waited, worked}: what the worker found for each, and the milliseconds that it took: by the clock, which is
// what a reader waits, and of processor, which counts the engine's own threads too and says the same on a busy machine.
import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import vm from "node:vm";

const [worker, index, lang, copies = "1"] = process.argv.slice(2);
const held = JSON.parse(readFileSync(index, "utf8"));
const moved = (copy) => held.sections.map((section) => ({ ...section, l: copy ? `copy-${copy}/${section.l}` : section.l }));
const sections = Array.from({ length: Number(copies) }, (_, copy) => moved(copy)).flat();

let heard;
const self = { name: lang, location: { href: "http://site/assets/search.js" }, postMessage: (data) => heard(data) };
const fetch = async () => ({ ok: true, json: async () => structuredClone({ ...held, sections }) });
// As the build joins it: each part once, before what imports it (build_scripts/site/scripts.py).
const parts = new Set();
const joined = (path) =>
  readFileSync(path, "utf8").replace(/^import .* from "(.*)";$|^export /gm, (_, part) => {
    const file = part && resolve(dirname(path), part);
    // Closed doors would be this process's own.
    if (!part || parts.has(file) || file.endsWith("closing.js")) return "";
    parts.add(file);
    return joined(file);
  });
// Not in a context of its own, where Node looks every `Math` up through the outer one, which no browser does.
const around = { self, fetch, closeTheNetwork: () => {}, navigator: { connection: { saveData: copies === "1" } } };
vm.compileFunction(joined(worker), Object.keys(around))(...Object.values(around));
const ask = (query) =>
  new Promise((resolve) => {
    heard = resolve;
    self.onmessage({ data: query });
  });

// Where times count, as a reader who enters the field and begins to type.
if (copies !== "1") await new Promise((resolve) => setTimeout(resolve, 2000));
await ask("a");
const answers = [];
const [waited, worked] = [[], []];
for (const query of JSON.parse(readFileSync(0, "utf8"))) {
  const [begun, start] = [performance.now(), process.cpuUsage()];
  answers.push(await ask(query));
  waited.push(performance.now() - begun);
  const { user, system } = process.cpuUsage(start);
  worked.push((user + system) / 1000);
}
process.stdout.write(JSON.stringify({ answers, waited, worked }));
