// Asks docs/theme/assets/search.js, run here as the worker that it is, over the built index.
// Arguments: the worker, the index, the language, by how many times the index is multiplied. In: a list of queries, as JSON.
// Out: as JSON, {answers, times}: what the worker found for each, and the milliseconds that it took.
import { readFileSync } from "node:fs";
import vm from "node:vm";

const [worker, index, lang, copies = "1"] = process.argv.slice(2);
const held = JSON.parse(readFileSync(index, "utf8"));
const sections = Array.from({ length: Number(copies) }, (_, copy) => held.sections.map((section) => ({ ...section, l: copy ? `copy-${copy}/${section.l}` : section.l }))).flat();

let heard;
const self = { name: lang, location: { href: "http://site/assets/search.js" }, postMessage: (data) => heard(data) };
const fetch = async () => ({ ok: true, json: async () => structuredClone({ ...held, sections }) });
vm.runInNewContext(readFileSync(worker, "utf8"), { self, fetch, navigator: { connection: { saveData: true } }, URL, console });
const ask = (query) =>
  new Promise((resolve) => {
    heard = resolve;
    self.onmessage({ data: query });
  });

await ask("a");
const answers = [];
const times = [];
for (const query of JSON.parse(readFileSync(0, "utf8"))) {
  const start = performance.now();
  answers.push(await ask(query));
  times.push(performance.now() - start);
}
process.stdout.write(JSON.stringify({ answers, times }));
