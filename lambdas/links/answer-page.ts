import { createHmac, timingSafeEqual } from 'node:crypto';
import * as z from 'zod/mini';
import { type Acknowledged, acknowledgeCrisis } from '../casework/crisis-answers.ts';
import { webhookKey } from '../casework/page-out.ts';
import { settleQuestions, tellAnswered } from '../casework/settle-questions.ts';
import type { Clinic } from '../domain/clinic.ts';
import type { Instant } from '../domain/clinic-calendar.ts';
import { taskRules } from '../domain/human-task-kinds.ts';
import { isFresh, signatureMinutes, signedText } from '../domain/page.ts';
import { anyClinic } from '../domain/records.ts';
import type { Ports, Transaction } from '../ports.ts';
import type { FieldProblem } from '../runtime/define-action.ts';
import { defineRoute, type HttpRequest, type HttpResponse } from '../runtime/define-route.ts';

/** A reply is a few words. */
const bodyMaxBytes = 4 * 1024;

const replySchema = z.strictObject({
  /** The page's id, as it was posted. */
  id: z.string().check(z.regex(/^pg-[0-9a-f]{32}$/)),
  /** Who took it; left out, the person who was paged. */
  staffId: z.optional(z.string().check(z.minLength(1), z.maxLength(40))),
  action: z.literal('acknowledge'),
});
type Reply = z.infer<typeof replySchema>;

/**
 * POST of the paging service's reply: somebody has acknowledged a page. It is signed as pages are, with the clinic's
 * pager secret over timestamp and body; one that is older than five minutes is refused, and the same reply twice
 * acknowledges once. It is answered who has it, and nothing about a client.
 */
export const route = defineRoute(async (request, ports) => {
  const now = ports.clock.now();
  const clinic = await clinicNamed(ports, request.pathParameters?.clinic ?? '');
  const key = clinic && (await webhookKey(ports.secrets, clinic));
  if (!clinic || !key)
    return refused(404, ['', 'there is no such pager', 'compare the address with the clinic’s id']);
  const unsigned = signatureProblem(request, key, now);
  if (unsigned) return refused(401, unsigned);
  const reply = replyIn(request.body ?? '');
  if ('problem' in reply) return refused(400, [reply.field, reply.problem, reply.fix]);
  return take(ports, clinic, reply, now);
});

async function clinicNamed({ store }: Ports, id: string): Promise<Clinic | undefined> {
  return /^[a-z][a-z0-9-]*$/.test(id) ? store.read(anyClinic).get('clinic', id) : undefined;
}

type Problem = [field: string, problem: string, fix: string];

function refused(statusCode: number, [field, problem, fix]: Problem): HttpResponse {
  return json(statusCode, { problems: [{ field, problem, fix }] });
}

function json(statusCode: number, content: unknown): HttpResponse {
  const headers = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' };
  return { statusCode, headers, body: `${JSON.stringify(content)}\n` };
}

const signatureFix = 'sign timestamp, point and body with the clinic’s pager secret: v1=<HMAC-SHA256 in hex>';

function signatureProblem(
  { headers, body }: HttpRequest,
  key: Uint8Array,
  now: Instant,
): Problem | undefined {
  const timestamp = headers['stepdown-timestamp'] ?? '';
  const given = Buffer.from(headers['stepdown-signature'] ?? '');
  const mac = createHmac('sha256', key)
    .update(signedText(timestamp, body ?? ''))
    .digest('hex');
  const expected = Buffer.from(`v1=${mac}`);
  if (given.length !== expected.length || !timingSafeEqual(given, expected))
    return ['stepdown-signature', 'does not hold', signatureFix];
  if (isFresh(timestamp, now)) return undefined;
  const fix = `send seconds since 1970, at most ${signatureMinutes} minutes off, and sign anew`;
  return ['stepdown-timestamp', 'is too old, or ahead of the time', fix];
}

const replyFix = 'send { "id": "pg-…", "action": "acknowledge" }, and "staffId" where somebody else took it';

function replyIn(body: string): Reply | FieldProblem {
  if (body.length > bodyMaxBytes) return { field: '', problem: 'the body is too long', fix: replyFix };
  let content: unknown;
  try {
    content = JSON.parse(body);
  } catch {
    return { field: '', problem: 'the body is not JSON', fix: replyFix };
  }
  const parsed = z.safeParse(replySchema, content);
  if (parsed.success) return parsed.data;
  const field = parsed.error.issues[0]?.path.join('.') ?? '';
  return { field, problem: 'is missing, unknown or malformed', fix: replyFix };
}

async function take(ports: Ports, clinic: Clinic, reply: Reply, at: Instant): Promise<HttpResponse> {
  const taken = await ports.store.transact(clinic.id, (tx) => acknowledgePage(tx, clinic, reply, at));
  if ('problem' in taken) return refused(422, taken.problem);
  await tellAnswered(ports, clinic.id, taken.settled, at);
  const { outcome, first } = taken;
  return json(200, { outcome, first: { staffId: first.by, at: first.at } });
}

/** Acknowledges what the page asked: a crisis, or a test of the pager. */
async function acknowledgePage(
  tx: Transaction,
  clinic: Clinic,
  { id, staffId }: Reply,
  at: Instant,
): Promise<Acknowledged | { problem: Problem }> {
  const page = await tx.get('page', id);
  const task = page && (await tx.get('task', page.taskId));
  if (!page || !task) return { problem: ['id', 'there is no such page', 'send back the id of the page'] };
  const by = staffId ?? page.contactId;
  const member = await tx.get('staff', by);
  if (!member || member.leftOn)
    return {
      problem: ['staffId', 'is nobody on the staff', 'send a staff id of the clinic’s file, or none'],
    };
  const { crisisId } = task.about;
  if (task.kind === 'crisis' && crisisId !== undefined)
    return acknowledgeCrisis(tx, clinic, crisisId, { by, at, how: 'pager' });
  const choice = taskRules[task.kind].choices[0] ?? '';
  const { answer } = task;
  const first = { by: answer?.by ?? by, at: answer?.at ?? at, how: 'pager' as const };
  return {
    outcome: answer ? 'repeated' : 'first',
    first,
    settled: settleQuestions(tx, [task], { choice, by, at }),
  };
}
