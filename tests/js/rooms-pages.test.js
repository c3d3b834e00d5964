// What the pages of a room compute: questions that are ready, the picture of a tally, addresses; and a teacher's side without a page.

import "./texts.js";

import assert from "node:assert/strict";
import { test } from "node:test";
import { fits, goneTo, hides, hiding, inAnyLanguage, isOnlyHere, isPage, joinAddress, named, pageOf, spoken, takeAlong, taken, undressed } from "../../static/js/core/rooms/links.js";
import { languageOf, sentenceOf, textOf } from "../../static/js/core/rooms/phrases.js";
import { ready } from "../../static/js/core/rooms/ready.js";
import { rows } from "../../static/js/core/rooms/tally.js";
import { translated } from "../../static/js/core/rooms/translated.js";
import { signal } from "../../static/js/lib/signals.js";
import { inOwnLanguage } from "../../static/js/pages/rooms/translating.js";
import { Teacher } from "../../static/js/rooms/teacher.js";

/** @param {string[]} words @param {string[]} believed at each of them @param {number} [p] */
function traced(words, believed, p = 0.97) {
  const belief = believed.map((word) => [{ word: word || "nothing", p: word ? p : 0.1 }]);
  const tokens = words.map((text) => ({ text, known: true, start: 0, end: 0 }));
  const blanks = [{ index: words.length - 1, words: [{ word: believed.at(-1) ?? "", p }] }];
  return /** @type {any} */ ({ tokens, blanks, predictions: [], memory: [{ belief: null }, { belief }] });
}

const AT = "./#sentence=a&token=0&part=3";
const [WORDS, BELIEVED] = [["India", "is", "big", "Norway", "is", "___"], ["India", "India", "", "Norway", "Norway", "Norway"]];

// Questions

test("the word at which it forgets is the first one with another answer, and not one at which it only doubts", () => {
  const [turn] = ready(traced(WORDS, BELIEVED), AT);
  assert.deepEqual([textOf(turn?.text ?? ""), turn?.kind, turn?.right], ["Which word will make it forget India?", "word", 3]);
  assert.match(textOf(turn?.said ?? ""), /At “Norway” it changes from India to Norway/);
});

test("where it never changes its answer, it is asked where it knows it", () => {
  const [turn] = ready(traced(WORDS, ["", "Peru", "Peru", "Peru", "Peru", "Peru"]), AT);
  assert.deepEqual([textOf(turn?.text ?? ""), turn?.right], ["At which word will it know its answer?", 1]);
});

test("among the answers to choose from are all that it has thought of, and another one", () => {
  const [, answer] = ready(traced(WORDS, BELIEVED), AT);
  assert.deepEqual([answer?.choices.map(textOf), answer?.right], [["India", "Norway", "Another word"], 1]);
  const surprised = traced(WORDS, BELIEVED);
  surprised.blanks[0].words[0].word = "banana";
  assert.equal(ready(surprised, AT)[1]?.right, 2);
});

test("how sure it is, is asked in percent", () => {
  const [, , sure] = ready(traced(WORDS, BELIEVED, 0.974), AT);
  assert.deepEqual([sure?.kind, sure?.right, textOf(sure?.said ?? "")], ["number", 97, "It answers Norway, with 97\u00a0%."]);
});

test("of a sentence that asks for nothing there is nothing to ask but how sure it is", () => {
  const plain = { ...traced(WORDS, BELIEVED), memory: [], blanks: [], predictions: [[{ word: "is", p: 0.5 }]] };
  assert.deepEqual(ready(plain, AT).map(({ kind }) => kind), ["number"]);
});

test("what the app asks goes to other pages as the ids of its texts, and only words of the network as they are", () => {
  const questions = ready(traced(WORDS, BELIEVED), AT);
  assert.deepEqual(questions[0]?.text, { id: "rooms.ready.forgets", slots: { word: "India" } });
  assert.deepEqual(questions[1]?.choices, ["India", "Norway", { id: "rooms.ready.another", slots: {} }]);
  for (const { text, said } of questions) assert.deepEqual([typeof text, typeof said], ["object", "object"]);
  assert.deepEqual(["India", { id: "rooms.ready.another", slots: {} }, ""].map((one) => languageOf(one, "en")), ["en", "", ""]);
});

