// A zip whose files are stored as they are, with one fixed date: the same files always give the same bytes.

const table = new Uint32Array(256).map((_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

function checksum(bytes) {
  let value = ~0;
  for (const byte of bytes) value = table[(value ^ byte) & 255] ^ (value >>> 8);
  return ~value >>> 0;
}

// 1 January 1980, midnight: the first day that a zip knows.
const DAY = 0x21;
const UTF8 = 0x800;

// Numbers as a zip writes them: [value, bytes] each.
function record(...fields) {
  const bytes = new Uint8Array(fields.reduce((sum, [, size]) => sum + size, 0));
  let at = 0;
  for (const [value, size] of fields) for (let byte = 0; byte < size; byte += 1) bytes[at++] = (value >>> (8 * byte)) & 255;
  return bytes;
}

// `files` by name, as texts or bytes, in their order.
export function storedZip(files) {
  const parts = [];
  const list = [];
  let offset = 0;
  const bytes = (given) => (typeof given === "string" ? new TextEncoder().encode(given) : given);
  for (const [name, given] of Object.entries(files)) {
    const [title, content] = [name, given].map(bytes);
    const lengths = [[content.length, 4], [content.length, 4], [title.length, 2], [0, 2]];
    const shared = [[20, 2], [UTF8, 2], [0, 2], [0, 2], [DAY, 2], [checksum(content), 4], ...lengths];
    const head = record([0x04034b50, 4], ...shared);
    list.push(record([0x02014b50, 4], [20, 2], ...shared, [0, 2], [0, 2], [0, 2], [0, 4], [offset, 4]), title);
    parts.push(head, title, content);
    offset += head.length + title.length + content.length;
  }
  const size = list.reduce((sum, each) => sum + each.length, 0);
  const count = Object.keys(files).length;
  const end = record([0x06054b50, 4], [0, 2], [0, 2], [count, 2], [count, 2], [size, 4], [offset, 4], [0, 2]);
  return new Blob([...parts, ...list, end], { type: "application/zip" });
}
