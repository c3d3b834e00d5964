// Adam (D. P. Kingma and J. Ba, 2015), with clipping by the norm; the same steps as model/training/adam.py.

const [FIRST, SECOND, SMALL] = [0.9, 0.999, 1e-8];

export class Adam {
  /** @param {number} count of weights */
  constructor(count) {
    this.first = new Float32Array(count);
    this.second = new Float32Array(count);
    this.steps = 0;
  }

  /**
   * One step down the gradient. Returns its norm before clipping; one that is not finite changes nothing.
   * @param {Float32Array} weights
   * @param {Float32Array} gradient
   * @param {number} rate
   * @param {number} clip the largest norm
   */
  step(weights, gradient, rate, clip) {
    let square = 0;
    for (let k = 0; k < gradient.length; k++) square += (gradient[k] ?? 0) ** 2;
    const norm = Math.sqrt(square);
    if (!Number.isFinite(norm)) return norm;
    this.steps += 1;
    const { first, second } = this;
    const factor = norm > clip ? clip / norm : 1;
    const [down, up] = [rate / (1 - FIRST ** this.steps), 1 / Math.sqrt(1 - SECOND ** this.steps)];
    for (let k = 0; k < gradient.length; k++) {
      const g = factor * (gradient[k] ?? 0);
      const m = (first[k] = FIRST * (first[k] ?? 0) + (1 - FIRST) * g);
      const v = (second[k] = SECOND * (second[k] ?? 0) + (1 - SECOND) * g * g);
      weights[k] = (weights[k] ?? 0) - (down * m) / (Math.sqrt(v) * up + SMALL);
    }
    return norm;
  }
}
