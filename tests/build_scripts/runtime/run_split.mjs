// For each pair of files: what each call gives, in an instance of its own, and how often the rest was read for it.
// With one file only, which functions it says are called. node run_split.mjs <cases.json>

import { readFileSync } from "node:fs";
import { exported, joinRest } from "../../../docs/theme/worker/rest.mjs";

const { pairs, counted, calls } = JSON.parse(readFileSync(process.argv[2], "utf8"));
const bytes = (text) => Buffer.from(text, "base64");
const imports = { env: { base: 100 } };

function given(instance, name, takes) {
  try {
    return instance.exports[name](...takes);
  } catch (error) {
    return error instanceof WebAssembly.Exception ? "thrown" : `${error.name}: ${error.message}`;
  }
}

const results = pairs.map(([first, rest]) =>
  calls.map(([names, ...takes]) => {
    let reads = 0;
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes(first)), imports);
    joinRest({ exports }, imports, () => {
      reads += 1;
      if (rest === null) throw new Error("no rest");
      return bytes(rest);
    });
    return [names.map((name) => given({ exports }, name, takes)), reads];
  }),
);

const order = calls.map(([names, ...takes]) => {
  const seen = [];
  const instance = new WebAssembly.Instance(new WebAssembly.Module(bytes(counted)), imports);
  instance.exports.split_table.set(0, exported((index) => void seen.push(index), 1));
  for (const name of names) given(instance, name, takes);
  return seen;
});
process.stdout.write(JSON.stringify({ results, order }));
