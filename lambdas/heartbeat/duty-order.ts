import type { AgendaDuty, AgendaItem } from '../domain/clinic.ts';

/**
 * In which order what is due is done. What starts or ends an execution waits for no mail. Then, because the mail
 * service may take only so many: lists of drug tests, what cannot wait, the rest, and digests last.
 */
export function inOrder(items: readonly AgendaItem[]): AgendaItem[] {
  return [...items].sort((a, b) => rankOf(a.duty) - rankOf(b.duty));
}

/** True for what sends a mail, and may meet a mail service that takes no more. */
export function sendsMail(duty: AgendaDuty): boolean {
  return (
    duty.do === 'send-mail' ||
    duty.do === 'send-batch' ||
    duty.do === 'send-digest' ||
    duty.do === 'tell-of-monday'
  );
}

function rankOf(duty: AgendaDuty): number {
  if (duty.do === 'send-batch') return 1;
  if (duty.do === 'check-delivery' || duty.do === 'reconcile-suppressed') return 2;
  if (duty.do === 'send-digest' || duty.do === 'tell-of-monday') return 5;
  if (duty.do !== 'send-mail') return 0;
  return { collections: 1, urgent: 3, usual: 4 }[duty.urgency ?? 'usual'];
}
