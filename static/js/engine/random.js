// Numbers that look random and are the same for the same seed: an xorshift of 128 bits (G. Marsaglia, "Xorshift RNGs", Journal
// of Statistical Software 8, 2003), of which two words are added up.

/** @param {number} seed @returns {() => number} from 0 up to, not including, 1 */
export function generator(seed) {
  const state = new Uint32Array(4);
  // The seed is spread over the state; a state of zeros would stay so.
  for (let n = 0, x = (seed >>> 0) + 0x9e3779b9; n < 4; n++) {
    x = Math.imul(x ^ (x >>> 16), 0x21f0aaad);
    x = Math.imul(x ^ (x >>> 15), 0x735a2d97);
    state[n] = (x ^= x >>> 15) || 1;
    x += 0x9e3779b9;
  }
  return () => {
    let t = state[3] ?? 0;
    const s = state[0] ?? 0;
    state.copyWithin(1, 0, 3);
    t ^= t << 11;
    t ^= t >>> 8;
    state[0] = t ^ s ^ (s >>> 19);
    return ((state[0] + (state[1] ?? 0)) >>> 0) / 2 ** 32;
  };
}

/**
 * Numbers of a normal distribution (G. E. P. Box and M. E. Muller, 1958).
 * @param {() => number} random
 * @param {number} count
 */
export function normal(random, count) {
  return Array.from({ length: count }, () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random()));
}

/** 0 to count - 1 in any order. @param {() => number} random @param {number} count */
export function shuffled(random, count) {
  const order = Uint32Array.from({ length: count }, (_, n) => n);
  for (let n = count - 1; n > 0; n--) {
    const other = Math.floor(random() * (n + 1));
    [order[n], order[other]] = [order[other] ?? 0, order[n] ?? 0];
  }
  return order;
}

/** One seed of several, or of a text: FNV-1a (G. Fowler, L. C. Noll and K.-P. Vo). @param {number[] | string} parts */
export function seedOf(parts) {
  const numbers = typeof parts === "string" ? Array.from(parts, (char) => char.codePointAt(0) ?? 0) : parts;
  return numbers.reduce((hash, one) => Math.imul(hash ^ one, 0x01000193) >>> 0, 0x811c9dc5);
}
