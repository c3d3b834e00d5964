// SHA-256 (FIPS 180-4). Browsers have it only with HTTPS, and a class in its own network has none.

const FRACTION = 2 ** 32;
const PRIMES = primes(64);
/** The first 32 bits behind the point, of cube roots and of square roots. */
const STEPS = PRIMES.map((prime) => bits(Math.cbrt(prime)));
const START = PRIMES.slice(0, 8).map((prime) => bits(Math.sqrt(prime)));
const BLOCK = 64; // bytes

/** @param {Uint8Array} bytes @returns {string} in hexadecimal digits */
export function sha256(bytes) {
  const padded = new Uint8Array(Math.ceil((bytes.length + 9) / BLOCK) * BLOCK);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 8, Math.floor(bytes.length / (FRACTION / 8)));
  view.setUint32(padded.length - 4, (bytes.length * 8) % FRACTION);
  const state = Uint32Array.from(START);
  const words = new Uint32Array(STEPS.length);
  for (let at = 0; at < padded.length; at += BLOCK) take(state, spread(words, view, at));
  return Array.from(state, (word) => word.toString(16).padStart(8, "0")).join("");
}

/** The words of a block, and those that follow from them. @param {Uint32Array} words @param {DataView} view @param {number} at */
function spread(words, view, at) {
  for (let n = 0; n < words.length; n++) {
    const [one, other] = [small(of(words, n - 15), 7, 18, 3), small(of(words, n - 2), 17, 19, 10)];
    words[n] = n < 16 ? view.getUint32(at + 4 * n) : of(words, n - 16) + one + of(words, n - 7) + other;
  }
  return words;
}

/** @param {Uint32Array} state @param {Uint32Array} words */
function take(state, words) {
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  words.forEach((word, n) => {
    const first = h + large(e, 6, 11, 25) + ((e & f) ^ (~e & g)) + (STEPS[n] ?? 0) + word;
    const second = large(a, 2, 13, 22) + ((a & b) ^ (a & c) ^ (b & c));
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) >>> 0, c, b, a, (first + second) >>> 0];
  });
  [a, b, c, d, e, f, g, h].forEach((one, n) => (state[n] = of(state, n) + one));
}

/** @param {number} x @param {number} n */
const turned = (x, n) => (x >>> n) | (x << (32 - n));

/** @param {number} x @param {number} p @param {number} q @param {number} r */
const large = (x, p, q, r) => (turned(x, p) ^ turned(x, q) ^ turned(x, r)) >>> 0;

/** @param {number} x @param {number} p @param {number} q @param {number} r */
const small = (x, p, q, r) => (turned(x, p) ^ turned(x, q) ^ (x >>> r)) >>> 0;

/** @param {Uint32Array} words @param {number} n */
const of = (words, n) => words[n] ?? 0;

/** @param {number} root */
function bits(root) {
  return Math.floor((root % 1) * FRACTION);
}

/** @param {number} count @returns {number[]} */
function primes(count) {
  /** @type {number[]} */
  const result = [];
  for (let n = 2; result.length < count; n++) if (result.every((prime) => n % prime)) result.push(n);
  return result;
}
