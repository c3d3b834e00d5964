// What is shown stands in the address, and what the address names is shown. Each new text, cell or change is a step in the
// browser's history; where one is in it, and what else is chosen, is written into its step as soon as one has stayed there.

import { addAddress, onAddressChange, writeAddress } from "../../lib/address.js";
import { isFramed } from "../../lib/channel.js";
import { rested } from "../../lib/rested.js";
import { effect } from "../../lib/signals.js";
import { framed } from "./framed.js";
import { stepOf } from "./stepof.js";

/** @import { Reads } from "../../lib/signals.js" */

/**
 * @param {{link: Reads<string>, step: Reads<string>, awaited: Reads<boolean>, seenLink?: Reads<string>}} state ``step``: what makes
 *   it another step; ``awaited``: what a link names, so it must stay; ``seenLink``: with a gate as it is in the hand
 * @param {number} milliseconds until the address follows
 * @param {(text: string) => void} arrive
 */
export function address({ link, step, awaited, seenLink = link }, milliseconds, arrive) {
  // Another object each time: an address may have been written meanwhile, and then the same text is written once more.
  const kept = () => ({ text: awaited.value ? null : link.value });
  const stayed = rested(kept, milliseconds, { text: null });
  const keep = (/** @type {{text: string | null}} */ { text }) => text !== null && writeAddress(text);
  if (isFramed()) framed({ link: seenLink, awaited }, arrive);
  else {
    steps({ link, step, awaited }); // in a frame, to go back is a step of the page around it
    stepOf(link);
  }
  effect(() => void keep(stayed.value));
  onAddressChange(arrive, () => keep(kept()));
}

/** What a link or the browser's own Back led to is a step already. @param {{link: Reads<string>, step: Reads<string>, awaited: Reads<boolean>}} state */
function steps({ link, step, awaited }) {
  /** @type {{step: string, text: string} | null} */
  let last = null;
  effect(() => {
    const now = awaited.value ? null : { step: step.value, text: link.value };
    if (now && last && now.step !== last.step) {
      writeAddress(last.text); // as it was left
      addAddress(now.text);
    }
    last = now;
  });
}
