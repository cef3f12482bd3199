import { readYamlFile } from '../bin/read-yaml.ts';
import { actRoutes } from '../lambdas/console/act-routes.ts';
import { answerConsole, consoleRoot } from '../lambdas/console/answer-console.ts';
import { beginSession } from '../lambdas/console/staff-cookie.ts';
import { viewRoutes } from '../lambdas/console/view-routes.ts';
import { addDays, instantOf } from '../lambdas/domain/clinic-calendar.ts';
import { mayVisit } from '../lambdas/domain/console-access.ts';
import { isInTreatment } from '../lambdas/domain/episode.ts';
import { programSchema } from '../lambdas/domain/program.ts';
import type { StaffRole } from '../lambdas/domain/staff.ts';
import type { Ports } from '../lambdas/ports.ts';
import { defineRoute } from '../lambdas/runtime/define-route.ts';
import { type Play, setUpPlay } from '../local/play.ts';
import { fictionalClinic } from '../local/rehearsal/fictional-clinic.ts';
import { fictionalReferrals } from '../local/rehearsal/fictional-referrals.ts';
import { countedStore } from './reads.ts';

/** One view of the console, as the role for which it takes longest. */
export interface ViewFigures {
  path: string;
  role: StaffRole;
  medianMs: number;
  worstMs: number;
  kilobytes: number;
  reads: number;
  /** Reads that wait for each other; what is asked for at once is one. */
  readRounds: number;
}

export interface ConsoleFigures {
  clients: number;
  inTreatment: number;
  tasks: number;
  views: ViewFigures[];
}

const programPath = 'programs/sheer.yaml';
const startsOn = '2027-01-04';
const clients = 40;
const leastTasks = 1_000;
/** Clients and questions are all there by then, and most clients are in treatment. */
const longestDays = 120;
const rounds = 9;
const roles = ['director', 'counselor', 'collections', 'auditor'] as const;
const origin = 'https://console.example';
const getRoutes = [...viewRoutes, ...actRoutes].filter(({ method }) => method === 'GET');
const door = defineRoute((request, ports) => answerConsole(request, ports, getRoutes));

/** Plays a clinic to the middle of treatment and asks for every view of the console through its own door. */
export async function benchConsole(): Promise<ConsoleFigures> {
  const play = await clinicInTreatment();
  const { store } = play.clinic;
  const views: ViewFigures[] = [];
  const visitors = await Promise.all(roles.map((role) => visitorAs(play, role)));
  for (const { path, area } of getRoutes) {
    const seen: ViewFigures[] = [];
    for (const visitor of visitors)
      if (mayVisit([visitor.role], area)) seen.push(await figuresOf(play, path, visitor));
    const slowest = seen.sort((a, b) => b.medianMs - a.medianMs)[0];
    if (slowest) views.push(slowest);
  }
  return {
    clients: store.all(play.clinicId, 'episode').length,
    inTreatment: store.all(play.clinicId, 'episode').filter(isInTreatment).length,
    tasks: store.all(play.clinicId, 'task').length,
    views,
  };
}

async function clinicInTreatment(): Promise<Play> {
  const { content } = await readYamlFile(programPath, programSchema);
  const program = { ...content, caseload: { softCap: null, hardCap: null } };
  const clinic = fictionalClinic(clients, program, programPath);
  const all = fictionalReferrals(clinic, program, clients, 'bench', startsOn);
  // Everyone within three weeks: all of them are in treatment at once.
  const referrals = all.map((referral, index) => ({ ...referral, day: Math.floor(index / 2) }));
  const play = await setUpPlay({ clinic, programs: [program], referrals, seed: 'bench', startsOn });
  const { store } = play.clinic;
  for (let day = 0; day < longestDays; day += 1) {
    await play.nextDay();
    if (play.leftToCome() === 0 && store.all(play.clinicId, 'task').length >= leastTasks) break;
  }
  // Mid-morning, when questions are open.
  const today = play.today();
  await play.clinic.advanceTo(instantOf(play.timeZone, today, '10:30'));
  return play;
}

interface BenchVisitor {
  role: StaffRole;
  staffId: string;
  cookie: string;
}

