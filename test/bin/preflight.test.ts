import { createHmac } from 'node:crypto';
import { afterEach, describe, expect, test } from 'vitest';
import { runCommand } from '../../bin/command-line.ts';
import { command } from '../../bin/preflight.ts';
import { pagerKey } from '../../lambdas/casework/page-out.ts';
import { signedText } from '../../lambdas/domain/page.ts';
import { exampleClinic, nth } from '../example-clinic.ts';
import { type ServedLaptop, serveExample } from '../local/served-laptop.ts';

const clinicId = 'harbor-example';

let served: ServedLaptop | undefined;

afterEach(() => served?.server.close());

/** Runs the command against a local clinic whose people answer a page unless it is played by hand. */
async function preflight(
  settings: Parameters<typeof serveExample>[0],
  prepare: (clinic: ServedLaptop) => void = () => {},
  ...args: string[]
) {
  served = await serveExample({ referrals: [], ...settings });
  prepare(served);
  const said: string[] = [];
  const complained: string[] = [];
  const code = await runCommand(command, {
    args: ['--local', served.server.url, ...args],
    environment: {},
    say: (line) => said.push(line),
    complain: (line) => complained.push(line),
  });
  return { code, said: said.join('\n'), complained: complained.join('\n') };
}

/** The paging service's signed reply, so many minutes after the page. */
function confirmsAfterMinutes(count: number) {
  return ({ laptop }: ServedLaptop) => {
    const { clock, store, ports, pagerReply, now } = laptop.clinic;
    clock.at(
      clock.nowMs() + count * 60_000,
      async () => {
        const page = nth(store.all(clinicId, 'page'), 0);
        const body = JSON.stringify({ id: page.id, action: 'acknowledge' });
        const timestamp = String(Date.parse(now()) / 1000);
        const key = await pagerKey(ports.secrets, clinicId, 1);
        const mac = createHmac('sha256', key).update(signedText(timestamp, body)).digest('hex');
        const { statusCode } = await pagerReply({
          httpMethod: 'POST',
          path: `/pager/${clinicId}`,
          pathParameters: { clinic: clinicId },
          headers: { 'stepdown-timestamp': timestamp, 'stepdown-signature': `v1=${mac}` },
          body,
          isBase64Encoded: false,
        });
        expect(statusCode).toBe(200);
      },
      'pager',
    );
  };
}

describe('the pager’s check', () => {
  test('passes when everybody on call confirms the page in time, and says when', async () => {
    const { code, said } = await preflight({}, confirmsAfterMinutes(2), '--within', '30');
    expect(said).toMatch(
      /^ok {2}pager\n {4}Erin Walsh \(erin-walsh\): the pager took the page; confirmed at 2027-/,
    );
    expect(code).toBe(0);
    expect(served?.laptop.clinic.pager.pages).toHaveLength(1);
  });

  test('fails, and names who has not confirmed, when the time is over', async () => {
    const { code, said } = await preflight({}, undefined, '--within', '3');
    expect(code).toBe(1);
    expect(said).toContain('FAILED  pager');
    expect(said).toContain(
      'Erin Walsh (erin-walsh): the pager took the page; has not confirmed within 3 minutes',
    );
  });

  test('fails when the pager does not take the page', async () => {
    const down = ({ laptop }: ServedLaptop) => {
      laptop.clinic.pager.isDown = () => true;
    };
    const { code, said } = await preflight({ isManual: false }, down, '--within', '30');
    expect(code).toBe(1);
    expect(said).toContain('the pager did not take the page');
  });

  test('fails for a clinic without a pager, and says where it is to be written', async () => {
    const clinic = exampleClinic();
    delete clinic.clinic.pager;
    const { code, said } = await preflight({ clinic });
    expect(code).toBe(1);
    expect(said).toContain('clinic.pager: is missing: nobody can be paged; give it in the clinic’s file');
  });
});

describe('the command', () => {
  test('prints the secret of the clinic’s webhook, the same each time, and another for another version', async () => {
    const first = await preflight({}, undefined, '--pager-secret');
    await served?.server.close();
    const clinic = exampleClinic();
    clinic.clinic.pager = { kind: 'webhook', url: 'https://pages.harbor.example/in', secretVersion: 2 };
    const second = await preflight({ clinic }, undefined, '--pager-secret');
    const [, one] = first.said.split('\n');
    expect(one).toMatch(/^[0-9a-f]{64}$/);
    expect(second.said).not.toContain(one);
  });

  test('refuses a time that is none', async () => {
    const { code, complained } = await preflight({}, undefined, '--within', 'soon');
    expect(code).toBe(2);
    expect(complained).toContain('"soon" is no time');
  });
});

describe('the pages of a local clinic', () => {
  test('are seen beside the mailbox and in the local API', async () => {
    await preflight({}, undefined, '--within', '1');
    const api = (await served?.send('/local/pager'))?.json<{ staffId: string; text: string }[]>();
    expect(api).toMatchObject([
      { staffId: 'erin-walsh', text: expect.stringContaining('somebody must look') },
    ]);
    const page = (await served?.send('/pager'))?.text;
    expect(page).toContain('Erin Walsh');
    expect(page).toContain('somebody must look now');
  });

  test('are answered at the address that a deployment has', async () => {
    await preflight({}, undefined, '--within', '1');
    const answered = await served?.postJson('/pager/harbor-example', { id: 'pg-1' });
    expect(answered?.status).toBe(401);
    expect(answered?.json<{ problems: { field: string }[] }>().problems[0]?.field).toBe('stepdown-signature');
  });
});
