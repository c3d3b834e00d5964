// Going through the text: buttons, keys, the scrubber, and what goes on by itself.

import { listen } from "../../lib/keyboard.js";
import { dialog, input, part, select } from "../../lib/page.js";
import { Player } from "../../lib/player.js";
import { now } from "./now.js";

const PAUSES = { slow: 1000, usual: 400, fast: 120 }; // milliseconds for each word

/** @typedef {"begin" | "end" | "tokenBack" | "tokenOn" | "play" | "help"} Command */

/** @type {Command[]} */
export const COMMANDS = ["play", "tokenOn", "tokenBack", "begin", "end", "help"];

/**
 * @param {(column: number) => void} go
 * @param {() => void} paused
 */
export function transport(go, paused) {
  const player = new Player(
    () => (now.column < last() ? go(now.column + 1) : player.pause()),
    () => PAUSES[/** @type {keyof typeof PAUSES} */ (select("speed").value)],
    (playing) => {
      part("play").textContent = playing ? "Pause" : "Play";
      if (!playing) paused();
    },
  );
  const last = () => now.columns.length - 1;

  /** @type {Record<Command, () => void>} */
  const commands = {
    begin: () => go(0),
    end: () => go(last()),
    tokenBack: () => go(now.column - 1),
    tokenOn: () => go(now.column + 1),
    play: () => {
      if (player.playing) return player.pause();
      if (now.column >= last()) go(0);
      player.play();
    },
    help: () => dialog("help").showModal(),
  };

  /** @param {string} command */
  function act(command) {
    if (command !== "play" && command !== "help") player.pause();
    commands[/** @type {Command} */ (command)]();
  }

  for (const button of document.querySelectorAll("[data-command]")) {
    button.addEventListener("click", () => act(button.getAttribute("data-command") ?? ""));
  }
  listen(
    (command) => act(String(command)),
    () => input("keys-on").checked,
    (command) => COMMANDS.some((known) => known === command),
  );
  input("scrubber").addEventListener("input", () => {
    player.pause();
    go(Number(input("scrubber").value));
  });
  select("speed").addEventListener("change", () => {
    if (player.playing) player.play();
  });
  return player;
}
