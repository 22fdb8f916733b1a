// Runs Lighthouse on each address that standard input names, by the browser that the first argument names, and prints
// what it found as JSON. build_scripts/lighthouse.py starts it and reads that.
import { text } from "node:stream/consumers";
import process from "node:process";

import { launch } from "chrome-launcher";
import lighthouse, { desktopConfig } from "lighthouse";

const [browser, ...flags] = process.argv.slice(2);
const asked = JSON.parse(await text(process.stdin));
const found = [];

for (const { url, form } of asked) {
  const chrome = await launch({ chromePath: browser, chromeFlags: ["--headless=new", ...flags] });
  try {
    const ran = await lighthouse(url, { port: chrome.port, output: "json", logLevel: "error" }, form === "desktop" ? desktopConfig : undefined);
    const { categories, audits } = ran.lhr;
    const scores = Object.fromEntries(Object.values(categories).map(({ id, score }) => [id, Math.round(100 * score)]));
    const faults = Object.values(categories).flatMap(({ id, auditRefs }) =>
      auditRefs
        .map((each) => ({ ...audits[each.id], weight: each.weight }))
        .filter(({ score, weight }) => weight > 0 && score !== null && score < 0.9)
        .map((audit) => ({ category: id, title: audit.title, shown: audit.displayValue ?? "", where: (audit.details?.items ?? []).slice(0, 3).map((item) => item.node?.snippet ?? item.description ?? item.url ?? "") })),
    );
    found.push({ url, form, scores, faults, error: ran.lhr.runtimeError?.message ?? "" });
  } finally {
    chrome.kill();
  }
}
process.stdout.write(JSON.stringify(found));