/** Whoever of a role has most to do; somebody new where nobody has the role. */
async function visitorAs({ clinic, clinicId }: Play, role: StaffRole): Promise<BenchVisitor> {
  const open = Map.groupBy(clinic.store.all(clinicId, 'openTask'), ({ contactId }) => contactId);
  const busy = (id: string) => open.get(id)?.length ?? 0;
  const [found] = clinic.store
    .all(clinicId, 'staff')
    .filter((member) => member.roles.includes(role))
    .sort((a, b) => busy(b.id) - busy(a.id));
  const staffId = found?.id ?? `bench-${role}`;
  if (!found) {
    const email = `${staffId}@clinic.example`;
    const someone = { id: staffId, name: 'Gil Example', email, phone: '+1 555 010 0177', roles: [role] };
    await clinic.store.transact(clinicId, async (tx) =>
      tx.put('staff', { ...someone, language: 'en', absences: [] }),
    );
  }
  const sent = { httpMethod: 'GET', path: '/sign-in', pathParameters: null, headers: {}, body: null };
  const request = { ...sent, isBase64Encoded: false, site: { origin, path: '/sign-in' } };
  const set = await beginSession(clinic.ports, { clinicId, staffId, roles: [role] }, request);
  return { role, staffId, cookie: set.split(';')[0] ?? '' };
}

async function figuresOf(play: Play, pattern: string, visitor: BenchVisitor): Promise<ViewFigures> {
  const path = filledIn(play, pattern, visitor);
  const { store, reads } = countedStore(play.clinic.ports.store);
  // Counted by itself, for it waits; it also warms up.
  const body = await ask({ ...play.clinic.ports, store }, path, visitor);
  const tookMs: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const began = performance.now();
    await ask(play.clinic.ports, path, visitor);
    tookMs.push(performance.now() - began);
  }
  tookMs.sort((a, b) => a - b);
  return {
    path: pattern,
    role: visitor.role,
    medianMs: tookMs[Math.floor(rounds / 2)] ?? 0,
    worstMs: tookMs.at(-1) ?? 0,
    kilobytes: Buffer.byteLength(body) / 1024,
    reads: reads.count,
    readRounds: reads.rounds,
  };
}

async function ask(ports: Ports, path: string, { cookie }: BenchVisitor): Promise<string> {
  const [pathname = '', search = ''] = `${consoleRoot}${path}`.split('?');
  const { statusCode, body } = await door.handler(ports)({
    httpMethod: 'GET',
    path: pathname,
    pathParameters: null,
    headers: { cookie },
    body: null,
    isBase64Encoded: false,
    queryStringParameters: Object.fromEntries(new URLSearchParams(search)),
    requestContext: { domainName: new URL(origin).host, path: pathname },
  });
  if (statusCode !== 200) throw new Error(`${path} was answered with ${statusCode}`);
  return body;
}

/** The client of whom most is on record, a question of the visitor's own, the last day that is settled. */
function filledIn({ clinic, clinicId, today }: Play, pattern: string, visitor: BenchVisitor): string {
  const { staffId, role } = visitor;
  const { store } = clinic;
  const tasksOf = Map.groupBy(store.all(clinicId, 'task'), ({ episodeId }) => episodeId);
  const count = (id: string) => tasksOf.get(id)?.length ?? 0;
  const [client] = store
    .all(clinicId, 'episode')
    .filter(isInTreatment)
    .sort((a, b) => count(b.id) - count(a.id));
  const own = store.all(clinicId, 'openTask').filter(({ contactId }) => contactId === staffId);
  const mine = own[0]?.taskId ?? store.all(clinicId, 'task').findLast(isAskedOf(staffId))?.id;
  const values: Record<string, string | undefined> = {
    ':episode': client?.id,
    ':task': mine,
    ':date': addDays(today(), -2),
    ':action': role === 'auditor' ? 'report' : 'start-crisis',
  };
  const path = pattern.replaceAll(/:\w+/g, (name) => encodeURIComponent(values[name] ?? name));
  if (path === '/report/figures') return `${path}?from=${startsOn}&to=${today()}`;
  return path;
}

function isAskedOf(staffId: string) {
  return ({ asked, status }: { asked: string[]; status: string }) =>
    asked.includes(staffId) && status !== 'withdrawn' && status !== 'refused';
}
