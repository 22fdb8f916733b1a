// Marks the questions of a page where they stand. What is right stands in the markup (build_scripts/pages/quiz.py).

// A number as people type it: full-width digits, thousands apart, a sign or unit behind it. The search below takes the square
// of its text's length.
function number(typed) {
  const plain = typed.slice(0, 40).normalize("NFKC").replace(/[\s,_']/g, "").replace(/−/g, "-");
  const found = /^[^\d.-]*(-?\d*\.?\d+)[^\d]*$/.exec(plain);
  return found ? Number(found[1]) : NaN;
}

// What was answered, as data-right says it, or null where something is missing.
function given(fields) {
  if (fields[0].tagName === "SELECT") return fields.every((field) => field.value) ? fields.map((field) => field.value).join(" ") : null;
  if (fields[0].type === "text") return Number.isNaN(number(fields[0].value)) ? null : number(fields[0].value);
  const chosen = fields.filter((field) => field.checked).map((field) => field.value);
  return chosen.length ? chosen.join(" ") : null;
}

function isRight(question, answer) {
  const { right } = question.dataset;
  if (typeof answer !== "number") return answer === right;
  const [value, within] = right.split(" ").map(Number);
  // What is left of halves of a tenth in binary.
  return Math.abs(answer - value) <= within + 1e-9;
}

/* Makes each question of `root` one that can be checked; `told` hears of each check, by the id of the question. */
export function startQuiz(root, told = () => {}) {
  const texts = JSON.parse(root.dataset.texts);
  const questions = [...root.querySelectorAll("[data-question]")];
  const results = new Map();
  const total = document.createElement("p");
  total.setAttribute("role", "status");
  total.className = "cl-quiz-total";
  root.append(total);

  const sum = () => {
    const right = [...results.values()].filter(Boolean).length;
    total.textContent = results.size === questions.length ? texts.total.replace("{right}", right).replace("{all}", questions.length) : "";
  };
  const parts = new Map(
    questions.map((question) => {
      const fields = [...question.querySelectorAll("input, select")];
      const answer = question.querySelector(".cl-answer");
      const button = document.createElement("button");
      const said = document.createElement("output");
      button.type = "button";
      button.textContent = texts.check;
      button.className = "cl-check";
      answer.hidden = true;
      answer.before(button, " ", said);

      const mark = (result) => {
        results.set(question.dataset.question, result);
        question.dataset.result = result ? "right" : "wrong";
        said.textContent = result ? texts.right : texts.wrong;
        answer.hidden = false;
        answer.open = true;
        sum();
      };
      const check = () => {
        const found = given(fields);
        if (found === null) {
          said.textContent = texts.empty;
          return;
        }
        mark(isRight(question, found));
        told(question.dataset.question, results.get(question.dataset.question));
      };
      button.addEventListener("click", check);
      for (const field of fields) {
        field.addEventListener("keydown", (event) => event.key === "Enter" && field.type === "text" && check());
        // What was said is of the answer before.
        field.addEventListener("input", () => {
          said.textContent = "";
          delete question.dataset.result;
        });
      }
      return [question.dataset.question, mark];
    }),
  );
  return {
    all: questions.length,
    right: () => [...results.values()].filter(Boolean).length,
    answered: () => results.size,
    recall: (id, result) => parts.get(id)?.(result),
  };
}
