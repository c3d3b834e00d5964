// A page that another one of ours shows in a frame: it goes where it is told, lights what is to be looked at, and tells what it
// shows.

import { hear, tell } from "../../lib/channel.js";
import { effect } from "../../lib/signals.js";
import { lookAt } from "../../views/looked.js";

/** @import { ToPicture } from "../../lib/channel.js" */
/** @import { Reads } from "../../lib/signals.js" */

/**
 * @param {{link: Reads<string>, awaited: Reads<boolean>}} state ``awaited``: what a link names, and is not there yet
 * @param {(text: string) => void} arrive shows what a link names
 */
export function framed({ link, awaited }, arrive) {
  const path = location.pathname;
  /** @type {string[]} */
  let ids = [];
  let isNew = true; // what is to be looked at may have moved when all is there

  /** @type {{[say in ToPicture["say"]]: (message: Extract<ToPicture, {say: say}>) => void}} */
  const deeds = {
    show: ({ fragment }) => {
      isNew = true;
      if (awaited.value || fragment !== link.value) arrive(fragment);
    },
    light: (message) => lookAt((ids = message.ids)),
    press: ({ key, shift }) => void window.dispatchEvent(new KeyboardEvent("keydown", { key, shiftKey: shift, cancelable: true })),
    veil: ({ on }) => void document.documentElement.toggleAttribute("data-veiled", on),
    theme: ({ theme }) => void (document.documentElement.dataset.theme = theme),
  };
  hear(() => parent, (/** @type {any} */ message) => deeds[/** @type {ToPicture["say"]} */ (message.say)]?.(message));
  effect(() => {
    if (awaited.value || !link.value) return;
    tell(parent, { say: "changed", path, fragment: link.value });
    if (isNew) lookAt(ids);
    isNew = false;
  });
  tell(parent, { say: "ready", path, fragment: link.value });
}
