// Splits what is spoken into the sentences that recordings are made of, as scripts/voice does.

/**
 * Returns the sentences of a text, without the mark at their end.
 * @param {string} text
 */
export function sentencesOf(text) {
  return text.split(/(?<=[.!?])\s+/).map((sentence) => sentence.replace(/[.!?]+$/, "")).filter(Boolean);
}
