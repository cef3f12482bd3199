import { describe, expect, it } from 'vitest';
import { createProgressBar } from '../../local/progress-bar.ts';

function barOn(columns: number, enabled = true) {
  const written: string[] = [];
  const bar = createProgressBar({ columns, write: (text: string) => written.push(text) }, enabled);
  return { bar, written };
}

describe('the progress bar', () => {
  it('shows share and label on one line, and wipes it', () => {
    const { bar, written } = barOn(80);
    bar.show('2027-01-31', 0.5);
    bar.clear();
    bar.clear();
    expect(written).toEqual([
      `\r\u001b[2K${'█'.repeat(14)}${'░'.repeat(14)}  50 %  2027-01-31`,
      '\r\u001b[2K',
    ]);
  });

  it('never wraps a narrow terminal, which would leave lines behind', () => {
    const { bar, written } = barOn(20);
    bar.show('2027-01-31', 1);
    expect(written[0]?.replace('\r\u001b[2K', '')).toHaveLength(19);
  });

  it('takes a terminal without a width for one of 80 columns', () => {
    const { bar, written } = barOn(0);
    bar.show('x'.repeat(90), 1);
    expect(written[0]?.replace('\r\u001b[2K', '')).toHaveLength(79);
  });

  it('writes nothing where there is no terminal', () => {
    const { bar, written } = barOn(80, false);
    bar.show('2027-01-31', 0.5);
    bar.clear();
    expect(written).toEqual([]);
  });
});
