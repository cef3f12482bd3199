import * as z from 'zod';
import { clinicFileSchema } from '../lambdas/domain/clinic-file.ts';
import { programSchema } from '../lambdas/domain/program.ts';
import { referralsFileSchema } from '../lambdas/domain/referral.ts';

const published = {
  'clinics/clinic.schema.json': { title: 'A clinic', schema: clinicFileSchema },
  'clinics/referrals.schema.json': { title: 'Referrals to a clinic', schema: referralsFileSchema },
  'programs/program.schema.json': { title: 'An Intensive Outpatient Program', schema: programSchema },
};

/** The JSON Schemas that editors check the YAML files with: path from the project's root, and text. */
export function publishedSchemas(): { path: string; text: string }[] {
  return Object.entries(published).map(([path, { title, schema }]) => {
    const { $schema, ...rest } = z.toJSONSchema(schema, { io: 'input' });
    return { path, text: `${JSON.stringify({ $schema, title, ...rest }, null, 2)}\n` };
  });
}
