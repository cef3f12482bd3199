import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { taskKinds, taskRules } from '../../lambdas/domain/human-task-kinds.ts';
import { answersFromForm, isLeftAlone } from '../../lambdas/pages/link-fields.ts';
import { linkQuestions } from '../../lambdas/pages/link-questions.ts';
import {
  askedOf,
  checkInOfEight,
  consentOfCedarHouse,
  crisisPhone,
  placementRequest,
  reviewForStaff,
} from './link-views.ts';
import { fieldsOf, postedAsShown, visibleText } from './markup.ts';

describe('one question', () => {
  const page = linkQuestions(askedOf('partner', [placementRequest]));
  const text = visibleText(page);

  it('says what is asked, about whom, by when, and what to know', () => {
    expect(text).toContain('Do you have a bed for this person?');
    expect(text).toContain('About Maren Quill born 1991');
    expect(text).toContain('Please answer by Tue, Jul 14, 6:00 PM');
    expect(text).toContain('Stay 45 days');
  });

  it('says why it came, who was asked before, and what silence leads to', () => {
    expect(text).toContain('Why did I get this?');
    expect(text).toContain('The client chose your home and consented to this request.');
    expect(text).toContain('Signed Jun 20, 2026. Valid until Dec 20, 2026.');
    expect(text).toContain('Lena Brandt, Mon, Jul 13, 10:00 AM');
    expect(text).toContain('On Wed, Jul 15, 10:00 AM we ask the case manager, who calls you.');
  });

  it('carries the notice and the scope of the consent (42 CFR §2.32)', () => {
    expect(text).toContain('42 CFR part 2 prohibits unauthorized use or disclosure of these records.');
    expect(text).toContain('The client agreed that we share with Cedar House: a request for a place.');
  });

  it('must be answered before the browser sends it', () => {
    expect(page.match(/type="radio"[^>]* required/g)).toHaveLength(3);
  });

  it('shows whom to call when someone is in danger', () => {
    expect(text).toContain(crisisPhone);
    expect(text).toContain('call 911 first');
  });

  it('shows a name as it is written, whatever is in it', () => {
    const name = '<b>O\'Quill</b> & "Co"';
    const shown = linkQuestions(askedOf('partner', [{ ...placementRequest, about: { name, apart: null } }]));
    expect(shown).not.toContain('<b>O');
    expect(visibleText(shown)).toContain(name);
  });
});

describe.each(taskKinds)('a question of the kind %s', (kind) => {
  const question = { ...reviewForStaff, kind };

  it.each(['en', 'es'] as const)('offers every choice as a radio button in %s', (language) => {
    const page = linkQuestions(askedOf('staff', [question], language));
    const radios = fieldsOf(page).filter(({ type }) => type === 'radio');
    expect(radios.map(({ value }) => value)).toEqual([...taskRules[kind].choices]);
    expect(new Set(radios.map(({ name }) => name)).size).toBe(1);
    expect(visibleText(page)).toContain(taskRules[kind].title[language]);
  });
});

describe('a check-in about eight residents', () => {
  const page = linkQuestions(askedOf('partner', [checkInOfEight]));

  it('asks for each of them with one tap, in one form', () => {
    const radios = fieldsOf(page).filter(({ type }) => type === 'radio');
    expect(radios).toHaveLength(8 * 5);
    expect(new Set(radios.map(({ name }) => name)).size).toBe(8);
    expect(page.match(/<form/g)).toHaveLength(1);
    expect(page.match(/type="submit"/g)).toHaveLength(1);
  });

  it('can be sent for some of them only', () => {
    expect(page).not.toContain(' required');
  });

  it('tells residents of the same name apart, in a group of their own each', () => {
    expect(visibleText(page)).toContain('Daniel Reyes moved in Mar 11, 2026');
    expect(visibleText(page)).toContain('Daniel Reyes moved in Apr 11, 2026');
    expect(page.match(/<fieldset class="resident" aria-labelledby="resident-0-\d">/g)).toHaveLength(8);
  });

  it('shows whom to call in danger before the form, and once only', () => {
    expect(page.indexOf(crisisPhone)).toBeLessThan(page.indexOf('<form'));
    expect(page.split(`>${crisisPhone}<`)).toHaveLength(2);
  });

  it('says the scope once when all consents are alike, and per person when they differ', () => {
    expect(visibleText(page)).toContain('Each client agreed that we share with Cedar House');
    const [first, ...others] = checkInOfEight.why.consents;
    if (!first) throw new Error('the fixture has consents');
    const why = {
      ...checkInOfEight.why,
      consents: [{ ...first, expiresOn: null, expiresUpon: 'discharge' }, ...others],
    };
    const text = visibleText(linkQuestions(askedOf('partner', [{ ...checkInOfEight, why }])));
    expect(text).toContain('Maren Quill: The client agreed that we share with Cedar House');
    expect(text).toContain('Valid until: discharge.');
    expect(text).toContain('Tobias Fenwick, Ines Okafor');
  });

  it('shows what is recorded with a way to change it, and asks for the reason', () => {
    const items = checkInOfEight.items.map((item, index) =>
      index === 0 ? { ...item, recorded: { choice: 'concern', at: '2026-07-13T20:10:00.000Z' } } : item,
    );
    const partly = linkQuestions(askedOf('partner', [{ ...checkInOfEight, items }]));
    expect(visibleText(partly)).toContain(
      'Maren Quill You answered: A concern Mon, Jul 13, 1:10 PM Change this answer',
    );
    expect(fieldsOf(partly).map(({ name }) => name)).toContain('reason.task_checkin');
    expect(fieldsOf(page).map(({ name }) => name)).not.toContain('reason.task_checkin');
  });
});

