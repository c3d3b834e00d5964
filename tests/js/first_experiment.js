// What the first experiment of a walk asks the app to force. From standard input: a cell and a trace as the app tells them.

import "./texts.js";
import { readFileSync } from "node:fs";

import { edits } from "../../static/js/core/walk/changes.js";
import { experiments } from "../../static/js/core/walk/experiments.js";
import { Walk } from "../../static/js/core/walk.js";

const { cell, trace } = JSON.parse(readFileSync(0, "utf8"));
const walk = new Walk(trace, cell);
const [first] = experiments(walk, "usual");
process.stdout.write(JSON.stringify(first ? { title: first.title, edits: edits(first.changes, walk) } : null));
