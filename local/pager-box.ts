import type { Instant } from '../lambdas/domain/clinic-calendar.ts';
import { type OutgoingPage, type Pager, PagerUnavailable } from '../lambdas/ports.ts';

/** A page as the phone of its receiver shows it. */
export interface ReceivedPage extends Omit<OutgoingPage, 'route'> {
  number: number;
}

/** The paging service of the local clinic: every page in memory. */
export interface PagerBox extends Pager {
  /** What was taken, in order; the same page is one however often it comes. */
  readonly pages: readonly ReceivedPage[];
  /** Decides which pages are taken; all of them until it is set. */
  isDown: (page: OutgoingPage) => boolean;
  /** How many pages were turned away. */
  readonly refused: number;
}

/** Makes an empty one. `received` is told of each page that arrives, at once. */
export function createPagerBox({
  now,
  received,
}: {
  now(): Instant;
  received(page: ReceivedPage): void;
}): PagerBox {
  const pages: ReceivedPage[] = [];
  let refused = 0;
  const box: PagerBox = {
    pages,
    isDown: () => false,
    get refused() {
      return refused;
    },
    async page(page) {
      if (box.isDown(page)) {
        refused += 1;
        throw new PagerUnavailable(`page ${page.id}: the pager is down`);
      }
      if (pages.some(({ id }) => id === page.id)) return;
      const { route: _, ...shown } = page;
      const taken = { ...shown, at: now(), number: pages.length + 1 };
      pages.push(taken);
      received(taken);
    },
  };
  return box;
}
