// The scripts keep to the limits of the house, and nothing in them is decided by the words or the letter of an equation.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

const ROOT = new URL("../../", import.meta.url).pathname;
const [MOST_LINES, MOST_OF_A_FUNCTION, MOST_PARAMETERS] = [400, 60, 7];

/** @param {string} folder @param {string} end */
function files(folder, end) {
  return readdirSync(join(ROOT, folder), { recursive: true })
    .map((name) => join(folder, String(name)))
    .filter((name) => name.endsWith(end) && !name.includes("vendor"));
}

const read = (/** @type {string} */ name) => readFileSync(join(ROOT, name), "utf8");
const SCRIPTS = files("static/js", ".js");

/** Functions as they are written here: a head that ends with a brace, and a brace at the same depth that closes it. @param {string} text */
function functionsOf(text) {
  const lines = text.split("\n");
  return lines.flatMap((line, n) => {
    const head = line.match(/^(\s*)(?:export )?(?:async )?(?:function (\w+)\((.*)\) \{|(?:const (\w+) = )(?:async )?\((.*)\) => \{)$/);
    if (!head) return [];
    const [, indent = "", name = head[4] ?? "", parameters = head[5] ?? ""] = head;
    const end = lines.findIndex((one, m) => m > n && (one === `${indent}}` || one === `${indent}};`));
    return [{ name, lines: end - n + 1, parameters: split(parameters).length }];
  });
}

/** At the commas that stand in no brackets. @param {string} parameters */
function split(parameters) {
  let [depth, names] = [0, parameters.trim() ? [""] : []];
  for (const sign of parameters) {
    depth += "({[".includes(sign) ? 1 : ")}]".includes(sign) ? -1 : 0;
    if (sign === "," && depth === 0) names.push("");
    else names[names.length - 1] += sign;
  }
  return names;
}

test("functions are found, with their lines and their parameters", () => {
  const text = "export function some({ a, b }, c = [1, 2]) {\n  return 1;\n}\n\n  const other = async (one) => {\n    one();\n  };\n";
  assert.deepEqual(functionsOf(text), [{ name: "some", lines: 3, parameters: 2 }, { name: "other", lines: 3, parameters: 1 }]);
  assert.ok(SCRIPTS.flatMap((name) => functionsOf(read(name))).length > 200);
});

test("no function is longer than 60 lines or takes more than 7 parameters", () => {
  const tooLarge = SCRIPTS.flatMap((name) =>
    functionsOf(read(name))
      .filter(({ lines, parameters }) => lines > MOST_OF_A_FUNCTION || parameters > MOST_PARAMETERS)
      .map((place) => ({ file: name, ...place })),
  );
  assert.deepEqual(tooLarge, []);
});

test("no file is longer than 400 lines", () => {
  const all = [...SCRIPTS, ...files("static/css", ".css"), ...files("templates", ".html"), ...files("tests/js", ".js"), ...files("tests/browser", ".py")];
  assert.deepEqual(all.filter((name) => read(name).split("\n").length > MOST_LINES + 1), []);
});

test("a page links every style sheet, and every style sheet is of some page", () => {
  const linked = files("templates", ".html").flatMap((name) => {
    const text = read(name);
    const looped = [...text.matchAll(/for name in \[([^\]]*)\]/g)].flatMap(([, names = ""]) => [...names.matchAll(/"(\w+)"/g)].map(([, one]) => one));
    return [...looped, ...[...text.matchAll(/css\/(\w+)\.css/g)].map(([, one]) => one)];
  });
  assert.deepEqual(new Set(linked.map((name) => `static/css/${name}.css`)), new Set(files("static/css", ".css")));
});

/** The head of every rule, behind those of the blocks that it stands in. @param {string} text */
function rulesOf(text) {
  /** @type {string[]} */
  const [open, rules] = [[], []];
  for (const [, begin = ""] of text.replace(/\/\*[\s\S]*?\*\//g, "").matchAll(/([^{};]*\{|\})/g)) {
    if (begin === "}") open.pop();
    else open.push(begin.slice(0, -1).trim().replace(/\s+/g, " "));
    if (begin !== "}" && !open.at(-1)?.startsWith("@")) rules.push(open.join(" | "));
  }
  return rules;
}

test("a rule stands once, in a layer of its own kind", () => {
  assert.deepEqual(rulesOf("@layer a { p { x: y; } @media (b) { p, q { x: y; } } } p { x: y; }"), ["@layer a | p", "@layer a | @media (b) | p, q", "p"]);
  const sheets = files("static/css", ".css");
  const rules = sheets.flatMap((name) => rulesOf(read(name)));
  assert.ok(rules.length > 200);
  assert.deepEqual(rules.filter((rule) => !/^@layer (tokens|base|parts|views) \|/.test(rule)), []);
  assert.deepEqual(rules.filter((rule, n) => rules.indexOf(rule) !== n), []);
});

test("nothing is decided by the words of a role or by the letter of a signal", () => {
  const LETTERS = /(?:signal|strength|signals|parts)(?:\(|\[|\.)"?(?:h|x|c|f|i|g|o)\b"?\)?|=== "(?:h|x|c|f|i|g|o)"/;
  const WORDS = /role\??\.(?:endsWith|startsWith|includes|match|replace)|\brole (?:===|!==)|"(?:forget|input|output|update|reset|depth) gate"/;
  for (const name of SCRIPTS) {
    const code = read(name).replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "");
    assert.doesNotMatch(code, LETTERS, name);
    assert.doesNotMatch(code, WORDS, name);
  }
});
