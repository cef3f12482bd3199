import { describe, expect, test } from 'vitest';
import { clientLinkEmail } from '../../lambdas/emails/client-link-email.ts';
import { welcomeEmail } from '../../lambdas/emails/welcome-email.ts';
import { crisisStart, crisisStarted } from '../../lambdas/pages/crisis-start.ts';
import { homeReport, homeReported } from '../../lambdas/pages/home-report.ts';
import { linkDoor } from '../../lambdas/pages/link-door.ts';
import { linkNotValid } from '../../lambdas/pages/link-not-valid.ts';
import { linkPasscode } from '../../lambdas/pages/link-passcode.ts';
import { linkProblem } from '../../lambdas/pages/link-problem.ts';
import { everyClientPage } from './client-link-views.ts';

const languages = ['en', 'es'] as const;
const clinic = { senderName: 'Harborlight', phone: '+1 555 010 0100', crisisPhone: '+1 555 010 0199' };
const page = { ...clinic, clinicName: 'Harborlight', holderName: 'Holder Example' };
const timeZone = 'America/Los_Angeles';

/** Whoever reads one of these may be in danger, or beside somebody who is. */
const pages = languages.flatMap((language): [string, string][] => {
  const view = { ...page, language };
  const state = { state: 'ask' } as const;
  const locked = { state: 'locked', until: '2027-01-06T10:00:00.000Z' } as const;
  return [
    ...everyClientPage(language).map(([name, body]): [string, string] => [`the client’s ${name}`, body]),
    ['the door', linkDoor(view)],
    ['the passcode', linkPasscode({ ...view, timeZone, holder: 'client', state })],
    ['the locked link', linkPasscode({ ...view, timeZone, holder: 'client', state: locked })],
    ['a refused post', linkProblem({ ...view, problem: 'session ended' })],
    ['the home’s report', homeReport({ ...view, residents: [], consents: [] })],
    ['the home’s thanks', homeReported(view)],
    ['the start of a crisis', crisisStart({ ...view, clients: [], homes: [] })],
    ['a crisis that is started', crisisStarted({ ...view, outcome: 'opened', hasPager: false })],
  ].map(([name = '', body = '']): [string, string] => [`${name}, ${language}`, body]);
});

describe('every page that a client may read, or somebody beside a client', () => {
  test.each([...pages, ['a link that is not valid', linkNotValid()]])('names 911 and 988: %s', (_, body) => {
    expect(body).toContain('911');
    expect(body).toContain('988');
  });

  test('there are many of them', () => {
    expect(pages.length).toBeGreaterThan(20);
  });
});

describe('every email to a client', () => {
  test.each(languages)('names 911 and 988, in text and in markup: %s', (language) => {
    const mails = [
      welcomeEmail({ language, ...clinic, startsOn: null }),
      clientLinkEmail({ language, ...clinic, href: 'https://links.clinic.example/l/abc' }),
    ];
    for (const { text, html } of mails)
      for (const body of [text, html]) {
        expect(body).toContain('911');
        expect(body).toContain('988');
      }
  });
});

describe('where somebody reports that something has happened', () => {
  test.each(languages)('911 comes before anything is filled in: %s', (language) => {
    const view = { ...page, language };
    for (const body of [
      homeReport({ ...view, residents: [], consents: [] }),
      crisisStart({ ...view, clients: [], homes: [] }),
      linkDoor(view),
    ]) {
      const at = body.indexOf('911');
      expect(at).toBeGreaterThan(0);
      expect(at).toBeLessThan(Math.max(body.indexOf('<form'), body.indexOf('<h1')));
    }
  });
});
