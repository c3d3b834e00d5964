// What a view that draws with Plotly gives: its traces and its layout.

/** @typedef {{data: object[], layout: Record<string, any>}} Figure */

export {};
