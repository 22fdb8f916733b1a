// The files of a zip as texts, stored ones and packed ones, read from its list at the end.

const LIST = 0x02014b50;
const END = 0x06054b50;
const MOST = 50e6;

async function unpacked(bytes) {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

// [name, text] for each file whose name `wanted` finds. Throws where it is no zip.
export async function zipFiles(blob, wanted) {
  if (blob.size > MOST) throw new Error("too large");
  const bytes = new Uint8Array(await blob.arrayBuffer());
  const view = new DataView(bytes.buffer);
  let end = bytes.length - 22;
  while (end >= 0 && view.getUint32(end, true) !== END) end -= 1;
  if (end < 0) throw new Error("no zip");
  const texts = [];
  const decoder = new TextDecoder();
  let at = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0 && view.getUint32(at, true) === LIST; left -= 1) {
    const [kind, size] = [view.getUint16(at + 10, true), view.getUint32(at + 20, true)];
    const [title, more, comment] = [28, 30, 32].map((place) => view.getUint16(at + place, true));
    const name = decoder.decode(bytes.subarray(at + 46, at + 46 + title));
    if (wanted.test(name)) {
      const local = view.getUint32(at + 42, true);
      const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
      const content = bytes.subarray(start, start + size);
      texts.push([name, decoder.decode(kind ? await unpacked(content) : content)]);
    }
    at += 46 + title + more + comment;
  }
  return texts;
}
