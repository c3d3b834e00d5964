// What if: values are held, words are exchanged, and what follows is computed anew.

import { inARow } from "../../core/format.js";
import { t } from "../../core/texts.js";
import { applies, changeInBrief, changeInWords, including, lastMade, overruled, undone, without } from "../../core/walk/changes.js";
import { effectInWords, effectOf, noEffect, whyIdle } from "../../core/walk/effect.js";
import { experiments } from "../../core/walk/experiments.js";
import { hiddenWhile, saying } from "../../lib/bind.js";
import { part } from "../../lib/page.js";
import { computed, effect } from "../../lib/signals.js";
import { lastWritten, unwritten, writtenInWords } from "../../core/walk/written.js";
import { element } from "../../views/dom.js";
import { changed } from "../../views/walk/changed.js";
import { typeOver } from "../../views/walk/track.js";

/** @import { Walk } from "../../core/walk.js" */
/** @import { Change } from "../../core/walk/changes.js" */
/** @import { Source } from "../../lib/source.js" */
/** @import { Ask } from "./asking.js" */
/** @import { State } from "./state.js" */

/**
 * @param {State} state
 * @param {Source} source
 * @param {{ask: Ask, here: () => object}} asking
 */
export function whatIf(state, source, { ask, here }) {
  /** @param {Change[]} changes */
  const make = (changes) => void ask({ changes }, here());
  const latest = () => state.request.value.changes; // those of the last request
  /** @param {Change} change */
  const add = (change) => make([...latest(), change]);
  /** A door that is let go: where it is let go once more, it is the same change. @param {Change} change */
  const move = (change) => make(including(latest(), change));

  /** A word that was written by a press is taken back like a change. */
  function undo() {
    if (!source.can.trace) return;
    const last = lastWritten(state.written.value, state.request.value);
    if (last) rewrite(last.before, latest(), last.token);
    else if (latest().length) make(undone(latest()));
  }

  function undoAll() {
    const { sentence } = state.request.value;
    const first = unwritten(state.written.value, sentence);
    if (first) rewrite(first.before, [], first.token);
    else make([]);
  }

  /** @param {string} sentence @param {Change[]} changes @param {number} token */
  function rewrite(sentence, changes, token) {
    state.typed.value = sentence;
    void ask({ sentence, changes }, { ...here(), token });
  }

  function exchangeHere() {
    const { token } = state.place.value;
    if (source.can.trace) typeOver(part("track"), token, (word) => add({ kind: "exchange", token, word }));
  }

  effect(() => {
    const all = experiments(state.base.value, state.naming.value);
    replaced(part("experiments"), all.map(({ title, changes }) => pressed(title, () => make([...latest(), ...changes]))));
  });
  effect(() => {
    const [changes, base] = [state.changes.value, state.base.value];
    const items = changes.map((change, n) => item(state, change, n, base, () => make(without(latest(), change))));
    replaced(part("changes"), items);
    if (!changes.length && !state.written.value.has(state.request.value.sentence) && part("changed").contains(document.activeElement)) part("track").focus({ preventScroll: true });
  });
  beforeAndAfter(state);
  part("track").addEventListener("dblclick", ({ target }) => {
    if (target instanceof Element && target.closest("button")) exchangeHere();
  });
  part("undo").addEventListener("click", undo);
  part("undo-all").addEventListener("click", undoAll);
  return { add, changing: { move, make, latest }, commands: { exchange: exchangeHere, undo } };
}

/** Before and after, in view wherever one is on the page, as long as something is changed or in the hand. @param {State} state */
function beforeAndAfter({ seen, preview, comes, written, base, naming, untaught }) {
  const isChanged = () => seen.value.request.changes.length > 0;
  const made = computed(() => (isChanged() ? effectOf(seen.value.walk, seen.value.original) : null));
  const added = computed(() => lastWritten(written.value, seen.value.request));
  const said = computed(() => {
    if (made.value) return comes.value ? t("walk.effect.comes") : effectInWords(made.value);
    if (added.value) return writtenInWords(added.value);
    return isChanged() ? noEffect(seen.value.original) : "";
  });
  hiddenWhile(part("changed"), () => Boolean(untaught.value) || (!isChanged() && !added.value));
  saying(part("effect-of"), () => {
    const last = lastMade(seen.value.request.changes);
    return last ? changeInBrief(last, base.value, naming.value) : "";
  });
  effect(() => part("effect").replaceChildren(...(made.value && !comes.value ? changed(made.value) : [said.value])));
  effect(() => {
    if (!preview.value) part("effect-said").textContent = said.value;
  });
}

/**
 * @param {string} title
 * @param {() => void} act
 */
function pressed(title, act) {
  const button = element("button", { type: "button", class: "slim" }, title);
  button.addEventListener("click", act);
  return button;
}

/**
 * @param {State} state
 * @param {Change} change
 * @param {number} n
 * @param {Walk} base
 * @param {() => void} undo
 */
function item({ changes, naming }, change, n, base, undo) {
  const idle = applies(change, base) ? "" : whyIdle(change, base);
  const note = idle || (overruled(changes.value, n) ? t("walk-more.overruled") : "");
  const words = element("span", {}, inARow([t("walk-more.change.full-stop", { change: changeInWords(change, base, naming.value) }), note]));
  return element("li", idle ? { class: "idle" } : {}, words, pressed(t("walk.undo"), undo));
}

/**
 * Puts others in the place of buttons. The focus stays where it is, with the one that stands there now.
 * @param {HTMLElement} place
 * @param {HTMLElement[]} others
 */
function replaced(place, others) {
  const focused = [...place.getElementsByTagName("button")].findIndex((button) => button === document.activeElement);
  place.replaceChildren(...others);
  if (focused < 0) return;
  const buttons = place.getElementsByTagName("button");
  (buttons[Math.min(focused, buttons.length - 1)] ?? part("if-title")).focus();
}
