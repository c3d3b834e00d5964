// What a student has sent and the app has not taken yet: it is kept until it is, also over a connection that broke.

/** @typedef {{path: "answers" | "sentences", body: Record<string, unknown>}} Letter */
/** @typedef {readonly Letter[]} Outbox */

/** Of two answers to a question, and of two sentences, the later one counts. @param {Letter} letter */
const about = ({ path, body }) => `${path} ${body.question ?? ""}`;

/** @param {Outbox} outbox @param {Letter} letter @returns {Outbox} */
export const put = (outbox, letter) => [...outbox.filter((one) => about(one) !== about(letter)), letter];

/** @param {Outbox} outbox @param {Letter} letter which may have been replaced meanwhile; then the later one stays @returns {Outbox} */
export const without = (outbox, letter) => outbox.filter((one) => one !== letter);

/** Whether the same may be taken at another try. @param {number} status of an answer of the app; 0 if there was none */
export const isToBeKept = (status) => status === 0 || status === 408 || status >= 500;
