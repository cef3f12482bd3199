import { mkdir, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { benchDraw } from './draw.ts';
import { benchRehearsal } from './rehearsal.ts';

/** Measures what the project promises about speed, prints it, and keeps it as JSON in bench/results. */
const rehearsal = await benchRehearsal();
const draw = benchDraw();
const machine = { cpu: cpus()[0]?.model ?? 'unknown', cores: cpus().length, node: process.version };

for (const { clients, seconds, cpuSeconds, megabytes } of rehearsal) {
  console.log(
    `rehearsal of ${clients} clients to the last follow-up: ${seconds.toFixed(2)} s (${cpuSeconds.toFixed(2)} s of processor time), ${megabytes.toFixed(0)} MB`,
  );
}
const [small, large] = rehearsal;
if (small && large) {
  console.log(
    `${large.clients} clients take ${(large.seconds / small.seconds).toFixed(1)} times as long as ${small.clients}`,
  );
}
console.log(`draw of 10,000 clients: ${draw.secondsFor10000.toFixed(3)} s; growth ${draw.growth.toFixed(2)}`);

await mkdir('bench/results', { recursive: true });
await writeFile('bench/results/bench.json', `${JSON.stringify({ machine, rehearsal, draw }, null, 2)}\n`);
