// The networks that learn: they are loaded as soon as a lesson is chosen, and run, pause and begin anew together.

import { grown, marked, shares } from "../../core/lab/course.js";
import { settingsInWords } from "../../core/lab/fields.js";
import { errandOf, loadedOf, recipeOf } from "../../core/lab/lesson.js";
import { mostSteps, slowOf } from "../../core/lab/slowly.js";
import { watchedOf } from "../../core/lab/watched.js";
import { engine } from "../../lib/engine.js";
import { latest } from "../../lib/latest.js";
import { Refusal } from "../../lib/refusal.js";
import { rested } from "../../lib/rested.js";
import { batch, effect, untracked } from "../../lib/signals.js";
import { laneState } from "./state.js";

/** @import { Mark } from "../../core/lab/course.js" */
/** @import { Place } from "../../core/lab/differs.js" */
/** @import { Made, Recipe } from "../../core/lab/lesson.js" */
/** @import { Update } from "../../core/lab/slowly.js" */
/** @import { Broken, Ended } from "../../core/lab/words.js" */
/** @import { Engine } from "../../lib/engine.js" */
/** @import { labSource } from "./source.js" */
/** @typedef {{engine: Engine, lane: Lane | null}} Seat an engine, and the run that sits there */
/** @import { Begun, Lane, State } from "./state.js" */

const RESTS = 350; // milliseconds, after which what is typed is taken
const SLOW = 350; // milliseconds between two updates in slow motion
const EXAMPLES = 80; // of which one is watched
const MOST_EARLIER = 5;
const NEVER = 2; // a share right that nothing reaches

export class Learning {
  /** @type {Seat[]} */
  #seats = [];
  /** @type {Promise<unknown>} */
  #preparing = Promise.resolve();
  /** @type {Promise<void>} what has been begun last */
  #learning = Promise.resolve();
  #prepare;
  #key = ""; // of the lesson that was prepared last