test("what is revealed is shown where it happens: at the word that turned it, and in the blank", () => {
  const shown = ready(traced(WORDS, BELIEVED), AT).map(({ shows }) => shows);
  assert.deepEqual(shown, ["./#sentence=a&token=3", "./#sentence=a&token=5", "./#sentence=a&token=5"]);
  assert.equal(goneTo(AT, 0), AT, "it is there already");
});

test("what comes is hidden in the address of a walk alone, and stays hidden where the walk goes on to what is revealed", () => {
  const hidden = hiding("./#sentence=a&token=0", true);
  assert.deepEqual([hides(hidden), hides(hiding(hidden, false)), hides(goneTo(hidden, 5))], [true, false, true]);
  assert.equal(hiding(hidden, true), hidden);
  assert.equal(hiding("./compare#cells=gru", true), "./compare#cells=gru");
});

test("with every question goes the sentence that it is about", () => {
  for (const { words } of ready(traced(WORDS, BELIEVED), AT)) assert.deepEqual(words, WORDS);
  assert.equal(sentenceOf(["Peru", ",", "so", "it", "is", ".", "You", "___"]), "Peru, so it is. You ___");
});

test("a question of a lesson is asked as the page's own language asks it, and says no more than was revealed", () => {
  const sent = { ...question({ kind: "choice", choices: ["Ja", "Nein"], language: "de", text: "Weiß es das?", lesson: { name: "a", step: 1, kind: "knows" } }), said: "" };
  const own = { kind: "knows", ask: "Does it know?", choices: ["Yes", "No"], right: null, reveal: "It does." };
  const result = translated(sent, { steps: [{ question: null }, { question: own }] }, "en");
  assert.deepEqual([result.text, result.choices, result.said, result.language], ["Does it know?", ["Yes", "No"], "", "en"]);
  assert.equal(translated({ ...sent, said: "Ja." }, { steps: [{ question: null }, { question: own }] }, "en").said, "It does.");
  const others = [{ ...own, choices: ["Yes", "No", "Never"] }, { ...own, kind: "beyond" }];
  for (const steps of [[], [{ question: null }, { question: null }], ...others.map((question) => [{ question: null }, { question }])]) {
    assert.equal(translated(sent, { steps }, "en"), sent, "a lesson of the same name that asks something else");
  }
  const revealed = { ...sent, revealed: true, right: 0 };
  const rightIs = (/** @type {number} */ right) => translated(revealed, { steps: [{ question: null }, { question: { ...own, right } }] }, "en").text;
  assert.deepEqual([rightIs(0), rightIs(1)], ["Does it know?", "Weiß es das?"], "where something else is right, so are the choices");
});

test("while no answer comes nobody knows whether a lesson is there in the own language, and it is asked again", async (t) => {
  const own = { kind: "knows", ask: "Does it know?", choices: ["Yes", "No"], right: null, reveal: null };
  const replies = { "api/v1/lessons": [{ name: "a", language: "en" }], "api/v1/lessons/a?key=0": { steps: [{ question: own }] } };
  const answers = t.mock.method(globalThis, "fetch", () => Promise.reject(new TypeError("no connection")));
  const current = signal(/** @type {any} */ (null));
  const shown = inOwnLanguage(current);
  const ask = async () => {
    current.value = question({ kind: "choice", choices: ["Ja", "Nein"], language: "de", text: "Weiß es das?", lesson: { name: "a", step: 0, kind: "knows" } });
    for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
    return shown.value?.text;
  };
  assert.equal(await ask(), "Weiß es das?");
  answers.mock.mockImplementation(/** @type {any} */ (async (/** @type {keyof typeof replies} */ address) => Response.json(replies[address])));
  assert.equal(await ask(), "Does it know?");
});

// Tally

