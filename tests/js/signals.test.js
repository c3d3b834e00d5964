// State that knows who reads it: what is read is never half changed, and nothing runs more often than it must.

import assert from "node:assert/strict";
import { test } from "node:test";

import { batch, computed, effect, signal, untracked } from "../../static/js/lib/signals.js";

/** An effect that writes down what it reads. @param {() => unknown} read */
function watched(read) {
  /** @type {unknown[]} */
  const seen = [];
  const end = effect(() => void seen.push(read()));
  return { seen, end };
}

test("an effect runs at once, and again when what it read has changed", () => {
  const one = signal(1);
  const { seen } = watched(() => one.value);
  one.value = 2;
  one.value = 2; // the same
  assert.deepEqual(seen, [1, 2]);
});

test("all that is set in a batch is one change, and a batch in a batch is a part of it", () => {
  const [one, other] = [signal(1), signal(10)];
  const { seen } = watched(() => one.value + other.value);
  const result = batch(() => {
    one.value = 2;
    batch(() => (other.value = 20));
    assert.deepEqual(seen, [11]);
    return "done";
  });
  assert.equal(result, "done");
  assert.deepEqual(seen, [11, 22]);
});

test("what follows from one thing in two ways is never seen half changed", () => {
  const one = signal(1);
  const [twice, square] = [computed(() => 2 * one.value), computed(() => one.value ** 2)];
  const { seen } = watched(() => [twice.value, square.value]);
  one.value = 3;
  assert.deepEqual(seen, [[2, 1], [6, 9]]);
});

test("a computed is made when it is read, once for each change, and wakes nobody where it comes out the same", () => {
  const one = signal(1);
  let made = 0;
  const isEven = computed(() => {
    made++;
    return one.value % 2 === 0;
  });
  assert.equal(made, 0);
  const { seen } = watched(() => isEven.value);
  assert.equal(isEven.value, false);
  assert.equal(made, 1);
  one.value = 3;
  assert.deepEqual([seen, made], [[false], 2]);
  one.value = 4;
  assert.deepEqual([seen, made], [[false, true], 3]);
});

test("within a batch a computed is read as it is by then", () => {
  const one = signal(1);
  const twice = computed(() => 2 * one.value);
  assert.equal(twice.value, 2);
  batch(() => {
    one.value = 5;
    assert.equal(twice.value, 10);
  });
});

test("what is not read any more does not wake", () => {
  const [isOne, one, other] = [signal(true), signal(1), signal(2)];
  const { seen } = watched(() => (isOne.value ? one.value : other.value));
  isOne.value = false;
  one.value = 100;
  other.value = 3;
  assert.deepEqual(seen, [1, 2, 3]);
});

test("what is read without being noted does not wake", () => {
  const [one, other] = [signal(1), signal(10)];
  const { seen } = watched(() => one.value + untracked(() => other.value));
  other.value = 20;
  assert.deepEqual(seen, [11]);
  one.value = 2;
  assert.deepEqual(seen, [11, 22]);
});

test("an effect that has ended does not run, and what it had to put away is put away", () => {
  const one = signal(1);
  /** @type {string[]} */
  const log = [];
  const end = effect(() => {
    const now = one.value;
    log.push(`begin ${now}`);
    return () => void log.push(`end ${now}`);
  });
  one.value = 2;
  end();
  one.value = 3;
  assert.deepEqual(log, ["begin 1", "end 1", "begin 2", "end 2"]);
});

test("an effect that ends another one in the same change keeps it from running", () => {
  const one = signal(1);
  let end = () => {};
  effect(() => {
    if (one.value > 1) end();
  });
  const other = watched(() => one.value);
  end = other.end;
  one.value = 2;
  assert.deepEqual(other.seen, [1]);
});

test("an effect that fails stops no other, runs again at the next change, and what went wrong is told", () => {
  const one = signal(1);
  effect(() => {
    if (one.value === 2) throw new Error("two");
  });
  const { seen } = watched(() => one.value);
  assert.throws(() => (one.value = 2), /two/);
  one.value = 3;
  assert.deepEqual(seen, [1, 2, 3]);
  effect(() => {
    if (one.value === 4) throw new Error("four");
  });
  effect(() => {
    if (one.value === 4) throw new Error("four again");
  });
  assert.throws(() => (one.value = 4), AggregateError);
});

test("a computed that fails says so to who reads it, until it can be made again", () => {
  const one = signal(1);
  const half = computed(() => {
    if (one.value % 2) throw new Error("odd");
    return one.value / 2;
  });
  assert.throws(() => half.value, /odd/);
  assert.throws(() => half.value, /odd/);
  one.value = 8;
  assert.equal(half.value, 4);
});

test("effects run in the order in which they were made, whoever was changed first", () => {
  const [one, other] = [signal(1), signal(1)];
  /** @type {string[]} */
  const order = [];
  effect(() => void order.push(`first ${other.value}`));
  effect(() => void order.push(`second ${one.value}`));
  batch(() => {
    one.value = 2;
    other.value = 2;
  });
  assert.deepEqual(order, ["first 1", "second 1", "first 2", "second 2"]);
});

test("an effect may set what others read, and those run after it; a circle comes to an end", () => {
  const [one, twice] = [signal(1), signal(0)];
  const { seen } = watched(() => twice.value);
  effect(() => {
    twice.value = 2 * one.value;
  });
  one.value = 5;
  assert.deepEqual(seen, [0, 2, 10]);
  const round = signal(0);
  assert.throws(() => effect(() => void (round.value = round.value + 1)), /without an end/);
  one.value = 6; // others go on
  assert.equal(seen.at(-1), 12);
});
