/** Colours by what they are for; the test computes the contrast of every pair that carries text (WCAG 2.2, 1.4.3). */
export interface Palette {
  readonly paper: string;
  readonly surface: string;
  readonly sunken: string;
  readonly ink: string;
  readonly soft: string;
  readonly line: string;
  readonly edge: string;
  readonly accent: string;
  readonly onAccent: string;
  readonly tint: string;
  readonly onTint: string;
  readonly warn: string;
  readonly warnTint: string;
  readonly bad: string;
  readonly badTint: string;
  readonly good: string;
  readonly goodTint: string;
  readonly faint: string;
}

export const light: Palette = {
  paper: '#fcfbf9', surface: '#ffffff', sunken: '#f4f2ed', ink: '#1c2126', soft: '#575e66', line: '#dfdbd3', edge: '#8b8a83',
  accent: '#1b5a7a', onAccent: '#ffffff', tint: '#dce9f0', onTint: '#174a64',
  warn: '#7d4707', warnTint: '#faeed9', bad: '#98203a', badTint: '#f9e5e7', good: '#2b6140', goodTint: '#e3f0e6', faint: '#c3cdd2',
};

export const dark: Palette = {
  paper: '#14171a', surface: '#1a1e22', sunken: '#21262b', ink: '#e9e7e2', soft: '#aab1b8', line: '#343b42', edge: '#7d858d',
  accent: '#86c3e0', onAccent: '#0e1b22', tint: '#1d3644', onTint: '#b3dbee',
  warn: '#ecbd74', warnTint: '#372a14', bad: '#f3a3ac', badTint: '#43191f', good: '#9bd0ab', goodTint: '#183324', faint: '#41525c',
};

/** Text on ground, as the styles use them. */
export const pairs: readonly (readonly [text: keyof Palette, ground: keyof Palette])[] = [
  ['ink', 'paper'], ['ink', 'surface'], ['ink', 'sunken'], ['soft', 'paper'], ['soft', 'surface'], ['soft', 'sunken'], ['accent', 'paper'], ['accent', 'surface'], ['accent', 'sunken'],
  ['onAccent', 'accent'], ['onTint', 'tint'], ['warn', 'warnTint'], ['warn', 'paper'], ['bad', 'badTint'], ['bad', 'paper'], ['bad', 'surface'], ['good', 'goodTint'], ['ink', 'warnTint'],
];

export const variables = (p: Palette): string =>
  Object.entries(p).map(([name, value]) => `--${name.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`)}:${String(value)}`).join(';');

/** WCAG 2.2 contrast ratio of two colours `#rrggbb`. */
export function contrast(a: string, b: string): number {
  const [x = 0, y = 0] = [luminance(a), luminance(b)].sort((m, n) => n - m);
  return (x + 0.05) / (y + 0.05);
}

function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((i) => {
    const c = Number.parseInt(colour.slice(i, i + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
