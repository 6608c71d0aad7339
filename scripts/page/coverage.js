// Reads the coverage of the page's tests (lcov, as the first argument) and fails where a module that needs no browser is covered
// less than it was when this was written.

import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { PURE_MODULES } from "./pure-modules.js";

/** Per cent of all lines and branches of these modules together. */
const FLOOR = { lines: 99, branches: 97 };

/** @typedef {{ lines: number, linesHit: number, branches: number, branchesHit: number }} Coverage */

/**
 * @param {string} lcov
 * @returns {Map<string, Coverage>} by name of the module
 */
function read(lcov) {
  const found = new Map();
  for (const record of lcov.split("end_of_record")) {
    const file = /^SF:(.+)$/m.exec(record)?.[1];
    const number = (/** @type {string} */ key) => Number(new RegExp(`^${key}:(\\d+)$`, "m").exec(record)?.[1] ?? 0);
    if (file) {
      found.set(basename(file, ".js"), { lines: number("LF"), linesHit: number("LH"), branches: number("BRF"), branchesHit: number("BRH") });
    }
  }
  return found;
}

const covered = read(readFileSync(process.argv[2] ?? "", "utf8"));
const untested = PURE_MODULES.filter((name) => !covered.has(name));
const NOTHING = { lines: 0, linesHit: 0, branches: 0, branchesHit: 0 };
const sum = { lines: 0, linesHit: 0, branches: 0, branchesHit: 0 };
for (const name of PURE_MODULES) {
  const { lines, linesHit, branches, branchesHit } = covered.get(name) ?? NOTHING;
  sum.lines += lines;
  sum.linesHit += linesHit;
  sum.branches += branches;
  sum.branchesHit += branchesHit;
}
const lines = (100 * sum.linesHit) / sum.lines;
const branches = (100 * sum.branchesHit) / sum.branches;
process.stdout.write(`${PURE_MODULES.length} modules without a browser: ${lines.toFixed(1)} % of lines, ${branches.toFixed(1)} % of branches\n`);
if (untested.length || lines < FLOOR.lines || branches < FLOOR.branches) {
  process.stderr.write(`The floor is ${FLOOR.lines} % of lines and ${FLOOR.branches} % of branches. Not tested: ${untested.join(", ") || "none"}.\n`);
  process.exitCode = 1;
}
