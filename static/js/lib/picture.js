// A page of Gatewalk in a frame of this one: what it shows is told to it, and it tells what it shows.
//
// Only another page is loaded; another sentence, word or change on the same page is told, and the page goes there at once.

import { hear, tell } from "./channel.js";

/** @import { FromPicture, ToPicture } from "./channel.js" */

/**
 * @typedef {{
 *   show: (address: string) => void, light: (ids: string[]) => void, veil: (on: boolean) => void,
 *   press: (event: {key: string, shiftKey: boolean}) => void, address: () => string,
 * }} Picture
 * ``show``: an address below the root of the app, such as ``./#sentence=…`` or ``./compare#…``; ``light``: what to look at in it,
 * by the ids of elements; ``veil``: hides all that the network computes, until somebody has guessed; ``press``: hands on a key; ``address``: what it shows now, as ``show`` takes it
 */

const WIDE = 960; // pixels: in less there is no room for what is as large as on a projector

/** The theme of this page, as far as there is room for it. @param {HTMLIFrameElement} frame */
function themeIn({ clientWidth }) {
  const { theme = "light" } = document.documentElement.dataset;
  return theme === "projector" && clientWidth < WIDE ? "light" : theme;
}

/**
 * @param {HTMLIFrameElement} frame
 * @param {string} root of the app, seen from this page: ``./`` or ``../``
 * @param {(address: string) => void} [changed] whenever it shows something else, by itself or by somebody's hand
 * @returns {Picture}
 */
export function picture(frame, root, changed = () => {}) {
  const base = new URL(root, location.href);
  let [here, fragment, loading] = ["", "", ""]; // the path of the page that listens, what it shows, and the path of one that is to come
  /** @type {string | null} */
  let wanted = null; // what the page that is to come has still to be told
  /** @type {string[]} */
  let lit = [];
  const say = (/** @type {ToPicture} */ message) => tell(frame.contentWindow, message);
  const sayTheme = () => say({ say: "theme", theme: themeIn(frame) });
  const address = () => `./${here.slice(base.pathname.length)}#${fragment}`;

  hear(() => frame.contentWindow, (/** @type {FromPicture} */ message) => {
    if (message.say === "ready") {
      [here, loading] = [message.path, ""];
      if (wanted !== null) say({ say: "show", fragment: wanted });
      wanted = null;
      sayTheme();
      say({ say: "light", ids: lit });
    }
    if (message.say === "changed") {
      [here, fragment] = [message.path, message.fragment];
      changed(address());
    }
  });
  // A page that tells nothing, such as that of a fault, may have come in its place.
  frame.addEventListener("load", () => {
    if (frame.contentWindow?.location.pathname !== here) here = "";
  });
  new MutationObserver(sayTheme).observe(document.documentElement, { attributeFilter: ["data-theme"] });

  return {
    show(address) {
      const to = new URL(address, base);
      const text = to.hash.slice(1);
      if (to.pathname === here) return say({ say: "show", fragment: text });
      if (to.pathname === loading) return void (wanted = text);
      [here, loading, wanted] = ["", to.pathname, null];
      frame.contentWindow?.location.replace(to.href); // not a step of this page's history
    },
    light(ids) {
      lit = ids;
      if (here) say({ say: "light", ids });
    },
    veil(on) {
      frame.toggleAttribute("data-veiled", on); // a page that is to come looks there before it paints anything
      if (here) say({ say: "veil", on });
    },
    press: ({ key, shiftKey }) => say({ say: "press", key, shift: shiftKey }),
    address,
  };
}
