import { describe, expect, it } from 'vitest';
import { batchEmail } from '../../lambdas/emails/batch-email.ts';
import { digestEmail } from '../../lambdas/emails/digest-email.ts';
import { chainHeadEmail, commitmentsEmail } from '../../lambdas/emails/draw-report-email.ts';
import { emailWords } from '../../lambdas/emails/email-words.ts';
import { headerSafe } from '../../lambdas/emails/header-safe.ts';
import { questionEmail } from '../../lambdas/emails/question-email.ts';
import { welcomeEmail } from '../../lambdas/emails/welcome-email.ts';
import { visibleText } from '../pages/markup.ts';
import {
  chainHead,
  commitments,
  everyEmail,
  href,
  listView,
  partnerEmails,
  phone,
  senderName,
  staffEmails,
  toCaseManager,
  toCounselor,
  toHome,
  welcome,
} from './email-views.ts';

const languages = ['en', 'es'] as const;
const named = (list: (language: 'en' | 'es') => [string, ReturnType<typeof questionEmail>][]) =>
  languages.flatMap((language) =>
    list(language).map(([name, mail]) => [`${name} (${language})`, mail] as const),
  );

/** The words of a text in small letters, without the marks that only one of two bodies has. */
function wordsIn(text: string): Set<string> {
  return new Set(
    text
      .toLowerCase()
      .split(/[\s\u00a0]+/)
      .filter((word) => !['-', '--', ''].includes(word)),
  );
}

