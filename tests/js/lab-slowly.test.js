// An update in slow motion without a browser: its stages, what is said at each, and the axis of its gradients; and what a
// network of texts is asked to write.
import "./texts.js";
import assert from "node:assert/strict";
import { test } from "node:test";
import { logScale } from "../../static/js/core/lab/chart.js";
import { motionInWords } from "../../static/js/core/lab/motion.js";
import { framesOf, mostSteps, restAt, slowOf, stageFrom } from "../../static/js/core/lab/slowly.js";
import { small } from "../../static/js/core/lab/words.js";
import { textOf, wishOf } from "../../static/js/core/lab/writes.js";

const MADE = { reads: "symbols", says: "classes", symbols: ["a", "b", " "], answers: [], fresh: 0, more: {}, set: {} };
const WRITTEN = {
  memory: "c",
  plan: { layers: 1 },
  equations: [{ name: "f", role: "forget gate", kind: "gate", text: "f = sigmoid(W_f x + U_f h' + b_f)" }],
};
const TOLD = {
  update: 7, loss: 1, inputs: [0, 1, 0], targets: [1, 0, 2], weights: [1, 1, 0],
  answer: { place: 1, loss: 0.69, sizes: [{ forward: { c: Float32Array.of(0.001, 0.1, 0) } }] },
  signals: [], before: Float32Array.of(1, 0, 0, 0.5, 0.3, 0.2, 1, 0, 0), after: Float32Array.of(1, 0, 0, 0.6, 0.2, 0.2, 1, 0, 0),
  steps: [
    { name: "readout.b", shape: [3], step: new Float32Array(3), size: 0.1 },
    { name: "layers.0.forward.W_f", shape: [2, 2], step: new Float32Array(4), size: 0.8 },
  ],
};
const slowWith = (update = {}, made = {}) => slowOf({ ...TOLD, ...update }, { name: "text" }, { ...MADE, ...made }, WRITTEN);
const sizesOf = (...sizes) => ({ answer: { ...TOLD.answer, sizes: [{ forward: { c: Float32Array.from(sizes) } }] } });
const saidAt = (slow, stage, at) => motionInWords(slow, slow.frames.findIndex((one) => one.stage === stage && (at === undefined || one.at === at)));

test("one walks forward to the answer, back to the first word, and then sees the step and the new answer", () => {
  const frames = framesOf(2);
  assert.deepEqual(frames.map(({ stage, at }) => `${stage} ${at}`), ["read 0", "read 1", "read 2", "compare 2", "back 2", "back 1", "back 0", "move 0", "again 2"]);
});

test("one goes from stage to stage in both ways, and no further than the ends", () => {
  const frames = framesOf(2);
  assert.deepEqual([0, 1, 3, 5, 8].map((n) => stageFrom(frames, n, 1)), [3, 3, 4, 7, 8]);
  assert.deepEqual([0, 1, 3, 5, 8].map((n) => stageFrom(frames, n, -1)), [0, 0, 0, 4, 7]);
});

test("a long sequence plays faster than a short one, and every stage is rested at", () => {
  const [short, long] = [framesOf(5), framesOf(100)];
  assert.ok(restAt(long, 3) < restAt(short, 3));
  assert.ok(restAt(long, 100) > restAt(long, 3) && restAt(long, 101) > restAt(long, 3));
});

test("of letters more fit on the screen than of words", () => {
  assert.ok(mostSteps(MADE) > mostSteps({ ...MADE, symbols: ["India", "is"] }));
});

test("the right answer comes first, and the loss is what is said of it", () => {
  const slow = slowWith();
  assert.deepEqual(slow.answers.map(({ text, isRight }) => [text, isRight]), [["a", true], ["b", false], ["␣", false]]);
  assert.match(saidAt(slow, "compare"), /“a” is right.* 50\u00a0%.* −ln 0\.50 = 0\.69/);
  assert.match(saidAt(slow, "again"), /“a” gets 60\.0\u00a0% now, 50\.0\u00a0% before/);
});

test("where the answer gets worse it is said for whom the step was made", () => {
  assert.match(saidAt(slowWith({ after: TOLD.before.map((one) => one * 0.9) }), "again"), /for the whole batch/);
});

test("the gradient is told beside that at the answer", () => {
  assert.match(saidAt(slowWith(), "back", 0), /“a” is 0\.001, 100 times smaller/);
  assert.match(saidAt(slowWith(), "back", 1), /where the answer is due, is 0\.1/);
  assert.match(saidAt(slowWith(sizesOf(0.5, 0.1, 0)), "back", 0), /5 times larger/);
  assert.match(saidAt(slowWith(sizesOf(0.11, 0.1, 0)), "back", 0), /about as large/);
  assert.match(saidAt(slowWith(sizesOf(0, 0.1, 0)), "back", 0), /is 0\./);
});

test("weights that move farthest come first, by the name of what they belong to", () => {
  const [first, second] = slowWith().moved;
  assert.deepEqual([first.symbol, first.name, first.shape, small(first.mean)], ["W_f", "forget gate", "2 × 2", "0.4"]);
  assert.deepEqual([second.symbol, second.name], ["b", "readout"]);
  assert.match(saidAt(slowWith(), "move"), /W_f \(forget gate\)/);
  assert.match(saidAt(slowWith({ update: 0 }), "move"), /learning rate/);
});

test("a number that should be said stands beside the one that is said", () => {
  const update = { inputs: [[1], [2], [3]], targets: [0, 0.5, 0], before: Float32Array.of(0, -0.1, 0), after: Float32Array.of(0, 0.2, 0) };
  const slow = slowWith(update, { reads: "numbers", says: "numbers" });
  assert.match(saidAt(slow, "compare"), /0\.50 is right\. The network says −0\.100/);
  assert.match(saidAt(slow, "again"), /says 0\.200 now, −0\.100 before/);
});

test("a gradient that has vanished does not end at the edge of the axis", () => {
  const frame = { width: 1, height: 100, left: 0, right: 0, top: 0, bottom: 0 };
  const { y, yTicks } = logScale(0, [1, 1e-30, 1e-38], frame, 46);
  assert.ok(y(1e-38) > y(1e-30) && y(1e-30) > y(1e-20) && yTicks.length <= 7);
});

test("a text begins as behind the end of a sentence, or with whatever character there is", () => {
  assert.deepEqual(wishOf({ symbols: [" ", ".", "a"] }, 0.5, 3), { beginning: [1, 0], count: 240, temperature: 0.5, seed: 3 });
  assert.deepEqual(wishOf({ symbols: ["x"] }, 1, 0).beginning, [0]);
  assert.equal(textOf({ symbols: [" ", ".", "a"] }, [2, 1, 0]), "a. ");
});
