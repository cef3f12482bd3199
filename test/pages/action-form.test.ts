import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import type { JsonValue } from '../../lambdas/domain/audit.ts';
import { type ActionFormView, actionForm } from '../../lambdas/pages/action-form.ts';
import { valuesFromForm } from '../../lambdas/pages/action-form-values.ts';
import { actionsIndex } from '../../lambdas/pages/actions-index.ts';
import type { FormSchema } from '../../lambdas/pages/form-schema.ts';
import { fieldsOf, postedAsShown, visibleText } from './markup.ts';
import { frame } from './product-views.ts';

const referral = z.strictObject({
  client: z.strictObject({
    name: z.string().min(1).describe('Full name, as in the client’s papers'),
    birthDate: z.iso.date(),
    language: z.enum(['en', 'es']),
    email: z.email().nullable(),
  }),
  counselorId: z.string().min(1),
  plannedDays: z.int().min(1).max(90),
  isUrgent: z.boolean(),
  homeChoices: z.array(z.string()).max(4),
  categories: z.array(z.enum(['placement', 'residence', 'attendance'])),
  contacts: z.array(z.strictObject({ name: z.string(), phone: z.string().optional() })),
  emergencyContact: z.strictObject({ name: z.string(), phone: z.string() }).nullable(),
  news: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('leave'), from: z.iso.date(), reason: z.string().max(500).optional() }),
    z.strictObject({ kind: z.literal('change of home'), homeId: z.string() }),
    z.strictObject({ kind: z.literal('cancelled') }),
  ]),
  extra: z.union([z.number(), z.array(z.number())]).optional(),
});

type Referral = z.infer<typeof referral>;

const schema = z.toJSONSchema(referral) as FormSchema;

const filled: Referral = {
  client: { name: 'Maren Quill', birthDate: '1991-03-02', language: 'es', email: null },
  counselorId: 'ana',
  plannedDays: 45,
  isUrgent: false,
  homeChoices: ['cedar', 'larch'],
  categories: ['placement', 'attendance'],
  contacts: [{ name: 'Lena' }, { name: 'Sam', phone: '(555) 010-0142' }],
  emergencyContact: { name: 'Oona Quill', phone: '(555) 010-0150' },
  news: { kind: 'leave', from: '2026-07-20', reason: 'A wedding\nin the family' },
};

function viewOf(values: JsonValue, problems: ActionFormView['problems'] = []): ActionFormView {
  return {
    frame,
    indexHref: '/actions',
    postTo: '/staff/refer',
    title: 'Refer a client',
    description: 'Begins an episode.',
    schema,
    values,
    problems,
    options: {
      counselorId: [
        { value: 'ana', label: 'Ana Ruiz' },
        { value: 'jordan', label: 'Jordan Pell' },
      ],
      homeChoices: [
        { value: 'cedar', label: 'Cedar House' },
        { value: 'larch', label: 'Larch House' },
      ],
    },
    submit: 'Refer',
  };
}

describe('a form made from a schema', () => {
  const page = actionForm(viewOf({}));

  it('has a field for everything the schema asks, and posts to the action', () => {
    expect(page).toContain('<form method="post" action="/staff/refer"');
    const names = new Set(fieldsOf(page).map(({ name }) => name));
    for (const name of [
      'client.name',
      'client.birthDate',
      'client.language',
      'client.email',
      'counselorId',
      'plannedDays',
      'isUrgent',
      'homeChoices.0',
      'homeChoices.1',
      'categories',
      'contacts.0.name',
      'contacts.1.phone',
      'emergencyContact.phone',
      'news.kind',
      'news.homeId',
      'extra',
    ]) {
      expect(names).toContain(name);
    }
  });

  it('labels fields in words, says which are optional, and hints at what is meant', () => {
    const text = visibleText(page);
    expect(text).toContain('Birth date');
    expect(text).toContain('Counselor Choose… Ana Ruiz Jordan Pell');
    expect(text).toContain('Email optional');
    expect(text).toContain('Emergency contact optional');
    expect(text).toContain('Full name, as in the client’s papers');
    expect(page).toMatch(/id="client\.name" name="client\.name" aria-describedby="client\.name-hint"/);
  });

  it('uses the input that fits: date, email, number with bounds, text area, select, check boxes, radio buttons', () => {
    expect(page).toMatch(/<input type="date" id="client\.birthDate"/);
    expect(page).toMatch(/<input type="email" id="client\.email"/);
    expect(page).toMatch(/<input type="number" id="plannedDays"[^>]* step="1" min="1" max="90">/);
    expect(page).toMatch(/<textarea id="news\.reason"[^>]*maxlength="500"/);
    expect(page).toMatch(/<select id="client\.language"/);
    expect(fieldsOf(page).filter(({ type }) => type === 'checkbox')).toHaveLength(3);
    expect(
      fieldsOf(page)
        .filter(({ type }) => type === 'radio')
        .map(({ value }) => value),
    ).toEqual(['leave', 'change of home', 'cancelled']);
  });

  it('offers no more list entries than the schema takes', () => {
    const full = actionForm(viewOf({ homeChoices: ['cedar', 'larch', 'cedar'] }));
    expect(fieldsOf(full).filter(({ name }) => name.startsWith('homeChoices.'))).toHaveLength(4);
  });

  it('keeps a value that is no longer among the options', () => {
    expect(postedAsShown(actionForm(viewOf({ counselorId: 'a leaver' }))).get('counselorId')).toBe(
      'a leaver',
    );
  });
});