  /** @param {State} state @param {ReturnType<typeof labSource>} source */
  constructor(state, source) {
    this.state = state;
    this.source = source;
    this.#prepare = latest((/** @type {AbortSignal} */ stop) => this.#lanes(stop));
    const rest = rested(() => state.key.value, RESTS, state.key.value);
    effect(() => {
      if (rest.value !== this.#key) untracked(() => this.rewind());
    });
    effect(() => {
      const { rate, clip } = state.recipe.value;
      for (const { engine, lane } of this.#seats) if (lane) engine.ask("set", { rate, clip, ...lane.spec.changes }).catch((error) => this.#refused(error));
    });
  }

  /** To the same start; the run so far stays as a grey line. */
  rewind() {
    this.#key = this.state.key.value;
    this.#preparing = this.#prepared();
  }

  /** @param {Lane} lane */
  engineOf(lane) {
    return this.#seats.find((seat) => seat.lane === lane)?.engine;
  }

  /** @param {number} n @returns {Seat} */
  #seatAt(n) {
    const there = this.#seats[n];
    if (there && !there.engine.isGone) return there;
    /** @type {Seat} */
    const seat = { engine: engine((report) => seat.lane && heard(seat.lane, report)), lane: there?.lane ?? null };
    this.#seats[n] = seat;
    return seat;
  }

  /** @param {AbortSignal} stop */
  async #lanes(stop) {
    const { task, recipe, seed, specs, values, changes } = this.state;
    const [own, start, one, cells, key] = [changes.value, seed.value, task.value, specs.value, this.state.key.value];
    const made = await this.source.sets(one, values.value, recipe.value, start, stop);
    const begun = await Promise.all(cells.map(async (spec) => {
      const all = recipeOf(one, { ...own, ...spec.changes });
      const written = await this.source.program(spec.text, /** @type {any} */ (made.taught), all, stop);
      return { spec, task: one, recipe: all, made, seed: start, key, written };
    }));
    if (stop.aborted) return null;
    for (const { engine } of this.#seats.splice(begun.length)) engine.end();
    return Promise.all(begun.map((one, n) => load(this.#seatAt(n), one)));
  }

  async #prepared() {
    const { state } = this;
    batch(() => {
      state.earlier.value = earlierOf(state);
      [state.isLearning.value, state.pending.value] = [false, true];
    });
    try {
      const lanes = await this.#prepare();
      if (!lanes) return;
      batch(() => {
        state.said.value = { text: "", again: null };
        [state.lanes.value, state.back.value, state.fault.value, state.wrong.value, state.pending.value] = [lanes, null, "", "", false];
        state.chosen.value = Math.min(state.chosen.value, lanes.length - 1);
      });
    } catch (error) {
      this.#refused(error);
    }
  }

  /** @param {unknown} error */
  #refused(error) {
    const { state } = this;
    if (!(error instanceof Refusal)) throw error;
    batch(() => {
      state.pending.value = false;
      if (error.field === "text") [state.fault.value, state.place.value] = [error.message, placeOf(error)];
      else if (error.field || error.code.startsWith("model.task.")) state.wrong.value = error.message;
      else state.said.value = { text: error.message, again: error.again ? () => this.rewind() : null };
    });
  }

  /** @param {number} [updates] none: until it is solved, or the budget is used up */
  go(updates) {
    return this.#together((seat) => this.#learn(seat, updates));
  }

  /** Whether the networks that are loaded are those of the lesson: after a refusal they are not. */
  #isLoaded() {
    return this.#seats.length > 0 && this.#seats.every(({ lane }) => lane?.key === this.state.key.value);
  }

  /**
   * To where others have come in the same lesson, be that further or back.
   * @param {readonly number[]} updates of each network
   * @param {() => boolean} isWanted whether it is still to go there
   */
  async reach(updates, isWanted) {
    const { state } = this;
    if (state.isLearning.value) await this.pause();
    await this.#learning;
    const isComing = state.pending.value && state.key.value === this.#key;
    if (!isComing && !this.#isLoaded()) this.rewind();
    await this.#preparing;
    const missing = () => this.#seats.map(({ lane }, n) => (updates[n] ?? 0) - (lane?.update.value ?? 0));
    if (isWanted() && missing().some((one) => one < 0)) this.rewind();
    await this.#preparing;
    if (!isWanted() || !this.#isLoaded() || !missing().some((one) => one > 0)) return;
    await this.#together(async (seat, n) => {
      if (!isWanted()) return;
      await this.#learn(seat, missing()[n]);
      if (seat.lane) judgedAsSolved(seat.lane);
    });
  }

  /** The next update of every network, in parts. */
  slowly() {
    return this.#together((seat) => slowed(seat));
  }

  /** @param {(seat: Seat, n: number) => Promise<void>} act */
  async #together(act) {
    const { state } = this;
    if (state.key.value !== this.#key) this.rewind(); // something was chosen just now
    await this.#preparing;
    if (state.fault.value || state.wrong.value || state.isLearning.value) return;
    batch(() => [state.isLearning.value, state.back.value] = [true, null]);
    await (this.#learning = this.#all(act));
  }

  /** @param {(seat: Seat, n: number) => Promise<void>} act */
  async #all(act) {
    try {
      await Promise.all(this.#seats.map((_, n) => act(this.#seatAt(n), n)));
    } catch (error) {
      this.#refused(error);
    }
    this.state.isLearning.value = false;
  }

  /** @param {Seat} seat @param {number} [updates] */
  async #learn(seat, updates) {
    const { lane } = seat;
    const before = lane?.ended.value?.ended;
    if (!lane || before === "broken" || updates === 0) return;
    if (before === "gone") await revive(seat, lane);
    const last = updates ? lane.update.value + updates : budgetFrom(lane.update.value, this.state.recipe.value.updates);
    const errand = { ...lane.recipe, until: before === "solved" || updates ? NEVER : lane.recipe.until };
    batch(() => [lane.isLearning.value, lane.ended.value] = [true, null]);
    const [began, seconds] = [performance.now(), lane.seconds.value];
    try {
      const outcome = await this.#errands(seat, lane, errand, last);
      if (outcome.ended === "paused") await lookedAt(seat.engine, lane);
      const ended = outcome.ended === "done" && updates ? { ...outcome, ended: /** @type {const} */ ("paused") } : outcome;
      batch(() => [lane.seconds.value, lane.ended.value] = [seconds + (performance.now() - began) / 1000, ended]);
    } catch (error) {
      lane.ended.value = { ended: "gone", update: lane.update.value };
      throw error;
    } finally {
      lane.isLearning.value = false;
    }
  }

  /**
   * In one go, or update by update with a rest after each.
   * @param {Seat} seat @param {Lane} lane @param {Recipe} recipe @param {number} last update
   * @returns {Promise<Ended>}
   */
  async #errands({ engine }, lane, recipe, last) {
    const { isSlow, isLearning } = this.state;
    for (;;) {
      const step = isSlow.value ? 1 : last - lane.update.value;
      const outcome = await engine.ask("learn", errandOf(recipe, step));
      lane.update.value = outcome.update;
      if (outcome.ended !== "done" || outcome.update >= last) return outcome;
      if (isSlow.value) await new Promise((over) => setTimeout(over, SLOW));
      if (!isLearning.value) return { ended: "paused", update: outcome.update };
    }
  }

