// Holds data against a JSON Schema, both given as JSON, {schema, data}: prints what is wrong, as a list.
import { readFileSync } from "node:fs";
import Ajv from "ajv";

const { schema, data } = JSON.parse(readFileSync(0, "utf8"));
// This validator knows an older draft, of which the words that we use mean the same.
delete schema.$schema;
const holds = new Ajv({ allErrors: true }).compile(schema);
process.stdout.write(JSON.stringify(holds(data) ? [] : holds.errors));