describe('a page of several questions', () => {
  const page = linkQuestions(askedOf('staff', [reviewForStaff, placementRequest]));

  it('counts what is open, and can be saved with some left alone', () => {
    expect(visibleText(page)).toContain('2 questions for you');
    expect(page).not.toContain(' required');
    expect(page.match(/type="submit"/g)).toHaveLength(1);
  });

  it('marks what is overdue by a sign and a word, not by colour alone', () => {
    expect(page).toMatch(/<p class="due late"><svg class="mark"[\s\S]*?<\/svg> Overdue: was due/);
  });

  it('shows no notice to staff, who are inside the clinic', () => {
    expect(visibleText(linkQuestions(askedOf('staff', [reviewForStaff])))).not.toContain(
      '42 CFR part 2 prohibits',
    );
  });

  it('says beside a question what was wrong with its answer, and opens what must be filled in', () => {
    const changed = {
      ...reviewForStaff,
      recorded: { choice: 'hold', at: '2026-07-13T20:10:00.000Z' },
      problem: 'reason needed' as const,
    };
    const shown = linkQuestions(askedOf('staff', [changed, placementRequest]));
    expect(visibleText(shown)).toContain('To change an answer we need a reason This is not saved yet.');
    expect(shown).toContain('<details open><summary>Change this answer');
    expect(shown).toMatch(/name="reason\.task_review"[^>]*aria-invalid="true"/);
  });

  it('thanks when nothing waits', () => {
    const empty = linkQuestions(askedOf('staff', []));
    expect(visibleText(empty)).toContain('Nothing is waiting for you now.');
    expect(fieldsOf(empty)).toEqual([]);
  });
});

describe('what a page posts', () => {
  const page = linkQuestions(askedOf('partner', [checkInOfEight, placementRequest]));

  it('is nothing for anyone when nothing is touched', () => {
    const form = postedAsShown(page);
    expect(form.get('action')).toBe('answer');
    const answers = answersFromForm(form);
    expect(answers.map(({ taskId }) => taskId)).toEqual(['task_checkin', 'task_place']);
    expect(answers.every(isLeftAlone)).toBe(true);
    expect(answers.map(({ comment, reason }) => comment + reason)).toEqual(['', '']);
  });

  it('is what was chosen, for each question apart', () => {
    const form = postedAsShown(page);
    form.append('item.task_checkin.ep_3', 'concern');
    form.append('choice.task_place', 'decline');
    form.set('comment.task_place', '  Full until August.\r\nSorry.\u0007 ');
    expect(answersFromForm(form)).toEqual([
      { taskId: 'task_checkin', choice: '', items: { ep_3: 'concern' }, comment: '', reason: '' },
      {
        taskId: 'task_place',
        choice: 'decline',
        items: {},
        comment: 'Full until August.\nSorry.',
        reason: '',
      },
    ]);
    expect(answersFromForm(form).map(isLeftAlone)).toEqual([false, false]);
  });

  it('keeps a question asked twice on one page as one, and ignores fields of others', () => {
    const form = new URLSearchParams('taskId=a&taskId=a&choice.a=x&choice.b=y&item.b.i=z');
    expect(answersFromForm(form)).toEqual([{ taskId: 'a', choice: 'x', items: {}, comment: '', reason: '' }]);
  });

  it('comes back as it was chosen, whichever residents are answered for', () => {
    const choice = fc.constantFrom('', ...taskRules['home-check-in'].choices);
    fc.assert(
      fc.property(fc.array(choice, { minLength: 8, maxLength: 8 }), (choices) => {
        const form = postedAsShown(page);
        const expected: Record<string, string> = {};
        for (const [index, chosen] of choices.entries()) {
          if (chosen === '') continue;
          form.append(`item.task_checkin.ep_${index}`, chosen);
          expected[`ep_${index}`] = chosen;
        }
        expect(answersFromForm(form)[0]?.items).toEqual(expected);
      }),
    );
  });
});

describe('a consent that ends with an event', () => {
  it('is shown with the event', () => {
    const consents = [{ ...consentOfCedarHouse, expiresOn: null, expiresUpon: 'discharge from the program' }];
    const why = { ...placementRequest.why, consents };
    const text = visibleText(linkQuestions(askedOf('partner', [{ ...placementRequest, why }], 'es')));
    expect(text).toContain('Válido hasta: discharge from the program.');
    expect(text).toContain('El cliente aceptó que compartamos con Cedar House');
  });
});
