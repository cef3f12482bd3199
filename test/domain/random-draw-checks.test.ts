import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type PlantedDraw, plantedDraws, realScheme, type Scheme } from './planted-draws.ts';
import { type DrawCheck, propertyChecks } from './random-draw-property-checks.ts';
import { statisticalChecks } from './random-draw-statistical-checks.ts';

const checks = [...propertyChecks, ...statisticalChecks];

describe('the draw', () => {
  it.each(propertyChecks)('has the property: $name', ({ run }) => {
    expect(() => run(realScheme, 'full')).not.toThrow();
  });

  it.each(statisticalChecks)('passes the statistic: $name (false alarm $falseAlarm)', ({ run }) => {
    expect(() => run(realScheme, 'full')).not.toThrow();
  });
});

function catches(check: DrawCheck, scheme: Scheme): boolean {
  try {
    check.run(scheme, 'quick');
    return false;
  } catch {
    return true;
  }
}

const found = new Map<PlantedDraw, string[]>();

/** Names of the checks that fail on a planted fault, worked out once. */
function checksCatching(planted: PlantedDraw): string[] {
  const names =
    found.get(planted) ?? checks.filter((check) => catches(check, planted.scheme)).map(({ name }) => name);
  found.set(planted, names);
  return names;
}

describe('planted faults', () => {
  it.each(plantedDraws)('$name is caught', (planted) => {
    expect(checksCatching(planted)).not.toEqual([]);
  });

  it.each(checks)('$name catches a fault', ({ name }) => {
    expect(plantedDraws.filter((planted) => checksCatching(planted).includes(name))).not.toEqual([]);
  });

  it('are caught as docs/random-testing.md says', () => {
    const rows = plantedDraws.map((planted) => `| ${planted.name} | ${checksCatching(planted).join('; ')} |`);
    const table = ['| planted fault | caught by |', '|---|---|', ...rows].join('\n');
    console.info(`\n${table}\n`);
    expect(readFileSync(new URL('../../docs/random-testing.md', import.meta.url), 'utf8')).toContain(table);
  });

  it('have their false alarms stated in docs/random-testing.md', () => {
    const rows = statisticalChecks.map(({ name, falseAlarm }) => `| ${name} | ${falseAlarm} |`);
    expect(readFileSync(new URL('../../docs/random-testing.md', import.meta.url), 'utf8')).toContain(
      rows.join('\n'),
    );
  });
});
