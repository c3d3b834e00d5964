// The address of where a lab stands: what is learned in it, how far it has come, and what of it is looked at. Behind the same
// lesson, whoever learns as many updates from the same seed sees the same, unless the rate or the clipping was changed on the
// way: at which update that was is not told.

import { toLink } from "../taught/link.js";

/** @import { Lesson } from "../taught/link.js" */
/**
 * @typedef {{beside: string, reached: readonly number[], mark: number | null, lane: number}} Standing
 *   ``beside``: which networks learn beside it; ``reached``: updates of each; ``mark``: the update of the mark that is looked at,
 *   null for the newest; ``lane``: of which network
 */

const MOST = 1_000_000; // updates

/** @param {Omit<Lesson, "updates">} lesson @param {Standing} standing @returns {string} what stands behind the # */
export function toStanding(lesson, { beside, reached, mark, lane }) {
  const fields = new URLSearchParams(toLink({ ...lesson, updates: 0 }));
  fields.delete("updates"); // after how many to stop: here it stands after so many
  const more = { beside, at: reached.some(Boolean) ? reached.join(" ") : "", mark: mark === null ? "" : String(mark), lane: lane ? String(lane) : "" };
  for (const [name, value] of Object.entries(more)) if (value) fields.set(name, value);
  return fields.toString();
}

/** @param {string} fragment @returns {Standing} as far as it can be read */
export function fromStanding(fragment) {
  const fields = new URLSearchParams(fragment);
  const at = (fields.get("at") ?? "").split(" ").map(whole);
  return { beside: fields.get("beside") ?? "", reached: at.map((one) => one ?? 0), mark: whole(fields.get("mark")), lane: whole(fields.get("lane")) ?? 0 };
}

/** Of several marks the one that is nearest to an update. @param {readonly {update: number}[]} marks @param {number} update */
export function nearest(marks, update) {
  const far = marks.map((one) => Math.abs(one.update - update));
  return far.indexOf(Math.min(...far));
}

/** @param {string | null} text */
function whole(text) {
  return text && /^\d{1,7}$/.test(text) && Number(text) <= MOST ? Number(text) : null;
}
