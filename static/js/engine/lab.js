// What a page can ask of the engine: to load a network, to let it learn, and to look into it. A worker answers its messages
// by this. It works for a few hundredths of a second at a time, so that a pause is heard at once.

import { Learner } from "./learner.js";
import { answerTo, gradientsAt, heldBy, lookAt } from "./looks.js";
import { Room } from "./room.js";
import { Run } from "./run.js";
import { ANSWER, batchOf, exampleOf, opened } from "./sets.js";
import { slowly } from "./slowly.js";
import { writing } from "./writing.js";

/** @import { Judged } from "./judge.js" */
/** @import { Batch, Plan, Task } from "./learner.js" */
/** @import { Settings, Snapshot, Updated } from "./run.js" */
/** @import { PackedSet, Sequences } from "./sets.js" */
/** @import { Wish } from "./writing.js" */
/**
 * @typedef {Omit<Task, "steps" | "sentences">} Kind of task
 * @typedef {{plan: Plan, task: Kind, sets: Record<string, PackedSet>, settings: Settings}} Loaded ``sets``: ``taught``, from
 *   which it learns; ``unseen``; and others to judge by
 * @typedef {{
 *   updates: number, markEvery: number, judgeMost: number, until: number, by: "sequences" | "answers", on: string,
 * }} Errand
 *   ``markEvery``: updates from one mark to the next; ``judgeMost``: sequences of a set that it is judged by there;
 *   ``until``: the share right, of the set ``on``, at which it is solved
 * @typedef {{
 *   sequence: number[] | number[][], wanted?: {place: number, target: number | number[]}[], seeds?: number[], question?: number[],
 *   swaps?: {memory: string, of: number, among: number[], place: number},
 * }} One sequence: symbols, or vectors; what should be answered where; ``seeds``: of its fresh vectors, one for each;
 *   ``question``: symbols that are read after each place, to hear what would be answered there; ``swaps``: a symbol that others
 *   take the place of, to see which units of the memory hold it at a place
 * @typedef {"solved" | "done" | "paused" | "broken"} Ended
 * @typedef {(report: object, moved?: Transferable[]) => void} Tell
 */

const SLICE = 20; // milliseconds, after which others are heard
const LANES = 4; // of a sentence that is looked at alone: a batch has no fewer

export class Lab {
  /** @type {Run | null} */
  #run = null;
  /** @type {Loaded | null} */
  #loaded = null;
  /** @type {Record<string, Sequences>} */
  #sets = {};
  /** @type {Learner | null} */
  #reader = null;
  /** @type {One | null} */
  #watched = null;
  #paused = true;

  /** @param {WebAssembly.Module} module of kernels.wasm @param {Tell} tell the page of what it has not asked */
  constructor(module, tell) {
    this.module = module;
    this.tell = tell;
  }

