// What a page keeps in the browser, as JSON. A browser that lets nothing be kept forgets it with the page.

/**
 * @template T
 * @param {Storage | undefined} storage read by ``inBrowser`` or ``inTab``
 * @param {string} name
 * @returns {{read: () => T | null, write: (value: T | null) => void}} null: nothing
 */
function kept(storage, name) {
  return {
    read() {
      try {
        return JSON.parse(storage?.getItem(name) ?? "null");
      } catch {
        return null;
      }
    },
    write(value) {
      try {
        if (value === null) storage?.removeItem(name);
        else storage?.setItem(name, JSON.stringify(value));
      } catch {
        // it is full, or nothing may be kept
      }
    },
  };
}

/** @param {() => Storage} read a browser may refuse to hand it out */
function storage(read) {
  try {
    return read();
  } catch {
    return undefined;
  }
}

/** As long as the browser keeps it. @template T @param {string} name @returns {ReturnType<typeof kept<T>>} */
export const inBrowser = (name) => kept(storage(() => localStorage), name);

/** As long as the tab is open. @template T @param {string} name @returns {ReturnType<typeof kept<T>>} */
export const inTab = (name) => kept(storage(() => sessionStorage), name);
