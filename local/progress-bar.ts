/** What a progress bar needs of a stream: `process.stderr` is one. */
export interface BarStream {
  write(text: string): unknown;
  columns?: number;
}

export interface ProgressBar {
  /** Shows how far things are. `share` is from 0 to 1. */
  show(label: string, share: number): void;
  /** Takes the bar off the terminal, so that a line can be printed in its place. */
  clear(): void;
}

const barWidth = 28;
const clearLine = '\r\u001b[2K';

/** A bar that stays on the last line of a terminal; `enabled: false` makes one that shows nothing. */
export function createProgressBar(stream: BarStream, enabled: boolean): ProgressBar {
  let isShown = false;
  return {
    show(label, share) {
      if (!enabled) return;
      const filled = Math.round(Math.min(1, Math.max(0, share)) * barWidth);
      const bar = `${'█'.repeat(filled)}${'░'.repeat(barWidth - filled)}`;
      const line = `${bar} ${String(Math.floor(share * 100)).padStart(3)} %  ${label}`;
      // A terminal that does not know its width says 0.
      stream.write(`${clearLine}${line.slice(0, (stream.columns || 80) - 1)}`);
      isShown = true;
    },
    clear() {
      if (isShown) stream.write(clearLine);
      isShown = false;
    },
  };
}