/** @param {object} change @returns {any} */
const question = (change) => ({ name: "q", kind: "word", words: ["a", "b", "c"], choices: [], revealed: false, right: null, ...change });
/** @param {[number, number][]} values */
const tally = (values) => ({ question: "q", count: 0, values: values.map(([value, count]) => ({ value, count })) });

test("bars are as high as their share of the most", () => {
  assert.deepEqual(rows(question({}), tally([[1, 4], [2, 1]])).map(({ count, share }) => [count, share]), [[0, 0], [4, 1], [1, 0.25]]);
});

test("without a tally, or with that of another question, no count is shown", () => {
  assert.deepEqual(rows(question({}), null).map(({ count }) => count), [null, null, null]);
  assert.deepEqual(rows(question({ name: "other" }), tally([[1, 4]])).map(({ count }) => count), [null, null, null]);
});

test("what is right is marked when it is revealed and not before", () => {
  assert.deepEqual(rows(question({ right: 1 }), null).map(({ isRight }) => isRight), [false, false, false]);
  assert.deepEqual(rows(question({ right: 1, revealed: true }), null).map(({ isRight }) => isRight), [false, true, false]);
});

test("numbers are counted in few ranges without a gap, and the right one is in one of them", () => {
  const ranges = rows(question({ kind: "number", right: 97, revealed: true }), tally([[3, 1], [41, 2], [95, 5]]));
  assert.deepEqual([ranges[0]?.label, ranges.at(-1)?.label, ranges.length], ["0–19", "80–99", 5]);
  assert.deepEqual(ranges.map(({ count }) => count), [1, 0, 2, 0, 5]);
  assert.deepEqual(ranges.map(({ isRight }) => isRight), [false, false, false, false, true]);
  assert.equal(rows(question({ kind: "number" }), tally([[60, 1], [100, 1]])).at(-1)?.label, "100");
  assert.equal(rows(question({ kind: "number" }), tally([[-1e9, 1], [1e9, 1]])).length <= 12, true);
  assert.deepEqual(rows(question({ kind: "number" }), tally([[7, 3]])).map(({ label, count }) => [label, count]), [["7", 3]]);
});

// Links

test("a room's addresses hold below any prefix", () => {
  const page = "https://walk.example/school/teach";
  assert.equal(joinAddress(page, "BHKT"), "https://walk.example/school/join#BHKT");
  assert.equal(spoken(page), "walk.example/school/join");
  assert.equal(inAnyLanguage("https://walk.example/school/zh-hans/teach", "zh-Hans"), "https://walk.example/school/teach");
  assert.equal(inAnyLanguage("https://walk.example/de/school/teach", "de"), "https://walk.example/de/school/teach");
  const taught = { room: "a-b_c", letters: "BHKT", key: "k&=#", hours: 24 };
  assert.deepEqual(taken(new URL(takeAlong(page, taught)).hash.slice(1)), taught);
  assert.equal(taken("room=a&letters=BHKT"), null);
});

test("an address that only this computer can open is known as such", () => {
  assert.deepEqual(["http://localhost:8000/teach", "http://127.0.0.1/teach", "http://192.168.1.7/teach"].map(isOnlyHere), [true, true, false]);
});

test("a picture goes to pages of the app alone", () => {
  for (const address of ["./", "./#sentence=a", "./compare", "./compare#mode=cells", "./lab#task=india&at=10"]) assert.ok(isPage(address), address);
  for (const address of ["javascript:alert(1)", "https://elsewhere.example/", "//elsewhere.example", "./teach", "./../x", ""]) assert.ok(!isPage(address), address);
  assert.deepEqual([fits("x".repeat(20_000)), fits("x".repeat(20_001))], [true, false]);
});

test("what is shown is shown in the theme of whoever sees it", () => {
  assert.equal(undressed("./compare#mode=cells&theme=dark&token=3"), "./compare#mode=cells&token=3");
  assert.deepEqual([pageOf("./compare#mode=cells"), pageOf("./#token=1"), named("./#token=1").get("token")], ["compare", "", "1"]);
});

