import * as z from 'zod/mini';
import { type HandoffClosing, settleHandoff } from '../../casework/settle-handoff.ts';
import { defineStep, episodeInput } from '../../runtime/define-step.ts';

const closings: Record<string, HandoffClosing> = {
  'client declines aftercare': 'declined by client',
  'lost to contact': 'lost to contact',
  'no answer': 'lost to contact',
};

/** What staff decided when no receiver was left. */
export const step = defineStep({
  input: z.extend(episodeInput, { outcome: z.string() }),
  run: async ({ clinicId, episodeId, outcome }, ports) => {
    const closed = await settleHandoff(ports, {
      clinicId,
      episodeId,
      status: closings[outcome],
      by: 'take-up-found-receiver',
    });
    return { outcome: closed || outcome === 'withdrawn' ? 'closed' : 'choose receiver' };
  },
});
