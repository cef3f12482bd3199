import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { leastShown, shownFigures } from '../../lambdas/domain/figure-suppression.ts';
import type { Figures } from '../../lambdas/domain/figures.ts';
import { cellsOf, figuresIn, type Person, values, worlds } from './figure-worlds.ts';

const person: Person = {
  program: 'p',
  ending: 'completed',
  hasAppointment: true,
  age: 2,
  visit: 7,
  isReached30: true,
  isReached90: true,
};

function people(count: number, changes: Partial<Person> = {}): Person[] {
  return Array.from({ length: count }, () => ({ ...person, ...changes }));
}

const shownOf = (...groups: Person[][]) => shownFigures(figuresIn(groups.flat(), ['p']));

describe('named cases of what is held back', () => {
  test('ten are held back, eleven and none are shown', () => {
    const ten = shownOf(people(20), people(10, { hasAppointment: false }));
    expect(ten.all.shares['appointment-before-ending']).toEqual({ numerator: null, denominator: 30 });
    const eleven = shownOf(people(20), people(11, { hasAppointment: false }));
    expect(eleven.all.shares['appointment-before-ending']).toEqual({ numerator: 20, denominator: 31 });
    const none = shownOf(people(20));
    expect(none.all.shares['appointment-before-ending']).toEqual({ numerator: 20, denominator: 20 });
  });

  test('a clinic with ten discharges shows nothing of them', () => {
    const { all } = shownOf(people(10));
    expect(all.shares.completed).toEqual({ numerator: null, denominator: null });
    expect(all.spreads['length-of-stay']).toMatchObject({ count: null, median: null, p90: null });
    expect(all.endings.completed).toBeNull();
  });

  test('a small ending takes another one with it, so that the sum does not tell it', () => {
    const { all } = shownOf(
      people(30),
      people(12, { ending: 'stepped up' }),
      people(13, { ending: 'left against advice' }),
      people(2, { ending: 'lost to contact' }),
    );
    expect(all.shares.completed).toEqual({ numerator: 30, denominator: 57 });
    expect(all.endings).toMatchObject({
      completed: 30,
      'stepped up': null,
      'left against advice': 13,
      'lost to contact': null,
    });
  });

  test('two endings of ten each are not told by their sum of twenty', () => {
    const { all } = shownOf(
      people(30),
      people(12, { ending: 'stepped up' }),
      people(10, { ending: 'lost to contact' }),
      people(10, { ending: 'discharged administratively' }),
    );
    expect(all.endings).toMatchObject({ 'stepped up': null, 'lost to contact': null, completed: 30 });
  });

  test('a few visits in the second week are not told by the weeks around it', () => {
    const { shares } = shownOf(people(20), people(3, { visit: 14 }), people(20, { visit: 99 })).all;
    expect(shares['first-visit-30']).toEqual({ numerator: 23, denominator: 43 });
    expect(shares['first-visit-7'].numerator).toBeNull();
    expect(shares['first-visit-14'].numerator).toBe(23);
  });

  test('the few who ended lately are not told by the sizes of two groups', () => {
    const { shares } = shownOf(people(30), people(2, { age: 0 })).all;
    expect(shares.completed.denominator).toBe(32);
    expect(shares['first-visit-30'].denominator).toBeNull();
  });

  test('one small program hides the figure of every program, and the total stays', () => {
    const world = [...people(40), ...people(20, { ending: 'left against advice' })];
    const small = [
      ...people(15, { program: 'q' }),
      ...people(3, { program: 'q', ending: 'left against advice' }),
    ];
    const shown = shownFigures(figuresIn([...world, ...small], ['p', 'q']));
    expect(shown.all.shares.completed).toEqual({ numerator: 55, denominator: 78 });
    expect(shown.programs.map(({ shares }) => shares.completed.numerator)).toEqual([null, null]);
  });

  test('eleven is the least that is shown', () => expect(leastShown).toBe(11));
});

/** Every world with one person more, fewer or changed in one respect; then those in which two change places in one. */
function* neighbours(world: readonly Person[], programs: readonly Person['program'][]): Generator<Person[]> {
  const kinds = [...new Map(world.map((one, at) => [JSON.stringify(one), at])).values()];
  for (const program of programs) yield [...world, { ...person, program }];
  for (const at of kinds) yield world.toSpliced(at, 1);
  for (const at of kinds) yield [...world, world[at] ?? person];
  const once = kinds.flatMap((at) =>
    changesOf(world[at] ?? person, programs).map((change) => ({ at, ...change })),
  );
  for (const { at, changed } of once) yield world.with(at, changed);
  for (const { at, changed, name, before } of once)
    for (const other of kinds) {
      const twin = world[other] ?? person;
      if (other !== at && twin[name] === changed[name])
        yield world.with(at, changed).with(other, { ...twin, [name]: before });
    }
}

function changesOf(original: Person, programs: readonly Person['program'][]) {
  const names = Object.keys(values) as (keyof Person)[];
  return names.flatMap((name) =>
    values[name]
      .filter((value) => value !== original[name])
      .map((value) => ({ name, before: original[name], changed: { ...original, [name]: value } as Person }))
      .filter(({ changed }) => programs.includes(changed.program)),
  );
}

function secretsOf(figures: Figures): Map<string, number> {
  const cells = [figures.all, ...figures.programs].flatMap((scope) =>
    Object.entries(cellsOf(scope)).map(([name, count]) => [`${scope.programId}: ${name}`, count] as const),
  );
  return new Map(cells.filter(([, count]) => count > 0 && count < leastShown));
}

/** Small counts that every neighbouring world with the same report shares: the report would tell them. */
function toldBy(world: readonly Person[], programs: readonly Person['program'][]): string[] {
  const figures = figuresIn(world, programs);
  const report = JSON.stringify(shownFigures(figures));
  const secrets = secretsOf(figures);
  for (const other of neighbours(world, programs)) {
    if (secrets.size === 0) break;
    const otherFigures = figuresIn(other, programs);
    if (JSON.stringify(shownFigures(otherFigures)) !== report) continue;
    const [...scopes] = [otherFigures.all, ...otherFigures.programs];
    for (const scope of scopes)
      for (const [name, count] of Object.entries(cellsOf(scope))) {
        const key = `${scope.programId}: ${name}`;
        if (secrets.has(key) && secrets.get(key) !== count) secrets.delete(key);
      }
  }
  return [...secrets.keys()];
}

describe('what is held back does not follow from what is shown', () => {
  test('for every small count there is another clinic with the same report and another count', () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const programs = [...new Set(world.map(({ program }) => program))].sort();
        expect(toldBy(world, programs)).toEqual([]);
      }),
      { numRuns: 150, endOnFailure: true },
    );
  });

  test('the check finds a count that is told', () => {
    const world = [...people(20), ...people(3, { ending: 'left against advice' })];
    const figures = figuresIn(world, ['p']);
    expect(secretsOf(figures).get('null: ending left against advice')).toBe(3);
    expect(secretsOf(figures).get('null: completed: no')).toBe(3);
  });
});
