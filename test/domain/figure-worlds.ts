import fc from 'fast-check';
import { type Ending, endings } from '../../lambdas/domain/episode.ts';
import type { Figures, ScopeFigures, Share, ShareId } from '../../lambdas/domain/figures.ts';
import { shareIds, spreadIds } from '../../lambdas/domain/figures.ts';

/** A discharge as far as figures know it. */
export interface Person {
  program: 'p' | 'q';
  ending: Ending;
  hasAppointment: boolean;
  /** 0: just ended. 1: more than a month ago. 2: more than three months ago. */
  age: 0 | 1 | 2;
  /** First visit within 7, 14 or 30 days, or later or never. */
  visit: 7 | 14 | 30 | 99;
  isReached30: boolean;
  isReached90: boolean;
}

export const values: { [Name in keyof Person]: readonly Person[Name][] } = {
  program: ['p', 'q'],
  ending: endings,
  hasAppointment: [true, false],
  age: [0, 1, 2],
  visit: [7, 14, 30, 99],
  isReached30: [true, false],
  isReached90: [true, false],
};

/** Clinics with one or two programs, of any size up to where nothing need be held back. */
export const worlds: fc.Arbitrary<Person[]> = fc
  .record({
    size: fc.oneof(fc.nat(12), fc.nat(60), fc.integer({ min: 30, max: 90 })),
    programs: fc.constantFrom<Person['program'][]>(['p'], ['p', 'q'], ['p', 'p', 'p', 'q']),
    likely: fc.constantFrom<readonly Ending[]>(
      endings,
      ['completed', 'left against advice'],
      [...Array<Ending>(9).fill('completed'), 'deceased', 'transferred', 'lost to contact'],
    ),
    ages: fc.constantFrom<Person['age'][]>([2], [1, 2], [0, 1, 2], [...Array<2>(15).fill(2), 0]),
    visits: fc.constantFrom<Person['visit'][]>([7, 14, 30, 99], [7, 99], [7, 7, 7, 7, 14, 30]),
  })
  .chain(({ size, programs, likely, ages, visits }) =>
    fc.array(
      fc.record({
        program: fc.constantFrom(...programs),
        ending: fc.constantFrom(...likely),
        hasAppointment: fc.boolean(),
        age: fc.constantFrom(...ages),
        visit: fc.constantFrom(...visits),
        isReached30: fc.boolean(),
        isReached90: fc.boolean(),
      }),
      { minLength: size, maxLength: size },
    ),
  );

/** The figures of a world, as a clinic would count them. */
export function figuresIn(people: readonly Person[], programs: readonly Person['program'][]): Figures {
  return {
    period: { from: '2027-01-01', to: '2027-03-31' },
    asOf: '2027-10-01',
    all: scopeOf(null, people),
    programs:
      programs.length < 2
        ? []
        : programs.map((program) =>
            scopeOf(
              program,
              people.filter((person) => person.program === program),
            ),
          ),
  };
}

function scopeOf(programId: string | null, people: readonly Person[]): ScopeFigures {
  const living = people.filter(({ ending }) => ending !== 'deceased');
  const share = (of: readonly Person[], counts: (person: Person) => boolean): Share => ({
    numerator: of.filter(counts).length,
    denominator: of.length,
    clients: of.length,
  });
  const [month, quarter] = [1, 2].map((age) => living.filter((person) => person.age >= age)) as [
    Person[],
    Person[],
  ];
  const none = share([], () => false);
  const shares: Partial<Record<ShareId, Share>> = {
    completed: share(living, ({ ending }) => ending.startsWith('completed')),
    'appointment-before-ending': share(living, ({ hasAppointment }) => hasAppointment),
    'first-visit-7': share(month, ({ visit }) => visit <= 7),
    'first-visit-14': share(month, ({ visit }) => visit <= 14),
    'first-visit-30': share(month, ({ visit }) => visit <= 30),
    'reached-30': share(month, ({ isReached30 }) => isReached30),
    'reached-90': share(quarter, ({ isReached90 }) => isReached90),
  };
  const stay = { count: living.length, clients: living.length, median: 30, p90: 60 };
  const nothing = { count: 0, clients: 0, median: null, p90: null };
  return {
    programId,
    shares: Object.fromEntries(shareIds.map((id) => [id, shares[id] ?? none])) as ScopeFigures['shares'],
    spreads: Object.fromEntries(
      spreadIds.map((id) => [id, id === 'length-of-stay' && living.length > 0 ? stay : nothing]),
    ) as ScopeFigures['spreads'],
    testsPerWeek: { tests: 0, clientWeeks: 0, clients: 0 },
    endings: Object.fromEntries(
      endings.map((ending) => [ending, people.filter((person) => person.ending === ending).length]),
    ) as Record<Ending, number>,
  };
}

/** Every count that somebody could want to know of a scope, by name: what is counted, what is not, what lies between. */
export function cellsOf({ shares, endings: byEnding }: ScopeFigures): Record<string, number> {
  const cells: Record<string, number> = {};
  for (const id of shareIds) {
    const { numerator, denominator } = shares[id];
    Object.assign(cells, {
      [`${id}: yes`]: numerator,
      [`${id}: no`]: denominator - numerator,
      [`${id}: all`]: denominator,
    });
  }
  const visits = [7, 14, 30].map((days) => shares[`first-visit-${days}` as ShareId].numerator);
  const ages = (['completed', 'first-visit-30', 'reached-90'] as const).map((id) => shares[id].denominator);
  const between = (list: readonly number[], at: number) => Math.abs((list[at] ?? 0) - (list[at + 1] ?? 0));
  return {
    ...cells,
    ...Object.fromEntries(Object.entries(byEnding).map(([ending, count]) => [`ending ${ending}`, count])),
    'visited in the second week': between(visits, 0),
    'visited later in the month': between(visits, 1),
    'ended within the month': between(ages, 0),
    'ended within the quarter': between(ages, 1),
  };
}
