// The text of a lesson while it is written: which step a place belongs to, and what is put into it.

import { t } from "../texts.js";

const STEP = /^step[ \t]*[:：]/i;
const LINK = /^link[ \t]*[:：]/i;
const GOES_ON = /^\s+\S/;
const LEFT_OUT = ["theme", "speed"]; // of a link: those who take the lesson choose them

/** @typedef {{text: string, select: [number, number]}} Edited ``select``: what is to be typed over next */

/** What stands behind the # of the page for writing, so that an address becomes a step there. @param {string} address */
export const stepLink = (address) => String(new URLSearchParams({ link: address }));

/** The address that is to become a step, or "". @param {string} fragment of that page */
export const linkIn = (fragment) => new URLSearchParams(fragment).get("link") ?? "";

/** Where each line begins. @param {string[]} lines */
function begins(lines) {
  let at = 0;
  return lines.map((line) => (at += line.length + 1) - line.length - 1);
}

/** @param {string} text @param {number} offset @returns {number} the line that a place is in, from 0 */
function lineAt(text, offset) {
  return text.slice(0, offset).split("\n").length - 1;
}

/** @param {string} text @param {number} offset @returns {number} the step that a place is in, from 0; -1 above the first one */
export function stepAt(text, offset) {
  const before = text.split("\n").slice(0, lineAt(text, offset) + 1);
  return before.filter((line) => STEP.test(line)).length - 1;
}

/** @param {string} text @param {number} line from 1 @returns {[number, number]} where it begins and ends */
export function lineRange(text, line) {
  const lines = text.split("\n");
  const n = Math.min(Math.max(line, 1), lines.length) - 1;
  const begin = begins(lines)[n] ?? 0;
  return [begin, begin + (lines[n] ?? "").length];
}

/** The lines of a step, without the empty ones behind it. @param {string[]} lines @param {number} step @returns {[number, number]} */
function extent(lines, step) {
  const starts = lines.flatMap((line, n) => (STEP.test(line) ? [n] : []));
  const [start = 0, end = lines.length] = [starts[step], starts[step + 1]];
  return [start, lines.slice(0, end).findLastIndex((line) => line.trim()) + 1];
}

/** @param {string} text @param {number} step @returns {[number, number]} where the title of a step begins and ends */
export function titleOf(text, step) {
  const lines = text.split("\n");
  const [first] = extent(lines, step);
  const [begin, end] = lineRange(text, first + 1);
  return [begin + (lines[first]?.match(/^step[ \t]*[:：][ \t]*/i)?.[0].length ?? 0), end];
}

/**
 * A new step at the end.
 * @param {string} text
 * @param {string} address of what it shows
 * @returns {Edited}
 */
export function withStep(text, address) {
  const before = text.trimEnd();
  const lines = [`step: ${t("lessons.write.new-step")}`, `say: ${t("lessons.write.new-say")}`, `link: ${readable(address)}`];
  const made = `${before}${before ? "\n\n" : ""}${lines.join("\n")}\n`;
  return { text: made, select: titleOf(made, stepAt(made, made.length)) };
}

/**
 * Another link for the step that a place is in.
 * @param {string} text
 * @param {number} offset
 * @param {string} address
 * @returns {Edited}
 */
export function withLink(text, offset, address) {
  const step = stepAt(text, offset);
  if (step < 0) return withStep(text, address);
  const lines = text.split("\n");
  const [first, end] = extent(lines, step);
  const line = `link: ${readable(address)}`;
  const old = lines.slice(first, end).findIndex((one) => LINK.test(one));
  const behind = old >= 0 ? first + old : lineBehindSay(lines, first, end);
  const more = lines.slice(behind + 1, end).findIndex((one) => !GOES_ON.test(one));
  const gone = old < 0 ? 0 : 1 + (more < 0 ? end - behind - 1 : more);
  const made = lines.toSpliced(behind, gone, line).join("\n");
  return { text: made, select: lineRange(made, behind + 1) };
}

/** @param {string[]} lines @param {number} first @param {number} end */
function lineBehindSay(lines, first, end) {
  const behind = lines.slice(first + 1, end).findIndex((line) => !/^say[ \t]*[:：]/i.test(line) && !GOES_ON.test(line));
  return behind < 0 ? end : first + 1 + behind;
}

/**
 * More lines for the step that a place is in, at its end.
 * @param {string} text
 * @param {number} offset
 * @param {string} more
 * @returns {Edited}
 */
export function withLines(text, offset, more) {
  const lines = text.split("\n");
  const [, end] = extent(lines, Math.max(0, stepAt(text, offset)));
  const made = lines.toSpliced(end, 0, ...more.trimEnd().split("\n")).join("\n");
  const ask = made.split("\n").findIndex((line, n) => n >= end && line.startsWith("ask:"));
  const [begin, stop] = lineRange(made, ask + 1);
  return { text: made, select: [begin + "ask: ".length, stop] };
}

/** Whether the step that a place is in asks something already. @param {string} text @param {number} offset */
export function asks(text, offset) {
  const [lines, step] = [text.split("\n"), stepAt(text, offset)];
  return step >= 0 && lines.slice(...extent(lines, step)).some((line) => /^question[ \t]*[:：]/i.test(line));
}

/**
 * An address as a person writes it: only what would end a value is written with signs.
 * @param {string} address
 */
export function readable(address) {
  const [path = "", fragment = ""] = address.split(/#(.*)/s);
  const fields = [...new URLSearchParams(fragment)].filter(([name]) => !LEFT_OUT.includes(name));
  const written = fields.map(([name, value]) => `${name}=${value.replace(/[%&+\r\n]/g, encodeURIComponent)}`);
  return `${path}#${written.join("&")}`;
}

/** @param {string} text @returns {string} of the file */
export function fileName(text) {
  const title = text.match(/^title[ \t]*[:：][ \t]*(.*)$/im)?.[1] ?? "";
  const plain = title.normalize("NFKD").toLowerCase().replace(/\p{M}/gu, "").replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "");
  return `${plain.slice(0, 50) || "our-lesson"}.txt`;
}
