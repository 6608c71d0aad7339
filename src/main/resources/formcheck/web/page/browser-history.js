// Keeps the address of the page in step with what it shows, so that Back, Forward and a reload work.

import { addressOf, placeOf } from "./places.js";

/** @import { Place } from "./places.js" */

export class BrowserHistory {
  /** @param {(place: Place) => void} go called when the person went back or forward, or typed an address */
  constructor(go) {
    window.addEventListener("popstate", () => go(placeOf(location.hash)));
  }

  /**
   * The page shows a place.
   * @param {Place} place
   * @param {boolean} [instead] whether it takes the entry of the one before
   */
  at(place, instead = false) {
    const address = addressOf(place);
    if (instead) {
      history.replaceState(null, "", address);
    } else if (location.pathname + location.hash !== address) {
      history.pushState(null, "", address);
    }
  }
}
