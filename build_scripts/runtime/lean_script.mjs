// Pyodide's script without what nothing in it reaches: the JavaScript of libraries that Python might be linked with later
// (WebGL, SDL, sockets …), which the linker keeps for that alone (decision 0018).
//
// Given on standard input as JSON: `script`; `imported`, the names that the WebAssembly calls and those of which it wants the
// address; `said`, words by which
// other scripts call it. Printed: the script. A declaration at the top of the module's one function is kept where what is
// kept has its name as an identifier; where it is handed out (`Module["name"] = name`), also as a property or a text.

import { readFileSync } from "node:fs";
import { parse } from "acorn";

const { script, imported, said } = JSON.parse(readFileSync(0, "utf-8"));
const tree = parse(script, { ecmaVersion: "latest", sourceType: "module" });
const made = tree.body.filter((node) => node.type === "FunctionDeclaration");
if (made.length !== 1) throw new Error("pyodide.asm.mjs is not one function any more");
const statements = made[0].body.body;

const textOf = (node) => script.slice(node.start, node.end);

// Names in the node: as identifiers, and as properties or words of texts.
function namesOf(node, found = { used: [], said: [] }, parent = undefined, place = "") {
  if (node.type === "Identifier") {
    const isProperty = !parent?.computed && ((parent?.type === "MemberExpression" && place === "property")
      || (["Property", "MethodDefinition", "PropertyDefinition"].includes(parent?.type) && place === "key" && !parent.shorthand));
    found[isProperty ? "said" : "used"].push(node.name);
  } else if (node.type === "Literal" && typeof node.value === "string") found.said.push(...(node.value.match(/[\w$]+/g) ?? []));
  else if (node.type === "TemplateElement") found.said.push(...(node.value.raw.match(/[\w$]+/g) ?? []));
  for (const [key, below] of Object.entries(node)) {
    for (const each of Array.isArray(below) ? below : [below]) {
      if (typeof each?.type === "string") namesOf(each, found, node, key);
    }
  }
  return found;
}

// Nothing happens when it is evaluated.
function isQuiet(node) {
  switch (node?.type) {
    case undefined:
    case "Literal":
    case "Identifier":
    case "FunctionExpression":
    case "ArrowFunctionExpression":
      return true;
    case "ObjectExpression":
      return node.properties.every((each) => each.type === "Property" && !each.computed && isQuiet(each.value));
    case "ArrayExpression":
      return node.elements.every((each) => each === null || isQuiet(each));
    case "MemberExpression":
      return !node.computed && isQuiet(node.object);
    case "UnaryExpression":
      return node.operator !== "delete" && isQuiet(node.argument);
    default:
      return false;
  }
}

// Browsers' animation loops, for games; Python has none.
const LOOPS = ["registerPreMainLoop", "registerPostMainLoop"];
const isForLoops = ({ expression }) => expression?.type === "CallExpression" && LOOPS.includes(expression.callee.name);

// The name that a statement is there for; none where it does something by itself.
function nameOf(statement) {
  if (statement.type === "FunctionDeclaration") return statement.id.name;
  if (statement.type === "VariableDeclaration" && statement.declarations.length === 1) {
    const [{ id, init }] = statement.declarations;
    return id.type === "Identifier" && init && isQuiet(init) ? id.name : undefined;
  }
  if (statement.type !== "ExpressionStatement" || statement.expression.type !== "AssignmentExpression") return undefined;
  const { left, right } = statement.expression;
  if (left.type !== "MemberExpression" || left.object.type !== "Identifier" || !isQuiet(right)) return undefined;
  // `Module["name"] = name` hands the name out; `name.sig = "…"` describes it.
  if (left.object.name === "Module") {
    return left.computed && right.type === "Identifier" && left.property.value === right.name ? right.name : undefined;
  }
  return right.type === "Literal" ? left.object.name : undefined;
}

const isOffer = (statement) => statement.kind === "var" && statement.declarations[0].id.name === "wasmImports";
const offers = statements.filter(isOffer);
if (offers.length !== 1) throw new Error("pyodide.asm.mjs offers its functions to the WebAssembly in another way");
const called = new Set(imported.called);
const keyOf = (each) => each.key.name ?? each.key.value;
const properties = offers[0].declarations[0].init.properties;
// WebGL's functions are there by their address alone, for programs that ask for one by its name; each address would have
// to be made at the start. With 0 as its address, a program that asks for one finds none.
const isGraphics = (name) => /^emscripten_gl[A-Z]/.test(name) && !called.has(name);
const addressed = new Set(imported.addressed.filter((name) => !isGraphics(name)));
const absent = imported.addressed.filter((name) => isGraphics(name) && properties.some((each) => keyOf(each) === name));
const offered = properties.filter((each) => called.has(keyOf(each)) || addressed.has(keyOf(each)));

const named = new Map();
const handedOut = new Set();
const kept = new Set();
const todo = [];
const saidSoFar = new Set(said);
function keep(statement) {
  kept.add(statement);
  follow(namesOf(statement));
}
function follow(names) {
  todo.push(...names.used);
  for (const each of names.said) {
    if (!saidSoFar.has(each) && handedOut.has(each)) todo.push(each);
    saidSoFar.add(each);
  }
}
const isHandingOut = (statement) => /^Module\[/.test(textOf(statement));
for (const statement of statements.filter((each) => !isOffer(each))) {
  const name = nameOf(statement);
  if (name !== undefined) named.set(name, [...(named.get(name) ?? []), statement]);
  if (name !== undefined && isHandingOut(statement)) handedOut.add(name);
}
todo.push(...[...saidSoFar].filter((each) => handedOut.has(each)));
for (const statement of statements) {
  if (!isOffer(statement) && !isForLoops(statement) && nameOf(statement) === undefined) keep(statement);
}
for (const each of offered) follow(namesOf(each));
for (let name = todo.pop(); name !== undefined; name = todo.pop()) {
  const found = named.get(name) ?? [];
  named.delete(name);
  // Handed out only where somebody says the name.
  for (const statement of found) if (!isHandingOut(statement)) keep(statement);
  named.set(name, found.filter(isHandingOut));
}
for (const [name, found] of named) {
  if (saidSoFar.has(name)) found.filter(isHandingOut).forEach((statement) => kept.add(statement));
}

const [first] = statements;
const last = statements.at(-1);
const separate = (text) => (/[;}]$/.test(text) ? text : `${text};`);
const offer = [...offered.map(textOf), ...absent.map((name) => `${name}:{value:0}`)];
const body = statements
  .filter((statement) => kept.has(statement) || isOffer(statement))
  .map((statement) => (isOffer(statement) ? `var wasmImports={${offer.join(",")}};` : separate(textOf(statement))));
process.stdout.write(script.slice(0, first.start) + body.join("") + script.slice(last.end));
