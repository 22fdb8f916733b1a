// Runs inside Node: starts Pyodide, the only Python of its version at hand, and lets pyodide-build's py-compile turn the
// standard library and our wheel into bytecode. node compile_runtime.mjs <pyodide folder> <wheels folder> <our wheel> <stand-ins zip> <output folder>

import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

// Pyodide takes no Buffer, only plain arrays; and Node would print minified code with an error it throws.
const bytes = (path) => new Uint8Array(readFileSync(path));
process.on("uncaughtException", (error) => {
  console.error(String(error?.message ?? error));
  process.exit(1);
});

const [pyodideFolder, wheelsFolder, ourWheel, standIns, output] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(join(pyodideFolder, "pyodide.mjs")));

const compiler = await loadPyodide({ env: { SOURCE_DATE_EPOCH: "315532800", PYTHONOPTIMIZE: "2", HOME: "/home/pyodide" } });
for (const name of readdirSync(wheelsFolder).sort()) {
  compiler.unpackArchive(bytes(join(wheelsFolder, name)), "wheel");
}
compiler.FS.mkdir("/compile");
const wheelName = ourWheel.split("/").at(-1);
compiler.FS.writeFile(`/compile/${wheelName}`, bytes(ourWheel));
compiler.FS.writeFile("/compile/python_stdlib.zip", bytes(join(pyodideFolder, "python_stdlib.zip")));
compiler.FS.writeFile("/compile/stand-ins.zip", bytes(standIns));
compiler.globals.set("wheel_name", wheelName);
compiler.runPython(`
import pathlib
from pyodide_build._py_compile import _py_compile_archive
for name in (wheel_name, "python_stdlib.zip", "stand-ins.zip"):
    _py_compile_archive(pathlib.Path("/compile") / name, verbose=False, keep=False, compression_level=0)
`);
for (const name of compiler.FS.readdir("/compile")) {
  if (name.endsWith(".whl")) writeFileSync(join(output, "calculators.whl"), compiler.FS.readFile(`/compile/${name}`));
  if (name.endsWith(".zip")) writeFileSync(join(output, name), compiler.FS.readFile(`/compile/${name}`));
}

