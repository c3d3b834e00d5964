// Going through the sentence: buttons, keys, the scrubber, and what goes on by itself.

import { atEnd, moveToken, numbered, placed } from "../../core/timeline.js";
import { listen } from "../../lib/keyboard.js";
import { dialog, input, part, select } from "../../lib/page.js";
import { Player } from "../../lib/player.js";
import { now, walked } from "./now.js";

/** @typedef {import("../../core/timeline.js").Place} Place */

export const PAUSES = { slow: 1200, usual: 600, fast: 250 }; // milliseconds for each part of a step
const MOTION = 300; // milliseconds at most

function pace() {
  return PAUSES[/** @type {keyof typeof PAUSES} */ (select("speed").value)];
}

/** How long things may move: not into the next part. */
export function motion() {
  return input("moves").checked ? Math.min(MOTION, 0.6 * pace()) : 0;
}

/**
 * @typedef {(place: Place) => void} Go
 * @typedef {(unit: number, signal?: string) => void} Choose
 */

/**
 * @param {Go} go
 * @param {Choose} choose
 * @param {{exchange: () => void, undo: () => void}} change
 * @param {() => void} paused
 */
export function transport(go, choose, change, paused) {
  let gone = false; // whether one has gone anywhere since the walk was opened
  /** @type {Go} */
  const goes = (place) => {
    gone = true;
    go(place);
  };
  const player = new Player(step, pace, (playing) => {
    part("play").textContent = playing ? "Pause" : "Play";
    if (!playing) paused();
  });

  function step() {
    if (!atEnd(now.place, walked())) return goes(placed(numbered(now.place, walked()) + 1, walked()));
    if (input("repeat").checked) return goes({ token: 0, part: 0 });
    player.pause();
  }

  function play() {
    if (player.playing) return player.pause();
    if (atEnd(now.place, walked())) goes({ token: 0, part: 0 });
    else if (!gone) goes({ ...now.place, part: 0 }); // a walk opens where something has happened: that is played first
    player.play();
  }

  const commands = { ...ways(goes, choose), ...change, play, help: () => dialog("help").showModal() };

  /** @param {keyof typeof commands | number} command a number: the n-th signal */
  function act(command) {
    if (typeof command === "number") {
      const equation = now.walk.cell.equations[command];
      if (equation) choose(now.unit, equation.name);
      return;
    }
    if (command !== "play" && command !== "help") player.pause();
    commands[command]();
  }

  for (const button of document.querySelectorAll("[data-command]")) {
    button.addEventListener("click", () => act(/** @type {keyof typeof commands} */ (button.getAttribute("data-command"))));
  }
  listen(act, () => input("keys-on").checked && !now.untaught);
  input("scrubber").addEventListener("input", () => {
    player.pause();
    goes(placed(Number(input("scrubber").value), walked()));
  });
  select("speed").addEventListener("change", () => {
    if (player.playing) player.play();
  });
  return {
    pause: () => player.pause(),
    get playing() {
      return player.playing;
    },
    opened: () => (gone = false),
  };
}

/**
 * From where one is to somewhere else.
 * @param {Go} goes
 * @param {Choose} choose
 */
function ways(goes, choose) {
  /** @param {number} by */
  const neighbour = (by) => {
    const { lanes, unit } = now;
    return lanes[Math.min(lanes.length - 1, Math.max(0, lanes.indexOf(unit) + by))] ?? unit;
  };
  return {
    begin: () => goes({ token: 0, part: 0 }),
    end: () => goes({ token: now.walk.length - 1, part: Infinity }),
    tokenBack: () => goes(moveToken(now.place, -1, walked())),
    tokenOn: () => goes(moveToken(now.place, 1, walked())),
    partBack: () => goes(placed(Math.max(0, numbered(now.place, walked()) - 1), walked())),
    partOn: () => goes(placed(numbered(now.place, walked()) + 1, walked())),
    unitBack: () => choose(neighbour(-1)),
    unitOn: () => choose(neighbour(1)),
  };
}