// A teacher

/** A world in which time goes on when it is told to. */
function aWorld() {
  const sent = /** @type {{path: string, body: any, answer: (reply: {status: number, reply: any}) => void}[]} */ ([]);
  /** @type {(() => void)[]} */
  let timers = [];
  /** @type {Record<string, (event: object) => void>} */
  const heard = {};
  const settle = () => new Promise((over) => setImmediate(over));
  const world = /** @type {any} */ ({
    listen: () => ({ addEventListener: (/** @type {string} */ name, /** @type {any} */ work) => (heard[name] = work), close() {} }),
    ask: (/** @type {string} */ path, /** @type {any} */ body) => new Promise((answer) => sent.push({ path, body, answer })),
    bye() {},
    after: (/** @type {number} */ _, /** @type {() => void} */ work) => (timers.push(work), () => (timers = timers.filter((one) => one !== work))),
    chance: () => 0,
    line: () => null,
    isSeen: () => true,
    watch() {},
  });
  const views = () => sent.filter(({ path }) => path.endsWith("/view"));
  const pass = () => (timers.splice(0).forEach((work) => work()), settle());
  const hear = (/** @type {number} */ number, /** @type {object} */ body, kind = "view") => heard[kind]?.({ data: JSON.stringify(body), lastEventId: String(number) });
  return { world, sent, views, pass, settle, hear };
}

/** @param {string} state */
const view = (state) => ({ state, follow: true, eyes_front: false });

function aTeacher() {
  const there = aWorld();
  const shown = /** @type {any[]} */ ([]);
  const page = { show: (/** @type {any} */ event) => shown.push(event.body), say() {}, refuse: (/** @type {string} */ why) => shown.push(why), watch() {} };
  const teacher = new Teacher("room", "key", page, there.world);
  teacher.begin();
  return { ...there, teacher, shown };
}

test("while one view is on its way, of those that come meanwhile only the last one is sent", async () => {
  const { teacher, views, pass, settle } = aTeacher();
  for (const state of ["1", "2", "3"]) teacher.show(view(state));
  assert.deepEqual(views().map(({ body }) => body.state), ["1"]);
  views()[0]?.answer({ status: 200, reply: { number: 1 } });
  await settle();
  await pass();
  assert.deepEqual(views().map(({ body }) => body.state), ["1", "3"]);
});

test("a view that did not arrive is sent again, and one that was refused is not", async () => {
  const { teacher, views, pass, settle, shown } = aTeacher();
  teacher.show(view("1"));
  views()[0]?.answer({ status: 0, reply: null });
  await settle();
  await pass();
  assert.deepEqual(views().map(({ body }) => body.state), ["1", "1"]);
  views()[1]?.answer({ status: 403, reply: { detail: "Only the teacher can do that." } });
  await settle();
  await pass();
  assert.equal(views().length, 2);
  assert.deepEqual(shown, ["Only the teacher can do that."]);
});

test("a page is shown what another page of the teacher shows, and not what it has shown itself", async () => {
  const { teacher, hear, shown } = aTeacher();
  teacher.show(view("mine"));
  hear(1, { ...view("theirs"), position: null });
  hear(2, { ...view("mine"), position: null });
  hear(3, { ...view("mine"), position: null });
  assert.deepEqual(shown.map(({ state }) => state), ["theirs", "mine"], "the second time it was the other page");
});

test("what a page has asked itself does not undo what it has changed since", async () => {
  const { teacher, hear, shown } = aTeacher();
  void teacher.ask({ name: "q", live: false });
  void teacher.ask({ name: "q", live: true });
  hear(1, { name: "q", live: false, right: null }, "question");
  hear(2, { name: "q", live: true, right: null }, "question");
  hear(3, { name: "other", live: false, right: null }, "question");
  assert.deepEqual(shown.map(({ name }) => name), ["other"]);
});

test("a teacher is no student", () => {
  const { sent } = aTeacher();
  assert.equal(sent.some(({ path }) => path.endsWith("/presence")), false);
});
