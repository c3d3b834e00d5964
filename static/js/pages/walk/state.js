// Everything that the page of one walk keeps, and what follows from it. Its parts read it and set it; nothing else is kept.

import { BOTH_WAYS, FIRST } from "../../core/cells.js";
import { isGate } from "../../core/parts.js";
import { caption } from "../../core/walk/caption.js";
import { edits, exchanged, fullStops } from "../../core/walk/changes.js";
import { toFragment } from "../../core/walk/link.js";
import { opening } from "../../core/walk/opening.js";
import { numbered, walkedOf } from "../../core/walk/timeline.js";
import { ordered, parsed } from "../../core/walk/units.js";
import { rested } from "../../lib/rested.js";
import { computed, signal } from "../../lib/signals.js";
import { playing } from "../parts/state.js";

/** @import { Naming } from "../../core/parts.js" */
/** @import { Cell, Direction, Walk } from "../../core/walk.js" */
/** @import { Change } from "../../core/walk/changes.js" */
/** @import { View } from "../../core/walk/link.js" */
/** @import { Place } from "../../core/walk/timeline.js" */
/** @import { Reads, Signal } from "../../lib/signals.js" */
/** @import { Speed } from "../parts/state.js" */

/**
 * @typedef {{sentence: string, cell: string, fact: string | null, changes: Change[], direction: Direction}} Question
 *   ``sentence`` as it was typed; ``fact``: null for that which the sentence asks for
 * @typedef {{question: Question, walk: Walk, original: Walk | null, untaught: Cell | null}} Answer ``walk`` with the changes,
 *   and ``original`` without them, or null where there are none; ``untaught``: a cell without weights that is chosen, while the
 *   last walk is out of sight
 * @typedef {{place: Signal<Place>, unit: Signal<number>, signal: Signal<string>}} Where the number that is looked at
 * @typedef {{many: Signal<string>, own: Signal<string>, naming: Signal<Naming>, speed: Signal<Speed>}} Chosen
 * @typedef {ReturnType<typeof questions>} Asked
 * @typedef {ReturnType<typeof walkState>} State
 */

export const STAY = 300; // milliseconds until what one stays at is opened in full: never while it plays fast
export const USUAL = "12"; // lanes
const OWN = "own"; // those whose units are named

/**
 * @param {Answer} answer
 * @param {Partial<View>} view of it
 * @param {Reads<string>} theme
 */
export function walkState(answer, view, theme) {
  const { notes, ...where } = opening(answer.walk, view);
  const asked = questions(answer);
  const state = {
    ...playing(),
    ...asked,
    /** The number that is looked at: where, of which unit and of which signal. */
    place: signal(where.place),
    unit: signal(where.unit),
    signal: signal(where.signal),
    /** Whether one has gone anywhere since the walk was opened. */
    gone: signal(false),
    many: signal(USUAL),
    own: signal(""),
    naming: /** @type {Signal<Naming>} */ (signal("usual")),
    moves: signal(true),
    repeat: signal(false),
    mapsShown: /** @type {Signal<"difference" | "now" | "before">} */ (signal("difference")),
    hold: holding(asked),
    exchange: signal(""),
    /** Which answer is followed, in which other cells besides, and whether in each before it learned anything. */
    flow: { at: signal(blankOf(answer.walk)), beside: signal(FIRST.followed), before: signal(true) },
    /** How many terms of the opened number are added up before the reader's eyes; -1: nobody has asked for it. */
    counted: signal(-1),
    /** What was said of what was taken away. */
    taken: signal(""),
  };
  state.said.value = { text: notes.join(" "), again: null };
  return { ...state, ...ways(state), stayed: staying(state), link: computed(() => linkTo(state, theme.value)) };
}

/** @param {Answer} first */
function questions(first) {
  const { cell } = first.walk;
  const typed = signal(first.question.sentence);
  /** @type {Signal<Question | null>} what is asked for and not there yet: what is pressed meanwhile is added to it */
  const pending = signal(null);
  const answer = signal(first);
  /** Those that there are, by their names; all of them once the app has told. On a page taken away, that of its one walk. */
  const cells = signal({ known: new Map([[cell.name, cell]]), all: false });
  const walk = computed(() => answer.value.walk);
  const base = computed(() => answer.value.original ?? answer.value.walk);
  return {
    typed,
    pending,
    answer,
    cells,
    asked: computed(() => pending.value ?? answer.value.question),
    walk,
    original: computed(() => answer.value.original),
    /** The walk without the changes. */
    base,
    changes: computed(() => answer.value.question.changes),
    untaught: computed(() => answer.value.untaught),
    cell: computed(() => answer.value.untaught ?? walk.value.cell),
    /** The walk that is shown, as the app is asked about it. */
    told: computed(() => {
      const { sentence, cell: name, changes } = answer.value.question;
      return { sentence: exchanged(sentence, changes, base.value), cell: name, edits: edits(changes, base.value) };
    }),
    /** @param {string} name of a network @returns {Cell} */
    cellOf: (name) => cells.value.known.get(name === BOTH_WAYS.name ? BOTH_WAYS.cell : name) ?? cell,
  };
}

