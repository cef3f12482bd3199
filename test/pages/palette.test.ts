import { describe, expect, it } from 'vitest';
import { linkStyle } from '../../lambdas/pages/link-style.ts';
import { type Colour, palette, paletteStyle, type Shade } from '../../lambdas/pages/palette.ts';
import { productStyle } from '../../lambdas/pages/product-style.ts';

/** Relative luminance and contrast ratio as WCAG 2.2 defines them. */
function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0);
}

function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
}

const textOn: [Colour, Colour[]][] = [
  ['ink', ['paper', 'surface', 'sunken', 'accentSoft', 'alertSoft', 'cautionSoft']],
  ['muted', ['paper', 'surface', 'sunken', 'accentSoft']],
  ['accent', ['paper', 'surface', 'sunken', 'accentSoft', 'cautionSoft', 'alertSoft']],
  ['onAccent', ['accent']],
  ['alert', ['surface', 'paper', 'alertSoft']],
  ['caution', ['surface', 'cautionSoft']],
  ['surface', ['alert', 'caution']],
  ['paper', ['ink']],
  ['onDeep', ['phase1', 'phase2']],
  ['onPale', ['phase3', 'phase4']],
];

/** Edges and shapes that must be told from what they lie on. */
const shapeOn: [Colour, Colour[]][] = [
  ['edge', ['surface', 'paper']],
  ['accent', ['surface']],
  ['phase1', ['surface']],
  ['phase2', ['surface']],
];

const modes: (keyof Shade)[] = ['light', 'dark'];
const pairs = (list: [Colour, Colour[]][]) =>
  list.flatMap(([front, backs]) =>
    backs.flatMap((back) => modes.map((mode) => [front, back, mode] as const)),
  );

describe('the palette', () => {
  it('measures contrast as the standard does', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
  });

  it.each(pairs(textOn))('text in %s on %s is legible, %s', (front, back, mode) => {
    expect(contrast(palette[front][mode], palette[back][mode])).toBeGreaterThanOrEqual(4.5);
  });

  it.each(pairs(shapeOn))('%s stands out from %s, %s', (front, back, mode) => {
    expect(contrast(palette[front][mode], palette[back][mode])).toBeGreaterThanOrEqual(3);
  });

  it('names every colour that the styles use', () => {
    const defined = new Set([...paletteStyle.matchAll(/--([a-z0-9-]+):/g)].map(([, name]) => name));
    const used = [...`${linkStyle}${productStyle}`.matchAll(/var\(--([a-z0-9-]+)\)/g)].map(
      ([, name]) => name,
    );
    expect(used.filter((name) => !defined.has(name))).toEqual([]);
  });

  it('holds the colours of both styles: none is written beside it but pure white and black', () => {
    const rest = `${linkStyle}${productStyle}`.replaceAll(paletteStyle, '');
    const colours = [...rest.matchAll(/#[0-9a-f]{3,6}\b/g)].map(([colour]) => colour);
    expect(colours.filter((colour) => colour !== '#fff' && colour !== '#000')).toEqual([]);
  });
});
