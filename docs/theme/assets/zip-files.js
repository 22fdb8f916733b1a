// The files of a zip as texts, stored ones and packed ones, read from its list at the end.

const LIST = 0x02014b50;
const END = 0x06054b50;
export const MOST = 50e6;

// What comes out is counted while it comes: a small file may hold gigabytes, and a list name one content many times.
async function unpacked(bytes, room) {
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader();
  const decoder = new TextDecoder();
  let text = "";
  for (let size = 0; ; ) {
    const { done, value } = await reader.read();
    if (done) return [text + decoder.decode(), size];
    size += value.length;
    if (size > room) {
      reader.cancel().catch(() => {});
      throw new Error("too large");
    }
    text += decoder.decode(value, { stream: true });
  }
}

// [name, text] for each file whose name `wanted` finds. Throws where it is no zip or damaged, and "too large" beyond MOST
// bytes, packed or not.
export async function zipFiles(blob, wanted) {
  if (blob.size > MOST) throw new Error("too large");
  const bytes = new Uint8Array(await blob.arrayBuffer());
  const view = new DataView(bytes.buffer);
  let end = bytes.length - 22;
  while (end >= 0 && view.getUint32(end, true) !== END) end -= 1;
  if (end < 0) throw new Error("no zip");
  const texts = [];
  let room = MOST;
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
      if (!kind && content.length > room) throw new Error("too large");
      const [text, length] = kind ? await unpacked(content, room) : [decoder.decode(content), content.length];
      texts.push([name, text]);
      room -= length;
    }
    at += 46 + title + more + comment;
  }
  return texts;
}
