// A handout of sections: title, address and QR code of each, on the page and alone on paper.
import { qrPicture } from "./qr-picture.js";

export async function handout(groups, lang, words) {
  const sheet = document.createElement("section");
  sheet.className = "cl-handout";
  sheet.lang = lang === "zh" ? "zh-Hans" : "en";
  const add = (parent, tag, text, name = "") => {
    const element = parent.appendChild(document.createElement(tag));
    element.textContent = text;
    element.className = name;
    return element;
  };
  add(sheet, "p", words.title, "cl-handout-title");
  add(sheet, "p", words.lead);
  for (const { title, links } of groups) {
    add(sheet, "p", title, "cl-handout-page");
    const list = sheet.appendChild(document.createElement("ul"));
    for (const each of links) {
      const row = list.appendChild(document.createElement("li"));
      const picture = await qrPicture(each.url);
      picture.alt = words["qr-of"].replace("{title}", each.title);
      row.append(picture);
      const said = row.appendChild(document.createElement("div"));
      add(said, "b", each.title);
      add(said, "span", each.url);
    }
  }
  return sheet;
}
