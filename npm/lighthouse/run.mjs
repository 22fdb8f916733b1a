// Runs Lighthouse on one address: browser, address, "mobile" or "desktop", then flags for the browser. Prints what it
// found as JSON. build_scripts/nightly/lighthouse.py starts it and reads that.
import process from "node:process";

import { launch } from "chrome-launcher";
import lighthouse, { desktopConfig } from "lighthouse";

const [browser, url, form, ...flags] = process.argv.slice(2);

const chrome = await launch({ chromePath: browser, chromeFlags: ["--headless=new", ...flags] });
try {
  const ran = await lighthouse(url, { port: chrome.port, output: "json", logLevel: "error" }, form === "desktop" ? desktopConfig : undefined);
  const { audits, runtimeError } = ran.lhr;
  const categories = Object.values(ran.lhr.categories);
  const scores = Object.fromEntries(categories.map(({ id, score }) => [id, Math.round(100 * score)]));
  const where = (audit) => (audit.details?.items ?? []).slice(0, 3).map((item) => item.node?.snippet ?? item.description ?? item.url ?? "");
  const faults = categories.flatMap(({ id, auditRefs }) =>
    auditRefs
      .filter((each) => each.weight > 0 && audits[each.id].score !== null && audits[each.id].score < 0.9)
      .map((each) => audits[each.id])
      .map((audit) => ({ category: id, title: audit.title, shown: audit.displayValue ?? "", where: where(audit) })),
  );
  process.stdout.write(JSON.stringify({ url, form, scores, faults, error: runtimeError?.message ?? "" }));
} finally {
  chrome.kill();
}
