import type { Instant } from '../domain/clinic-calendar.ts';
import { type TaskKind, taskRules } from '../domain/human-task-kinds.ts';
import { momentWords } from '../pages/dates.ts';
import type { Language } from '../pages/words.ts';
import { crisisLinkBlocks } from './crisis-link-block.ts';
import { type Email, type EmailBlock, email } from './email.ts';
import { emailWords } from './email-words.ts';

export interface QuestionEmailView {
  language: Language;
  /** Whose question it is, as configured: neutral for partners. */
  senderName: string;
  /** The office's number. */
  phone: string;
  timeZone: string;
  now: Instant;
  audience: 'partner' | 'staff';
  /** The receiver, who is never a client. */
  receiverName: string;
  kind: TaskKind;
  /** Which rung of the ladder this is. */
  step: 'ask' | 'remind' | 'escalate';
  dueAt: Instant;
  href: string;
  /** Of somebody on call: their standing link to start a crisis. */
  crisisHref?: string | null;
  /** For a partner's question that comes to staff: whom to call; null otherwise. */
  call: { name: string; phone: string } | null;
}

/**
 * One question: who asks, what kind, by when, one button. A partner's says that a question is waiting and not what
 * it is about: the kind alone would say that there is a client. Source: confidentiality rules 2 and 10.
 */
export function questionEmail(view: QuestionEmailView): Email {
  return view.audience === 'partner' ? toPartner(view) : toStaff(view);
}

function toPartner(view: QuestionEmailView): Email {
  const said = emailWords[view.language];
  const heading = said.partner[view.step];
  const texts = {
    ask: said.partner.askText,
    remind: said.partner.remindText,
    escalate: said.partner.escalateText,
  };
  const text = texts[view.step](view.senderName);
  return email({
    language: view.language,
    subject: `${heading} – ${view.senderName}`,
    preheader: due(view),
    senderName: view.senderName,
    blocks: [
      { block: 'heading', text: heading },
      { block: 'paragraph', text: said.hello(view.receiverName) },
      { block: 'paragraph', text },
      { block: 'strong', text: due(view) },
      { block: 'paragraph', text: said.partner.how },
      button(view, said.partner.button),
    ],
    foot: [said.questions(view.phone), said.partnerFoot],
  });
}

function toStaff(view: QuestionEmailView): Email {
  const said = emailWords[view.language];
  const title = taskRules[view.kind].title[view.language];
  const { call } = view;
  const isUnreached = view.kind === 'phone-call';
  const heading = call === null || isUnreached ? said.staff[view.step](title) : said.staff.call;
  const body: EmailBlock[] =
    call === null
      ? [{ block: 'paragraph', text: staffText(view) }]
      : [
          {
            block: 'paragraph',
            text: isUnreached ? said.staff.unreachedText(call.name) : said.staff.callText(call.name),
          },
          { block: 'phone', words: said.staff.callNumber, phone: call.phone },
          ...(isUnreached ? [] : [{ block: 'paragraph' as const, text: `${said.staff.about}: ${title}` }]),
        ];
  return email({
    language: view.language,
    subject: heading,
    preheader: due(view),
    senderName: view.senderName,
    blocks: [
      { block: 'heading', text: heading },
      { block: 'paragraph', text: said.hello(view.receiverName) },
      ...body,
      { block: 'strong', text: due(view) },
      button(view, said.staff.button),
      ...crisisLinkBlocks(view),
    ],
    foot: [said.questions(view.phone), said.staffFoot],
  });
}

function staffText({ language, step }: QuestionEmailView): string {
  const said = emailWords[language].staff;
  return { ask: said.askText, remind: said.remindText, escalate: said.escalateText }[step];
}

function due({ language, timeZone, now, dueAt }: QuestionEmailView): string {
  const moment = momentWords(dueAt, timeZone, language);
  return dueAt < now ? emailWords[language].wasDue(moment) : emailWords[language].by(moment);
}

function button({ language, href }: QuestionEmailView, label: string): EmailBlock {
  return { block: 'button', label, href, copyAddress: emailWords[language].copyAddress };
}
