// Loaded before the tests of scripts that say something: English, all of it.

import { readFileSync, readdirSync } from "node:fs";

const folder = new URL("../../texts/en/", import.meta.url);
const texts = readdirSync(folder).map((name) => JSON.parse(readFileSync(new URL(name, folder), "utf8")));
globalThis.gatewalkTexts = { language: "en", texts: Object.assign({}, ...texts) };
