// What a follower of a room knows, how it keeps in touch, what it sends and which tab does so: without a browser.

import assert from "node:assert/strict";
import { test } from "node:test";
import { NOTHING, begun, taken } from "../../static/js/rooms/order.js";
import { isToBeKept, put, without } from "../../static/js/rooms/outbox.js";
import { Tabs } from "../../static/js/rooms/tabs.js";
import { AT_REST, next, pause } from "../../static/js/rooms/way.js";

/** @param {number} number @param {"view" | "question" | "tally"} [kind] */
const event = (number, kind = "view") => ({ number, kind, body: { state: `step ${number}` } });
/** @param {import("../../static/js/rooms/order.js").Event[]} events */
const numbers = (events) => events.map(({ number }) => number);

// Order

test("what came before, or comes twice, is not shown again, and what comes is shown in its order", () => {
  let [known, fresh] = taken(NOTHING, [event(1), event(2)]);
  assert.deepEqual(numbers(fresh), [1, 2]);
  [known, fresh] = taken(known, [event(4), event(2), event(3), event(3)]);
  assert.deepEqual(numbers(fresh), [3, 4]);
  [known, fresh] = taken(known, [event(1), event(4)]);
  assert.deepEqual([numbers(fresh), known.last], [[], 4]);
});

test("the state is the newest event of each kind", () => {
  const [known] = taken(NOTHING, [event(1, "question"), event(2), event(3), event(4, "tally"), event(5)]);
  assert.deepEqual(numbers(known.state), [1, 4, 5]);
});

test("after a loss numbers begin again", () => {
  const [known] = taken(NOTHING, [event(7)]);
  assert.equal(begun(known, { anew: false }).last, 7);
  const [after, fresh] = taken(begun(known, { anew: true }), [event(3)]);
  assert.deepEqual([numbers(fresh), after.last], [[3], 3]);
});

// Way

/** @param {import("../../static/js/rooms/way.js").Happening[]} happenings */
function after(...happenings) {
  let [way, deed] = [AT_REST, /** @type {import("../../static/js/rooms/way.js").Deed} */ ({ do: "nothing" })];
  for (const happening of happenings) [way, deed] = next(way, happening, 1);
  return { ...way, ...deed };
}

test("a stream of which nothing comes is held back by something, and one asks instead", () => {
  const way = after("begin", "silent");
  assert.deepEqual([way.do, way.means, way.phase], ["connect", "asking", "trying"]);
});

test("a stream that has brought something is tried again, however slow the way has become", () => {
  for (const sequence of /** @type {const} */ ([["begin", "heard", "silent"], ["begin", "heard", "failed", "elapsed", "silent"]])) {
    assert.deepEqual([after(...sequence).do, after(...sequence).means], ["wait", "stream"]);
  }
});

test("a stream of which steps do not come while nothing else comes either is given up", () => {
  assert.equal(after("begin", "heard", "missed").do, "nothing");
  assert.deepEqual([after("begin", "heard", "missed", "missed").do, after("begin", "heard", "missed", "missed").means], ["connect", "asking"]);
  assert.equal(after("begin", "heard", "missed", "heard", "missed").do, "nothing");
});

test("who was cut off comes back after longer and longer, and at once when looked at", () => {
  const waits = [1, 2, 3, 4].map((tries) => after("begin", ...Array(tries).fill(["failed", "elapsed"]).flat().slice(0, -1)));
  assert.deepEqual(waits.map((way) => way.do === "wait" && way.seconds), [0.5, 1, 2, 4]);
  assert.deepEqual([after("begin", "failed", "failed", "woke").do, after("begin", "failed", "failed", "woke").tries], ["connect", 0]);
  assert.equal(after("begin", "failed", "elapsed", "heard", "failed").tries, 1);
});

test("pauses have a bound, and not all who were cut off together come back together", () => {
  assert.equal(pause(50, 1), 20);
  assert.deepEqual([pause(0, 0), pause(0, 1)], [0.25, 0.5]);
});

