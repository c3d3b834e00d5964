// How a run went: its loss at each update, and its marks. Both are thinned out as they grow, so that hours of learning take no
// more room than minutes.

/**
 * @typedef {{sequences: number, answers: number, off: number}} Judged
 * @typedef {{answer: number, p: number}} Belief
 * @typedef {{layers: Record<string, Record<string, Float32Array>>[], answer: Float32Array, believed?: Belief[], held?: Float32Array}} Look
 * @typedef {{update: number, judged: Record<string, Judged | undefined>, numbers: Float32Array}} Mark
 * @typedef {{stride: number, points: [number, number][], rest: number[]}} Course ``points``: an update and the mean loss of
 *   ``stride`` updates; ``rest``: losses that make no whole stride yet
 */

const MOST_POINTS = 400;
const MOST_MARKS = 120;
const MOST_NUMBERS = 8_000_000; // weights of all marks together: 32 MB

/** @type {Course} */
export const NO_COURSE = { stride: 1, points: [], rest: [] };

/**
 * @param {Course} course
 * @param {number} update of the last of the losses
 * @param {number[]} losses
 * @returns {Course}
 */
export function grown({ stride, points, rest }, update, losses) {
  const all = [...rest, ...losses.map((loss) => (Number.isFinite(loss) ? loss : 0))];
  const [more, first] = [/** @type {[number, number][]} */ ([]), update - all.length];
  let at = 0;
  for (; at + stride <= all.length; at += stride) {
    more.push([first + at + stride, all.slice(at, at + stride).reduce((sum, one) => sum + one, 0) / stride]);
  }
  return thinned({ stride, points: [...points, ...more], rest: all.slice(at) });
}

/** @param {Course} course @returns {Course} */
function thinned(course) {
  const { stride, points, rest } = course;
  if (points.length <= MOST_POINTS) return course;
  const pairs = Math.floor(points.length / 2);
  /** @type {[number, number][]} */
  const merged = Array.from({ length: pairs }, (_, n) => {
    const [one, other] = /** @type {[number, number][]} */ (points.slice(2 * n, 2 * n + 2));
    return [other?.[0] ?? 0, ((one?.[1] ?? 0) + (other?.[1] ?? 0)) / 2];
  });
  const odd = points.length % 2 ? Array(stride).fill(points.at(-1)?.[1] ?? 0) : [];
  return { stride: 2 * stride, points: merged, rest: [...odd, ...rest] };
}

/** One more mark; of too many every second one goes, the first and the last stay. @param {Mark[]} marks @param {Mark} mark */
export function marked(marks, mark) {
  const all = [...marks.filter(({ update }) => update < mark.update), mark];
  const most = Math.max(3, Math.min(MOST_MARKS, Math.floor(MOST_NUMBERS / mark.numbers.length)));
  return all.length <= most ? all : all.filter((_, n) => n % 2 === 0 || n === all.length - 1);
}

/**
 * The share right at each mark.
 * @param {Mark[]} marks
 * @param {string} set
 * @param {"sequences" | "answers" | "off"} by
 * @returns {[number, number][]}
 */
export function shares(marks, set, by) {
  return marks.flatMap(({ update, judged }) => {
    const one = judged[set];
    return one ? [/** @type {[number, number]} */ ([update, one[by]])] : [];
  });
}
