// Everything that the page of one walk keeps, and what follows from it. Its parts read it and set it; nothing else is kept.

import { FIRST } from "../../core/cells.js";
import { forTyped, holderOf } from "../../core/networks.js";
import { isGate } from "../../core/parts.js";
import { caption } from "../../core/walk/caption.js";
import { edits, exchanged, fullStops } from "../../core/walk/changes.js";
import { isOfForm } from "../../core/walk/form.js";
import { toFragment } from "../../core/walk/link.js";
import { opening } from "../../core/walk/opening.js";
import { numbered, timelineOf } from "../../core/walk/timeline.js";
import { guessInWords, toGuess } from "../../core/walk/guess.js";
import { lanesInWords, mattering } from "../../core/walk/lanes.js";
import { inARow } from "../../core/format.js";
import { ordered, parsed } from "../../core/walk/units.js";
import { originOf, whyInWords } from "../../core/walk/why.js";
import { rested } from "../../lib/rested.js";
import { computed, signal } from "../../lib/signals.js";
import { playing } from "../parts/state.js";

/** @import { Naming } from "../../core/parts.js" */
/** @import { Cell, Direction, Walk } from "../../core/walk.js" */
/** @import { Change } from "../../core/walk/changes.js" */
/** @import { View } from "../../core/walk/link.js" */
/** @import { Pointed } from "../../core/walk/pointed.js" */
/** @import { Place } from "../../core/walk/timeline.js" */
/** @import { AllWritten } from "../../core/walk/written.js" */
/** @import { Reads, Signal } from "../../lib/signals.js" */
/** @import { Speed } from "../parts/state.js" */
/** @import { InHand } from "./hand.js" */

/**
 * @typedef {{sentence: string, cell: string, fact: string | null, changes: Change[], direction: Direction}} WalkRequest
 *   ``sentence`` as it was typed; ``fact``: null for that which the sentence asks for
 * @typedef {{request: WalkRequest, walk: Walk, original: Walk | null, untaught: Cell | null}} Answer ``walk`` with the changes,
 *   and ``original`` without them, or null where there are none; ``untaught``: a cell without weights that is chosen, while the
 *   last walk is out of sight
 * @typedef {{place: Signal<Place>, unit: Signal<number>, signal: Signal<string>}} Where the number that is looked at
 * @typedef {{many: Signal<string>, own: Signal<string>, naming: Signal<Naming>, speed: Signal<Speed>, more: Signal<boolean>, hides: Signal<boolean>}} Chosen
 * @typedef {{on: Signal<boolean>, made: Signal<ReadonlyMap<number, string>>}} Guess
 * @typedef {ReturnType<typeof requests>} RequestState
 * @typedef {ReturnType<typeof walkState>} State
 */

export const STAY = 300; // milliseconds until what one stays at is opened in full: never while it plays fast
export const USUAL = "12"; // lanes, or as many as there is room for
const OWN = "own"; // those whose units are named

/**
 * @param {Answer} answer
 * @param {Partial<View>} view of it
 * @param {Reads<string>} theme
 */
export function walkState(answer, view, theme) {
  const { notes, ...where } = opening(answer.walk, view);
  const requested = requests(answer);
  const state = {
    ...playing(),
    ...requested,
    /** The number that is looked at: where, of which unit and of which signal. */
    place: signal(where.place),
    unit: signal(where.unit),
    signal: signal(where.signal),
    ...done(),
    many: signal(USUAL),
    /** How many lanes there is room for, where one has not asked for more. */
    room: signal(Number(USUAL)),
    /** The step of the tour that one is at, -1 if none; and whether it is offered. */
    tour: signal(-1),
    offers: signal(false),
    /** What is being printed, if anything. */
    paper: /** @type {Signal<"" | "page" | "worksheet">} */ (signal("")),
    /** Whether the screen is blanked. */
    blank: signal(false),
    own: signal(""),
    naming: /** @type {Signal<Naming>} */ (signal("usual")),
    moves: signal(true),
    /** Whether all that is besides the sentence, the belt and the answer is there as well. */
    more: signal(false),
    repeat: signal(false),
    mapsShown: /** @type {Signal<"difference" | "now" | "before">} */ (signal("difference")),
    hold: holding(requested),
    /** The door that is in the hand; the place on the belt that is pointed at. */
    inHand: /** @type {Signal<InHand | null>} */ (signal(null)),
    pointed: /** @type {Signal<Pointed | null>} */ (signal(null)),
    /** Whether a door moves those of all units that hold the fact or have a lane with it; and whether the arithmetic stands beside the belt. */
    together: signal(false),
    beside: signal(false),
    oldOf: signal(-1), // the word at which the old value is opened, in place of what the word makes of it
    /** Whether strip and answer end at the present word; whether one guesses first, and what has been guessed, at which words. */
    hides: signal(false),
    guess: { on: signal(false), made: /** @type {Signal<ReadonlyMap<number, string>>} */ (signal(new Map())) },
    exchange: signal(""),
    /** Which answer is followed, in which other cells besides, and whether in each before it learned anything. */
    flow: { at: signal(blankOf(answer.walk)), beside: signal(FIRST.followed), before: signal(true) },
    /** How many terms of the opened number are added up before the reader's eyes; -1: nobody has asked for it. */
    counted: signal(-1),
    /** What was said of what was taken away. */
    taken: signal(""),
  };
  state.said.value = { text: inARow(notes), again: null };
  const hidden = { ...hiding(state), ...why(state) };
  return {
    ...state,
    ...ways({ ...state, ...hidden }),
    ...hidden,
    stayed: staying(state),
    link: computed(() => linkTo(state, theme.value)),
    /** The same with a gate as it is in the hand. */
    seenLink: computed(() => linkTo({ ...state, answer: state.seen }, theme.value)),
    step: computed(() => stepOf(state.answer.value.request)),
  };
}

