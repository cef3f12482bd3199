import { describe, expect, it } from 'vitest';
import { clientTimeline } from '../../lambdas/pages/client-timeline.ts';
import { visibleText } from './markup.ts';
import { timelineOfMaren } from './product-views.ts';

describe('a client’s timeline', () => {
  const page = clientTimeline(timelineOfMaren);
  const text = visibleText(page);

  it('keeps the name out of the title', () => {
    expect(/<title>(.*?)<\/title>/.exec(page)?.[1]).toBe('Client timeline · stepdown');
  });

  it('heads with stage, phase, home, counselor and key dates', () => {
    expect(text).toContain('Maren Quill called Mari Treatment');
    expect(text).toContain('Phase 2 of 3: Steady');
    expect(text).toContain('Home Cedar House');
    expect(text).toContain('Counselor Ana Ruiz');
    expect(text).toContain('Admitted Jun 24, 2026 Last follow-up –');
  });

  it('groups events by the clinic’s days, the latest day first, each from morning to evening', () => {
    const order = [
      'Tuesday, July 14, 2026',
      '9:00 AM Weekly check-in',
      '9:30 AM Page shown to a partner',
      '9:31 AM Check-in answered',
      'Monday, July 13, 2026',
      '10:30 PM Called for a random test',
    ];
    const places = order.map((part) => text.indexOf(part));
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  it('shows who was asked, what they answered, and who was told under which consent', () => {
    expect(text).toContain('Asked Rosa Delgado (Cedar House, primary), by Wed, Jul 15, 10:00 AM');
    expect(text).toContain('Answer A concern , Rosa Delgado late superseded');
    expect(text).toContain('Comment “Late on Sunday.”');
    expect(text).toContain('Told Cedar House (rosa@cedar.example)');
    expect(text).toContain('About residence, consent co_77ab');
    expect(text).toContain('Basis random');
  });

  it('gives each line its place in the audit, with the whole hash', () => {
    expect(text).toContain('by Rosa Delgado · audit line 42, c0ffeec0ffee…');
    expect(page).toContain(`title="${'c0ffee'.repeat(10)}"`);
  });

  it('lists what waits, the most urgent first, and marks what is overdue with a sign and a word', () => {
    expect(text.indexOf('Progress review overdue since Mon, Jul 13, 4:00 PM')).toBeGreaterThan(-1);
    expect(text.indexOf('Progress review overdue')).toBeLessThan(text.indexOf('Weekly check-in by Wed'));
    expect(text).toContain('Lena Brandt, escalated to the backup');
  });

  it('lists consents with their scope and each revocation', () => {
    expect(text).toContain('Cedar House, Larch House ✕ revoked');
    expect(text).toContain('where the client lives, and how the stay goes, incidents');
    expect(text).toContain('signed Jun 20, 2026 on the clinic tablet, until Dec 20, 2026');
    expect(text).toContain('Revoked for Larch House Thu, Jul 2, 11:00 AM, oral, recorded by Jordan Pell');
  });

  it('lists tests with telling, collection and the laboratory’s word', () => {
    expect(text).toContain('Thu, Jul 9 random Thu, Jul 9, 8:20 AM ! presumptive positive');
    expect(text).toContain('laboratory: confirmed negative collected Fri, Jul 10');
  });

  it('lists disclosures as the ledger has them', () => {
    expect(text).toContain('Cedar House Tue, Jul 14, 9:30 AM Weekly check-in page shown');
    expect(text).toContain('consent co_77ab, notice 2026-02-16');
  });

  it('shows hours attended against what was due', () => {
    expect(text).toContain('Attendance A week by plan: 6 h (group 6)');
    expect(text).toContain('Mon, Jul 13 1.5 of 2 h Group 1.5 of 2 0 attended, 1 left early');
  });

  it('says so where there is nothing', () => {
    const empty = visibleText(
      clientTimeline({
        ...timelineOfMaren,
        waiting: [],
        events: [],
        consents: [],
        tests: [],
        disclosures: [],
      }),
    );
    expect(empty).toContain('Nothing yet.');
    expect(empty).toContain('None. Nothing may go to a partner.');
    expect(empty).toContain('No test yet.');
    expect(empty).toContain('None made.');
    expect(empty).not.toContain('Waiting for an answer');
  });

  it('shows comments as text', () => {
    const [event] = timelineOfMaren.events;
    if (!event?.answer) throw new Error('the fixture begins with an answer');
    const answer = { ...event.answer, comment: '<script>alert(1)</script>' };
    const shown = clientTimeline({ ...timelineOfMaren, events: [{ ...event, answer }] });
    expect(shown).not.toContain('<script>');
    expect(visibleText(shown)).toContain('“<script>alert(1)</script>”');
  });
});
