import { createHmac } from 'node:crypto';
import type { AuditEntry } from '../../../lambdas/domain/audit.ts';
import { daysBetween } from '../../../lambdas/domain/clinic-calendar.ts';
import type { ClinicFile } from '../../../lambdas/domain/clinic-file.ts';
import type { Crisis } from '../../../lambdas/domain/crisis.ts';
import { pageId, signedText } from '../../../lambdas/domain/page.ts';
import type { HttpResponse } from '../../../lambdas/runtime/define-route.ts';
import { exampleClinic, nth } from '../../example-clinic.ts';
import { type Answers, everyone } from '../answers.ts';
import { begin, firstMonday, type Journey, type Setting } from '../journey.ts';

export const onCall = 'erin-walsh';
export const backup = 'ada-lindqvist';
const clinician = 'ben-okafor';
export const director = 'fay-moreau';
export const theLadder = [onCall, backup, clinician, director];

/** Nobody says anything about a crisis. */
const silence: Answers = {
  crisis: null,
  'crisis-alert': null,
  'crisis-debrief': null,
  'pager-test': null,
};

/** The example clinic, and one that nobody can be paged in. */
export function clinicWithoutPager(): ClinicFile {
  const file = exampleClinic();
  const { pager: _, ...clinic } = file.clinic;
  return { ...file, clinic };
}

/** A client in treatment, at two in the night; nobody answers about a crisis unless it is said otherwise. */
export async function atNight(answers: Answers = {}, setting: Setting = {}): Promise<Journey> {
  const journey = await begin({ ...setting, behaviour: everyone({ ...silence, ...answers }) });
  await journey.days(1);
  await journey.untilTrue('the client is admitted', () => journey.episode().admittedOn !== null);
  const day = daysBetween(setting.startsOn ?? firstMonday, journey.play.today()) + 1;
  await journey.until(journey.at(day, '02:00'));
  return journey;
}

export async function start(journey: Journey, input: Record<string, unknown> = {}): Promise<Crisis> {
  const { crisisId } = await journey.act('start-crisis', {
    kind: 'overdose',
    episodeId: journey.episode().id,
    facts: 'found in the yard',
    ...input,
  });
  return theCrisis(journey, String(crisisId));
}

export function theCrisis(journey: Journey, id?: string): Crisis {
  const crises = journey.all('crisis');
  return id === undefined
    ? nth(crises, 0)
    : nth(
        crises.filter((crisis) => crisis.id === id),
        0,
      );
}

export function minutes(journey: Journey, count: number): Promise<void> {
  return journey.until(new Date(Date.parse(journey.play.clinic.now()) + count * 60_000).toISOString());
}

/** Who was paged by the ladder how many minutes after the first page, in order. */
export function pagesAfter({ play, all }: Journey): [staffId: string, afterMinutes: number][] {
  const kinds = new Map(all('task').map(({ id, kind }) => [id, kind]));
  const ofLadder = new Set(
    all('page').flatMap(({ id, taskId }) => (kinds.get(taskId) === 'crisis' ? [id] : [])),
  );
  const pages = play.clinic.pager.pages.filter(({ id }) => ofLadder.has(id));
  const firstMs = Date.parse(nth(pages, 0).at);
  return pages.map(({ staffId, at }) => [staffId, Math.round((Date.parse(at) - firstMs) / 60_000)]);
}

/** What the client's chain holds about crises, in order. */
export async function crisisFacts(journey: Journey): Promise<AuditEntry[]> {
  const entries = await journey.audit(journey.episode());
  return entries.filter(({ what }) => /crisis|page/.test(what));
}

/** A mail to somebody about a crisis, while its question was asked. */
export function mailsAboutCrisis(journey: Journey, contactId: string): number {
  const ids = new Set(journey.tasks('crisis').map(({ id }) => id));
  return journey
    .all('mail')
    .filter(
      ({ contactId: to, message, status }) =>
        to === contactId && 'taskId' in message && ids.has(message.taskId) && status !== 'cancelled',
    ).length;
}

export interface ReplyChanges {
  body?: string;
  staffId?: string;
  ageSeconds?: number;
  signature?: string;
  clinic?: string;
}

/** The paging service's reply about the page of a question's rung, signed with the clinic's secret unless it is changed. */
export async function pagerReply(
  journey: Journey,
  { body, staffId, ageSeconds = 0, signature, clinic = journey.play.clinicId }: ReplyChanges = {},
  rung = 0,
): Promise<HttpResponse> {
  const { secret } = await journey.act('pager-secret', {});
  const task = journey.tasks('crisis').at(-1) ?? journey.tasks('pager-test').at(-1);
  const reply = { id: pageId(task?.id ?? '', rung), action: 'acknowledge', ...(staffId && { staffId }) };
  const text = body ?? JSON.stringify(reply);
  const timestamp = String(Math.floor(Date.parse(journey.play.clinic.now()) / 1000) - ageSeconds);
  const mac = createHmac('sha256', Buffer.from(String(secret), 'hex'))
    .update(signedText(timestamp, text))
    .digest('hex');
  return journey.play.clinic.pagerReply({
    httpMethod: 'POST',
    path: `/pager/${clinic}`,
    pathParameters: { clinic },
    headers: { 'stepdown-timestamp': timestamp, 'stepdown-signature': signature ?? `v1=${mac}` },
    body: text,
    isBase64Encoded: false,
  });
}
