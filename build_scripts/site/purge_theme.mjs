// Leaves in each style sheet named what the given files can use: `node purge_theme.mjs <sheet> …`, {content, sheets} at its
// input. A variable stays where the sheet itself or any of `sheets` asks for it.
import { readFileSync, writeFileSync } from "node:fs";
import { PurgeCSS } from "purgecss";

const { content, sheets } = JSON.parse(readFileSync(0, "utf8"));
const asked = (place) => [...readFileSync(place, "utf8").matchAll(/var\(\s*(--[\w-]+)/g)].map(([, name]) => name);
for (const sheet of process.argv.slice(2)) {
  const [{ css }] = await new PurgeCSS().purge({
    content,
    css: [{ raw: readFileSync(sheet, "utf8") }],
    variables: true,
    safelist: { variables: sheets.filter((other) => other !== sheet).flatMap(asked) },
  });
  writeFileSync(sheet, css);
}
