// Pyodide's WebAssembly comes in two files (decision 0018). The first one calls slot 0 of the table that both share
// when a function of the rest is wanted. The build writes this file into the worker.

// Only a function that WebAssembly exports may be put in a table: the smallest module that hands on its arguments,
// nothing or one whole number.
export function exported(action, takes = 0) {
  const parameters = takes ? [1, 0x7f] : [0];
  const bytes = [
    0, 0x61, 0x73, 0x6d, 1, 0, 0, 0,
    1, 3 + parameters.length, 1, 0x60, ...parameters, 0,
    2, 7, 1, 1, 0x6d, 1, 0x66, 0, 0,
    7, 5, 1, 1, 0x66, 0, 0,
  ];
  const made = new WebAssembly.Module(new Uint8Array(bytes));
  return new WebAssembly.Instance(made, { m: { f: action } }).exports.f;
}

// `read` gives the bytes at once: the call that waits for them cannot wait for a promise.
export function joinRest(instance, imports, read) {
  instance.exports.split_table?.set(0, exported(() => {
    new WebAssembly.Instance(new WebAssembly.Module(read()), { ...imports, main: instance.exports });
  }));
}
