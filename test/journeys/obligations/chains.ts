import { clinicChain, drawChain, episodeChain, firstBrokenLink } from '../../../lambdas/domain/audit.ts';
import type { Journey } from '../journey.ts';

/** Audit chains with a link that does not follow from the one before. */
export async function chainsBroken({ play, all }: Journey): Promise<string[]> {
  const names = [clinicChain, drawChain, ...all('episode').map((episode) => episodeChain(episode.id))];
  const broken: string[] = [];
  for (const name of names) {
    const at = firstBrokenLink(await play.clinic.store.chain(play.clinicId, name));
    if (at !== undefined) broken.push(`chain ${name} breaks at link ${at}`);
  }
  return broken;
}
