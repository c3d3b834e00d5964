// What is shown stands in the address, as soon as one has stayed with it; and what the address names is shown.

import { onAddressChange, writeAddress } from "../../lib/address.js";
import { rested } from "../../lib/rested.js";
import { effect } from "../../lib/signals.js";

/** @import { Reads } from "../../lib/signals.js" */

/**
 * @param {{link: Reads<string>, awaited: Reads<boolean>}} state ``awaited``: what a link names, so it must stay
 * @param {number} milliseconds until the address follows
 * @param {(text: string) => void} arrive
 */
export function address({ link, awaited }, milliseconds, arrive) {
  const kept = () => (awaited.value ? null : link.value);
  const stayed = rested(kept, milliseconds, null);
  const keep = (/** @type {string | null} */ text) => text !== null && writeAddress(text);
  effect(() => void keep(stayed.value));
  onAddressChange(arrive, () => keep(kept()));
}
