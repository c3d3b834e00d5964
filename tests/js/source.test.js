// Who answers the questions of a page: the app, or a page that was taken away.

import "./texts.js";
import assert from "node:assert/strict";
import { afterEach, test } from "node:test";

import { Refusal } from "../../static/js/lib/refusal.js";
import { app } from "../../static/js/lib/source/app.js";
import { kept } from "../../static/js/lib/source/kept.js";

const { fetch: whole } = globalThis;
afterEach(() => (globalThis.fetch = whole));

/** @param {(path: string, sent: any) => Promise<any>} answers */
function answering(answers) {
  globalThis.fetch = /** @type {any} */ (answers);
}

const never = new AbortController().signal;
const ASKED = { sentence: "India", cell: "lstm", edits: [] };

test("the app is asked below the page, and of the fact that is meant", async () => {
  /** @type {[string, any][]} */
  const sent = [];
  answering(async (path, { body }) => {
    sent.push([path, body && JSON.parse(body)]);
    return { ok: true, json: async () => ({ tokens: [] }) };
  });
  await app.trace({ ...ASKED, fact: "topic" }, never);
  await app.trace({ ...ASKED, fact: null }, never);
  await app.cells();
  assert.deepEqual(sent, [
    ["api/v1/traces?numbers=packed", { ...ASKED, beliefs: ["topic"] }],
    ["api/v1/traces?numbers=packed", { ...ASKED, beliefs: null }],
    ["api/v1/cells", undefined],
  ]);
});

test("a question can be broken off", async () => {
  const stop = new AbortController();
  answering(async (_, { signal }) => {
    assert.equal(signal, stop.signal);
    return { ok: true, json: async () => ({}) };
  });
  await app.ledger({ ...ASKED, state: "c", units: [1], direction: "forward" }, stop.signal);
});

/** @param {boolean} again @param {RegExp} says */
const refusal = (again, says) => (/** @type {any} */ error) => error instanceof Refusal && error.again === again && says.test(error.message);

test("what goes wrong is said, with whether it may go better at another try", async () => {
  answering(() => Promise.reject(new TypeError("network")));
  await assert.rejects(app.cells(), refusal(true, /does not answer/));
  answering(async () => ({ ok: true, json: () => Promise.reject(new SyntaxError("<h1>")) }));
  await assert.rejects(app.cells(), refusal(true, /could not be read/));
  answering(async () => ({ ok: false, status: 422, json: async () => ({ detail: "no word" }) }));
  await assert.rejects(app.cells(), refusal(false, /no word/));
  answering(async () => ({ ok: false, status: 503, json: async () => ({ detail: "too busy" }) }));
  await assert.rejects(app.cells(), refusal(true, /too busy/));
});

test("both know the same questions; what cannot be answered is refused in words, and not at another try either", async () => {
  const { can, ...questions } = kept;
  assert.deepEqual(Object.keys(can).sort(), Object.keys(questions).sort());
  assert.deepEqual(Object.keys(app).sort(), Object.keys(kept).sort());
  for (const [name, ask] of Object.entries(questions)) {
    if (!can[/** @type {keyof typeof can} */ (name)]) await assert.rejects(/** @type {any} */ (ask)(), refusal(false, /the app must be running/));
  }
});