/**
 * The value that is to be held: as it is chosen, or what comes next to it where the walk has no such thing.
 * @param {Asked} asked
 */
function holding({ base, walk }) {
  const chosen = { signal: signal(""), units: signal("fact"), tokens: signal("here"), to: signal("open"), value: signal("0.5") };
  const equation = computed(() => {
    const { equations } = base.value.cell;
    return equations.find(({ name }) => name === chosen.signal.value) ?? equations[0];
  });
  const isOfGate = computed(() => equation.value !== undefined && isGate(equation.value));
  return {
    chosen,
    isOfGate,
    signal: computed(() => equation.value?.name ?? ""),
    units: computed(() => (chosen.units.value === "fact" && !walk.value.remembered ? "unit" : chosen.units.value)),
    tokens: computed(() => (chosen.tokens.value === "stops" && !fullStops(walk.value).length ? "here" : chosen.tokens.value)),
    /** Only gates can be open or shut; other values are held at a number. */
    to: computed(() => (!isOfGate.value && ["open", "shut"].includes(chosen.to.value) ? "value" : chosen.to.value)),
  };
}

/**
 * What follows from where one is, and from what is chosen.
 * @param {Pick<Asked, "walk"> & Where & Chosen} state
 */
function ways({ walk, place, naming, many, own }) {
  const walked = computed(() => walkedOf(walk.value));
  const order = computed(() => ordered(walk.value, walk.value.remembered));
  return {
    walked,
    /** The number of the part among all parts of all steps. */
    number: computed(() => numbered(place.value, walked.value)),
    last: computed(() => numbered({ token: walked.value.tokens, part: -1 }, walked.value)),
    part: computed(() => walked.value.parts[place.value.part]),
    caption: computed(() => caption(walk.value, place.value.token, naming.value)),
    /** All units, and those that have a lane. */
    order,
    lanes: computed(() => {
      const count = many.value === "all" ? walk.value.units : Number(many.value);
      const wanted = many.value === OWN ? parsed(own.value, walk.value.units) : order.value.slice(0, count);
      return wanted.length ? wanted : order.value.slice(0, Number(USUAL));
    }),
  };
}

/** Where one has stayed for a moment; in a new walk, where one is. @param {Pick<Asked, "walk"> & Where} state */
function staying({ walk, place, unit }) {
  const here = computed(() => ({ walk: walk.value, token: place.value.token, unit: unit.value }));
  const stayed = rested(() => here.value, STAY, here.value);
  return computed(() => (stayed.value.walk === walk.value ? stayed.value : here.value));
}

/** Which answer is worth following. @param {Walk} walk */
export function blankOf(walk) {
  return walk.trace.blanks.length ? "blank" : "here";
}

/**
 * @param {Pick<Asked, "answer"> & Where & Chosen} state
 * @param {string} theme
 */
function linkTo({ answer, place, unit, signal: name, naming, many, own, speed }, theme) {
  const { sentence, cell, fact, direction, changes } = answer.value.question;
  return toFragment({
    sentence,
    cell,
    ...place.value,
    unit: unit.value,
    signal: name.value,
    fact: fact ?? "",
    direction: direction === "forward" ? "" : direction,
    lanes: many.value === OWN ? own.value : many.value === USUAL ? "" : many.value,
    names: naming.value === "usual" ? "" : naming.value,
    changes: changes.length ? JSON.stringify(changes) : "",
    speed: speed.value,
    theme,
  });
}

/**
 * Chooses lanes as a link names them.
 * @param {Pick<Chosen, "many" | "own">} state
 * @param {string} text how many, or the numbers of their units
 */
export function chooseLanes({ many, own }, text) {
  const counted = [USUAL, "24", "all"].includes(text);
  many.value = counted ? text : OWN;
  if (!counted) own.value = text;
}