/** What one has done with the walk. */
function done() {
  return {
    /** Whether one has gone anywhere since it was opened; and whether it has been played to its end. */
    gone: signal(false),
    played: signal(false),
    /** The words that were written by a press. */
    written: signal(/** @type {AllWritten} */ (new Map())),
  };
}

/** What makes it another step in the browser's history. @param {WalkRequest} request */
function stepOf({ sentence, cell, changes }) {
  return JSON.stringify([sentence, cell, changes]);
}

/** @param {Answer} first */
function requests(first) {
  const { cell } = first.walk;
  const typed = signal(first.request.sentence);
  /** @type {Signal<WalkRequest | null>} the request that is not answered yet: what is pressed meanwhile is added to it */
  const pending = signal(null);
  const answer = signal(first);
  /** Those that there are, by their names; all of them once the app has sent them. On a page taken away, that of its one walk. */
  const cells = signal({ known: new Map([[cell.name, cell]]), all: false });
  /** @type {Signal<Answer | null>} what follows from a gate that is being moved, as long as it is in the hand */
  const preview = signal(null);
  const examples = signal(/** @type {ReadonlyMap<string, string>} */ (new Map()));
  const seen = computed(() => preview.value ?? answer.value);
  const request = computed(() => pending.value ?? answer.value.request);
  /** @param {string} name of a network @returns {Cell} */
  const cellOf = (name) => holderOf(cells.value.known.values(), name) ?? cell;
  const walk = computed(() => seen.value.walk);
  const base = computed(() => seen.value.original ?? seen.value.walk);
  return {
    typed,
    /** Those of one's own that were walked in this tab. */
    sentences: /** @type {Signal<string[]>} */ (signal([])),
    /** Those that come with the page, and the network of each. */
    examples,
    /** Whether it is a sentence of somebody's own, and none of the examples, nor the first of them with other names in it. */
    isTyped: (/** @type {string} */ sentence) => {
      const [first] = examples.value.keys();
      return !examples.value.has(sentence) && (first === undefined || !isOfForm(sentence, first));
    },
    /** Whether the textbook network is to read what is typed as well. */
    isTextbookChosen: signal(false),
    pending,
    answer,
    preview,
    seen,
    cells,
    request,
    walk,
    original: computed(() => seen.value.original),
    /** The walk without the changes. */
    base,
    changes: computed(() => answer.value.request.changes),
    untaught: computed(() => answer.value.untaught),
    cell: computed(() => answer.value.untaught ?? walk.value.cell),
    /** The run behind the walk that is shown, as a request to the app. */
    runRequest: computed(() => {
      const { sentence, cell: name, changes } = seen.value.request;
      return { sentence: exchanged(sentence, changes, base.value), cell: name, edits: edits(changes, base.value) };
    }),
    cellOf,
    /** The cell of the request, as the menu of the cells names it: one that has read more stands beside the textbook one. */
    cellName: computed(() => {
      const [{ cell: name }, holder] = [request.value, cellOf(request.value.cell)];
      return forTyped(holder)?.name === name ? holder.name : name;
    }),
  };
}

