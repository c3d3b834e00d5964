// The page with one walk in it, as a single file that needs no app and no network: scripts, styles and Plotly inside.

/** @import { Walk } from "../core/walk.js" */

const IMPORT = /^((?:import|export)\b.*?)"(\.[^"]+)"(?=;$)/gm; // what a comment imports is a type

/**
 * @param {string} plotly its address
 * @param {{
 *   walk: Walk, original: Walk | null,
 *   sentence: string, cellName: string, link: string,
 * }} shown
 * @returns {Promise<string>} HTML
 */
export async function offlinePage(plotly, { walk, original, sentence, cellName, link }) {
  const page = new DOMParser().parseFromString(await text(location.pathname), "text/html");
  const mark = Array.from(crypto.getRandomValues(new Uint32Array(4))).join("-"); // that no text can hold by chance or design
  /** @type {string[]} what is put into the text at the end: the policy of this page forbids such elements here */
  const inside = [];
  /** @param {string} html */
  const later = (html) => page.createComment(`${mark} ${inside.push(html) - 1}`);

  page.documentElement.setAttribute("data-offline", "");
  // Its texts stand in the document, so it keeps the language in which it was saved.
  for (const part of page.querySelectorAll("nav, .skip, .languages, link:not([rel=stylesheet])")) part.remove();
  for (const link of page.querySelectorAll("a[href^='.']")) link.removeAttribute("href"); // there is nothing to lead to
  for (const link of page.querySelectorAll("link")) link.replaceWith(later(`<style>${await styles(link.href)}</style>`));
  for (const tag of page.querySelectorAll("script[src]")) {
    const script = /** @type {HTMLScriptElement} */ (tag);
    if (script.type === "module") script.remove();
    else script.replaceWith(later(`<script>${safe(await text(script.src))}</script>`));
  }
  const root = new URL("..", import.meta.url);
  const first = new URL("pages/walk.js", root);
  const imports = JSON.stringify({ imports: await collected(first, root) });
  page.body.append(
    later(`<script>${safe(await text(plotly))}</script>`),
    later(`<script type="importmap">${safe(imports)}</script>`),
    later(`<script type="module">import ${JSON.stringify(named(first, root))};</script>`),
  );
  fill(page, "first-walk", JSON.stringify(walk.trace));
  fill(page, "first-cell", JSON.stringify(walk.cell));
  fill(page, "kept", JSON.stringify({ original: original?.trace ?? null, link }));
  page.querySelector("#text")?.setAttribute("value", sentence);
  for (const option of page.querySelectorAll("#cell option")) option.toggleAttribute("selected", option.getAttribute("value") === cellName);
  for (const part of page.querySelectorAll("[data-take=link], [data-take=html]")) part.remove();
  const html = page.documentElement.outerHTML.replace(new RegExp(`<!--${mark} (\\d+)-->`, "g"), (_, n) => inside[Number(n)] ?? "");
  return `<!doctype html>\n${html}`;
}

/**
 * Every module that is reached from one, as data, under names that do not depend on where they lie.
 * @param {URL} first
 * @param {URL} root
 */
async function collected(first, root) {
  /** @type {Record<string, string>} */
  const modules = {};
  const open = [first];
  for (let url = open.pop(); url; url = open.pop()) {
    if (named(url, root) in modules) continue;
    const here = url;
    const source = await text(url.href);
    open.push(...[...source.matchAll(IMPORT)].map(([, , path = ""]) => new URL(path, here)));
    const renamed = source.replace(IMPORT, (_, before, path) => before + JSON.stringify(named(new URL(path, here), root)));
    modules[named(url, root)] = `data:text/javascript;charset=utf-8,${encodeURIComponent(renamed)}`;
  }
  return modules;
}

/**
 * @param {URL} url
 * @param {URL} root
 */
function named(url, root) {
  return `gatewalk/${url.href.slice(root.href.length)}`;
}

/** @param {string} address */
async function text(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.text();
}

/** With the fonts that it names inside. @param {string} address of a style sheet */
async function styles(address) {
  const sheet = await text(address);
  const named = [...sheet.matchAll(/url\("([^"]+)"\)/g)].map(([, path = ""]) => path);
  const inside = await Promise.all(named.map(async (path) => [path, await asData(new URL(path, address).href)]));
  return inside.reduce((all, [path = "", data = ""]) => all.replaceAll(path, data), sheet);
}

/** @param {string} address @returns {Promise<string>} an address that holds what is there */
async function asData(address) {
  const blob = await (await fetch(address)).blob();
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => resolve(String(reader.result)));
    reader.addEventListener("error", () => reject(reader.error));
    reader.readAsDataURL(blob);
  });
}

/** @param {string} script that must not end the element it stands in */
function safe(script) {
  return script.replaceAll("</script", "<\\/script").replaceAll("<!--", "<\\!--");
}

/**
 * @param {Document} page
 * @param {string} id
 * @param {string} json
 */
function fill(page, id, json) {
  const place = page.getElementById(id);
  if (place) place.textContent = json.replaceAll("<", "\\u003c");
}
