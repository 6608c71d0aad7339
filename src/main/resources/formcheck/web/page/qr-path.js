// The drawing of a QR code.

/**
 * Returns the dark modules as the path of an SVG, one unit a module.
 * @param {string[]} rows 1 for a dark module, 0 for a light one
 * @param {number} margin light modules around it
 */
export function qrPath(rows, margin) {
  return rows.flatMap((row, y) => [...row.matchAll(/1+/g)].map((run) => `M${run.index + margin} ${y + margin}h${run[0].length}v1h-${run[0].length}z`)).join("");
}
