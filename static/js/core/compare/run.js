// The live run: the points of this text, which become more with every text that is asked.

import { chance, predictionsAt } from "./chance.js";
import { shownOf } from "./comparison.js";
import { gapOf } from "./story.js";

/** @import { Comparison } from "./comparison.js" */
/** @import { Point } from "./tables.js" */

/** @typedef {{of: string, points: Map<string, Point[]>}} Run ``of``: its fact, its question and its answer; points by the names of cells */

/**
 * Takes the answers of a comparison into the run; another story begins a new one.
 * @param {Run} run
 * @param {Comparison} comparison
 * @param {string} right
 * @returns {Run}
 */
export function grown(run, comparison, right) {
  const { story } = comparison;
  const of = JSON.stringify([story.fact, story.question, right]);
  const points = new Map(of === run.of ? run.points : []);
  for (const { walk, cost } of shownOf(comparison)) {
    const gap = gapOf(story, walk, right);
    const others = (points.get(cost.cell) ?? []).filter((point) => point.gap !== gap);
    points.set(cost.cell, [...others, { gap, ...chance(predictionsAt(walk, walk.destination), right) }]);
  }
  return { of, points };
}
