import { describe, expect, it } from 'vitest';
import { fieldProblemCodes, isAskedWith } from '../../lambdas/domain/answer-fields.ts';
import { taskRules } from '../../lambdas/domain/human-task-kinds.ts';
import { answersFromForm } from '../../lambdas/pages/link-fields.ts';
import { linkQuestions } from '../../lambdas/pages/link-questions.ts';
import { linkStyle } from '../../lambdas/pages/link-style.ts';
import { askedOf, reviewForStaff, testOutcome } from './link-views.ts';
import { fieldsOf, postedAsShown, visibleText } from './markup.ts';

const rules = taskRules['collect-specimen'].fields ?? [];
const page = linkQuestions(askedOf('staff', [testOutcome]));

/** The page after an answer that was refused. */
function refused(
  fields: Record<string, string>,
  wrong: { name: string; code: (typeof fieldProblemCodes)[number] }[],
) {
  const posted = { choice: 'negative', comment: 'clear', reason: '', fields };
  const question = { ...testOutcome, problem: 'fields to mend' as const, refused: { posted, fields: wrong } };
  return linkQuestions(askedOf('staff', [question]));
}

describe('what is asked beside a choice', () => {
  it('has a control of its own kind, empty', () => {
    const controls = fieldsOf(page).filter(({ name }) => name.startsWith('field.task_test.'));
    const kinds = new Map(controls.map(({ name, type }) => [name.slice('field.task_test.'.length), type]));
    expect([...kinds]).toEqual([
      ['lastName', 'text'],
      ['birthDate', 'date'],
      ['specimen', 'select'],
      ['collectedAt', 'time'],
      ['temperatureF', 'text'],
      ['readAfterMinutes', 'text'],
      ['creatinineMgDl', 'text'],
      ['panels', 'checkbox'],
      ['excuse', 'select'],
    ]);
    expect(answersFromForm(postedAsShown(page))[0]?.fields).toBeUndefined();
  });

  it('comes with the choices that it goes with, by their place', () => {
    const { choices } = taskRules['collect-specimen'];
    for (const rule of rules) {
      const asked = choices.flatMap((choice, at) => (isAskedWith(rule, choice) ? [`with-${at + 1}`] : []));
      expect(page).toContain(`class="field asked ${asked.join(' ')}"`);
    }
    for (const [at] of choices.entries())
      expect(linkStyle).toContain(`.choice:nth-child(${at + 1}) :checked) .with-${at + 1}`);
    expect(linkStyle).toContain('@supports selector(:has(a))');
  });

  it('is read back as it was filled in, several options joined', () => {
    const form = postedAsShown(page);
    form.set('choice.task_test', 'presumptive positive');
    form.set('field.task_test.lastName', ' Quill ');
    form.append('field.task_test.panels', 'alcohol');
    form.append('field.task_test.panels', 'cocaine');
    form.set('field.task_other.lastName', 'stranger');
    expect(answersFromForm(form)).toMatchObject([
      { taskId: 'task_test', fields: { lastName: 'Quill', panels: 'alcohol,cocaine' } },
    ]);
  });

  it('is not there for a question that asks for nothing more', () => {
    expect(linkQuestions(askedOf('staff', [{ ...reviewForStaff, kind: 'care-concern' }]))).not.toContain(
      'class="fields"',
    );
  });
});

describe('a refused answer', () => {
  const fields = { lastName: 'Quill "Q"', specimen: 'urine', panels: 'cocaine', creatinineMgDl: '12' };
  const again = refused(fields, [{ name: 'creatinineMgDl', code: 'specimen is dilute' }]);

  it('keeps what was posted, so that nothing need be given again', () => {
    const form = postedAsShown(again);
    expect(answersFromForm(form)[0]).toMatchObject({ choice: 'negative', comment: 'clear', fields });
  });

  it('says beside the field what is wrong and how to mend it', () => {
    expect(again).toMatch(
      /name="field\.task_test\.creatinineMgDl"[^>]*aria-describedby="([^"]*)-wrong" aria-invalid="true"/,
    );
    expect(again.match(/aria-invalid="true"/g)).toHaveLength(1);
    expect(visibleText(again)).toContain('Something is missing or does not fit This is not saved yet.');
    expect(visibleText(again)).toContain(
      'With creatinine below 20 mg/dL the specimen is dilute. Choose “Dilute”',
    );
  });

  it.each(fieldProblemCodes)('has words for "%s"', (code) => {
    const shown = visibleText(refused({}, [{ name: 'temperatureF', code }]));
    expect(shown).not.toContain('undefined.');
    expect(shown.length).toBeGreaterThan(visibleText(refused({}, [])).length + 10);
  });
});
