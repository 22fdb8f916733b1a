// The linter's rules for all style sheets: what would be a mistake, nothing about looks.
export default {
  extends: "stylelint-config-recommended",
  reportNeedlessDisables: true,
  rules: {
    // Nothing comes from elsewhere.
    "function-url-no-scheme-relative": true,
    "function-url-scheme-allowed-list": ["data"],
    // No rule lies in another; only a page has margin boxes, and a medium what some browsers know.
    "max-nesting-depth": [
      0,
      { ignoreAtRules: ["bottom-right", "supports"], message: "A rule within a rule: is the one before it closed?" },
    ],
    // The browser asks such a rule again at every change anywhere in the page, and then for what it styles.
    "selector-disallowed-list": [
      [/(^|[\s,>+~])(html|body|main|article|:root|\.md-(main|content)\S*)(:not\([^)]*\))*:has\(/],
      { message: "No :has() of what holds the page: let the build or a script set a class on it" },
    ],
    // docs/theme/README.md: two weights.
    "declaration-property-value-allowed-list": { "font-weight": ["400", "650"] },
    // Subjects are kept together, each with its states and its paper; weights grow and fall from one to the next.
    "no-descending-specificity": null,
  },
};
