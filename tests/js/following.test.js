// Who follows a lab: it goes to where the other one is, whatever happened on the way.

import "./texts.js";

import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { Refusal } from "../../static/js/lib/refusal.js";
import { signal } from "../../static/js/lib/signals.js";

/** What the engines were asked to learn. @type {any[]} */
const errands = [];

/** An engine that has learned as soon as it is asked to. */
class Quick {
  /** @param {string} _name @param {(event: {data: object}) => void} hears */
  addEventListener(_name, hears) {
    this.hears ??= hears;
  }

  /** @param {{id: number, ask: string, of: any}} request */
  postMessage({ id, ask, of }) {
    if (ask === "load") this.update = 0;
    if (ask === "learn") this.learn(of);
    queueMicrotask(() => this.hears?.({ data: { id, answer: this.answers()[ask] ?? {} } }));
  }

  /** @param {any} errand */
  learn(errand) {
    errands.push(errand);
    this.update = (this.update ?? 0) + errand.updates;
    const judged = { unseen: { sequences: 1, answers: 1, off: 0 } };
    this.hears?.({ data: { report: "mark", update: this.update, judged, numbers: new Float32Array(1) } });
  }

  /** @returns {Record<string, object>} */
  answers() {
    return {
      load: { parameters: [] },
      examples: [{ inputs: [0, 1], targets: null, marks: [0, 2], allowed: null }],
      learn: { ended: "done", update: this.update },
      snapshot: { update: this.update, numbers: new Float32Array(1) },
    };
  }

  terminate() {}
}
Object.assign(globalThis, { Worker: Quick });
mock.timers.enable({ apis: ["setInterval"] }); // by which an engine is watched
const { Learning } = await import("../../static/js/pages/lab/learning.js");
const { labState } = await import("../../static/js/pages/lab/state.js");

const RECIPE = {
  cell: "lstm", units: 2, rate: 0.01, forget: null, mark_every: 50, until: 0.95, by: "sequences", on: "unseen", updates: 1_000, unseen: 9,
};
const MADE = { reads: "symbols", says: "classes", symbols: ["a", "b"], answers: [], fresh: 0, more: {}, set: {} };
const TASKS = ["one", "other"].map((name) => ({ name, title: name, settings: [], sets: { taught: {} }, presets: [], question: "", recipe: RECIPE }));
const here = () => true;

/** A lab, and a source that refuses so many times. */
function lab(refusals = 0) {
  const state = labState(/** @type {any} */ (TASKS), [{ name: "lstm", title: "LSTM", text: "h = x" }], signal("light"));
  const source = {
    async sets() {
      if (refusals-- > 0) throw new Refusal("too much to do", true);
      return { taught: MADE };
    },
    program: async () => ({ plan: {}, memory: "", belt: null, equations: [] }),
  };
  errands.length = 0;
  return { state, machine: new Learning(state, /** @type {any} */ (source)) };
}

test("who comes late goes past where it was solved, with marks where they always lie", async () => {
  const { state, machine } = lab();
  await machine.reach([900], here);
  assert.equal(state.lane.value?.update.value, 900);
  assert.ok(errands.every(({ until }) => until > 1));
  await machine.reach([905], here);
  assert.deepEqual(errands.map(({ updates, markEvery }) => [updates, markEvery]), [[900, 50], [5, 50]]);
});

test("who has come as far as the other one and has it right says that it is solved", async () => {
  const { state, machine } = lab();
  await machine.reach([250], here);
  assert.deepEqual(state.lane.value?.ended.value, { ended: "solved", update: 250 });
});

test("after a refusal the next word from the other one begins anew", async () => {
  const { state, machine } = lab(1);
  await new Promise(setImmediate);
  assert.deepEqual([state.lanes.value.length, state.said.value.text], [0, "too much to do"]);
  await machine.reach([20], here);
  assert.equal(state.lane.value?.update.value, 20);
});

test("nothing is learned on the way to where one is no longer wanted, and another lesson has come nowhere yet", async () => {
  const { state, machine } = lab();
  await machine.reach([20], here);
  assert.equal(state.lane.value?.key, state.key.value);
  state.taskName.value = "other";
  assert.notEqual(state.lane.value?.key, state.key.value);
  errands.length = 0;
  await machine.reach([900], () => false);
  assert.deepEqual(errands, []);
});
