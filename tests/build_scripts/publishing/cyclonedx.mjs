// Holds a file against the schema of CycloneDX: node cyclonedx.mjs <folder of schemas> <file>; prints what is wrong.
import { readFileSync } from "node:fs";
import Ajv from "ajv";

const [folder, file] = process.argv.slice(2);
const read = (name) => JSON.parse(readFileSync(name, "utf8"));
// The schemas name formats that this validator has no rule for, such as an address in any script.
const ajv = new Ajv({ allErrors: true, unknownFormats: "ignore", logger: false });
for (const name of ["spdx", "jsf-0.82"]) ajv.addSchema(read(`${folder}/${name}.schema.json`));
const holds = ajv.compile(read(`${folder}/bom-1.5.schema.json`));
if (!holds(read(file))) {
  console.log(JSON.stringify(holds.errors.slice(0, 5), null, 1));
  process.exitCode = 1;
}
