// What to say to the person when there is no answer to be shown.

export class Refusal extends Error {
  /**
   * @param {string} message
   * @param {boolean} [again] whether the same may go better at another try
   * @param {string} [field] at which the fault is, where it is at one
   * @param {{code?: string, values?: Record<string, any>}} [which] which text it is, and what fills it, such as the line
   */
  constructor(message, again = false, field = "", { code = "", values = {} } = {}) {
    super(message);
    this.again = again;
    this.field = field;
    this.code = code;
    this.values = values;
  }
}
