// One number, opened: at once its value, and term by term when one has stayed for a moment.

import { number as shown, quoted } from "../../core/format.js";
import { nameOf } from "../../core/parts.js";
import { t } from "../../core/texts.js";
import { added } from "../../core/walk/terms.js";
import { parsed } from "../../core/walk/units.js";
import { answered } from "../../lib/answered.js";
import { bindEntry, bindOffered, lens, saying } from "../../lib/bind.js";
import { lightAgain } from "../../lib/lit.js";
import { input, part, select } from "../../lib/page.js";
import { rested } from "../../lib/rested.js";
import { computed, effect } from "../../lib/signals.js";
import { reachable } from "../../views/dom.js";
import { countUp, formula } from "../../views/walk/formula.js";
import { STAY } from "./state.js";

/** @import { Source } from "../../lib/source.js" */
/** @import { State } from "./state.js" */

const MARGIN = 8; // pixels below what has just been added
const TICK = 350; // milliseconds between two terms that are added up

/**
 * @param {State} state
 * @param {Source} source
 * @param {(unit: number, signal?: string) => void} choose
 */
export function number(state, source, choose) {
  const { walk, signal, unit } = state;
  const at = computed(() => tokenOf(state));
  const signals = () => walk.value.cell.equations.map((one) => ({ value: one.name, text: t("walk-more.number.signal.option", { signal: one.name, name: nameOf(one, "usual") }) }));
  const chosen = lens(
    () => signal.value,
    (name) => choose(unit.value, name),
  );
  const typed = lens(
    () => String(unit.value),
    (text) => choose(unitIn(state, text, true) ?? unit.value),
  );
  bindOffered(select("signal"), signals, chosen);
  bindEntry(input("unit"), typed);
  effect(() => {
    input("unit").max = String(walk.value.units - 1);
  });
  saying(part("number"), () => {
    const value = shown(walk.value.signal(signal.value).at(at.value, unit.value), 4);
    const word = quoted(walk.value.tokens[at.value]?.text);
    return t("walk-more.number.is", { signal: signal.value, unit: unit.value, word, value });
  });
  opened(state, source);
}

/** The word that has made the number: an old value, the word before. @param {State} state */
function tokenOf({ walk, place, oldOf }) {
  const { token } = place.value;
  const before = oldOf.value === token ? walk.value.before(token) : -1;
  return before < 0 ? token : before;
}

/**
 * The first unit that is named in a field; what there is none of is said.
 * @param {State} state
 * @param {string} text
 * @param {boolean} alone whether no other may be named beside it
 */
export function unitIn({ walk, said }, text, alone) {
  const { units } = walk.value;
  const strange = (text.match(/(?<!\d)-?\d+/g) ?? []).find((one) => Number(one) < 0 || Number(one) >= units);
  said.value = { text: strange ? t("walk.mended.unit", { unit: strange, last: units - 1 }) : "", again: null };
  return strange && alone ? undefined : parsed(text, units)[0];
}

/**
 * Its terms, and whether they make the number that is shown when they are added up before the reader's eyes.
 * @param {State} state
 * @param {Source} source
 */
function opened(state, source) {
  const { walk, signal, unit, runRequest, untaught, counted, moves, beside } = state;
  const wanted = computed(() => {
    const equation = walk.value.cell.equations.find(({ name }) => name === signal.value);
    if (untaught.value || !equation) return null;
    const { direction } = walk.value;
    const body = { ...runRequest.value, direction, token: tokenOf(state), signal: signal.value, unit: unit.value };
    const word = quoted(walk.value.tokens[tokenOf(state)]?.text);
    const heard = walk.value.layers.length > 1 ? t("walk-more.number.below") : t("walk-more.number.word", { word });
    return { key: JSON.stringify(body), body, equation, cell: walk.value.cell, heard };
  });
  const stayed = rested(() => wanted.value, STAY, null);
  const terms = answered(() => stayed.value, (stop, { body }) => source.arithmetic(body, stop));
  const current = computed(() => (terms.value?.request.key === wanted.value?.key ? terms.value : null));
  const made = computed(() => {
    if (!terms.value?.answer) return [terms.value?.refusal ?? ""];
    const { request: { equation, cell, heard }, answer } = terms.value;
    return formula(equation, answer, cell, heard);
  });
  const rows = computed(() => made.value.flatMap((one) => (one instanceof Element ? [...one.querySelectorAll("tbody tr")] : [])));

  effect(() => {
    part("formula").replaceChildren(...made.value);
    reachable(part("formula"));
    lightAgain(part("formula"));
  });
  effect(() => {
    const isOld = !current.value && terms.value?.answer !== null; // what is there is the number before
    part("formula").classList.toggle("stale", isOld);
    part("check").toggleAttribute("disabled", !current.value?.answer);
    counted.value = -1;
  });
  effect(() => countUp(rows.value, counted.value));
  effect(() => {
    if (counted.value < 0 || counted.value >= rows.value.length) return;
    const timer = setTimeout(() => counted.value++, TICK);
    return () => clearTimeout(timer);
  });
  saying(part("checked"), () => {
    const { request, answer } = current.value ?? {};
    if (!request || !answer) return "";
    if (counted.value >= rows.value.length) return added(answer, request.cell);
    return answer.forced ? t("walk-more.number.by-hand") : "";
  });
  effect(() => {
    const row = counted.value < rows.value.length ? rows.value[counted.value] : part("checked");
    const [panel, end] = [part("beside"), row?.getBoundingClientRect().bottom ?? 0];
    if (counted.value >= 0 && beside.value) panel.scrollTop += Math.max(0, end + MARGIN - panel.getBoundingClientRect().bottom); // what is added stays in view
  });
  part("check").addEventListener("click", () => (counted.value = moves.value ? 0 : Infinity));
}
