// Only the last question counts: it takes the place of one that is not answered yet, which is broken off.

/**
 * @template {unknown[]} Q
 * @template A
 * @param {(stop: AbortSignal, ...request: Q) => Promise<A>} ask
 * @returns {(...request: Q) => Promise<A | null>} null for who was replaced; what went wrong with a replaced one is nobody's concern
 */
export function latest(ask) {
  let running = new AbortController();
  return async (...request) => {
    running.abort();
    const { signal: stop } = (running = new AbortController());
    try {
      const answer = await ask(stop, ...request);
      return stop.aborted ? null : answer;
    } catch (error) {
      if (stop.aborted) return null;
      throw error;
    }
  };
}
