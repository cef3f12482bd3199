import { vi } from 'vitest';
import type { HttpRequest, HttpResponse } from '../../../lambdas/runtime/define-route.ts';
import { idsIn, logCall } from '../../../lambdas/runtime/logger.ts';
import { linksIn } from '../../../local/mailbox.ts';
import type { Journey } from '../journey.ts';
import { commentCanary, noteCanary } from './canaries.ts';

/** What a counselor writes in an aftercare plan about how the client lives. */
const wordsOfPlan = ['mutualHelp', 'home', 'warningSigns'];

/** A page that somebody was given, and who held the link. */
export interface SeenPage {
  at: string;
  path: string;
  method: string;
  /** The page's text; empty for a redirection. */
  body: string;
  headers: string;
  statusCode: number;
  contactId: string;
  /** Set for a contact of a partner. */
  partnerId: string | undefined;
  /** True when the request came with a passcode or with the cookie that stands for one. */
  isBehindPasscode: boolean;
}

export interface Watch {
  pages: SeenPage[];
  /** Everything that was written to the standard output. */
  lines: string[];
  stop(): void;
}

/** Looks over everybody's shoulder: each page as it is given out, each line as it is logged. */
export function watch(journey: Journey): Watch {
  const lines: string[] = [];
  const pages: SeenPage[] = [];
  const out = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    lines.push(String(text));
    return true;
  });
  const { clinic, clinicId } = journey.play;
  const answer = clinic.link.bind(clinic);
  const partners = new Set(clinic.store.all(clinicId, 'partner').map(({ id }) => id));
  clinic.link = async (request) => {
    const sent = withComments(request);
    const response = await answer(sent);
    pages.push(seen(journey, partners, sent, response));
    return response;
  };
  return { pages, lines, stop: () => out.mockRestore() };
}

/** Whatever people answer, they write something beside it. */
function withComments(request: HttpRequest): HttpRequest {
  if (request.httpMethod !== 'POST' || !request.body?.includes('action=answer')) return request;
  const form = new URLSearchParams(request.body);
  for (const taskId of form.getAll('taskId')) form.set(`comment.${taskId}`, `${commentCanary} was here`);
  for (const name of [...form.keys()])
    if (wordsOfPlan.some((field) => name.endsWith(`.${field}`))) form.set(name, `${noteCanary} in the plan`);
  return { ...request, body: form.toString() };
}

function seen(
  { play }: Journey,
  partners: ReadonlySet<string>,
  request: HttpRequest,
  response: HttpResponse,
): SeenPage {
  const contactId = holderOf(
    play.clinic.mailbox.mails,
    request.path,
    (id) => play.clinic.store.find(play.clinicId, 'mail', id)?.contactId ?? '',
  );
  const partnerId = contactId.split('.')[0] ?? '';
  return {
    at: play.clinic.now(),
    path: request.path,
    method: request.httpMethod,
    body: response.body,
    headers: JSON.stringify(response.headers),
    statusCode: response.statusCode,
    contactId,
    partnerId: partners.has(partnerId) ? partnerId : undefined,
    isBehindPasscode: (request.headers.cookie ?? '') !== '' || (request.body ?? '').includes('passcode='),
  };
}

function holderOf(
  mails: readonly { id: string; text: string }[],
  path: string,
  contactOf: (mailId: string) => string,
): string {
  const mail = mails.findLast((one) => linksIn(one).some((link) => link.endsWith(path)));
  return mail ? contactOf(mail.id) : '';
}

/** Opens every link that was ever mailed as a scanner would: nobody there has the passcode. */
export async function scanEveryLink({ play }: Journey): Promise<HttpResponse[]> {
  const links = new Set(play.clinic.mailbox.mails.flatMap((mail) => linksIn(mail)));
  const responses: HttpResponse[] = [];
  for (const link of links) {
    const { origin, pathname } = new URL(link);
    const request = (httpMethod: string, body: string | null) => ({
      httpMethod,
      path: pathname,
      pathParameters: { id: pathname.slice('/l/'.length) },
      headers: { origin, 'content-type': 'application/x-www-form-urlencoded' },
      body,
      isBase64Encoded: false,
    });
    const isGuessed = responses.length % 10 === 0;
    for (const [method, body] of [
      ['GET', null],
      ['HEAD', null],
      ['POST', 'action=open'],
      ['POST', 'action=answer&taskId=x'],
      ['POST', isGuessed ? 'action=passcode&passcode=00000000&device=own' : 'action=passcode'],
    ] as const)
      responses.push(await play.clinic.link(request(method, body)));
  }
  return responses;
}

/** Every execution as the service would show it to whoever may look: name, input, output, and each event. */
export function executionsOf({ play }: Journey): string[] {
  const { runner } = play.clinic;
  return runner
    .list()
    .flatMap((described) => [
      JSON.stringify(described),
      ...runner.historyOf(described.executionId).map((event) => JSON.stringify(event)),
    ]);
}

/** The log lines that the deployed functions would write for the same calls of steps. */
export function stepLines({ play }: Journey): string[] {
  const lines: string[] = [];
  for (const described of play.clinic.runner.list())
    for (const { type, state, data } of play.clinic.runner.historyOf(described.executionId)) {
      if (type !== 'TaskScheduled' && type !== 'LambdaFunctionScheduled' && type !== 'TaskStateEntered')
        continue;
      const call = { call: state ?? '', requestId: '', outcome: 'done', durationMs: 0, ids: idsIn(data) };
      logCall(call, (text) => lines.push(text));
    }
  return lines;
}
