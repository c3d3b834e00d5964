// How far back the answer reaches: in the cell that is shown, in others beside it, and in each before it learned anything.
// It is worked out when somebody comes to see it.

import { BOTH_WAYS, isTaught } from "../../core/cells.js";
import { quoted } from "../../core/format.js";
import { t } from "../../core/texts.js";
import { ownStrengths, relative, toFollow } from "../../core/walk/flow.js";
import { reachInWords } from "../../core/walk/reach.js";
import { flowTable } from "../../core/walk/tables.js";
import { answered } from "../../lib/answered.js";
import { bindBox, bindChoice, lens, saying } from "../../lib/bind.js";
import { look } from "../../lib/look.js";
import { input, option, part, select } from "../../lib/page.js";
import { draw } from "../../lib/plot.js";
import { Refusal } from "../../lib/refusal.js";
import { inSight } from "../../lib/seen.js";
import { effect } from "../../lib/signals.js";
import { element } from "../../views/dom.js";
import { flowFigure } from "../../views/walk/flow.js";
import { around, picture } from "../parts/picture.js";

/** @import { Strength } from "../../core/walk/reach.js" */
/** @import { Source } from "../../lib/source.js" */
/** @import { State } from "./state.js" */
/** @typedef {NonNullable<ReturnType<typeof requestOf>>} Followed */

/**
 * @param {State} state
 * @param {Source} source
 * @param {() => Promise<void>} learn of all cells
 */
export function flow(state, source, learn) {
  const seen = inSight(around("flow"));
  const cells = [...select("cell").options].map(({ value, text }) => ({ name: value, title: text }));
  const others = cells.filter(({ name }) => name !== BOTH_WAYS);
  controls(state, others);
  const request = () => (seen.value && !state.untaught.value && !state.preview.value ? requestOf(state, others) : null); // of what is let go
  const answer = answered(request, async (stop, followed) => {
    const { walk, body, answer: { token, word } } = followed;
    if (token < 0) throw new Refusal(t("walk-more.flow.nothing-before"));
    await learn();
    const own = source.gradients({ ...body, token, word }, stop);
    const [strengths, others] = await Promise.all([own, askOthers(state, source, followed, stop)]);
    return [...ownStrengths(strengths, walk, token), ...others];
  });
  const drawn = (/** @type {Strength[]} */ strengths, /** @type {Followed} */ { walk }, /** @type {HTMLElement} */ on) =>
    void draw(on, flowFigure(walk, strengths, look.value), 0);
  picture("flow", answer, drawn, (strengths, { walk, answer: followed }) => reachInWords(walk, followed, strengths));
  return () => ({
    title: t("walk-more.flow"),
    ...(answer.value?.answer ? flowTable(answer.value.request.walk, answer.value.answer) : { head: [], rows: [] }),
  });
}

/** @typedef {{name: string, title: string}} Other a cell that can stand beside the one that is shown */

/**
 * @param {State} state
 * @param {Other[]} others
 */
function controls({ walk, stayed, flow: { at, beside, before }, cells, cellOf }, others) {
  bindChoice(select("flow-at"), at);
  bindBox(input("flow-before"), before);
  saying(option(select("flow-at"), "here"), () => t("walk-more.flow.after", { word: quoted(walk.value.tokens[stayed.value.token]?.text) }));
  effect(() => {
    const blank = option(select("flow-at"), "blank");
    blank.hidden = blank.disabled = !walk.value.trace.blanks.length;
  });
  const boxes = others.map(({ name, title }) => {
    const box = /** @type {HTMLInputElement} */ (element("input", { type: "checkbox", value: name }));
    const rest = () => beside.value.filter((one) => one !== name);
    bindBox(box, lens(() => beside.value.includes(name), (is) => (beside.value = is ? [...rest(), name] : rest())));
    effect(() => {
      box.disabled = cells.value.all && !isTaught(cellOf(name));
      box.title = box.disabled ? t("walk-more.flow.untaught-cell") : "";
    });
    return element("label", {}, box, ` ${title}`);
  });
  part("flow-cells").replaceChildren(t("walk-more.flow.beside"), ...boxes);
}

/** @param {State} state @param {Other[]} others */
function requestOf({ walk: { value: walk }, stayed, runRequest, cellName, flow: { at, beside, before } }, others) {
  const followed = toFollow(walk, at.value === "blank" ? walk.destination : stayed.value.token);
  const names = others.map(({ name }) => name).filter((name) => beside.value.includes(name) && name !== cellName.value);
  const wanted = { body: runRequest.value, answer: followed, beside: names, before: before.value };
  return { key: JSON.stringify([wanted, walk.remembered?.fact, walk.direction]), walk, ...wanted };
}

/**
 * Of other cells, where these would say the answer; and of all of them before they learned anything, if that is wanted.
 * @param {State} state
 * @param {Source} source
 * @param {Followed} followed
 * @param {AbortSignal} stop
 * @returns {Promise<Strength[]>}
 */
async function askOthers({ cellOf }, source, { walk, body, answer: { at, token, word, blank }, beside, before }, stop) {
  const { sentence, cell: shown } = body;
  const place = blank && walk.readsBothWays ? at - 1 : token;
  if (place < 0) return [];
  const taught = beside.filter((name) => isTaught(cellOf(name)));
  const others = before ? [...(walk.readsBothWays ? [] : [shown]), ...taught] : [];
  const wanted = [...taught.map((cell) => ({ cell, untaught: false })), ...others.map((cell) => ({ cell, untaught: true }))];
  return Promise.all(
    wanted.map(async ({ cell, untaught }) => {
      const { title, memory } = cellOf(cell);
      const request = { sentence, cell, edits: [], token: place, word, ...(untaught ? { untaught: /** @type {const} */ (true) } : {}) };
      const strengths = await source.gradients(request, stop);
      /** @type {Strength["kind"]} */
      const kind = untaught ? (cell === shown ? "before" : "untaught") : "other";
      const of = t("walk-more.flow.state-of", { cell: title, state: memory });
      return { name: untaught ? t("walk-more.flow.untaught", { state: of }) : of, of, values: relative(strengths, memory), kind };
    }),
  );
}
