import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { linkDoor } from '../../lambdas/pages/link-door.ts';
import { linkNotValid } from '../../lambdas/pages/link-not-valid.ts';
import { linkPasscode } from '../../lambdas/pages/link-passcode.ts';
import { linkProblem } from '../../lambdas/pages/link-problem.ts';
import { linkQuestions } from '../../lambdas/pages/link-questions.ts';
import { linkRecorded } from '../../lambdas/pages/link-recorded.ts';
import { linkPolicy, linkStyleSource } from '../../lambdas/pages/link-shell.ts';
import { productPolicy, productStyleSource } from '../../lambdas/pages/product-shell.ts';

import { words } from '../../lambdas/pages/words.ts';
import {
  askedOf,
  checkInOfEight,
  clinicName,
  everyLinkPage,
  passcodeView,
  phone,
  recordedView,
  reviewForStaff,
  senderName,
} from './link-views.ts';
import { fieldsOf, postedAsShown, visibleText } from './markup.ts';

const everyPage = (['en', 'es'] as const).flatMap((language) =>
  everyLinkPage(language).map(([name, page]) => [`${name} (${language})`, page] as const),
);

describe.each(everyPage)('the page "%s"', (_, page) => {
  it('works under its Content-Security-Policy: one style by its hash, no script, nothing from elsewhere', () => {
    const styles = [...page.matchAll(/<style>([\s\S]*?)<\/style>/g)].map(([, style]) => style ?? '');
    expect(styles).toHaveLength(1);
    const hash = createHash('sha256')
      .update(styles[0] ?? '')
      .digest('base64');
    expect(linkStyleSource).toBe(`'sha256-${hash}'`);
    expect(page).not.toMatch(/\sstyle=|<script|\son[a-z]+=|<link|@import|url\(|https?:/i);
  });

  it('is a whole document with language, viewport and one main heading', () => {
    expect(page).toMatch(/^<!doctype html>\n<html lang="(en|es)">/);
    expect(page).toContain('name="viewport"');
    expect(page.match(/<h1[ >]/g)).toHaveLength(1);
    expect(page.match(/<main id="content">/g)).toHaveLength(1);
    expect(page).not.toContain('undefined');
    expect(page).not.toContain('[object');
  });

  it('does not close a sentence twice after “p. m.”', () => {
    expect(visibleText(page)).not.toMatch(/m\.\./);
  });

  it('keeps client data out of the title', () => {
    const title = /<title>(.*?)<\/title>/.exec(page)?.[1] ?? '';
    expect(title).not.toBe('');
    for (const { person } of checkInOfEight.items) expect(title).not.toContain(person.name);
  });

  it('chooses nothing by itself', () => {
    expect(fieldsOf(page).filter(({ isChecked }) => isChecked)).toEqual([]);
    expect(page).not.toMatch(/\s(checked|selected)[\s>]/);
  });

  it('has a label for every field', () => {
    const ids = [...page.matchAll(/<(?:input|textarea|select)\s[^>]*?\bid="([^"]+)"/g)].map(([, id]) => id);
    for (const id of ids) expect(page).toContain(`for="${id}"`);
    const unlabelled = [...page.matchAll(/<input type="(?:radio|checkbox)"/g)].length;
    expect([...page.matchAll(/<label class="choice"><input type="(?:radio|checkbox)"/g)]).toHaveLength(
      unlabelled,
    );
  });
});

describe('the policy', () => {
  it('forbids everything but the page’s own style and its own forms', () => {
    expect(linkPolicy).toBe(
      `default-src 'none'; style-src ${linkStyleSource}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
    );
    expect(productPolicy).toContain(productStyleSource);
    expect(productStyleSource).not.toBe(linkStyleSource);
  });
});

describe('the door', () => {
  it('shows a button that posts action=open to the same address, the clinic’s phone, and no more fields', () => {
    const page = linkDoor({ language: 'en', senderName, phone });
    expect([...postedAsShown(page)]).toEqual([['action', 'open']]);
    expect(page).toContain('<form method="post">');
    expect(page).toContain('href="tel:5550100134"');
    expect(visibleText(page)).not.toMatch(/client|resident|patient|treatment|bed|test/i);
  });
});

describe('the page for links that open nothing', () => {
  it('names no clinic and no phone, offers nothing to press, and says it in both languages', () => {
    const page = linkNotValid();
    expect(page).not.toContain(senderName);
    expect(page).not.toContain(clinicName);
    expect(page).not.toMatch(/<form|<button|tel:/);
    expect(visibleText(page)).toContain(words.en.notValid.heading);
    expect(visibleText(page)).toContain(words.es.notValid.heading);
    expect(linkNotValid()).toBe(page);
  });
});

describe('the passcode page', () => {
  it('asks a partner for the passcode and whose device it is, without a default', () => {
    const page = linkPasscode(passcodeView({ state: 'ask' }));
    expect([...postedAsShown(page)]).toEqual([
      ['action', 'passcode'],
      ['passcode', ''],
    ]);
    expect(
      fieldsOf(page)
        .filter(({ name }) => name === 'device')
        .map(({ value }) => value),
    ).toEqual(['own', 'shared']);
    expect(page).not.toContain('role="alert"');
  });

  it('does not ask staff about the device, and says how long the page stays open', () => {
    const page = linkPasscode({ ...passcodeView({ state: 'ask' }), holder: 'staff' });
    expect(fieldsOf(page).map(({ name }) => name)).toEqual(['action', 'passcode']);
    expect(visibleText(page)).toContain('30 minutes');
  });

  it.each([
    [4, 'You can try 4 more times.'],
    [1, 'You can try once more.'],
  ])(
    'says that the passcode was wrong and that %i tries are left, beside the field',
    (triesLeft, sentence) => {
      const page = linkPasscode(passcodeView({ state: 'wrong', triesLeft }));
      expect(visibleText(page)).toContain(sentence);
      expect(page).toMatch(/<input type="password"[^>]*aria-invalid="true" aria-describedby="problem"/);
    },
  );

  it('when locked, takes no passcode, says until when on the clinic’s clock, and shows the phone', () => {
    const page = linkPasscode(passcodeView({ state: 'locked', until: '2026-07-14T17:35:00.000Z' }));
    expect(fieldsOf(page)).toEqual([]);
    expect(visibleText(page)).toContain('You can try again at 10:35 AM.');
    expect(page).toContain('class="phone" href="tel:5550100134"');
  });
});

describe('the page after an answer', () => {
  it('says what was recorded for whom and when, what is missing, and how to correct it', () => {
    const text = visibleText(linkRecorded(recordedView()));
    expect(text).toContain('Thank you. It is recorded.');
    expect(text).toContain('Maren Quill All well');
    expect(text).toContain('Daniel Reyes, moved in Mar 11, 2026 All well');
    expect(text).toContain('Daniel Reyes, moved in Apr 11, 2026 All well');
    expect(text).toContain('A quiet week.');
    expect(text).toContain('Recorded Tue, Jul 14, 10:20 AM');
    expect(text).toContain('3 residents are still without an answer.');
    expect(text).toContain('Change this answer');
  });

  it('does not thank for what changed nothing', () => {
    const [answer] = recordedView().answers;
    if (!answer) throw new Error('the fixture has an answer');
    for (const outcome of ['repeated', 'withdrawn'] as const) {
      const text = visibleText(linkRecorded({ ...recordedView(), answers: [{ ...answer, outcome }] }));
      expect(text).toContain('Nothing was changed.');
      expect(text).not.toContain('Thank you.');
    }
  });
});

describe('the page for a post that changed nothing', () => {
  it('names the problem and the fix, and leads back', () => {
    const page = linkProblem({ language: 'en', senderName, phone, problem: 'nothing chosen' });
    expect(visibleText(page)).toContain(
      'Nothing was chosen Nothing was recorded. Choose an answer, and save again.',
    );
    expect([...postedAsShown(page)]).toEqual([['action', 'open']]);
  });

  it('leads nowhere when there is nothing to go back to, and does not say why a question was closed', () => {
    const page = linkProblem({ language: 'en', senderName, phone, problem: 'no longer open' });
    expect(page).not.toContain('<form');
    expect(visibleText(page)).not.toMatch(/consent|revoke|client/i);
  });
});

describe('whoever has opened a page', () => {
  it('is named on it', () => {
    expect(visibleText(linkQuestions(askedOf('staff', [reviewForStaff])))).toContain('Answering as Ana Ruiz');
  });
});
