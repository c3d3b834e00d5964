// Going through a text: buttons, keys, the scrubber, and what goes on by itself.

import { t } from "../../core/texts.js";
import { bindBox, bindChoice, saying } from "../../lib/bind.js";
import { listen } from "../../lib/keyboard.js";
import { all, dialog, input, part, select } from "../../lib/page.js";
import { batch, effect } from "../../lib/signals.js";
import { pace } from "./pace.js";

/** @import { Command } from "../../core/keys.js" */
/** @import { playing, Speed } from "./state.js" */

/**
 * ``commands``: what each of them does, but for those that are the same everywhere; ``open``: the n-th signal; ``step``: one
 * on, as long as it plays; ``start``: before it plays; ``at`` and ``last``: numbers of places, with ``where`` one is in words;
 * ``pauses``: milliseconds from one step to the next; ``isOn``: whether keys mean anything now
 * @typedef {{
 *   commands: Partial<Record<Command, () => void>>, open?: (n: number) => void, step: () => void, start: () => void,
 *   seek: (place: number) => void, at: () => number, last: () => number, where: () => string,
 *   pauses: Record<Speed, number>, isOn?: () => boolean,
 * }} Going
 */

/**
 * @param {Pick<ReturnType<typeof playing>, "playing" | "speed" | "keysOn" | "halts">} state
 * @param {Going} going
 */
export function transport(state, { commands: own, open, step, start, seek, at, last, where, pauses, isOn = () => true }) {
  /** @type {Partial<Record<Command, () => void>>} */
  const commands = { ...own, play, help: () => dialog("help").showModal() };

  function play() {
    if (state.playing.value) return (state.playing.value = false);
    start();
    return (state.playing.value = true);
  }

  /** @param {Command | number} command a number: the n-th signal */
  function act(command) {
    batch(() => {
      if (typeof command === "number") return open?.(command);
      if (command !== "play" && command !== "help") state.playing.value = false;
      return commands[command]?.();
    });
  }

  for (const button of all(document, "[data-command]", HTMLButtonElement)) {
    button.addEventListener("click", () => act(/** @type {Command} */ (button.dataset.command)));
  }
  listen(
    act,
    () => state.keysOn.value && isOn(),
    (command) => (typeof command === "number" ? Boolean(open) : command in commands),
  );
  input("scrubber").addEventListener("input", () =>
    batch(() => {
      state.playing.value = false;
      seek(Number(input("scrubber").value));
    }),
  );
  effect(() => {
    input("scrubber").max = String(last());
    input("scrubber").value = String(at());
    input("scrubber").setAttribute("aria-valuetext", where());
  });
  bindChoice(select("speed"), state.speed);
  bindBox(input("keys-on"), state.keysOn);
  saying(part("play"), () => (state.playing.value ? t("common.pause") : t("common.play")));
  effect(() => {
    if (!state.playing.value) return;
    const timer = setInterval(step, pauses[state.speed.value]);
    return () => clearInterval(timer);
  });
  pace(state, at);
  return /** @type {Command[]} */ (Object.keys(commands));
}

/**
 * For those who hear the page: not while it plays.
 * @param {Pick<ReturnType<typeof playing>, "playing">} state
 * @param {() => string} read
 */
export function speaks({ playing: plays }, read) {
  effect(() => {
    if (!plays.value) part("spoken").textContent = read();
  });
}
