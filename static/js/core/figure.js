// What a view that draws with Plotly is given, and what it gives: its traces and its layout.

/** @typedef {{data: object[], layout: Record<string, any>}} Figure */

/**
 * The colours of the theme, its typeface, and the pixels of one rem.
 * @typedef {{
 *   ink: string, soft: string, line: string, accent: string, plus: string, minus: string, open: string, shut: string, sheet: string,
 *   font: string, rem: number,
 * }} Look
 */

export {};
