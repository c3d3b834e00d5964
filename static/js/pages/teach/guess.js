// Questions to the class: those that are ready for what is on the screen, each with one press, and one's own.

import { named, pageOf } from "../../core/rooms/links.js";
import { ready, wordsOf } from "../../core/rooms/ready.js";
import { edits, exchanged, readChanges } from "../../core/walk/changes.js";
import { FIRST } from "../../core/cells.js";
import { holderOf } from "../../core/networks.js";
import { language, t } from "../../core/texts.js";
import { Walk } from "../../core/walk.js";
import { bindChoice, hiddenWhile, saying } from "../../lib/bind.js";
import { latest } from "../../lib/latest.js";
import { elementAt, input, part, select } from "../../lib/page.js";
import { effect } from "../../lib/signals.js";
import { source } from "../../lib/source.js";
import { offers } from "../../views/rooms/offers.js";

/** @import { Trace } from "../../core/walk.js" */
/** @import { Ready } from "../../core/rooms/ready.js" */
/** @import { State } from "./state.js" */
/** @import { Room } from "./teaching.js" */

/** @param {State} state @param {Room} room */
export function guess(state, room) {
  const made = latest(traceOf);
  effect(() => {
    const address = state.address.value;
    if (state.drawer.value !== "guess") return;
    state.ready.value = null;
    made(address).then(
      (trace) => trace && void (state.ready.value = ready(trace, address)),
      () => void (state.ready.value = []),
    );
  });
  effect(() => part("ready").replaceChildren(...offers(state.ready.value)));
  part("ready").addEventListener("click", ({ target }) => {
    const at = target instanceof Element ? target.closest("[data-ready]")?.getAttribute("data-ready") : null;
    const one = at ? state.ready.value?.[Number(at)] : undefined;
    if (one) ask(one);
  });
  own(state, ask);

  /** @param {Ready} question */
  function ask(question) {
    state.drawer.value = "";
    room.ask(question);
  }
}

/** @param {State} state @param {(question: Ready) => void} ask */
function own(state, ask) {
  const choices = elementAt(document, "#own-choices", HTMLTextAreaElement);
  bindChoice(select("own-kind"), state.own.kind);
  hiddenWhile(part("own-choices-of"), () => state.own.kind.value !== "choice");
  saying(part("own-said"), () => state.own.said.value);
  part("own").addEventListener("submit", async (event) => {
    event.preventDefault();
    const kind = /** @type {Ready["kind"]} */ (state.own.kind.value);
    const listed = kind === "choice" ? choices.value.split("\n").map((line) => line.trim()).filter(Boolean) : [];
    const words = await sentenceIn(state.address.value);
    if (kind === "choice" && listed.length < 2) return void (state.own.said.value = t("rooms.own.no-choices"));
    if (kind === "word" && !words.length) return void (state.own.said.value = t("rooms.own.no-words"));
    state.own.said.value = "";
    ask({ text: input("own-text").value.trim(), kind, choices: listed, words, language, lesson: null, right: null, said: "", shows: "" });
  });
}

/** The words of the sentence that the picture shows. @param {string} address */
async function sentenceIn(address) {
  const trace = await traceOf(new AbortController().signal, address).catch(() => null);
  return trace ? wordsOf(trace) : [];
}

/** The walk that the picture shows, with its changes. @param {AbortSignal} stop @param {string} address @returns {Promise<Trace>} */
async function traceOf(stop, address) {
  const fields = named(address);
  const [sentence, name] = [fields.get("sentence"), fields.get("cell") ?? FIRST.cell];
  if (pageOf(address) || sentence === null) throw new RangeError("no sentence is walked there");
  const request = { sentence, cell: name, fact: fields.get("fact"), edits: [] };
  const base = await source.trace(request, stop);
  const changes = readChanges(fields.get("changes") ?? "");
  if (!changes.length) return base;
  const cells = await source.cells();
  const cell = holderOf(cells, name);
  if (!cell) return base;
  const walk = new Walk(base, cell);
  return source.trace({ ...request, sentence: exchanged(sentence, changes, walk), edits: edits(changes, walk) }, stop);
}
