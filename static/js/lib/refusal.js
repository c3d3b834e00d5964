// What to say to the person when there is no answer to be shown.

export class Refusal extends Error {
  /**
   * @param {string} message
   * @param {boolean} [again] whether the same may go better at another try
   * @param {string} [field] at which the fault is, where it is at one
   */
  constructor(message, again = false, field = "") {
    super(message);
    this.again = again;
    this.field = field;
  }
}
