import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { runCommand } from '../../bin/command-line.ts';
import { command } from '../../bin/dossier.ts';
import { begin, type Journey } from '../journeys/journey.ts';

const folder = mkdtempSync(join(tmpdir(), 'dossier-'));
const file = join(folder, 'dossier.json');
let journey: Journey;
let server: Server;
let said: string[];
let complained: string[];

/** A clinic that serves the one action which the command starts. */
beforeAll(async () => {
  journey = await begin();
  await journey.days(12);
  server = createServer((request, response) => {
    request
      .toArray()
      .then(async (parts) => {
        const input = JSON.parse(Buffer.concat(parts).toString('utf8')) as Record<string, unknown>;
        const body = await journey.act(request.url?.replace('/staff/', '') ?? '', input);
        response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
      })
      .catch((error: unknown) => response.writeHead(500).end(String(error)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => new Promise((resolve) => server.close(resolve)));
beforeEach(() => {
  said = [];
  complained = [];
});

function run(...args: string[]): Promise<number> {
  return runCommand(command, {
    args,
    environment: {},
    say: (line) => said.push(line),
    complain: (line) => complained.push(line),
  });
}

function where(): string[] {
  return ['--local', `http://127.0.0.1:${(server.address() as AddressInfo).port}`];
}

describe('npm run dossier', () => {
  test('writes a file that verifies, by itself and against the clinic', async () => {
    const { id } = journey.episode();
    expect(await run(id, '--out', file, ...where())).toBe(0);
    expect(complained[0]).toBe(`wrote ${file}`);
    expect(await run('--verify', file)).toBe(0);
    expect(said[0]).toContain(`${id}, with names, made `);
    expect(said.at(-1)).toBe('verified');
    expect(await run(id, '--verify', file, ...where())).toBe(0);
  });

  test('names the entry that was changed', async () => {
    const forged = join(folder, 'forged.json');
    const lines = readFileSync(file, 'utf8').split('\n');
    const at = lines.findIndex((line) => line.includes('"what":"client admitted"'));
    lines[at] = (lines[at] ?? '').replace('"by":"enrol-client"', '"by":"enrol-clieny"');
    writeFileSync(forged, lines.join('\n'));
    expect(await run('--verify', forged)).toBe(1);
    expect(said).toContain(`BROKEN entry ${at}: was changed: its hash does not fit what it says`);
    expect(said.at(-1)).toMatch(/problems$/);
  });

  test('finds a file that the clinic never made, though it is whole in itself', async () => {
    const other = await begin({ seed: 'another' });
    await other.days(3);
    const stranger = join(folder, 'stranger.json');
    const { text } = await other.act('dossier', { episodeId: other.episode().id });
    writeFileSync(stranger, String(text));
    expect(await run('--verify', stranger)).toBe(0);
    said = [];
    expect(await run(journey.episode().id, '--verify', stranger, ...where())).toBe(1);
    expect(said).toContain('BROKEN the clinic’s audit does not know that this file was made');
  });

  test('prints the audit to be read, and refuses what it cannot understand', async () => {
    const { id } = journey.episode();
    expect(await run(id, '--without-names', ...where())).toBe(0);
    expect(said[0]).toMatch(/^\S+ {2}client referred {2}by operator/);
    expect(said.join('\n')).not.toContain('Testwell');
    expect(await run()).toBe(2);
    expect(await run(id, '--out', file, '--verify', file)).toBe(2);
    expect(await run('--verify', join(folder, 'nothing.json'))).toBe(1);
  });
});
