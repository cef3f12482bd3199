import * as z from 'zod';

/** What a deployment can be told, as context in cdk.json or with `-c key=value`. Nothing of a clinic is in here. */
const settingsSchema = z.strictObject({
  /** Begins the names of stacks, state machines and the mail configuration; a deployment keeps it for ever. */
  name: textLike(/^[a-z][a-z0-9-]{1,20}$/, '2 to 21 small letters, digits and hyphens, such as "stepdown"'),
  region: textLike(/^[a-z]{2}(-[a-z]+)+-\d$/, 'a region, such as "us-east-1"'),
  account: textLike(/^\d{12}$/, 'an account of 12 digits').optional(),
  /** The domain whose addresses clinics send from; DKIM for it is part of the deployment. */
  mailDomain: textLike(/^([a-z0-9-]+\.)+[a-z]{2,}$/, 'a domain, such as "mail.your-clinic.example"'),
  /** Who hears when a workflow failed. Confirms by a click in the first email. */
  operatorEmail: textLike(
    /^[^@\s]+@[^@\s]+\.[a-z]{2,}$/,
    'an email address, such as "operator@your-clinic.example"',
  ).optional(),
  /** A month's cost in dollars above which the operator hears. */
  monthlyBudgetDollars: z.coerce
    .number({ error: 'is not a number; give dollars a month, such as 60' })
    .positive('is not above 0; give dollars a month, such as 60')
    .default(60),
  /** Begins the address of the staff's sign-in pages; left out, nobody can sign in and no real client is taken. */
  signInDomain: textLike(
    /^[a-z][a-z0-9-]{2,40}$/,
    '3 to 41 small letters, digits and hyphens that nobody else in the region has, such as "harbor-staff"',
  ).optional(),
  /** The phone number or pool that text messages to on-call people come from; left out, none can be sent. */
  smsOrigination: textLike(
    /^arn:[\w-]+:sms-voice:[\w-]+:\d{12}:(phone-number|pool)\/[\w-]+$/,
    'the ARN of a phone number or pool, such as "arn:aws:sms-voice:us-east-1:111122223333:pool/pool-0123"',
  ).optional(),
});

function textLike(pattern: RegExp, what: string) {
  const error = ({ input }: { input?: unknown }) =>
    input === undefined ? `is not set; give ${what}` : `${JSON.stringify(input)} is refused; give ${what}`;
  return z.string({ error }).regex(pattern, { error });
}

export type Settings = z.infer<typeof settingsSchema>;

/** Thrown when a deployment is told something wrong; nothing was made. */
export class BadSettings extends Error {
  override name = 'BadSettings';
}

/** Every setting is context under this prefix, e.g. `-c stepdown:mailDomain=mail.your-clinic.example`. */
const contextPrefix = 'stepdown:';

/**
 * The settings of a deployment.
 *
 * @param contextOf looks up one key of the CDK context
 * @param environment gives account and region as the CDK command sets them
 * @throws BadSettings that names every wrong setting, its problem and the fix
 */
export function readSettings(
  contextOf: (key: string) => unknown,
  environment: Readonly<Record<string, string | undefined>>,
): Settings {
  const given = Object.fromEntries(
    Object.keys(settingsSchema.shape).map((key) => [key, contextOf(contextPrefix + key) ?? undefined]),
  );
  const parsed = settingsSchema.safeParse({
    ...given,
    region: given.region ?? environment.CDK_DEFAULT_REGION ?? 'us-east-1',
    account: given.account ?? environment.CDK_DEFAULT_ACCOUNT,
  });
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(
    ({ path, message }) => `${contextPrefix}${path.join('.')}: ${message}`,
  );
  throw new BadSettings(`${problems.join('\n')}\nset it in cdk.json under "context", or with -c`);
}
