/** A colour for light and for dark surroundings, as #rrggbb. */
export interface Shade {
  light: string;
  dark: string;
}

/** Every colour of the pages. Contrast of each pair that carries text is at least WCAG AA, which a test computes. */
export const palette = {
  paper: { light: '#f5f3ee', dark: '#10171a' },
  surface: { light: '#ffffff', dark: '#182125' },
  sunken: { light: '#eeebe4', dark: '#0c1214' },
  ink: { light: '#1b2a2e', dark: '#e8eeee' },
  muted: { light: '#54646a', dark: '#a3b3b8' },
  line: { light: '#dcd7cc', dark: '#2d3a40' },
  /** The edge of anything that can be pressed or filled in: 3:1 against surface. */
  edge: { light: '#7c8a8f', dark: '#6f8087' },
  accent: { light: '#0e5a63', dark: '#74c9cc' },
  onAccent: { light: '#ffffff', dark: '#06272b' },
  accentSoft: { light: '#dfeeee', dark: '#173538' },
  alert: { light: '#a02f1c', dark: '#ff9f8c' },
  alertSoft: { light: '#fbe9e4', dark: '#3d1d18' },
  caution: { light: '#7d5200', dark: '#eebf62' },
  cautionSoft: { light: '#fbf0d9', dark: '#352a12' },
  phase1: { light: '#0e5a63', dark: '#74c9cc' },
  phase2: { light: '#37797e', dark: '#4d9a9e' },
  phase3: { light: '#8fbcbc', dark: '#2f6a6f' },
  phase4: { light: '#bcd8d6', dark: '#24494d' },
  /** Text on phase 1 and 2, and on phase 3 and 4. */
  onDeep: { light: '#ffffff', dark: '#06272b' },
  onPale: { light: '#12383d', dark: '#e8eeee' },
} as const satisfies Record<string, Shade>;

export type Colour = keyof typeof palette;

function declarations(mode: keyof Shade): string {
  return Object.entries(palette)
    .map(
      ([name, shade]) => `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}:${shade[mode]}`,
    )
    .join(';');
}

/** The palette as custom properties, `accentSoft` as `--accent-soft`, for light and dark. */
export const paletteStyle = `
:root{color-scheme:light dark;${declarations('light')}}
@media (prefers-color-scheme:dark){:root{${declarations('dark')}}}
`;
