import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createVirtualClock } from '../../local/virtual-clock.ts';

const dayMs = 86_400_000;

describe('the virtual clock', () => {
  it('runs work in order of time, then of scheduling', async () => {
    const clock = createVirtualClock(0);
    const ran: string[] = [];
    clock.at(20, () => void ran.push('later'));
    clock.at(10, () => void ran.push('first'));
    clock.at(10, () => void ran.push('second'));
    await clock.runUntilIdle();
    expect(ran).toEqual(['first', 'second', 'later']);
    expect(clock.nowMs()).toBe(20);
  });

  it('runs work scheduled for now after all that was scheduled before', async () => {
    const clock = createVirtualClock(0);
    const ran: string[] = [];
    clock.at(5, () => {
      ran.push('a');
      clock.at(clock.nowMs(), () => void ran.push('c'));
    });
    clock.at(5, () => void ran.push('b'));
    await clock.runUntilIdle();
    expect(ran).toEqual(['a', 'b', 'c']);
  });

  it('awaits each piece of work before the next', async () => {
    const clock = createVirtualClock(0);
    const ran: string[] = [];
    clock.at(1, async () => {
      ran.push('begin');
      await Promise.resolve();
      await Promise.resolve();
      ran.push('end');
    });
    clock.at(1, () => void ran.push('next'));
    await clock.runUntilIdle();
    expect(ran).toEqual(['begin', 'end', 'next']);
  });

  it('takes a moment in the past as now', async () => {
    const clock = createVirtualClock(1000);
    const timer = clock.at(5, () => {});
    expect(timer.dueMs).toBe(1000);
    await clock.runUntilIdle();
    expect(clock.nowMs()).toBe(1000);
  });

  it('is not moved by a cancelled timer', async () => {
    const clock = createVirtualClock(0);
    clock.at(3, () => {});
    const cancelled = clock.at(90 * dayMs, () => {
      throw new Error('must not run');
    });
    clock.cancel(cancelled);
    clock.cancel(cancelled);
    expect(clock.pending).toBe(1);
    await clock.runUntilIdle();
    expect(clock.nowMs()).toBe(3);
  });

  it('lets work cancel other work due at the same moment', async () => {
    const clock = createVirtualClock(0);
    const ran: string[] = [];
    clock.at(1, () => clock.cancel(victim));
    const victim = clock.at(1, () => void ran.push('victim'));
    await clock.advanceTo(2);
    expect(ran).toEqual([]);
    expect(clock.nowMs()).toBe(2);
  });

  it('keeps its order when a timer in the middle is cancelled', async () => {
    const clock = createVirtualClock(0);
    const ran: number[] = [];
    const timers = [1, 10, 2, 11, 12, 20, 4].map((ms) => clock.at(ms, () => void ran.push(ms)));
    const eleven = timers[3];
    if (eleven !== undefined) clock.cancel(eleven);
    await clock.runUntilIdle();
    expect(ran).toEqual([1, 2, 4, 10, 12, 20]);
  });

  it('leaves a timer that has run as it is when it is cancelled late', async () => {
    const clock = createVirtualClock(0);
    const ran: string[] = [];
    const early = clock.at(1, () => void ran.push('early'));
    clock.at(2, () => void ran.push('late'));
    await clock.advanceTo(1);
    clock.cancel(early);
    await clock.runUntilIdle();
    expect(ran).toEqual(['early', 'late']);
  });

  it('advances to the moment asked for, and no further', async () => {
    const clock = createVirtualClock(0);
    const ran: number[] = [];
    for (const ms of [1, 2, 3]) clock.at(ms, () => void ran.push(ms));
    await clock.advanceTo(2);
    expect(ran).toEqual([1, 2]);
    expect([clock.nowMs(), clock.pending, clock.nextDueMs]).toEqual([2, 1, 3]);
  });

  it('runs until idle up to a limit, and stands at the limit when work remains', async () => {
    const clock = createVirtualClock(0);
    clock.at(dayMs, () => {});
    clock.at(90 * dayMs, () => {});
    await clock.runUntilIdle(30 * dayMs);
    expect([clock.nowMs(), clock.pending]).toEqual([30 * dayMs, 1]);
    await clock.runUntilIdle(100 * dayMs);
    expect([clock.nowMs(), clock.pending, clock.nextDueMs]).toEqual([90 * dayMs, 0, undefined]);
  });

  it('hands on what a piece of work throws, and can go on afterwards', async () => {
    const clock = createVirtualClock(0);
    const ran: string[] = [];
    clock.at(1, async () => {
      await Promise.resolve();
      throw new Error('broken work');
    });
    clock.at(2, () => void ran.push('rest'));
    await expect(clock.runUntilIdle()).rejects.toThrow('broken work');
    expect([clock.nowMs(), clock.pending]).toEqual([1, 1]);
    await clock.runUntilIdle();
    expect(ran).toEqual(['rest']);
  });

  it('refuses to be advanced from inside its own work', async () => {
    const clock = createVirtualClock(0);
    clock.at(1, () => clock.advanceTo(5));
    await expect(clock.runUntilIdle()).rejects.toThrow('already being advanced');
  });

  it('refuses moments that are none, and the past', async () => {
    expect(() => createVirtualClock(Number.NaN)).toThrow('startMs is NaN');
    const clock = createVirtualClock(100);
    expect(() => clock.at(Number.POSITIVE_INFINITY, () => {})).toThrow('dueMs is Infinity');
    await expect(clock.advanceTo(99)).rejects.toThrow('before now');
  });

  it('runs whatever is scheduled and cancelled in exactly the order of (time, sequence)', async () => {
    const plan = fc.array(
      fc.record({
        dueMs: fc.integer({ min: 0, max: 20 }),
        cancels: fc.option(fc.nat(60), { nil: undefined }),
      }),
      { maxLength: 60 },
    );
    await fc.assert(
      fc.asyncProperty(plan, async (entries) => {
        const clock = createVirtualClock(0);
        const ran: number[] = [];
        const timers = entries.map(({ dueMs }, index) => clock.at(dueMs, () => void ran.push(index)));
        const cancelled = new Set<number>();
        for (const { cancels } of entries) {
          const timer = cancels === undefined ? undefined : timers[cancels];
          if (timer === undefined || cancels === undefined) continue;
          clock.cancel(timer);
          cancelled.add(cancels);
        }
        const expected = entries
          .map(({ dueMs }, index) => ({ dueMs, index }))
          .filter(({ index }) => !cancelled.has(index))
          .sort((a, b) => a.dueMs - b.dueMs || a.index - b.index);
        expect(clock.pending).toBe(expected.length);
        await clock.runUntilIdle();
        expect(ran).toEqual(expected.map(({ index }) => index));
        expect(clock.nowMs()).toBe(expected.at(-1)?.dueMs ?? 0);
      }),
    );
  });
});
