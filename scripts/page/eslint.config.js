// What eslint checks in the page's modules, beside what tsc does. `no-undef` is tsc's.

import js from "@eslint/js";
import { PURE_MODULES } from "./pure-modules.js";

/** What only a browser's page has: modules with pure logic do without, so that Node can test them. */
const PAGE_ONLY = [
  "document", "window", "navigator", "location", "history", "localStorage", "sessionStorage", "indexedDB", "fetch", "requestAnimationFrame",
  "createImageBitmap", "matchMedia", "getComputedStyle", "AudioContext", "WebSocket", "Worker", "Image", "HTMLElement", "performance",
];

export default [
  js.configs.recommended,
  {
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "no-undef": "off",
      "no-var": "error",
      "prefer-const": "error",
      "object-shorthand": "error",
      "prefer-template": "error",
      "prefer-arrow-callback": "error",
      "eqeqeq": "error",
      "curly": "error",
      "no-eval": "error",
      "no-implied-eval": "error",
      "no-shadow": "error",
      "no-param-reassign": "error",
      "no-self-compare": "error",
      "no-promise-executor-return": ["error", { allowVoid: true }],
      "no-console": "error",
      "default-case-last": "error",
      "complexity": ["error", 16],
      "max-depth": ["error", 4],
      "max-params": ["error", 5],
      "max-lines": ["error", 300],
      "max-len": ["error", { code: 160, ignoreTemplateLiterals: false }],
      "quotes": ["error", "double", { avoidEscape: true, allowTemplateLiterals: true }],
      "semi": ["error", "always"],
    },
  },
  {
    files: PURE_MODULES.map((name) => `**/web/page/${name}.js`),
    rules: { "no-restricted-globals": ["error", ...PAGE_ONLY] },
  },
];
