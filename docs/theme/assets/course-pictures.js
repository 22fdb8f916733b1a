// On a course's page: a picture of each of its sections and cases, drawn here and saved as one zip.
import { button, canSave, missed, openInBrowser } from "./in-app.js";
import { filled, made, saveFile } from "./kit-parts.js";

export function offerPictures(place) {
  const { ids, file, ...words } = JSON.parse(place.dataset.pictures);
  const lang = document.documentElement.lang === "en" ? "en" : "zh";
  const count = ids.length;
  const status = made("span", "");
  status.setAttribute("role", "status");

  async function make(pressed) {
    pressed.disabled = true;
    try {
      const { pictureZip } = await import("./section-picture.js");
      saveFile(file, await pictureZip(ids, lang, (done) => (status.textContent = filled(words.drawing, { done, count }))));
      status.textContent = filled(words.saved, { file });
    } catch (fault) {
      console.info("pictures:", fault);
      status.textContent = await missed();
    }
    pressed.disabled = false;
  }

  place.append(canSave ? button(filled(words.make, { count }), make) : openInBrowser(words.save), " ", status);
  place.hidden = false;
}
