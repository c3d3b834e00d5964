// What to say to the person when there is no answer to be shown.

export class Refusal extends Error {
  /**
   * @param {string} message
   * @param {boolean} [again] whether the same may go better at another try
   */
  constructor(message, again = false) {
    super(message);
    this.again = again;
  }
}
