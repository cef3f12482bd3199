import { executionName } from '../casework/execution-name.ts';
import { required } from '../casework/read-records.ts';
import { contactById } from '../casework/recipients.ts';
import { askSeparately } from '../casework/start-later.ts';
import { localDateOf } from '../domain/clinic-calendar.ts';
import { answerProblem, type Feedback, feedbackAnswers, inOrder } from '../domain/feedback.ts';
import {
  type ClientFeedback,
  type ClientProgressDone,
  type ClientProgressView,
  clientProgress,
  clientProgressDone,
} from '../pages/client-link-progress.ts';
import type { Ports, Reader } from '../ports.ts';
import type { HttpResponse } from '../runtime/define-route.ts';
import { writtenText } from './client-form.ts';
import type { ClientVisit } from './client-view.ts';
import { page } from './link-response.ts';

/** Who did it, in the audit and in the records. */
const by = 'client';

/** What the client has not answered yet. */
export async function unanswered(reader: Reader, { episode }: ClientVisit): Promise<number> {
  const feedback = await reader.list('feedback', { parent: episode.id });
  return feedback.filter(({ answer }) => answer === null).length;
}

/** Shows goals and feedback; what is shown for the first time is noted as read. */
export async function showProgress(
  ports: Ports,
  visit: ClientVisit,
  refused: ClientProgressView['refused'] = null,
): Promise<HttpResponse> {
  const html = clientProgress(await progressView(ports, visit, refused));
  await noteRead(ports, visit);
  return page(html, refused === null ? 200 : 422);
}

async function progressView(
  ports: Ports,
  { target, episode, frame }: ClientVisit,
  refused: ClientProgressView['refused'],
): Promise<ClientProgressView> {
  const reader = ports.store.read(target.clinic.id);
  const plan = await reader.get('carePlan', episode.id);
  const client = await required(reader, 'client', episode.clientId);
  const list = inOrder(await reader.list('feedback', { parent: episode.id })).reverse();
  return {
    frame,
    goals: plan?.goals ?? [],
    feedback: await Promise.all(list.map((feedback) => shown(reader, feedback, frame.timeZone))),
    newsByEmail: client.email ? client.newsByEmail === true : null,
    refused,
  };
}

async function shown(reader: Reader, feedback: Feedback, timeZone: string): Promise<ClientFeedback> {
  const { id, words, at, answer } = feedback;
  const name = (await contactById(reader, feedback.by))?.name ?? '';
  const given = answer && { as: answer.as, words: answer.words, on: localDateOf(timeZone, answer.at) };
  return { feedbackId: id, words, name, on: localDateOf(timeZone, at), answer: given };
}

async function noteRead(ports: Ports, { target, episode }: ClientVisit): Promise<void> {
  const clinicId = target.clinic.id;
  const list = await ports.store.read(clinicId).list('feedback', { parent: episode.id });
  const unread = list.filter(({ readAt }) => readAt === null);
  if (unread.length === 0) return;
  const readAt = ports.clock.now();
  await ports.store.transact(clinicId, async (tx) => {
    for (const { id } of unread) tx.put('feedback', { ...(await required(tx, 'feedback', id)), readAt });
  });
}

/** Takes the client's word for one piece of feedback, once; a disagreement becomes the counselor's task. */
export async function answerFeedback(
  ports: Ports,
  visit: ClientVisit,
  form: URLSearchParams,
): Promise<HttpResponse> {
  const feedbackId = form.get('feedback') ?? '';
  const as = form.get('as') ?? '';
  const words = writtenText(form.get('text'));
  const problem = answerProblem(as, words);
  if (problem) return showProgress(ports, visit, { feedbackId, problem, as, words });
  const answered = feedbackAnswers.find((known) => known === as);
  if (!answered || !(await save(ports, visit, feedbackId, { as: answered, words })))
    return showProgress(ports, visit);
  return done(visit, { done: 'feedback answered', isDisagreement: answered === 'disagree' });
}

async function save(
  ports: Ports,
  { target, episode }: ClientVisit,
  feedbackId: string,
  said: Pick<NonNullable<Feedback['answer']>, 'as' | 'words'>,
): Promise<boolean> {
  const clinicId = target.clinic.id;
  const at = ports.clock.now();
  return ports.store.transact(clinicId, async (tx) => {
    const feedback = await tx.get('feedback', feedbackId);
    if (feedback?.episodeId !== episode.id) return false;
    if (feedback.answer) return feedback.answer.as === said.as && feedback.answer.words === said.words;
    tx.put('feedback', { ...feedback, readAt: feedback.readAt ?? at, answer: { ...said, at } });
    const details = { feedbackId, as: said.as };
    tx.audit({ at, what: 'feedback answered', by, episodeId: episode.id, details });
    if (said.as === 'disagree')
      askSeparately(tx, at, executionName(episode.id, 'disagrees', feedbackId), {
        clinicId,
        kind: 'care-concern',
        episodeId: episode.id,
        about: { feedbackId },
        reason: 'the client disagrees with feedback',
      });
    return true;
  });
}

/** Whether the client wants to hear by email, in neutral words, that there is something to read. */
export async function wishForNews(
  ports: Ports,
  visit: ClientVisit,
  form: URLSearchParams,
): Promise<HttpResponse> {
  const isWanted = form.get('wanted') === 'yes';
  const { target, episode } = visit;
  const at = ports.clock.now();
  await ports.store.transact(target.clinic.id, async (tx) => {
    const client = await required(tx, 'client', episode.clientId);
    if ((client.newsByEmail === true) === isWanted) return;
    tx.put('client', { ...client, newsByEmail: isWanted });
    tx.audit({ at, what: 'news by email', by, episodeId: episode.id, details: { wanted: isWanted } });
  });
  return done(visit, { done: 'news', isWanted });
}

function done({ frame }: ClientVisit, what: ClientProgressDone): HttpResponse {
  return page(clientProgressDone(frame, what));
}
