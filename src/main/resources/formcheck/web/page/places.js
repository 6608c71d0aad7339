// The addresses of the page's places: the part after "#". A link's own word never begins with "/".

/**
 * @typedef {{ screen: "start" | "lesson" | "live" } | { screen: "month", month?: string } | { screen: "report", id: string }} Place
 */

/**
 * Returns the address of a place.
 * @param {Place} place
 */
export function addressOf(place) {
  switch (place.screen) {
    case "start":
      return "/";
    case "report":
      return `/#/report/${encodeURIComponent(place.id)}`;
    case "month":
      return place.month ? `/#/month/${place.month}` : "/#/month";
    default:
      return `/#/${place.screen}`;
  }
}

/**
 * Returns the place of an address; the start page where it names none.
 * @param {string} hash with its "#"
 * @returns {Place}
 */
export function placeOf(hash) {
  const [, screen, rest = ""] = /^#\/(lesson|live|month|report)(?:\/([\w%-]+))?$/.exec(hash) ?? [];
  if (screen === "lesson" || screen === "live") {
    return { screen };
  }
  if (screen === "month") {
    return /^\d{4}-\d{2}$/.test(rest) ? { screen, month: rest } : { screen };
  }
  return screen === "report" && /^[\w-]+$/.test(rest) ? { screen, id: rest } : { screen: "start" };
}

/**
 * Returns the word of a link, with which a browser gets access; "" where the address has none.
 * @param {string} hash with its "#"
 */
export function linkWord(hash) {
  return hash.startsWith("#/") ? "" : hash.slice(1);
}
