import { describe, expect, test } from 'vitest';
import { command } from '../../bin/accounting.ts';
import { runCommand } from '../../bin/command-line.ts';
import { targetOf } from '../../bin/target.ts';
import type { Accounting } from '../../lambdas/casework/consent-accounting.ts';
import { addDays } from '../../lambdas/domain/clinic-calendar.ts';
import { everyone } from '../journeys/answers.ts';
import { begin } from '../journeys/journey.ts';

const journey = await begin({ behaviour: everyone() });
await journey.untilTrue('the receiver was told', () => journey.tasks('receiver-visit').length > 0, 80);
const { id: episodeId } = journey.episode();
await journey.act('emergency-disclosure', {
  episodeId,
  recipientName: 'Dr. Imogen Falk',
  recipientRole: 'physician',
  facility: 'Example General Hospital',
  disclosedBy: 'Ben Okafor',
  disclosedAt: '2027-01-20T03:20:00Z',
  nature: 'found unconscious after a fall',
  close: true,
});
const read = async (input: Record<string, unknown> = {}) =>
  (await journey.act('accounting', { episodeId, ...input })) as unknown as Accounting & {
    chain: unknown;
    summary: string;
  };

describe('the accounting of a client’s disclosures', async () => {
  const ofClinic = await read();
  const ofClient = await read({ copyFor: 'client' });
  const ledger = journey.all('disclosure', journey.episode());

  test('holds every line of the ledger, apart for each recipient, in order, with consent and notice', () => {
    expect(ofClinic.recipients.map(({ recipientId }) => recipientId)).toEqual([
      'cedar-house',
      'lakeside-outpatient',
    ]);
    const lines = ofClinic.recipients.flatMap((account) => account.lines);
    expect(lines).toHaveLength(ledger.length);
    expect(ledger.length).toBeGreaterThan(2);
    for (const { lines: own } of ofClinic.recipients)
      expect(own.map(({ at }) => at)).toEqual(own.map(({ at }) => at).sort());
    for (const line of lines)
      expect(line).toMatchObject({ consentId: expect.any(String), noticeVersion: '2026-02-16' });
  });

  test('holds emergencies too, and says that the audit is whole', () => {
    expect(ofClinic.emergencies).toMatchObject([{ facility: 'Example General Hospital', isClosed: true }]);
    expect(ofClinic.chain).toBe('whole');
    expect(ofClinic.since < addDays(journey.play.today(), -3 * 365)).toBe(true);
    expect(ofClinic.summary).toBe(`${ledger.length + 1} disclosures since ${ofClinic.since}.`);
  });

  test('changes nothing', async () => {
    const before = await journey.audit(journey.episode());
    await read();
    expect(await journey.audit(journey.episode())).toEqual(before);
  });

  test('names whoever received it in the clinic’s copy, and nobody but the client’s own choice in the client’s', () => {
    expect(JSON.stringify(ofClinic)).toContain('gus@cedar-house.example');
    expect(JSON.stringify(ofClinic)).toContain('Dr. Imogen Falk');
    for (const other of ['gus@', 'hana@', 'kim@', 'primary', 'backup', 'Falk', 'Okafor'])
      expect(JSON.stringify(ofClient)).not.toContain(other);
    expect(ofClient.recipients.flatMap(({ lines }) => lines)).toHaveLength(ledger.length);
  });
});

describe('npm run accounting', () => {
  const run = async (...args: string[]) => {
    const said: string[] = [];
    const complained: string[] = [];
    const code = await runCommand(command, {
      args,
      environment: {},
      say: (line) => said.push(line),
      complain: (line) => complained.push(line),
    });
    return { code, said: said.join('\n'), complained: complained.join('\n') };
  };
  const answering = async (work: (url: string) => Promise<void>) => {
    const { createServer } = await import('node:http');
    const server = createServer(async (request, response) => {
      const body = JSON.parse(Buffer.concat(await request.toArray()).toString('utf8'));
      const result = await journey.act(request.url?.replace('/staff/', '') ?? '', body);
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(result));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    await work(`http://127.0.0.1:${port}`).finally(
      () => new Promise((resolve) => server.close(() => resolve(undefined))),
    );
  };

  test('prints the account of each recipient, and the same as JSON', async () => {
    await answering(async (url) => {
      const printed = await run(episodeId, '--local', url);
      expect(printed).toMatchObject({ code: 0, complained: '' });
      expect(printed.said).toContain('Cedar Example House (cedar-house)');
      expect(printed.said).toContain('Medical personnel, in an emergency (42 CFR §2.51)');
      const { said } = await run(episodeId, '--for', 'client', '--json', '--local', url);
      expect(JSON.parse(said)).toEqual(
        JSON.parse(JSON.stringify(withoutSummary(await read({ copyFor: 'client' })))),
      );
    });
  });

  test('says what is missing on the command line', async () => {
    expect(await run()).toMatchObject({ code: 2, complained: expect.stringContaining('EPISODE is missing') });
  });

  test('acts on this machine unless told otherwise', async () => {
    const line = { args: [], environment: {}, say: () => {}, complain: () => {} };
    expect((await targetOf({}, line)).name).toBe('http://127.0.0.1:4600');
  });
});

function withoutSummary({ summary: _, ...rest }: Accounting & { summary: string }) {
  return rest;
}
