// State that knows who reads it. A signal holds a value; a computed follows from others; an effect runs again when something
// that it read has changed: once, however much has changed, and only if it really has. Effects run in the order in which
// they were made.

/** @template T @typedef {{value: T}} Signal */
/** @template T @typedef {{readonly value: T}} Reads */
/**
 * @typedef {{version: number, readers: Set<Reader>, refresh: () => void}} Source
 * @typedef {{read: Map<Source, number>, notice: () => void}} Reader ``read``: what it has read, and in which version
 * @typedef {Reader & {n: number, run: () => void}} Effect
 */

const ROUNDS = 100; // effects that still set what others read go round in a circle

/** @type {Reader | null} what runs just now */
let reader = null;
let [batches, made] = [0, 0];
/** @type {Set<Effect>} what may have to run again */
const due = new Set();

/** @param {Source} source that is read */
function noted(source) {
  if (!reader) return;
  source.readers.add(reader);
  reader.read.set(source, source.version);
}

/** @param {Reader} one */
function isOutOfDate({ read }) {
  for (const [source, version] of read) {
    source.refresh();
    if (source.version !== version) return true;
  }
  return false;
}

/** @param {Reader} one */
function forget(one) {
  for (const source of one.read.keys()) source.readers.delete(one);
  one.read.clear();
}

/** @template T @param {Reader | null} next who reads what is read meanwhile @param {() => T} act @returns {T} */
function reading(next, act) {
  const before = reader;
  if (next) forget(next);
  reader = next;
  try {
    return act();
  } finally {
    reader = before;
  }
}

/** @template T @param {T} first @returns {Signal<T>} */
export function signal(first) {
  let value = first;
  const source = { version: 0, readers: new Set(), refresh() {} };
  return {
    get value() {
      noted(source);
      return value;
    },
    set value(next) {
      if (Object.is(next, value)) return;
      value = next;
      source.version++;
      batch(() => source.readers.forEach((/** @type {Reader} */ one) => one.notice()));
    },
  };
}

/** @template T @param {() => T} make @returns {Reads<T>} made when it is read, and again only when what it read has changed */
export function computed(make) {
  let [value, stale] = [/** @type {T | undefined} */ (undefined), true];
  /** @type {{error: unknown} | null} */
  let fault = null;
  /** @type {Source} */
  const source = { version: 0, readers: new Set(), refresh };
  /** @type {Reader} */
  const mine = { read: new Map(), notice };

  function notice() {
    if (stale) return;
    stale = true;
    source.readers.forEach((one) => one.notice());
  }

  function refresh() {
    if (!stale) return;
    stale = false;
    if (source.version && !isOutOfDate(mine)) return;
    const [before, failed] = [value, fault];
    fault = null;
    try {
      value = reading(mine, make);
    } catch (error) {
      fault = { error };
    }
    if (!source.version || fault || failed || !Object.is(value, before)) source.version++;
  }

  return {
    get value() {
      refresh();
      noted(source);
      if (fault) throw fault.error;
      return /** @type {T} */ (value);
    },
  };
}

/**
 * @param {() => void | (() => void)} act may return what is to be done before it runs again
 * @returns {() => void} ends it
 */
export function effect(act) {
  /** @type {void | (() => void)} */
  let clean;
  /** @type {Effect} */
  const mine = { n: made++, read: new Map(), notice: () => due.add(mine), run };

  function run() {
    end();
    clean = reading(mine, act);
  }

  function end() {
    forget(mine);
    clean?.();
    clean = undefined;
  }

  batch(run);
  return end;
}

/** @template T @param {() => T} act all that it sets is one change @returns {T} */
export function batch(act) {
  batches++;
  try {
    return act();
  } finally {
    try {
      if (batches === 1) settle();
    } finally {
      batches--;
    }
  }
}

/** One that fails does not keep the others from running; what went wrong is told at the end. */
function settle() {
  /** @type {unknown[]} */
  const faults = [];
  for (let round = 0; due.size; round++) {
    const now = [...due].sort((a, b) => a.n - b.n);
    due.clear();
    if (round === ROUNDS) throw new Error("Effects set what they read, without an end.");
    for (const one of now) {
      try {
        if (isOutOfDate(one)) one.run();
      } catch (error) {
        faults.push(error);
      }
    }
  }
  if (faults.length) throw faults.length > 1 ? new AggregateError(faults) : faults[0];
}

/** @template T @param {() => T} act what it reads is not noted @returns {T} */
export function untracked(act) {
  return reading(null, act);
}