  async pause() {
    this.state.isLearning.value = false;
    const pauses = this.#seats.map(({ engine, lane }) => lane?.isLearning.value && engine.ask("pause"));
    await Promise.all(pauses).catch((error) => this.#refused(error));
  }
}

/** @param {Seat} seat @param {Begun} begun */
async function load(seat, begun) {
  const { engine } = seat;
  seat.lane = null; // what is still told is of another network
  const { parameters } = await engine.ask("load", loadedOf(begun.made, begun.written, begun.recipe, begun.seed));
  const examples = await engine.ask("examples", { set: "unseen", most: EXAMPLES });
  const lane = laneState(begun, watchedOf(begun.task, /** @type {any} */ (begun.made.taught), examples, begun.written.memory), parameters);
  await engine.ask("watch", lane.watched.one);
  await lookedAt(engine, lane);
  seat.lane = lane;
  return lane;
}

/** A new engine takes up the weights of the last mark; the means of Adam begin anew. @param {Seat} seat @param {Lane} lane */
async function revive({ engine }, lane) {
  const { numbers, update } = /** @type {Mark} */ (lane.marks.value.at(-1));
  await engine.ask("load", loadedOf(lane.made, lane.written, lane.recipe, lane.seed));
  await engine.ask("watch", lane.watched.one);
  const zeros = () => new Float32Array(numbers.length);
  await engine.ask("restore", { update, numbers, first: zeros(), second: zeros(), steps: 0 });
  lane.update.value = update;
}

/** One update, to be looked at in parts. @param {Seat} seat */
async function slowed(seat) {
  const { engine, lane } = seat;
  if (!lane || lane.ended.value?.ended === "broken") return;
  if (lane.ended.value?.ended === "gone") await revive(seat, lane);
  const taught = /** @type {Made} */ (lane.made.taught);
  /** @type {Update & {broken?: Broken}} */
  const answer = await engine.ask("slowly", { most: mostSteps(taught) });
  const { broken, update, loss } = answer;
  batch(() => {
    lane.update.value = broken ? update : update + 1;
    lane.ended.value = broken ? { ended: "broken", update, broken } : { ended: "paused", update: update + 1 };
    if (broken) return;
    lane.course.value = grown(lane.course.value, update + 1, [loss]);
    lane.slow.value = slowOf(answer, lane.task, taught, lane.written);
  });
  if (!broken) await lookedAt(engine, lane);
}

/** Runs that have learned something stay as grey lines. @param {State} state */
function earlierOf({ lanes, earlier }) {
  const over = lanes.value.filter(({ update }) => update.value > 0).map((lane) => ({
    title: settingsInWords(lane.spec.title, lane.recipe, lane.seed),
    course: lane.course.value,
    shares: shares(lane.marks.value, lane.recipe.on, lane.recipe.by),
  }));
  return over.length ? [...earlier.value, ...over].slice(-MOST_EARLIER) : earlier.value;
}

/** Where the fault of a text is, if it is at one place. @param {Refusal} refusal @returns {Place | null} */
function placeOf({ values: { line, column } }) {
  return line && column ? { line, column } : null;
}

/** @param {number} update @param {number} budget */
export const budgetFrom = (update, budget) => (Math.floor(update / budget) + 1) * budget;

/** @param {Lane} lane @param {any} report */
function heard(lane, report) {
  batch(() => {
    lane.update.value = report.update;
    if (report.report === "progress") lane.course.value = grown(lane.course.value, report.update, report.losses);
    if (report.report === "mark") {
      lane.marks.value = marked(lane.marks.value, { update: report.update, judged: report.judged, numbers: report.numbers });
      if (report.look) lane.look.value = report.look;
    }
  });
}

/** Where others stopped as it was solved, it is solved here as well. @param {Lane} lane */
function judgedAsSolved({ ended, marks, update, recipe: { on, by, until } }) {
  const share = marks.value.at(-1)?.judged[on]?.[by] ?? 0;
  if (ended.value?.ended === "paused" && share >= until) ended.value = { ended: "solved", update: update.value };
}

/** Where it stands becomes a mark, not judged. @param {Engine} engine @param {Lane} lane */
async function lookedAt(engine, lane) {
  const look = await engine.ask("look", lane.watched.one);
  const { numbers, update } = await engine.ask("snapshot");
  batch(() => {
    lane.look.value = look;
    if (lane.marks.value.at(-1)?.update !== update) lane.marks.value = marked(lane.marks.value, { update, judged: {}, numbers });
  });
}
