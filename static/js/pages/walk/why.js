// Why it remembers: which word wrote what is in the memory, and how far back an answer reaches. Both are worked out when
// somebody comes to see them.

import { quoted } from "../../core/format.js";
import { Refusal } from "../../lib/api.js";
import { isOffline } from "../../lib/offline.js";
import { part, select } from "../../lib/page.js";
import { whenSeen } from "../../lib/seen.js";
import { askFlow, offerBeside } from "./flow.js";
import { askLedger } from "./ledger.js";
import { now } from "./now.js";

const NEEDS_THE_APP = "For this the app must be running.";
const latest = { ledger: 0, flow: 0 }; // only what was asked for last is drawn
let followed = ""; // the sentence in which an answer is followed

/** @param {(token: number) => void} goTo */
export function why(goTo) {
  const ledgerIsOld = whenSeen(section("ledger"), () => void drawnOrSaid("ledger", () => askLedger(goTo)));
  const flowIsOld = whenSeen(section("flow"), () => void drawnOrSaid("flow", askFlow));
  offerBeside(flowIsOld);
  select("flow-at").addEventListener("change", flowIsOld);

  /** After a new walk, or in other colours. */
  function show() {
    const blank = now.walk.trace.blanks.length > 0;
    const [atBlank] = select("flow-at").options;
    if (atBlank) atBlank.hidden = atBlank.disabled = !blank;
    if (!blank || followed !== now.sentence) select("flow-at").value = blank ? "blank" : "here";
    followed = now.sentence;
    ledgerIsOld();
    flowIsOld();
  }

  /** Where one has stayed. */
  function stay() {
    const [, here] = select("flow-at").options;
    if (here) here.text = `after ${quoted(now.walk.tokens[now.place.token]?.text)}`;
    if (select("flow-at").value === "here") flowIsOld();
  }

  return { show, stay };
}

/** What holds a picture: it has a place on the page even while the picture is hidden. @param {string} name */
function section(name) {
  return /** @type {Element} */ (part(name).closest("section"));
}

/**
 * Draws, or says why not.
 * @param {"ledger" | "flow"} name
 * @param {() => Promise<() => string>} find what is to be drawn: the result draws it, and says what is to be seen
 */
async function drawnOrSaid(name, find) {
  const mine = ++latest[name];
  let text = NEEDS_THE_APP;
  /** @type {(() => string) | null} */
  let draws = null;
  try {
    if (!isOffline) draws = await find();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    text = error.message;
  }
  if (mine !== latest[name]) return;
  part(name).hidden = !draws;
  document.querySelector(`[data-table=${name}]`)?.toggleAttribute("disabled", !draws);
  part(`${name}-said`).textContent = draws ? draws() : text;
}
