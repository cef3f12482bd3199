import type { HumanTask } from '../../lambdas/domain/human-task.ts';
import { linkFields } from '../../lambdas/pages/link-fields.ts';
import type { HttpResponse } from '../../lambdas/runtime/define-route.ts';
import { linksIn } from '../../local/mailbox.ts';
import { filledFields } from '../../local/people/filled-fields.ts';
import type { Journey } from './journey.ts';

export interface SaidOnPage {
  choice?: string;
  items?: Record<string, string>;
  /** What is ticked beside the choices of a list. */
  ticks?: Record<string, string[]>;
  /** The choice for everybody else of a list. */
  rest?: string;
  /** What is filled in beside the choice. */
  fields?: Record<string, string>;
  reason?: string;
}

/** Somebody with a mail's link in hand: opens it, gives the passcode, says something. */
export interface Visitor {
  url: string;
  /** The page behind the passcode. */
  open(): Promise<HttpResponse>;
  answer(task: HumanTask, said: SaidOnPage): Promise<HttpResponse>;
  /** Several questions of one page, saved at once. */
  answerAll(answers: readonly [HumanTask, SaidOnPage][]): Promise<HttpResponse>;
}

/** Somebody who follows the link of the last mail that brought one. @throws RangeError when none has */
export function visitor(journey: Journey, contactId: string): Visitor {
  const mail = journey.mailsTo(contactId).findLast((sent) => linksIn(sent).length > 0);
  const url = mail && linksIn(mail)[0];
  if (!url) throw new RangeError(`${contactId} has had no mail with a link`);
  const { origin, pathname } = new URL(url);
  let cookie = '';
  const post = (form: URLSearchParams) =>
    journey.play.clinic.link({
      httpMethod: 'POST',
      path: pathname,
      pathParameters: { id: pathname.slice('/l/'.length) },
      headers: { origin, cookie, 'content-type': 'application/x-www-form-urlencoded' },
      body: form.toString(),
      isBase64Encoded: false,
    });
  const open = async () => {
    const passcode = journey.play.passcodes.get(contactId) ?? '';
    const response = await post(new URLSearchParams({ action: 'passcode', passcode, device: 'own' }));
    cookie = response.headers['set-cookie']?.split(';')[0] ?? cookie;
    return response;
  };
  const answerAll: Visitor['answerAll'] = async (answers) => {
    if (cookie === '') await open();
    const form = new URLSearchParams({ action: 'answer' });
    for (const [task, said] of answers) fillIn(form, task, said);
    return post(form);
  };
  return { url, open, answerAll, answer: (task, said) => answerAll([[task, said]]) };
}

function fillIn(
  form: URLSearchParams,
  task: HumanTask,
  { choice, items = {}, ticks = {}, rest, fields = {}, reason }: SaidOnPage,
): void {
  form.append(linkFields.taskId, task.id);
  if (choice) form.set(linkFields.choice(task.id), choice);
  for (const [item, said] of Object.entries(items)) form.set(linkFields.item(task.id, item), said);
  for (const [item, ticked] of Object.entries(ticks))
    for (const tick of ticked) form.append(linkFields.tick(task.id, item), tick);
  if (rest) form.set(linkFields.rest(task.id), rest);
  for (const [name, value] of Object.entries(fields)) form.set(linkFields.field(task.id, name), value);
  if (reason) form.set(linkFields.reason(task.id), reason);
}

/** What goes with a choice when nothing else is said: somebody who answers has looked up the client and the test. */
export function fieldsFor({ play, all }: Journey, task: HumanTask, choice: string): Record<string, string> {
  const episode = all('episode').find(({ id }) => id === task.episodeId);
  return filledFields(choice, {
    task,
    client: all('client').find(({ id }) => id === episode?.clientId),
    test: all('drugTest').find(({ id }) => id === task.about.testId),
    now: play.clinic.now(),
    timeZone: play.timeZone,
  });
}
