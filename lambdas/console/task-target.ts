import type { LinkTarget } from '../links/link-target.ts';
import type { Ports } from '../ports.ts';
import type { ConsoleRequest } from './console-route.ts';

/** A question as a mail's link would open it for the visitor: signing in stands for the passcode. */
export function taskTarget({ visitor, params }: ConsoleRequest, ports: Ports): LinkTarget {
  const { id, name, email, phone, language } = visitor.member;
  const now = ports.clock.now();
  return {
    clinic: visitor.clinic,
    holder: { id, name, email, phone, language },
    link: {
      id: '',
      clinicId: visitor.clinic.id,
      contactId: id,
      scope: { to: 'task', taskId: params.task ?? '' },
      createdAt: now,
      expiresAt: now,
      failedTries: 0,
      lockedUntil: null,
    },
  };
}
