// Between a page of Gatewalk and one that shows it in a frame: a lesson beside its picture, a room. Both are pages of this
// app, and nobody else is heard.

/**
 * ``show``: what stands behind the # of an address; ``light``: the ids of what to look at; ``press``: a key that was pressed
 * beside the picture and is meant for it; ``theme``: its name; ``veil``: whether what it computes is hidden, until somebody has
 * guessed.
 * @typedef {(
 *   {say: "show", fragment: string} | {say: "light", ids: string[]} | {say: "press", key: string, shift: boolean} |
 *   {say: "theme", theme: string} | {say: "veil", on: boolean}
 * )} ToPicture
 * ``ready``: the page listens; ``changed``: it shows something else now. ``path`` is that of the page.
 * @typedef {{say: "ready" | "changed", path: string, fragment: string}} FromPicture
 */

/** Whether a page of ours shows this one: of other sites that may do so nothing is seen. */
export const isFramed = () => window.frameElement !== null;

/** @param {Window | null} other @param {ToPicture | FromPicture} message */
export function tell(other, message) {
  other?.postMessage({ gatewalk: message }, location.origin);
}

/**
 * @template {ToPicture | FromPicture} M
 * @param {() => Window | null} other
 * @param {(message: M) => void} take
 */
export function hear(other, take) {
  addEventListener("message", ({ source, origin, data }) => {
    if (source === other() && origin === location.origin && data?.gatewalk) take(data.gatewalk);
  });
}
