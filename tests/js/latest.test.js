// Only the last question counts, whoever asks it and whatever becomes of those before it.

import assert from "node:assert/strict";
import { test } from "node:test";

import { answered } from "../../static/js/lib/answered.js";
import { latest } from "../../static/js/lib/latest.js";
import { Refusal } from "../../static/js/lib/refusal.js";
import { rested } from "../../static/js/lib/rested.js";
import { signal } from "../../static/js/lib/signals.js";

/** Questions that are answered by hand. */
function byHand() {
  /** @type {{stop: AbortSignal, question: any, answer: (found: any) => void, fail: (error: Error) => void}[]} */
  const asked = [];
  /** @param {AbortSignal} stop @param {any} question @returns {Promise<any>} */
  const ask = (stop, question) => new Promise((answer, fail) => asked.push({ stop, question, answer, fail }));
  return { asked, ask };
}

const settled = () => new Promise((done) => setImmediate(done));

test("a question takes the place of the one before it, which is broken off and answered with nothing", async () => {
  const { asked, ask } = byHand();
  const asking = latest(ask);
  const [first, second] = [asking("first"), asking("second")];
  assert.deepEqual(asked.map(({ stop }) => stop.aborted), [true, false]);
  asked[1]?.answer("of the second");
  asked[0]?.answer("of the first");
  assert.deepEqual([await first, await second], [null, "of the second"]);
});

test("what goes wrong with a question that was replaced is nobody's concern; with the last one it is told", async () => {
  const { asked, ask } = byHand();
  const asking = latest(ask);
  const [first, second] = [asking("first"), asking("second")];
  asked[0]?.fail(new Error("broken off"));
  asked[1]?.fail(new Error("away"));
  assert.equal(await first, null);
  await assert.rejects(second, /away/);
});

test("two that ask do not disturb each other", async () => {
  const { asked, ask } = byHand();
  const [one, other] = [latest(ask), latest(ask)];
  const answers = [one("a"), other("b")];
  asked.forEach(({ answer, question }) => answer(question));
  assert.deepEqual(await Promise.all(answers), ["a", "b"]);
});

test("a question that follows from the state is asked once as long as it is the same, and its refusal is kept as words", async () => {
  const { asked, ask } = byHand();
  /** @type {import("../../static/js/lib/signals.js").Signal<{key: string} | null>} */
  const question = signal(null);
  const answer = answered(() => question.value, ask);
  assert.equal(answer.value, null);
  question.value = { key: "one" };
  question.value = null; // out of sight
  question.value = { key: "one" };
  assert.equal(asked.length, 1);
  asked[0]?.answer(1);
  await settled();
  assert.equal(answer.value?.answer, 1);
  question.value = { key: "two" };
  question.value = { key: "three" };
  asked[1]?.answer(2);
  asked[2]?.fail(new Refusal("not this one"));
  await settled();
  assert.deepEqual([answer.value?.question.key, answer.value?.answer, answer.value?.refusal], ["three", null, "not this one"]);
  question.value = null;
  question.value = { key: "three" }; // what was refused may go better
  assert.equal(asked.length, 4);
});

test("a value has rested when it stayed the same for so long", (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const one = signal(1);
  const still = rested(() => one.value, 300, 0);
  context.mock.timers.tick(200);
  one.value = 2;
  context.mock.timers.tick(200);
  assert.equal(still.value, 0);
  context.mock.timers.tick(100);
  assert.equal(still.value, 2);
});
