// What a browser has that a follower needs, in one place: tests bring a world of their own.

/**
 * @typedef {object} World
 * @property {(address: string) => EventSource} listen
 * @property {(address: string, body?: object, seconds?: number, key?: string) => Promise<{status: number, reply: any}>} ask status 0: no
 *   answer; ``key``: the teacher's
 * @property {(address: string, body: object) => void} bye said while the page is being left
 * @property {(seconds: number, work: () => void) => () => void} after to be called off by what it returns
 * @property {() => number} chance
 * @property {(name: string) => import("./tabs.js").Line | null} line
 * @property {() => boolean} isSeen
 * @property {(happening: {woke: () => void, hidden: () => void, left: () => void}) => void} watch
 */

const MOST_SECONDS = 10; // that the app may take for what it answers at once

/** @returns {World} */
export const browser = () => ({
  listen: (address) => new EventSource(address),
  ask,
  bye: (address, body) => void navigator.sendBeacon(address, new Blob([JSON.stringify(body)], { type: "application/json" })),
  after: (seconds, work) => {
    const timer = setTimeout(work, 1000 * seconds);
    return () => clearTimeout(timer);
  },
  chance: Math.random,
  line: (name) => ("BroadcastChannel" in globalThis ? new BroadcastChannel(name) : null),
  isSeen: () => document.visibilityState === "visible",
  watch: ({ woke, hidden, left }) => {
    document.addEventListener("visibilitychange", () => (document.visibilityState === "visible" ? woke() : hidden()));
    addEventListener("online", woke);
    addEventListener("pageshow", (event) => event.persisted && woke());
    addEventListener("pagehide", left);
  },
});

/** @type {World["ask"]} */
async function ask(address, body, seconds = 0, key = "") {
  const headers = { ...(body && { "content-type": "application/json" }), ...(key && { "room-key": key }) };
  const sent = body && { method: "POST", body: JSON.stringify(body) };
  try {
    const answer = await fetch(address, { ...sent, headers, cache: "no-store", signal: AbortSignal.timeout(1000 * (seconds + MOST_SECONDS)) });
    return { status: answer.status, reply: await answer.json() };
  } catch {
    return { status: 0, reply: null };
  }
}

const KEY = "gatewalk-student";

/** A name that this browser has drawn for itself, and that says nothing of anybody. It stays when the page is loaded anew. */
export function token() {
  const drawn = [...crypto.getRandomValues(new Uint8Array(16))].map((one) => one.toString(16).padStart(2, "0")).join("");
  try {
    const kept = localStorage.getItem(KEY);
    if (kept) return kept;
    localStorage.setItem(KEY, drawn);
  } catch {
    // a browser that keeps nothing: the name lasts as long as the page
  }
  return drawn;
}
