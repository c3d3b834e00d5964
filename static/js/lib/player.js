// What goes on by itself: a step every so often, until it is paused.

export class Player {
  #timer = 0;

  /**
   * @param {() => void} step
   * @param {() => number} milliseconds from one step to the next
   * @param {(playing: boolean) => void} tell
   */
  constructor(step, milliseconds, tell) {
    this.step = step;
    this.milliseconds = milliseconds;
    this.tell = tell;
  }

  get playing() {
    return this.#timer !== 0;
  }

  play() {
    clearInterval(this.#timer);
    this.#timer = window.setInterval(this.step, this.milliseconds());
    this.tell(true);
  }

  pause() {
    if (!this.playing) return;
    clearInterval(this.#timer);
    this.#timer = 0;
    this.tell(false);
  }
}
