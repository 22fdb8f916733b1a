// A QR code as a picture that can be saved, printed and put on a slide; what draws it is fetched when one is asked for.
import { encode } from "./qr.js";

// Dots of the picture to a module, and the quiet zone around it in modules.
const DOTS = 8;
const QUIET = 4;

// An image of the text's code; its address holds the whole picture.
export async function qrPicture(text) {
  const { size, data } = encode(text, { ecc: "M", border: QUIET });
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = size * DOTS;
  const paper = canvas.getContext("2d");
  paper.fillStyle = "#fff";
  paper.fillRect(0, 0, canvas.width, canvas.height);
  paper.fillStyle = "#000";
  for (const [y, row] of data.entries()) {
    for (const [x, isDark] of row.entries()) if (isDark) paper.fillRect(x * DOTS, y * DOTS, DOTS, DOTS);
  }
  const picture = new Image();
  picture.src = canvas.toDataURL();
  picture.width = picture.height = size * 4;
  await picture.decode().catch(() => {});
  return picture;
}
