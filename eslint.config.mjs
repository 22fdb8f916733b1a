// The linter's rules for all JavaScript, in files and in pages: what would be a mistake, nothing about looks.
import js from "@eslint/js";
import globals from "globals";

const SCRIPTS_IN_HTML = "docs/theme/partials/javascripts/*.html";

// A script within a page is read as a file of its own, with the page's lines and columns.
const scriptsInHtml = {
  preprocess: (text) =>
    [...text.matchAll(/(<script\b[^>]*>)([^]*?)<\/script>/g)].map(({ 1: tag, 2: script, index }, place) => ({
      filename: `${place}.js`,
      text: text.slice(0, index + tag.length).replace(/\S/g, " ") + script,
    })),
  postprocess: (faults) => faults.flat(),
};

// A sentence is kept in docs/words/scripts, where it is checked, and reaches a script as data.
const SENTENCE = "a page's words stand in docs/words/scripts, zh and en side by side";
const CHINESE = "/[\\u3000-\\u30ff\\u4e00-\\u9fff\\uff01-\\uff60]/";
const SHOWN = "AssignmentExpression[left.property.name=/^(textContent|innerText|title|placeholder|ariaLabel)$/]";
const noSentences = [
  `Literal[value=${CHINESE}]`,
  `TemplateLiteral:has(TemplateElement[value.raw=${CHINESE}])`,
  "ConditionalExpression[test.type='Identifier'][test.name=/^(zh|en)$/] > Literal[value=/[a-z]/i]",
  "ConditionalExpression[test.right.value=/^(zh|en)$/] > Literal[value=/[a-z] /i]",
  `${SHOWN} > Literal[value=/[a-z]{2}/i]`,
  `${SHOWN} > TemplateLiteral > TemplateElement[value.raw=/[a-z]{2}/i]`,
  "CallExpression[callee.property.name='setAttribute'][arguments.0.value=/^(aria-label|title|alt)$/] > Literal:nth-child(2)",
  "CallExpression[callee.name='button'] > Literal:first-child",
].map((selector) => ({ selector, message: SENTENCE }));

export default [
  { ignores: ["build/", "node_modules/", ".venv/", "tests/fixtures/"] },
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  js.configs.recommended,
  {
    rules: {
      "array-callback-return": "error",
      eqeqeq: "error",
      // A line that is longer does too much at once; tables of characters and patterns are no lines to read.
      "max-len": ["error", { code: 150, ignoreRegExpLiterals: true, ignoreStrings: true, ignoreTemplateLiterals: true, ignoreUrls: true }],
      // The site's policy allows none of these three.
      "no-eval": "error",
      "no-implied-eval": "error",
      "no-new-func": "error",
      "no-template-curly-in-string": "error",
      "no-unreachable-loop": "error",
      "no-unused-expressions": "error",
      "no-var": "error",
      "prefer-const": ["error", { destructuring: "all" }],
    },
  },
  {
    files: ["docs/theme/**/*.js"],
    // The tables of Chinese characters there are what a reader types.
    ignores: ["docs/theme/assets/search/*.js"],
    rules: { "no-restricted-syntax": ["error", ...noSentences] },
  },
  {
    files: ["docs/theme/assets/**/*.js", "docs/theme/embed/*.js", "docs/theme/kit/*.js"],
    languageOptions: { globals: globals.browser },
  },
  {
    files: ["docs/theme/assets/search.js", "docs/theme/assets/search/*.js", "docs/theme/worker/*", "build_scripts/measuring/bench_pages/*.js"],
    languageOptions: { globals: globals.worker },
  },
  // The build writes rest.mjs into the worker.
  { files: ["docs/theme/worker/worker.js"], languageOptions: { globals: { joinRest: "readonly", closeTheNetwork: "readonly" } } },
  { files: ["docs/theme/offline/sw.js"], languageOptions: { sourceType: "script", globals: globals.serviceworker } },
  { files: ["build_scripts/**/*.mjs", "tests/**/*.mjs"], languageOptions: { globals: globals.node } },
  // What must run in the oldest browser: it says that the browser is too old, or comes before anything else.
  {
    files: ["docs/theme/assets/older.js", `${SCRIPTS_IN_HTML}/*.js`],
    languageOptions: { ecmaVersion: 5, sourceType: "script", globals: { ...globals.browser, colours: "readonly" } },
    rules: {
      "no-empty": ["error", { allowEmptyCatch: true }],
      "no-unused-expressions": "off",
      "no-unused-vars": ["error", { caughtErrors: "none" }],
      "no-var": "off",
    },
  },
  { files: [SCRIPTS_IN_HTML], processor: scriptsInHtml },
];
