import type { Deployment } from '../domain/real-clients.ts';
import type { Environment } from './environment.ts';

/**
 * What a deployment says of itself by CONSOLE_URL: where its console is, or `closed`. A function that is not told
 * starts no action, and takes no real client.
 */
export function deploymentFrom({ CONSOLE_URL = '' }: Environment): Deployment {
  return { isSignInSetUp: CONSOLE_URL.startsWith('https://') };
}
