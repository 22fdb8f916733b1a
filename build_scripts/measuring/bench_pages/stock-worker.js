import { loadPyodide } from "./pyodide/pyodide.mjs";
self.onmessage = async ({ data }) => {
  const python = await loadPyodide({ indexURL: new URL("pyodide/", import.meta.url).href });
  const wheel = await (await fetch("calculators.whl")).arrayBuffer();
  python.unpackArchive(wheel, "wheel");
  python.globals.set("form", data);
  postMessage(python.runPython(`import json; from calculators import render; render("utilisation", json.loads(form), lang="zh", day="2026-11-23")`));
};
