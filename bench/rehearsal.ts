import { readYamlFile } from '../bin/read-yaml.ts';
import { programSchema } from '../lambdas/domain/program.ts';
import { rehearse } from '../local/rehearsal/rehearse.ts';

export interface RehearsalFigures {
  clients: number;
  seconds: number;
  cpuSeconds: number;
  /** Resident memory of the process after the rehearsal. */
  megabytes: number;
  transitions: number;
}

const programPath = 'programs/sheer.yaml';

/** Plays clinics of rising size to the last follow-up and measures each; the first run of a size warms up. */
export async function benchRehearsal(sizes: readonly number[] = [40, 400]): Promise<RehearsalFigures[]> {
  const { content } = await readYamlFile(programPath, programSchema);
  // Without a cap: everyone is treated at once, however many there are.
  const program = { ...content, caseload: { softCap: null, hardCap: null } };
  const figures: RehearsalFigures[] = [];
  await rehearse({ program, programPath, clients: 8, seed: 'warm-up', startsOn: '2027-01-04' });
  for (const clients of sizes) {
    const began = performance.now();
    const cpu = process.cpuUsage();
    const workload = await rehearse({ program, programPath, clients, seed: 'bench', startsOn: '2027-01-04' });
    const used = process.cpuUsage(cpu);
    figures.push({
      clients,
      seconds: (performance.now() - began) / 1000,
      cpuSeconds: (used.user + used.system) / 1e6,
      megabytes: process.memoryUsage().rss / 1e6,
      transitions: workload.episodes.transitionsMean * workload.episodesOpened,
    });
  }
  return figures;
}
