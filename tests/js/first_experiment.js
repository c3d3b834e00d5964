// What the first experiment of a walk asks the app to force, of a cell and a trace as the app tells them.

import "./texts.js";

import { edits } from "../../static/js/core/walk/changes.js";
import { experiments } from "../../static/js/core/walk/experiments.js";
import { Walk } from "../../static/js/core/walk.js";

/** @param {any} told */
export default function firstExperiment({ cell, trace }) {
  const walk = new Walk(trace, cell);
  const [first] = experiments(walk, "usual");
  return first ? { title: first.title, edits: edits(first.changes, walk) } : null;
}
