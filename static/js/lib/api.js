// The app behind the pages.

/** What to say to the person when there is no answer to be shown. */
export class Refusal extends Error {}

/**
 * @param {string} sentence
 * @param {string} cell
 * @returns {Promise<import("../core/walk.js").Trace>}
 */
export function trace(sentence, cell) {
  return post("/api/v1/traces?numbers=packed", { sentence, cell });
}

/**
 * @param {string} path
 * @param {object} body
 */
async function post(path, body) {
  const headers = { "content-type": "application/json" };
  const answer = await fetch(path, { method: "POST", headers, body: JSON.stringify(body) }).catch(() => {
    throw new Refusal("The app does not answer. Is it still running? Try it again.");
  });
  const told = await answer.json().catch(() => {
    throw new Refusal("The answer of the app could not be read. Try it again.");
  });
  if (!answer.ok) throw new Refusal(told.detail);
  return told;
}
