// Addresses of a room: the one that students are given, and the one by which a teacher takes a room along.

/** @typedef {{room: string, letters: string, key: string, hours: number}} Taught a room, as its teacher knows it */

const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/** The same page for readers of any language, each of whom is led to the one that their browser asks for. @param {string} page @param {string} tag its language */
export const inAnyLanguage = (page, tag) => page.replace(new RegExp(`/${tag.toLowerCase()}(/[^/]*)$`), "$1");

/** @param {string} page the address of any page of the app that lies beside the first one @param {string} letters */
export const joinAddress = (page, letters) => new URL(`join#${letters}`, page).href;

/** As it is read off the wall and typed. @param {string} page */
export const spoken = (page) => new URL("join", page).href.replace(/^https?:\/\//, "");

/** Whether no other computer can follow an address. @param {string} page */
export const isOnlyHere = (page) => LOOPBACK.test(new URL(page).hostname);

/** @param {string} page @param {Taught} taught */
export function takeAlong(page, { room, letters, key, hours }) {
  const fields = new URLSearchParams({ room, letters, key, hours: String(hours) });
  return new URL(`teach#${fields}`, page).href;
}

/** @param {string} fragment @returns {Taught | null} */
export function taken(fragment) {
  const fields = new URLSearchParams(fragment);
  const [room, letters, key] = ["room", "letters", "key"].map((name) => fields.get(name) ?? "");
  return room && letters && key ? { room, letters, key, hours: Number(fields.get("hours")) } : null;
}

const MOST = 20_000; // characters of an address that a room takes; a text of one's own in the lab may be longer

/** Whether an address can be shown in a room. @param {string} address */
export const fits = (address) => address.length <= MOST;

const PAGES = /^\.\/(compare|growing|lab)?(#|$)/;

/** Whether a picture may go to an address: it is a page of this app, whoever has sent it. @param {string} address */
export const isPage = (address) => PAGES.test(address);

/** An address of what is shown, without the theme of who shows it. @param {string} address */
export function undressed(address) {
  const [page = "", fragment = ""] = cut(address);
  const fields = new URLSearchParams(fragment);
  fields.delete("theme");
  return `${page}#${fields}`;
}

/** Whether a walk is shown up to its present word only, as its address says. @param {string} address */
export const hides = (address) => named(address).has("hides");

/** The same, with what comes hidden or shown; only a walk has something to come. @param {string} address @param {boolean} on */
export function hiding(address, on) {
  if (pageOf(address)) return address;
  const fields = named(address);
  if (on) fields.set("hides", "1");
  else fields.delete("hides");
  return `${cut(address)[0]}#${fields}`;
}

/** The same, gone on to a token. @param {string} address @param {number} token */
export function goneTo(address, token) {
  const [page = "", fragment = ""] = cut(address);
  const fields = new URLSearchParams(fragment);
  if (fields.get("token") === String(token)) return address;
  fields.delete("part"); // of the token before
  fields.set("token", String(token));
  return `${page}#${fields}`;
}

/** What an address names. @param {string} address */
export const named = (address) => new URLSearchParams(cut(address)[1]);

/** Which page it leads to: "" is the walk page. @param {string} address */
export const pageOf = (address) => PAGES.exec(address)?.[1] ?? "";

/** @param {string} address */
function cut(address) {
  const at = address.indexOf("#");
  return at < 0 ? [address, ""] : [address.slice(0, at), address.slice(at + 1)];
}
