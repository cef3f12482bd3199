import { describe } from 'vitest';
import type { ClinicStore } from '../../lambdas/ports.ts';
import { describeAdmissions } from './clinic-store-contract/admissions.ts';
import { describeChains } from './clinic-store-contract/chains.ts';
import { describeContention } from './clinic-store-contract/contention.ts';
import { describeLists } from './clinic-store-contract/lists.ts';
import { describeTenancy } from './clinic-store-contract/tenancy.ts';
import { describeTransactions } from './clinic-store-contract/transactions.ts';

interface StoreUnderTest {
  store: ClinicStore;
  /** A clinic that nobody has used before: the store may be shared by all cases. */
  clinicId: string;
}

/** Opens a store for one case. `impatient` makes it try again without pausing. */
export type OpenStore = (options?: { impatient: boolean }) => Promise<StoreUnderTest>;

/** What every ClinicStore must do, whatever it is made of. */
export function clinicStoreContract(name: string, open: OpenStore): void {
  describe(`${name} as a clinic store`, () => {
    describeTransactions(open);
    describeContention(open);
    describeAdmissions(open);
    describeChains(open);
    describeLists(open);
    describeTenancy(open);
  });
}