test("when a room is closed nothing is tried any more", () => {
  for (const happening of /** @type {const} */ (["woke", "elapsed", "failed", "heard", "begin", "rest"])) {
    assert.deepEqual([after("begin", "closed", happening).do, after("begin", "closed", happening).phase], ["nothing", "over"]);
  }
});

// Outbox

/** @param {string} question @param {number} value */
const answer = (question, value) => ({ path: /** @type {const} */ ("answers"), body: { question, value } });

test("of two answers to a question the later one is sent, and answers to others stay", () => {
  const [one, other, later] = [answer("a", 0), answer("b", 1), answer("a", 1)];
  const outbox = [one, other, later].reduce(put, /** @type {import("../../static/js/rooms/outbox.js").Outbox} */ ([]));
  assert.deepEqual(outbox, [other, later]);
  assert.deepEqual(without(outbox, one), [other, later], "what was replaced while it was on its way");
  assert.deepEqual(without(outbox, other), [later]);
});

test("what no answer came to, or one that says to come back, is sent again", () => {
  assert.deepEqual([0, 408, 503, 507].map(isToBeKept), [true, true, true, true]);
  assert.deepEqual([200, 403, 404, 409, 422, 429].map(isToBeKept), [false, false, false, false, false, false]);
});

// Tabs

/** Several tabs of one browser. @param {boolean[]} seen */
function browserWith(seen) {
  /** @type {any[]} */
  const [lines, waiting] = [[], []];
  const tabs = seen.map((_, n) => {
    const line = { onmessage: null, close() {}, postMessage: (/** @type {any} */ data) => waiting.push([n, data]) };
    lines.push(line);
    const tab = { heard: /** @type {any[]} */ ([]), isSeen: () => Boolean(seen[n]), lead() {}, rest() {}, take: (/** @type {any} */ news) => tab.heard.push(news), tell: () => `all that ${n} knows` };
    return { ...tab, tabs: new Tabs(/** @type {any} */ (line), tab, n / 10), heard: tab.heard };
  });
  /** Messages come later, each to all others. */
  const settle = () => {
    while (waiting.length) {
      const [from, data] = waiting.shift();
      lines.forEach((line, n) => n !== from && line.onmessage({ data }));
    }
    return tabs.map(({ tabs }) => tabs.leads);
  };
  return { tabs, settle };
}

test("the tab that was looked at last keeps in touch for all", () => {
  const seen = [true, false, false];
  const { tabs, settle } = browserWith(seen);
  tabs.forEach(({ tabs }) => (tabs.begin(), settle()));
  assert.deepEqual(settle(), [true, false, false]);
  assert.deepEqual([tabs[1]?.heard.at(-1), tabs[2]?.heard.at(-1)], ["all that 0 knows", "all that 0 knows"]);
  tabs[0]?.tabs.tell("step 1");
  tabs[1]?.tabs.tell("nobody hears this");
  settle();
  assert.deepEqual([tabs[1]?.heard.at(-1), tabs[2]?.heard.at(-1)], ["step 1", "step 1"]);
  tabs[2]?.tabs.lead();
  assert.deepEqual(settle(), [false, false, true]);
});

test("of several that begin to lead at the same time one does", () => {
  const { tabs, settle } = browserWith([true, true, true]);
  tabs.forEach(({ tabs }) => tabs.begin());
  assert.deepEqual(settle(), [false, false, true]);
  tabs[2]?.tabs.end();
  assert.equal(settle().filter(Boolean).length, 1, "and when it is closed, one of the others");
});

test("where tabs cannot talk to each other each is for itself", () => {
  const tabs = new Tabs(null, { isSeen: () => false, lead() {}, rest() {}, take() {}, tell() {} }, 0);
  tabs.begin();
  assert.equal(tabs.leads, true);
});