describe.each(named(everyEmail))('the message "%s"', (_, mail) => {
  it('says the same in both bodies, but for how to copy the address', () => {
    const preheader = /<div style="display:none[^>]*>([\s\S]*?)<\/div>/;
    const html = wordsIn(visibleText(mail.html.replace(preheader, '')));
    const text = wordsIn(mail.text);
    const withoutColon = (set: Set<string>) => new Set([...set].map((word) => word.replace(/:$/, '')));
    const copying = withoutColon(wordsIn(`${emailWords.en.copyAddress} ${emailWords.es.copyAddress}`));
    const inHtml = withoutColon(html);
    const inText = withoutColon(text);
    expect([...inText].filter((word) => !inHtml.has(word))).toEqual([]);
    expect([...inHtml].filter((word) => !inText.has(word) && !copying.has(word))).toEqual([]);
  });

  it('has a subject that a header can hold', () => {
    expect(headerSafe(mail.subject)).toBe(mail.subject);
    expect(mail.subject.length).toBeLessThan(100);
    expect(mail.subject).not.toMatch(/undefined|\[object/);
  });

  it('has at most one button, with its address in both bodies and no other address', () => {
    const addresses = [...mail.html.matchAll(/https?:\/\/[^\s"<]+/g)].map(([address]) => address);
    expect(new Set(addresses).size).toBeLessThanOrEqual(1);
    expect(mail.html.match(/class="e-button"/g)?.length ?? 0).toBeLessThanOrEqual(1);
    if (addresses.length > 0) expect(mail.text).toContain(`:\n${href}\n`);
  });

  it('needs nothing from elsewhere and is made for dark surroundings too', () => {
    expect(mail.html).not.toMatch(/<img|<link|<script|@import|url\(|@font-face/i);
    expect(mail.html).toContain('<meta name="color-scheme" content="light dark">');
    expect(mail.html).toContain('@media (prefers-color-scheme:dark)');
    expect(mail.html).toContain('name="viewport"');
  });

  it('is written in the language it says', () => {
    const isSpanish = mail.html.includes('<html lang="es">');
    expect(/[áéíóúñ¿]/.test(mail.text)).toBe(isSpanish);
    expect(mail.text).not.toMatch(/m\.\.(\s|$)/);
  });
});

describe.each(named(partnerEmails))('to a partner: "%s"', (_, mail) => {
  it('says nothing from which somebody could learn that there is a client', () => {
    const forbidden =
      /client|patient|resident|person\b|bed\b|placement|home\b|treat|addict|recover|sober|test|aftercare|referral|clinic|program|consent|check-in|cliente|paciente|residente|cama|hogar|tratamiento|adicci|sobri|prueba|clínica|programa|consentimiento/i;
    const withoutReceiver = (text: string) => text.replaceAll(senderName, '').replaceAll(href, '');
    expect(withoutReceiver(mail.subject)).not.toMatch(forbidden);
    expect(withoutReceiver(mail.text)).not.toMatch(forbidden);
    expect(withoutReceiver(visibleText(mail.html))).not.toMatch(forbidden);
  });

  it('says who asks and by when, and gives a number to call', () => {
    expect(mail.subject).toContain(senderName);
    expect(mail.text).toContain(senderName);
    expect(mail.text).toMatch(/(Wed, Jul 15|mié 15 jul), 10:00/);
    expect(mail.text).toContain(phone);
  });
});

describe('what partners get', () => {
  it('reads the same whatever the kind of question', () => {
    const kinds = ['placement-request', 'home-check-in', 'handoff-referral'] as const;
    const [first, ...others] = kinds.map((kind) => questionEmail({ ...toHome, kind }));
    for (const other of others) expect(other).toEqual(first);
  });

  it('tells a second request, and a question that nobody has answered, in the subject', () => {
    expect(questionEmail(toHome).subject).toBe('A question is waiting – Harborlight coordination');
    expect(questionEmail({ ...toHome, step: 'remind' }).subject).toMatch(/^Second request: /);
    expect(questionEmail({ ...toHome, step: 'escalate' }).subject).toMatch(/^Nobody has answered yet: /);
    expect(questionEmail({ ...toHome, step: 'remind', language: 'es' }).subject).toMatch(/^Segundo aviso: /);
  });

  it('says that it was due when it was', () => {
    expect(questionEmail({ ...toHome, now: '2026-07-16T00:00:00.000Z' }).text).toContain(
      'It was due Wed, Jul 15',
    );
  });
});

describe.each(named(staffEmails))('to staff: "%s"', (_, mail) => {
  it('holds no opaque id but the link’s', () => {
    const rest = `${mail.subject}\n${mail.text}\n${visibleText(mail.html)}`.replaceAll(href, '');
    expect(rest).not.toMatch(/\b(ep|cl|co|te|task)_[0-9a-z]+/);
    expect(rest).not.toMatch(/[0-9a-f]{16}/);
  });
});

describe('what staff get', () => {
  it('names the kind of question and the time', () => {
    const mail = questionEmail(toCounselor);
    expect(mail.subject).toBe('Progress review');
    expect(mail.text).toContain('Please answer by Wed, Jul 15, 10:00\u00a0AM.');
    expect(questionEmail({ ...toCounselor, step: 'escalate' }).subject).toBe(
      'Nobody has answered yet: Progress review',
    );
  });

  it('gives the case manager the number to call when a partner stays silent', () => {
    const mail = questionEmail(toCaseManager);
    expect(mail.subject).toBe('A partner has not answered: please call');
    expect(mail.text).toContain('Call: (555) 010-0171');
    expect(mail.html).toContain('href="tel:5550100171"');
    expect(mail.text).toContain('Kind of question: Do you have a bed for this person?');
  });
});

describe('the digest', () => {
  it('lists counts, titles and due times, the most urgent first', () => {
    const mail = digestEmail(listView);
    expect(mail.subject).toBe('Today: 4 things need you');
    const rows = mail.text.split('\n').filter((line) => line.startsWith('- '));
    expect(rows).toEqual([
      '- A test needs your decision today: OVERDUE since Tue, Jul 14, 8:00\u00a0AM',
      '- 2 × Progress review: the first by Wed, Jul 15, 4:00\u00a0PM',
      '- Mutual-help milestones: by Fri, Jul 17, 4:00\u00a0PM',
    ]);
    expect(mail.text).toContain('1 is overdue.');
  });

  it('keeps what is overdue apart from what is not, also of one kind', () => {
    const tasks = [
      { kind: 'review' as const, dueAt: '2026-07-13T23:00:00.000Z' },
      { kind: 'review' as const, dueAt: '2026-07-15T23:00:00.000Z' },
    ];
    const rows = digestEmail({ ...listView, tasks })
      .text.split('\n')
      .filter((line) => line.startsWith('- '));
    expect(rows).toHaveLength(2);
    expect(rows[0]).toContain('OVERDUE');
    expect(rows[1]).not.toContain('OVERDUE');
  });

  it('is the same in whatever order the tasks came', () => {
    expect(digestEmail({ ...listView, tasks: [...listView.tasks].reverse() })).toEqual(digestEmail(listView));
  });

  it('speaks Spanish', () => {
    const mail = digestEmail({ ...listView, language: 'es' });
    expect(mail.subject).toBe('Hoy: 4 asuntos le necesitan');
    expect(mail.text).toContain(
      '- 2 × Revisión de progreso: el primero antes del mié 15 jul, 4:00\u00a0p.\u00a0m.',
    );
  });
});

describe('the batch', () => {
  it('says how many there are of each kind and by when, and nothing of whom', () => {
    const tasks = [1, 2, 3].map(() => ({ kind: 'tell-client' as const, dueAt: '2026-07-14T20:00:00.000Z' }));
    const mail = batchEmail({ ...listView, tasks });
    expect(mail.subject).toBe('Today’s list: 3 entries');
    expect(mail.text).toContain(
      '- 3 × Tell the client about today’s test: the first by Tue, Jul 14, 1:00\u00a0PM',
    );
    expect(batchEmail({ ...listView, tasks: tasks.slice(0, 1) }).subject).toBe('Today’s list: 1 entry');
  });
});

describe('the welcome', () => {
  it.each(languages)('is neutral in %s, and names 911 and 988', (language) => {
    const mail = welcomeEmail({ ...welcome, language });
    const all = `${mail.subject} ${mail.text}`;
    expect(all).not.toMatch(
      /addict|treat|recover|sober|drug|clinic|program|patient|adicci|tratamiento|droga|clínica|programa/i,
    );
    expect(mail.text).toContain('911');
    expect(mail.text).toContain('988');
    expect(mail.text).toContain(phone);
    expect(mail.text).toContain('(555) 010-0199');
  });

  it('says the first day when it is known', () => {
    expect(welcomeEmail(welcome).text).toContain('We look forward to seeing you on Mon, Jul 20.');
    expect(welcomeEmail({ ...welcome, startsOn: null }).text).not.toContain('We look forward');
  });
});

describe('the draw’s reports to the auditor', () => {
  const badHashes = ['', 'Maren Quill', 'AB'.repeat(32), 'ab'.repeat(31)];

  it('hold the head of the chain: the date, the line, the commitment and the hash, and how to use it', () => {
    const { text } = chainHeadEmail(chainHead);
    expect(text).toContain('2026-07-14');
    expect(text).toContain('ab'.repeat(32));
    expect(text).toContain('41');
    expect(text).toContain(`verify-draws -- draws.json --head ${'0f'.repeat(32)}`);
  });

  it('hold a quarter’s commitments, a line each, unbroken in both bodies', () => {
    const lines = [`2026-07-01 ${'c4'.repeat(32)}`, `2026-07-02 ${'1d'.repeat(32)}`];
    const { subject, text, html } = commitmentsEmail(commitments);
    expect(subject).toContain('2026-Q3');
    expect(text.split('\n')).toEqual(expect.arrayContaining(lines));
    expect(html).toContain(lines.join('\n'));
  });

  it.each(badHashes)('take nothing else for a hash: %j', (hash) => {
    expect(() => chainHeadEmail({ ...chainHead, hash })).toThrow(RangeError);
    expect(() => chainHeadEmail({ ...chainHead, commitment: hash })).toThrow(/^commitment is not a SHA-256/);
    const bad = { ...commitments, commitments: [{ date: '2026-07-01', commitment: hash }] };
    expect(() => commitmentsEmail(bad)).toThrow(/^commitment is not a SHA-256/);
  });
});

describe('the address behind a button', () => {
  it.each(['javascript:alert(1)', 'data:text/html,x', 'not an address'])('is never %s', (address) => {
    expect(() => questionEmail({ ...toHome, href: address })).toThrow(TypeError);
  });

  it('is escaped', () => {
    const mail = questionEmail({ ...toHome, href: 'https://coordination.example/l/a?b="><script>' });
    expect(mail.html).not.toContain('"><script>');
  });
});