/**
 * The value that is to be held: as it is chosen, or what comes next to it where the walk has no such thing.
 * @param {RequestState} requested
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
 * @param {Pick<RequestState, "walk" | "base"> & Where & Chosen & {room: Signal<number>, guess: Guess, guessed: Reads<Map<number, number>>, whyHere: Reads<string>}} state
 */
function ways({ walk, base, place, naming, many, own, room, guess, guessed, whyHere }) {
  const timeline = computed(() => timelineOf(walk.value));
  const order = computed(() => ordered(base.value, base.value.remembered));
  const matters = computed(() => mattering(base.value)); // of the walk without the changes, so that a change moves no lane
  const lanes = computed(() => {
    const count = many.value === "all" ? walk.value.units : many.value === USUAL ? room.value : Number(many.value);
    const wanted = many.value === OWN ? parsed(own.value, walk.value.units) : matters.value.order.slice(0, count);
    return wanted.length ? wanted : matters.value.order.slice(0, room.value);
  });
  return {
    timeline,
    /** The number of the part among all parts of all steps. */
    number: computed(() => numbered(place.value, timeline.value)),
    last: computed(() => numbered({ token: timeline.value.tokens, part: -1 }, timeline.value)),
    part: computed(() => timeline.value.parts[place.value.part]),
    caption: computed(() => {
      const { token } = place.value;
      const full = caption(walk.value, token, naming.value, lanes.value);
      const [kept, { word, text }] = [guess.on.value ? guessed.value.get(token) : undefined, full];
      if (kept === undefined) return { word, text: inARow([whyHere.value, text]) };
      const made = guess.made.value.get(kept);
      return { word, text: inARow([guessInWords(walk.value, token, made), made === undefined ? "" : text]) };
    }),
    /** All units, and those that have a lane. */
    order,
    lanes,
    /** Of which the gates under the words are the mean: the first of them, whatever is shown on the belt. */
    weighed: computed(() => matters.value.order.slice(0, Number(USUAL))),
    /** Why these have one, in words. */
    lanesSaid: computed(() => lanesInWords(base.value, matters.value, lanes.value)),
  };
}

/**
 * What is not shown yet: what comes after the present word, and where one guesses first, what is to be guessed.
 * @param {Pick<RequestState, "walk"> & Pick<Where, "place"> & {hides: Signal<boolean>, guess: Guess}} state
 */
function hiding({ walk, place, hides, guess: { on, made } }) {
  const guessed = computed(() => toGuess(walk.value));
  const kept = computed(() => (on.value ? guessed.value.get(place.value.token) : undefined));
  const waits = computed(() => kept.value !== undefined && !made.value.has(kept.value));
  /** The first word at which the same is guessed: a blank is predicted before it. */
  const from = computed(() => [...guessed.value].find(([, other]) => other === kept.value)?.[0] ?? place.value.token);
  const upTo = computed(() => (!hides.value && !on.value ? Infinity : waits.value ? from.value - 1 : place.value.token));
  return {
    /** The words at which one guesses, and under which word each guess is kept. */
    guessed,
    /** Whether one has to guess now, before it is shown. */
    waits,
    /** The last word of which strip and answer are shown. */
    upTo,
    /** Whether the answer where the walk leads is not shown yet. */
    comes: computed(() => upTo.value < walk.value.predictedAfter(walk.value.destination)),
  };
}

/**
 * Since which word it answers what it answers here; and there, what was the question.
 * @param {Pick<RequestState, "walk"> & Pick<Where, "place">} state
 */
function why({ walk, place }) {
  const whyOf = signal(-1); // the word of which one has asked it
  const whyAt = computed(() => (whyOf.value < 0 ? -1 : originOf(walk.value, whyOf.value)));
  const isThere = computed(() => whyAt.value >= 0 && whyAt.value === place.value.token);
  return {
    whyOf,
    /** The word that is the reason, while one is there because one has asked; else -1. */
    whyAt: computed(() => (isThere.value ? whyAt.value : -1)),
    whyHere: computed(() => (isThere.value ? whyInWords(walk.value, whyOf.value) : "")),
    /** The word that would be the reason of what is predicted here. */
    origin: computed(() => originOf(walk.value, place.value.token)),
  };
}

/** Where one has stayed for a moment; in a new walk, where one is. @param {Pick<RequestState, "walk"> & Where} state */
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
 * @param {Pick<RequestState, "answer"> & Where & Chosen} state
 * @param {string} theme
 */
function linkTo({ answer, place, unit, signal: name, naming, many, own, speed, more, hides }, theme) {
  const { sentence, cell, fact, direction, changes } = answer.value.request;
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
    more: more.value ? "1" : "",
    hides: hides.value ? "1" : "",
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
