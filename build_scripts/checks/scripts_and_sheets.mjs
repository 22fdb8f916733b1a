// Lints all JavaScript and all style sheets by eslint.config.mjs and stylelint.config.mjs; prints each fault as
// file:line: message. Ends with 1 where there is any. With --fix it first mends what can be mended without asking.
import { relative } from "node:path";
import { ESLint } from "eslint";
import stylelint from "stylelint";

const fix = process.argv.includes("--fix");
const [scripts, { results: sheets }] = await Promise.all([
  new ESLint({ fix }).lintFiles("."),
  stylelint.lint({ files: "docs/theme/**/*.css", fix }),
]);
if (fix) await ESLint.outputFixes(scripts);

const ofScript = ({ line = 1, message, ruleId }) => ({ line, rule: ruleId, text: `${message} (${ruleId ?? "syntax"})` });
const faults = [
  ...scripts.flatMap(({ filePath: file, messages }) => messages.map((fault) => ({ file, ...ofScript(fault) }))),
  ...sheets.flatMap(({ source: file, warnings }) => warnings.map((fault) => ({ file, ...fault }))),
].sort((one, other) => one.file.localeCompare(other.file) || one.line - other.line);

// After a block left open each rule is a rule within a rule: the first says where.
const isFirst = (fault) => faults.find(({ file, rule }) => file === fault.file && rule === fault.rule) === fault;
for (const fault of faults)
  if (fault.rule !== "max-nesting-depth" || isFirst(fault))
    console.log(`${relative("", fault.file)}:${fault.line}: ${fault.text}`);
process.exitCode = Number(faults.length > 0);