describe('a form with problems', () => {
  const page = actionForm(
    viewOf({ client: { birthDate: 'soon' }, contacts: [{ name: '' }] }, [
      { field: 'client.birthDate', problem: '"soon" is not a date', fix: 'give it as YYYY-MM-DD' },
      { field: 'contacts.0.name', problem: 'is empty', fix: 'give a name' },
      { field: '', problem: 'the clinic is closed', fix: 'reopen it' },
    ]),
  );

  it('says what is wrong and how to mend it, above and beside the field', () => {
    const text = visibleText(page);
    expect(text).toContain('Nothing was saved. 3 things need mending:');
    expect(text).toContain('Contacts, 1, Name : is empty; give a name');
    expect(text.split('"soon" is not a date; give it as YYYY-MM-DD')).toHaveLength(3);
    expect(text.split('the clinic is closed; reopen it')).toHaveLength(2);
    expect(page).toContain('<a href="#client.birthDate">');
    expect(page).toMatch(
      /id="client\.birthDate"[^>]*aria-describedby="client\.birthDate-problem-0" aria-invalid="true"/,
    );
  });
});

describe('what a form posts', () => {
  it('is the JSON it was filled with', () => {
    expect(valuesFromForm(schema, postedAsShown(actionForm(viewOf(filled))))).toEqual(filled);
  });

  it('is next to nothing when nothing was filled in', () => {
    const values = valuesFromForm(schema, postedAsShown(actionForm(viewOf({}))));
    expect(values).toEqual({ homeChoices: [], categories: [], contacts: [], emergencyContact: null });
  });

  it('keeps what is no number for the schema to name', () => {
    const form = postedAsShown(actionForm(viewOf(filled)));
    form.set('plannedDays', 'many');
    const checked = referral.safeParse(valuesFromForm(schema, form));
    expect(checked.error?.issues.map(({ path }) => path.join('.'))).toEqual(['plannedDays']);
  });

  it('reads what no input fits as JSON', () => {
    const form = postedAsShown(actionForm(viewOf({ ...filled, extra: [1, 2] })));
    expect(valuesFromForm(schema, form)).toEqual({ ...filled, extra: [1, 2] });
    form.set('extra', '{broken');
    expect(valuesFromForm(schema, form)).toMatchObject({ extra: '{broken' });
  });

  it('takes only the fields of the chosen variant', () => {
    const form = postedAsShown(actionForm(viewOf(filled)));
    form.set('news.kind', 'change of home');
    form.set('news.homeId', 'larch');
    expect(valuesFromForm(schema, form)).toMatchObject({ news: { kind: 'change of home', homeId: 'larch' } });
    form.set('news.kind', 'cancelled');
    expect(valuesFromForm(schema, form)).toMatchObject({ news: { kind: 'cancelled' } });
  });

  it('comes back as it was filled in, whatever that was', () => {
    const text = fc
      .string({ minLength: 1, maxLength: 20 })
      .map((value) => value.replace(/\p{Cc}|\p{Bidi_Control}/gu, '').trim())
      .filter((value) => value !== '');
    const news: fc.Arbitrary<Referral['news']> = fc.oneof(
      fc.record({ kind: fc.constant('change of home' as const), homeId: text }),
      fc.constant({ kind: 'cancelled' as const }),
    );
    const values: fc.Arbitrary<Referral> = fc.record({
      client: fc.record({
        name: text,
        birthDate: fc.constantFrom('1991-03-02', '1970-12-31'),
        language: fc.constantFrom('en' as const, 'es' as const),
        email: fc.constantFrom(null, 'maren@mail.example'),
      }),
      counselorId: text,
      plannedDays: fc.integer({ min: 1, max: 90 }),
      isUrgent: fc.boolean(),
      homeChoices: fc.array(text, { maxLength: 4 }),
      categories: fc.subarray(['placement' as const, 'residence' as const, 'attendance' as const]),
      contacts: fc.array(fc.record({ name: text }), { maxLength: 3 }),
      emergencyContact: fc.option(fc.record({ name: text, phone: text })),
      news,
    });
    fc.assert(
      fc.property(values, (value) => {
        expect(valuesFromForm(schema, postedAsShown(actionForm(viewOf(value))))).toEqual(value);
      }),
    );
  });
});

describe('the index of actions', () => {
  it('lists each action under its heading, as a link', () => {
    const actions = [{ href: '/actions/refer', title: 'Refer a client', description: 'Begins an episode.' }];
    const page = actionsIndex({ frame, groups: [{ heading: 'Referral', actions }] });
    expect(page).toContain('<a href="/actions/refer"><b>Refer a client</b>');
    expect(visibleText(page)).toContain('Referral Refer a client Begins an episode.');
  });
});
