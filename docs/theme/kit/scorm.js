// A course in a learning platform: shows a part at a time and tells the platform what was opened and answered (SCORM 1.2).
// Joined behind assets/quiz.js into one plain script by build_scripts/kit/scorm.py.
import { startQuiz } from "../assets/quiz.js";

const body = document.body;
const said = JSON.parse(body.dataset.texts);
const sections = [...document.querySelectorAll("[data-part]")];
const links = new Map([...document.querySelectorAll("[data-to]")].map((link) => [link.dataset.to, link]));
const questions = [...document.querySelectorAll("[data-question]")].map((question) => question.dataset.question);
const started = Date.now();

// The platform's door stands in a frame above, or in the window that opened this one; a frame of another origin is no door.
function door(from) {
  for (let place = from, steps = 0; place && steps < 8; steps += 1) {
    try {
      if (place.API) return place.API;
    } catch {
      return null;
    }
    if (place.parent === place) return null;
    place = place.parent;
  }
  return null;
}

const platform = door(window) ?? (window.opener ? door(window.opener) : null);
const read = (name) => platform?.LMSGetValue(name) ?? "";
const write = (name, value) => platform?.LMSSetValue(name, String(value));

// What is kept between two visits: a sign for each part and each question, and the best score so far.
const seen = sections.map(() => "0");
const marks = questions.map(() => "-");
let best = -1;

const quiz = startQuiz(document.querySelector("[data-quiz]"), (id, right) => {
  marks[questions.indexOf(id)] = right ? "1" : "0";
  report();
});

function recall() {
  const [version, parts, results, score] = read("cmi.suspend_data").split(";");
  if (version !== "1" || parts?.length !== seen.length || results?.length !== marks.length) return;
  for (const [at, sign] of [...parts].entries()) seen[at] = sign;
  for (const [at, sign] of [...results].entries()) {
    marks[at] = sign;
    if (sign !== "-") quiz.recall(questions[at], sign === "1");
  }
  best = Number(score);
}

function report() {
  const isDone = !seen.includes("0") && !marks.includes("-");
  const score = Math.round((100 * marks.filter((mark) => mark === "1").length) / marks.length);
  if (!marks.includes("-") && score > best) {
    // A later visit never lowers the score.
    best = score;
    write("cmi.core.score.min", 0);
    write("cmi.core.score.max", 100);
    write("cmi.core.score.raw", score);
  }
  const status = !isDone ? "incomplete" : best >= Number(body.dataset.mastery) ? "passed" : "failed";
  if (read("cmi.core.lesson_status") !== "passed") write("cmi.core.lesson_status", status);
  write("cmi.suspend_data", `1;${seen.join("")};${marks.join("")};${best}`);
  platform?.LMSCommit("");
  for (const [at, part] of sections.entries()) links.get(part.id)?.toggleAttribute("data-seen", seen[at] === "1");
  const text = isDone ? said.done : said.left;
  const [parts, questions] = [seen.filter((sign) => sign === "0").length, marks.filter((mark) => mark === "-").length];
  const filled = text.replace("{parts}", parts).replace("{questions}", questions).replace("{score}", best);
  document.querySelector("[data-said]").textContent = (platform ? "" : `${said.alone} `) + filled;
}

function show(id, moves) {
  const at = Math.max(0, sections.findIndex((part) => part.id === id));
  for (const [number, part] of sections.entries()) part.hidden = number !== at;
  for (const [name, link] of links) {
    if (name === sections[at].id) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
  seen[at] = "1";
  if (moves) {
    sections[at].querySelector("h2").focus();
    scrollTo(0, 0);
  }
  report();
}

function step(part, at) {
  const row = document.createElement("p");
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = said.next;
  button.addEventListener("click", () => {
    location.hash = sections[at + 1].id;
  });
  row.append(button);
  part.append(row);
}

const time = (seconds) => [seconds / 3600, (seconds / 60) % 60, seconds % 60].map((part) => String(Math.floor(part)).padStart(2, "0")).join(":");
let isOver = false;
addEventListener("pagehide", () => {
  if (isOver || !platform) return;
  isOver = true;
  write("cmi.core.session_time", time(Math.round((Date.now() - started) / 1000)));
  write("cmi.core.exit", "suspend");
  platform.LMSCommit("");
  platform.LMSFinish("");
});

platform?.LMSInitialize("");
recall();
for (const [at, part] of sections.slice(0, -1).entries()) step(part, at);
addEventListener("hashchange", () => show(location.hash.slice(1), true));
show(location.hash.slice(1), false);
