import { describe, expect, it } from 'vitest';
import { fullWeek, quietWeek } from '../../bin/emails/director-page.ts';
import { visibleText } from './markup.ts';

describe('the page of the week', () => {
  it('says of each thing whose it is, since when, and who is asked now', () => {
    const text = visibleText(fullWeek('en'));
    expect(text).toContain('Monday, March 8, 2027');
    expect(text).toContain('Whose: Ada Lindqvist · asked now Carmen Ruiz · due Fri, Mar 5, 9:00 AM');
    expect(text).toContain('Whose: Cedar House · asked now Hana Lowell');
    expect(text).toContain('Whose: nobody yet');
    expect(text).toContain('3 days late');
    expect(text).toContain('cannot wait');
  });

  it('says where beds are free, what is old, and what was asked', () => {
    const text = visibleText(fullWeek('en'));
    expect(text.indexOf('Cedar House 3+ free of 8')).toBeGreaterThan(0);
    expect(text.indexOf('Cedar House 3+')).toBeLessThan(text.indexOf('Elm House'));
    expect(text).toContain('0 free of 6 old');
    expect(text).toContain('asked Fri, Mar 5, 9:00 AM, no answer yet');
    expect(text).toContain('Fir House not said yet');
  });

  it('names each day once, with all its reasons', () => {
    const text = visibleText(fullWeek('en'));
    expect(text.split('Thu, Mar 18')).toHaveLength(2);
    expect(text).toContain('Carmen Ruiz is away, and so is Ada Lindqvist, who stands in');
    expect(text).toContain('nobody is at work as case manager');
  });

  it('leaves out what is empty, and says so', () => {
    const text = visibleText(quietWeek('en'));
    expect(text).toContain('Nothing is overdue');
    expect(text).toContain('Nothing to see to: crises open; overdue;');
    expect(quietWeek('en')).not.toContain('class="panel"');
  });

  it('is in Spanish for who reads Spanish', () => {
    const text = visibleText(fullWeek('es'));
    for (const english of ['Overdue', 'Whose', 'Waitlist', 'free', 'due ', 'since'])
      expect(text).not.toContain(english);
    expect(text).toContain('De quién: Ada Lindqvist');
  });
});
