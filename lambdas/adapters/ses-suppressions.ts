import { GetSuppressedDestinationCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import type { Suppressions } from '../ports.ts';
import { unavailableOr } from './aws-unavailable.ts';

/** Asks Amazon SES about one address after the other: the account's whole list is none of a clinic's business. */
export function createSesSuppressions(client: SESv2Client): Suppressions {
  return {
    async suppressed(addresses) {
      const found: string[] = [];
      for (const address of addresses) if (await isSuppressed(client, address)) found.push(address);
      return found;
    },
  };
}

/** The suppression list of a deployed function. */
export function suppressionsFrom(): Suppressions {
  return createSesSuppressions(new SESv2Client({}));
}

async function isSuppressed(client: SESv2Client, address: string): Promise<boolean> {
  try {
    await client.send(new GetSuppressedDestinationCommand({ EmailAddress: address }));
    return true;
  } catch (error) {
    if (error instanceof Error && error.name === 'NotFoundException') return false;
    throw unavailableOr(error, 'suppression list');
  }
}
