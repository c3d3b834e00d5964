// What is shown, behind the # of the address. A browser sends that part to nobody, so no program between here and the app
// can write it down, or find it too long.

/** What the address tells. An old link has it behind a question mark; it moves at once, so that a reload does not send it. */
export function readAddress() {
  const { hash, search } = location;
  if (search) writeAddress(new URLSearchParams(`${hash.slice(1)}&${search.slice(1)}`).toString());
  return location.hash.slice(1);
}

/** @param {string} text of the step where one is */
export function writeAddress(text) {
  history.replaceState(null, "", addressOf(text));
}

/** One more step, from which the browser goes back to the one before. @param {string} text */
export function addAddress(text) {
  history.pushState(null, "", addressOf(text));
}

/** @param {string} text */
function addressOf(text) {
  const address = new URL(location.href);
  [address.search, address.hash] = ["", text];
  return address;
}

/**
 * When somebody writes another address, or goes back to one.
 * @param {(text: string) => void} show what it tells
 * @param {() => void} keep where it leads to a place on the page and tells nothing
 */
export function onAddressChange(show, keep) {
  addEventListener("hashchange", ({ newURL }) => {
    const text = new URL(newURL).hash.slice(1);
    if (!text || text.includes("=")) show(text);
    else keep();
  });
}
