import type { Accounting } from '../lambdas/casework/consent-accounting.ts';
import { type CommandLine, type ExitCode, main, parsed, words } from './command-line.ts';
import { targetOf, targetOptions, targetUsage, withLocalUrl } from './target.ts';

const usage = `npm run accounting -- EPISODE [--for clinic|client] [--json] [where]

Prints everything that was disclosed about a client in the last three years, apart for each recipient: when, what, why,
under which consent and notice. Changes nothing.
  --for client      leaves out what identifies others; "clinic" when not told otherwise
  --json            the same for programs

${targetUsage}`;

/** What the action answers with. */
type Answered = Accounting & { chain: 'whole' | number };

export const command = {
  usage,
  async run(line: CommandLine): Promise<ExitCode> {
    const { values, positionals } = parsed(withLocalUrl(line.args), {
      ...targetOptions,
      for: { type: 'string' },
      json: { type: 'boolean' },
    });
    const [episodeId] = words(positionals, ['EPISODE']);
    const target = await targetOf(values, line);
    const copyFor = values.for === undefined ? {} : { copyFor: values.for };
    const { summary, ...accounting } = await target.start('accounting', { episodeId, ...copyFor });
    const account = accounting as unknown as Answered;
    if (values.json) line.say(JSON.stringify(account, null, 2));
    else for (const text of [...linesOf(account), '', summary]) line.say(text);
    return account.chain === 'whole' ? 0 : 1;
  },
};

function linesOf({ episodeId, since, recipients, emergencies, chain, copyFor }: Answered): string[] {
  const head = `Disclosures about ${episodeId} since ${since}, ${copyFor}’s copy`;
  const told = recipients.flatMap(({ recipientName, recipientId, lines }) => [
    '',
    `${recipientName} (${recipientId})`,
    ...lines.map(({ at, description, category, purpose, consentId, noticeVersion, receivedBy }) =>
      [
        `  ${at}  ${description}: ${category}, ${purpose}; consent ${consentId}, notice ${noticeVersion}`,
        receivedBy ? `; received by ${receivedBy.contactId}, ${receivedBy.address}` : '',
      ].join(''),
    ),
  ]);
  const urgent = emergencies.map(({ emergencyId, at, facility, nature, isClosed, people }) =>
    [
      `  ${at ?? 'moment not known yet'}  ${facility ?? 'facility not known yet'}: ${nature ?? 'nature not known yet'}`,
      people ? `; ${people.disclosedBy ?? 'somebody'} told ${people.recipientName ?? 'somebody'}` : '',
      `; ${emergencyId}, ${isClosed ? 'closed' : 'OPEN: facts are missing'}`,
    ].join(''),
  );
  const broken = chain === 'whole' ? [] : ['', `THE AUDIT IS BROKEN at link ${chain}`];
  const medical =
    urgent.length === 0 ? [] : ['', 'Medical personnel, in an emergency (42 CFR §2.51)', ...urgent];
  return [head, ...told, ...medical, ...broken];
}

if (import.meta.main) await main(command);
