// One question after another: the next is sent when the last answer has come, and of those that came meanwhile only the newest.

/**
 * @template Q
 * @template A
 * @param {(stop: AbortSignal, request: Q) => Promise<A>} ask
 * @param {(answer: A) => void} show
 * @param {(error: unknown) => void} fail
 */
export function paced(ask, show, fail) {
  let running = new AbortController();
  let isOut = false;
  /** @type {{request: Q} | null} */
  let next = null;

  async function run() {
    const { signal: stop } = running;
    isOut = true;
    while (next && !stop.aborted) {
      const { request } = next;
      next = null;
      try {
        const answer = await ask(stop, request);
        if (!stop.aborted) show(answer);
      } catch (error) {
        if (!stop.aborted) fail(error);
      }
    }
    if (!stop.aborted) isOut = false;
  }

  return {
    /** @param {Q} request */
    ask(request) {
      next = { request };
      if (!isOut) void run();
    },
    /** Nothing that was asked is shown any more. */
    end() {
      running.abort();
      running = new AbortController();
      [isOut, next] = [false, null];
    },
  };
}
