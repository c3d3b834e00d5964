// Texts on a page in another language, and what is shown when one is missing or not filled: never nothing.

import assert from "node:assert/strict";
import { test } from "node:test";

globalThis.gatewalkTexts = {
  language: "de",
  texts: { "a.greet": "Hallo, {name}!", "a.left": { one: "noch {n} Wort", other: "noch {n} Wörter" }, "common.percent": "{number} %" },
};
const { decimal, has, pointed, t, ungrouped } = await import("../../static/js/core/texts.js");

/** @param {() => string} says @returns {[string, string[]]} what it says, and what it writes down for whoever looks */
function saying(says) {
  const warnings = /** @type {string[]} */ ([]);
  const { warn } = console;
  console.warn = (text) => warnings.push(text);
  try {
    return [says(), warnings];
  } finally {
    console.warn = warn;
  }
}

test("a text is filled, in the plural form of its number, and numbers are those of the language", () => {
  assert.equal(t("a.greet", { name: "{name} <b>" }), "Hallo, {name} <b>!"); // what fills it is not filled again
  assert.equal(t("a.left", { n: 1 }), "noch 1 Wort");
  assert.equal(t("a.left", { n: 1234.5 }), "noch 1.234,5 Wörter");
  assert.equal(t("a.greet", { name: -3 }), "Hallo, −3!");
  assert.equal(decimal(1234.5, 2), "1234,50");
  assert.equal(pointed("0.0015"), "0,0015");
  assert.equal(ungrouped("1.234"), "1234");
});

test("a text that is not there is shown as its name, and a slot without a value as it stands", () => {
  assert.deepEqual(saying(() => t("a.none")), ["a.none", ["there is no text a.none"]]);
  assert.deepEqual(saying(() => t("a.greet")), ["Hallo, {name}!", ["the text a.greet lacks a value for {name}"]]);
  assert.deepEqual([has("a.none"), has("a.greet")], [false, true]);
});
