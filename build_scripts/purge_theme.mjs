// Leaves in each style sheet named what the given files can use: `node purge_theme.mjs <sheet> …`, {content, never} at its input.
import { readFileSync, writeFileSync } from "node:fs";
import { PurgeCSS } from "purgecss";

const { content, never } = JSON.parse(readFileSync(0, "utf8"));
for (const sheet of process.argv.slice(2)) {
  const [{ css }] = await new PurgeCSS().purge({
    content,
    css: [{ raw: readFileSync(sheet, "utf8") }],
    blocklist: never.map((beginning) => new RegExp(`^${beginning}`)),
  });
  writeFileSync(sheet, css);
}
