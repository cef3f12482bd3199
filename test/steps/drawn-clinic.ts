import { action as applyClinic } from '../../lambdas/actions/apply-clinic.ts';
import { action as refer } from '../../lambdas/actions/refer.ts';
import { required } from '../../lambdas/casework/read-records.ts';
import { drawChain } from '../../lambdas/domain/audit.ts';
import type { ClinicFile } from '../../lambdas/domain/clinic-file.ts';
import type { DrawDay } from '../../lambdas/domain/draw-day.ts';
import type { ChainedDrawRecord } from '../../lambdas/domain/draw-record.ts';
import type { Episode } from '../../lambdas/domain/episode.ts';
import { step as commitDraws } from '../../lambdas/steps/clinic-day/commit-draws.ts';
import { step as drawClients } from '../../lambdas/steps/clinic-day/draw-clients.ts';
import { step as reportDraws } from '../../lambdas/steps/clinic-day/report-draws.ts';
import { step as revealDrawKey } from '../../lambdas/steps/clinic-day/reveal-draw-key.ts';
import { exampleClinic, exampleReferral, operator, sheerProgram } from '../example-clinic.ts';
import { createFakePorts, type FakePorts } from '../fake-ports.ts';

/** Monday, 6:00 in Los Angeles: the example clinic's day begins. */
const mondayMorning = '2027-01-04T14:00:00.000Z';
export const monday = '2027-01-04';
export const { clinicId } = operator;

/** The example clinic with clients in treatment, and the steps of its day. */
export interface DrawnClinic {
  ports: FakePorts;
  /** Admits clients today; they have not been tested yet unless a date is given. */
  admit(count: number, changes?: Partial<Episode>): Promise<string[]>;
  change(episodeId: string, changes: Partial<Episode>): Promise<void>;
  apply(change: (file: ClinicFile) => void): Promise<void>;
  commit(date: string): Promise<Record<string, unknown>>;
  draw(date: string): Promise<Record<string, unknown>>;
  reveal(date: string): Promise<Record<string, unknown>>;
  report(date: string): Promise<Record<string, unknown>>;
  day(date: string): DrawDay | undefined;
  records(): Promise<ChainedDrawRecord[]>;
  /** Reasons of the questions to the director that are planned. */
  alerts(): string[];
}

export async function drawnClinic(now = mondayMorning): Promise<DrawnClinic> {
  const ports = createFakePorts(now);
  const file = exampleClinic();
  const program = sheerProgram();
  let referred = 0;
  program.caseload = { softCap: null, hardCap: null };
  const apply = async (change: (file: ClinicFile) => void) => {
    change(file);
    await applyClinic.start({ clinic: file, programs: [program] }, operator, ports);
  };
  await apply(() => undefined);
  const run = (step: typeof drawClients) => (date: string) => step.handler(ports)({ clinicId, date });
  const change = (episodeId: string, changes: Partial<Episode>) =>
    ports.store.transact(clinicId, async (tx) => {
      tx.put('episode', { ...(await required(tx, 'episode', episodeId)), ...changes });
    });
  return {
    ports,
    apply,
    change,
    async admit(count, changes = {}) {
      const episodeIds: string[] = [];
      for (let index = 0; index < count; index += 1) {
        referred += 1;
        const referral = { ...exampleReferral(), name: `Example Client ${referred}` };
        const { episodeId } = await refer.start(referral, operator, ports);
        episodeIds.push(await admitted(ports, String(episodeId), changes));
      }
      return episodeIds;
    },
    commit: run(commitDraws),
    draw: run(drawClients),
    reveal: run(revealDrawKey),
    report: run(reportDraws),
    day: (date) => ports.store.find(clinicId, 'drawDay', date),
    records: async () =>
      (await ports.store.chain(clinicId, drawChain)).map(({ body }) => body as ChainedDrawRecord),
    alerts: () =>
      ports.store
        .all(clinicId, 'agenda')
        .flatMap(({ duty }) =>
          duty.do === 'start-execution' && duty.input.kind === 'clinic-alert' ? [duty] : [],
        )
        .map(({ input }) => String(input.reason)),
  };
}

async function admitted(ports: FakePorts, episodeId: string, changes: Partial<Episode>): Promise<string> {
  const today = ports.clock.now().slice(0, 10);
  await ports.store.transact(clinicId, async (tx) => {
    const episode = await required(tx, 'episode', episodeId);
    const { programId } = episode;
    const caseload = (await tx.get('caseload', programId)) ?? { id: programId, count: 0 };
    tx.put('caseload', { ...caseload, count: caseload.count + 1 });
    tx.put('enrolment', { id: `${programId}:${episodeId}`, episodeId, since: ports.clock.now() });
    tx.put('episode', {
      ...episode,
      stage: 'treatment',
      admittedOn: today,
      phaseStartedOn: today,
      ...changes,
    });
  });
  return episodeId;
}
