// What is said at each stage of an update in slow motion.

import { count, number, percent } from "../format.js";
import { t } from "../texts.js";
import { shareOf } from "./slowly.js";
import { shareInWords, significant, small } from "./words.js";

/** @import { Slow, Stage } from "./slowly.js" */

/** @type {{stage: Stage, title: string}[]} */
export const STAGES = [
  { stage: "read", title: t("lab.motion.stage.read") },
  { stage: "compare", title: t("lab.motion.stage.compare") },
  { stage: "back", title: t("lab.motion.stage.back") },
  { stage: "move", title: t("lab.motion.stage.move") },
  { stage: "again", title: t("lab.motion.stage.again") },
];

const ALIKE = 1.5; // times; what differs by less is about as large

/** @param {number} share with so many decimals that a single update can be seen */
export const fine = (share) => percent(share, 1);

/** @param {number} factor */
const times = (factor) => (factor < 1e6 ? count(Number(factor.toPrecision(2))) : small(factor));

/** What is to be seen at a frame. @param {Slow} slow @param {number} n */
export function motionInWords(slow, n) {
  const { watched, frames } = slow;
  const { stage, at } = frames[n] ?? { stage: "read", at: 0 };
  if (stage === "read") return t("lab.motion.read", { word: watched.words[at] ?? "" });
  if (stage === "compare") return comparedInWords(slow);
  if (stage === "back") return backInWords(slow, at);
  return stage === "move" ? movedInWords(slow) : againInWords(slow);
}

/** @param {Slow} slow */
function comparedInWords({ update, answers: [answer, ...others] }) {
  const { text: right = "", before = 0 } = answer ?? {};
  const { loss } = update.answer;
  if (!others.length) return t("lab.motion.compare-number", { right, said: number(before, 3), loss: small(loss) });
  return t("lab.motion.compare-word", { right, share: shareInWords(before), p: significant(before), loss: number(loss) });
}

/** @param {Slow} slow @param {number} at */
function backInWords({ watched, sizes }, at) {
  const [share, size] = [shareOf(sizes, at), small(sizes[at] ?? 0)];
  const slots = { word: watched.words[at] ?? "", size };
  if (at === sizes.length - 1) return t("lab.motion.gradient-here", slots);
  if (!sizes[at]) return t("lab.motion.gradient-zero", slots);
  if (share < 1 / ALIKE) return t("lab.motion.gradient-smaller", { ...slots, times: times(1 / share) });
  if (share > ALIKE) return t("lab.motion.gradient-larger", { ...slots, times: times(share) });
  return t("lab.motion.gradient-alike", slots);
}

/** The first weight moves farthest. @param {Slow} slow */
function movedInWords({ update, moved: [first] }) {
  if (update.update === 0) return t("lab.motion.move-first");
  return t("lab.motion.move", { weight: first?.symbol ?? "", name: first?.name ?? "" });
}

/** @param {Slow} slow */
function againInWords({ answers: [answer, ...others] }) {
  const { text: right = "", before = 0, after = 0 } = answer ?? {};
  if (!others.length) return t("lab.motion.again-number", { right, before: number(before, 3), after: number(after, 3) });
  const slots = { right, before: fine(before), after: fine(after) };
  return after < before ? t("lab.motion.again-worse", slots) : t("lab.motion.again-better", slots);
}
