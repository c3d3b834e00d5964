// Only the last request counts, whoever asks it and whatever becomes of those before it.

import assert from "node:assert/strict";
import { test } from "node:test";

import { answered } from "../../static/js/lib/answered.js";
import { latest } from "../../static/js/lib/latest.js";
import { Refusal } from "../../static/js/lib/refusal.js";
import { rested } from "../../static/js/lib/rested.js";
import { signal } from "../../static/js/lib/signals.js";

/** Requests that are answered by hand. */
function byHand() {
  /** @type {{stop: AbortSignal, request: any, answer: (result: any) => void, fail: (error: Error) => void}[]} */
  const requests = [];
  /** @param {AbortSignal} stop @param {any} request @returns {Promise<any>} */
  const ask = (stop, request) => new Promise((answer, fail) => requests.push({ stop, request, answer, fail }));
  return { requests, ask };
}

const settled = () => new Promise((done) => setImmediate(done));

test("a request takes the place of the one before it, which is broken off and answered with nothing", async () => {
  const { requests, ask } = byHand();
  const asking = latest(ask);
  const [first, second] = [asking("first"), asking("second")];
  assert.deepEqual(requests.map(({ stop }) => stop.aborted), [true, false]);
  requests[1]?.answer("of the second");
  requests[0]?.answer("of the first");
  assert.deepEqual([await first, await second], [null, "of the second"]);
});

test("what goes wrong with a request that was replaced is nobody's concern; with the last one it is told", async () => {
  const { requests, ask } = byHand();
  const asking = latest(ask);
  const [first, second] = [asking("first"), asking("second")];
  requests[0]?.fail(new Error("broken off"));
  requests[1]?.fail(new Error("away"));
  assert.equal(await first, null);
  await assert.rejects(second, /away/);
});

test("two that ask do not disturb each other", async () => {
  const { requests, ask } = byHand();
  const [one, other] = [latest(ask), latest(ask)];
  const answers = [one("a"), other("b")];
  requests.forEach(({ answer, request }) => answer(request));
  assert.deepEqual(await Promise.all(answers), ["a", "b"]);
});

test("a request that follows from the state is asked once as long as it is the same, and its refusal is kept as words", async () => {
  const { requests, ask } = byHand();
  /** @type {import("../../static/js/lib/signals.js").Signal<{key: string} | null>} */
  const request = signal(null);
  const answer = answered(() => request.value, ask);
  assert.equal(answer.value, null);
  request.value = { key: "one" };
  request.value = null; // out of sight
  request.value = { key: "one" };
  assert.equal(requests.length, 1);
  requests[0]?.answer(1);
  await settled();
  assert.equal(answer.value?.answer, 1);
  request.value = { key: "two" };
  request.value = { key: "three" };
  requests[1]?.answer(2);
  requests[2]?.fail(new Refusal("not this one"));
  await settled();
  assert.deepEqual([answer.value?.request.key, answer.value?.answer, answer.value?.refusal], ["three", null, "not this one"]);
  request.value = null;
  request.value = { key: "three" }; // what was refused may go better
  assert.equal(requests.length, 4);
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