  /** A network and its sets; it stands at its start. @param {Loaded} loaded */
  load(loaded) {
    this.#loaded = loaded;
    this.#reader = null;
    this.#paused = true;
    this.#sets = Object.fromEntries(Object.entries(loaded.sets).map(([name, set]) => [name, opened(set)]));
    const steps = Math.max(...Object.values(this.#sets).map((set) => set.steps));
    const task = { ...loaded.task, steps, sentences: loaded.settings.batch };
    const learner = new Learner(Room.of(this.module), loaded.plan, task);
    this.#run = new Run(learner, this.#set("taught"), { ...loaded.settings });
    this.#run.begin();
    return { count: learner.weights.count, parameters: learner.parameters, steps };
  }

  /** To the start of a seed. @param {{seed: number}} from */
  begin({ seed }) {
    this.run.settings.seed = seed;
    this.run.begin();
    return { update: 0 };
  }

  /**
   * Other sets or another size of batches, for the network as it is.
   * @param {Partial<Pick<Loaded, "sets" | "settings">>} other
   */
  change(other) {
    const kept = this.run.snapshot();
    this.load({ ...this.loaded, ...other });
    this.run.restore(kept);
    return { update: kept.update };
  }

  /** What may change from one update to the next. @param {Partial<Pick<Settings, "rate" | "clip" | "counts">>} settings */
  set(settings) {
    Object.assign(this.run.settings, settings);
    Object.assign(this.loaded.settings, settings);
  }

  /** A sequence that is looked at whenever a mark is made. @param {One | null} one */
  watch(one) {
    this.#watched = one;
  }

  pause() {
    this.#paused = true;
    return { update: this.run.update };
  }

  /**
   * Learns until it is solved, done, paused or broken.
   * @param {Errand} errand
   * @returns {Promise<{ended: Ended, update: number}>}
   */
  async learn(errand) {
    const { run } = this;
    if (!this.#paused) throw new Error("it is learning already");
    this.#paused = false;
    const outcome = await this.#learnt(run, errand);
    if (run === this.#run) this.#paused = true;
    return outcome;
  }

  /** @param {Run} run @param {Errand} errand @returns {Promise<{ended: Ended, update: number}>} */
  async #learnt(run, errand) {
    const last = run.update + errand.updates;
    while (run.update < last) {
      const broken = this.#slice(errand, last).find((one) => one.broken);
      if (broken) return { ended: "broken", ...broken };
      await breath();
      if (this.#paused || run !== this.#run) return { ended: "paused", update: run.update };
      if (run.update % errand.markEvery === 0 || run.update === last) {
        const scores = await this.#mark(errand);
        if (scores && scores[errand.by] >= errand.until) return { ended: "solved", update: run.update };
      }
      if (this.#paused) return { ended: "paused", update: run.update };
    }
    return { ended: "done", update: run.update };
  }

  /**
   * As many updates as there is time for, up to the next mark.
   * @param {Errand} errand
   * @param {number} last
   * @returns {Updated[]}
   */
  #slice({ markEvery }, last) {
    const { run } = this;
    const begun = performance.now();
    /** @type {Updated[]} */
    const done = [];
    do done.push(run.step());
    while (performance.now() - begun < SLICE && run.update < last && run.update % markEvery && !done.at(-1)?.broken);
    const [losses, norms] = [done.map(({ loss }) => loss), done.map(({ norm }) => norm)];
    this.tell({ report: "progress", update: run.update, losses, norms });
    return done;
  }

  /** What it can by now, its weights, and what is watched. @param {Errand} errand @returns {Promise<Judged | undefined>} */
  async #mark({ judgeMost, on }) {
    const { run } = this;
    const { update } = run;
    /** @type {Record<string, Judged | undefined>} */
    const judged = {};
    for (const set of Object.keys(this.#sets)) judged[set] = await this.judge({ set, most: judgeMost });
    if (run !== this.#run || this.#paused) return undefined;
    const numbers = run.learner.numbers.slice();
    const look = this.#watched && this.look(this.#watched);
    this.tell({ report: "mark", update, judged, numbers, look }, [numbers.buffer]);
    return judged[on];
  }

  /** What the network makes of a set. @param {{set: string, most?: number}} what @returns {Promise<Judged | undefined>} */
  async judge({ set, most }) {
    const { run } = this;
    if (!this.#sets[set]) return undefined;
    const judging = run.judge(this.#set(set), most);
    for (let begun = performance.now(); ;) {
      const { done, value } = judging.next();
      if (done) return value;
      if (performance.now() - begun < SLICE) continue;
      await breath();
      begun = performance.now();
      if (run !== this.#run) return undefined;
    }
  }

  snapshot() {
    return this.run.snapshot();
  }

  /** @param {Snapshot} snapshot */
  restore(snapshot) {
    this.run.restore(snapshot);
    return { update: snapshot.update };
  }

  /**
   * Weights alone, to look at: those of an earlier mark, while the run stays where it is.
   * @param {{numbers: Float32Array, one: One}} what
   */
  lookBack({ numbers, one }) {
    return this.look(one, numbers);
  }

  /**
   * Every signal of a sequence, what is said at each place, and how much each unit holds of what is swapped.
   * @param {One} one
   * @param {Float32Array} [numbers] others than now
   */
  look(one, numbers = this.run.learner.numbers) {
    const { question, swaps } = one;
    const reader = this.#readerOf(one.sequence.length + (question?.length ?? 0), numbers);
    const believed = question && one.sequence.map((_, place) => believedAt(reader, one, place));
    const held = swaps && heldBy(swaps.among.map((other) => (
      lookAt(reader, alone({ ...one, sequence: one.sequence.map((each) => (each === swaps.of ? other : Number(each))) }, reader)).layers
    )), swaps, reader.plan.units);
    return { ...lookAt(reader, alone(one, reader)), believed, held };
  }

  /** The first sequences of a set, as lists. @param {{set: string, most: number}} which */
  examples({ set, most }) {
    const sequences = this.#set(set);
    return Array.from({ length: Math.min(most, sequences.count) }, (_, n) => exampleOf(sequences, n));
  }

  /** How large gradients are at each step of a sequence. @param {One} one */
  gradients(one) {
    const reader = this.#readerOf(one.sequence.length, this.run.learner.numbers);
    return gradientsAt(reader, alone(one, reader));
  }

  /** One update in parts. @param {{most?: number}} [shown] steps of the sentence that is shown */
  slowly({ most } = {}) {
    return slowly(this.run, most);
  }

  /** With the weights of an earlier mark, or those of now. @param {Wish & {numbers?: Float32Array}} wish */
  write({ numbers = this.run.learner.numbers, ...wish }) {
    const reader = this.#readerOf(wish.beginning.length + wish.count, numbers);
    return { written: [...writing(reader, wish)] };
  }

  get run() {
    if (!this.#run) throw new Error("nothing was loaded yet");
    return this.#run;
  }

  get loaded() {
    if (!this.#loaded) throw new Error("nothing was loaded yet");
    return this.#loaded;
  }

  /** @param {string} name */
  #set(name) {
    const set = this.#sets[name];
    if (!set) throw new Error(`there is no set ${name}`);
    return set;
  }

  /** The same network for one sentence, as long as need be. @param {number} steps @param {Float32Array} numbers */
  #readerOf(steps, numbers) {
    if (!this.#reader || this.#reader.task.steps < steps) {
      const { plan, task } = this.loaded;
      const room = Room.of(this.module);
      this.#reader = new Learner(room, plan, { ...task, steps: Math.ceil(steps / 64) * 64, sentences: LANES });
    }
    this.#reader.numbers.set(numbers);
    return this.#reader;
  }
}

/** One sequence as a batch. @param {One} one @param {Learner} reader @returns {Batch} */
function alone({ sequence, wanted = [], seeds = [] }, { task, tied }) {
  const width = Array.isArray(sequence[0]) ? sequence[0].length : 1;
  const answers = task.says === "numbers" ? task.answers : 1;
  const [targets, marks] = [new Float32Array(sequence.length * answers), new Uint8Array(sequence.length)];
  for (const { place, target } of wanted) {
    targets.set([target].flat(), place * answers);
    marks[place] = ANSWER;
  }
  /** @type {Sequences} */
  const set = {
    count: 1, steps: sequence.length, starts: Uint32Array.of(0, sequence.length),
    reads: task.reads === "numbers" ? "numbers" : "symbols",
    inputs: Float32Array.from(sequence.flat()), width, targets, answers, marks, allowed: null,
  };
  const batch = batchOf(set, [0], LANES, { little: 0, much: 1 });
  const all = Array.from({ length: task.fresh }, (_, n) => seeds[n] ?? n);
  return tied ? { ...batch, fresh: tied.drawn(all) } : batch;
}

/** What would be answered if the question came behind a place. @param {Learner} reader @param {One} one @param {number} place */
function believedAt(reader, { sequence, question = [], ...one }, place) {
  const read = sequence.slice(0, place + 1).map(Number);
  const isKnown = (/** @type {number} */ answer) => answer < reader.task.symbols || read.includes(answer);
  return answerTo(reader, alone({ ...one, wanted: [], sequence: [...read, ...question] }, reader), isKnown);
}

/** Lets messages in that have come meanwhile. A timer would keep browsers waiting for 4 ms. @returns {Promise<void>} */
function breath() {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
