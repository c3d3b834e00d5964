// The two forms of what if: which value is held, of which units and where; and for which word one is exchanged.

import { quoted } from "../../core/format.js";
import { nameOf } from "../../core/parts.js";
import { t } from "../../core/texts.js";
import { fullStops, sentenceAround } from "../../core/walk/changes.js";
import { factName } from "../../core/walk/facts.js";
import { bindChoice, bindOffered, bindText, hiddenWhile, lens, saying } from "../../lib/bind.js";
import { input, option, part, select } from "../../lib/page.js";
import { computed, effect } from "../../lib/signals.js";

/** @import { Change, Held } from "../../core/walk/changes.js" */
/** @import { State } from "./state.js" */

/**
 * @param {State} state
 * @param {(change: Change) => void} add
 */
export function forms(state, add) {
  const { hold, exchange, base, naming } = state;
  /** @param {"signal" | "units" | "tokens" | "to"} name */
  const chosen = (name) =>
    lens(
      () => hold[name].value,
      (value) => (hold.chosen[name].value = value),
    );
  const signals = () => base.value.cell.equations.map((one) => ({ value: one.name, text: t("walk-more.hold.signal.option", { name: nameOf(one, naming.value), signal: one.name }) }));
  bindOffered(select("hold-signal"), signals, chosen("signal"));
  for (const name of /** @type {const} */ (["units", "tokens", "to"])) bindChoice(select(`hold-${name}`), chosen(name));
  bindText(input("hold-value"), hold.chosen.value);
  bindText(input("exchange-word"), exchange);
  hiddenWhile(part("hold-at"), () => hold.to.value !== "value");
  for (const name of ["open", "shut"]) offered(select("hold-to"), name, () => hold.isOfGate.value);
  words(state);

  part("hold").addEventListener("submit", (event) => {
    event.preventDefault();
    if (hold.to.value === "value" && !hold.chosen.value.value) return input("hold-value").focus();
    add(held(state));
  });
  part("exchange").addEventListener("submit", (event) => {
    event.preventDefault();
    const word = exchange.value.trim();
    if (!word) return input("exchange-word").focus();
    exchange.value = "";
    add({ kind: "exchange", token: state.place.value.token, word });
  });
}

/**
 * @param {HTMLSelectElement} choice
 * @param {string} value
 * @param {() => boolean} is whether it can be chosen
 */
function offered(choice, value, is) {
  effect(() => {
    const one = option(choice, value);
    one.hidden = one.disabled = !is();
  });
}

/** What the choices mean where one has stayed. @param {State} state */
function words({ walk, stayed }) {
  const word = computed(() => quoted(walk.value.tokens[stayed.value.token]?.text));
  const memory = computed(() => walk.value.remembered);
  saying(option(select("hold-units"), "fact"), () => {
    return memory.value ? t("walk-more.units.hold", { n: memory.value.units.length, fact: factName(memory.value.fact) }) : "";
  });
  saying(option(select("hold-units"), "unit"), () => t("walk.unit", { unit: stayed.value.unit }));
  saying(option(select("hold-tokens"), "here"), () => t("walk-more.where.word", { word: word.value }));
  saying(part("exchange-of"), () => t("walk-more.exchange", { word: word.value }));
  offered(select("hold-units"), "fact", () => Boolean(memory.value));
  offered(select("hold-tokens"), "stops", () => fullStops(walk.value).length > 0);
}

/** @param {State} state @returns {Change} as it is chosen in the form */
function held({ walk: { value: walk }, place: { value: { token } }, unit: { value: unit }, hold }) {
  /** @type {Record<string, () => number[]>} */
  const tokens = {
    here: () => [token],
    sentence: () => sentenceAround(walk, token),
    stops: () => fullStops(walk),
    all: () => [...walk.tokens.keys()],
  };
  const to = hold.to.value;
  return {
    kind: "hold",
    signal: hold.signal.value,
    units: hold.units.value === "fact" ? (walk.remembered?.units ?? [unit]) : hold.units.value === "unit" ? [unit] : "all",
    tokens: tokens[hold.tokens.value]?.() ?? [],
    to: to === "value" ? Number(hold.chosen.value.value) : /** @type {Held} */ (to),
    ...(walk.readsBothWays ? { direction: walk.direction } : {}),
  };
}
