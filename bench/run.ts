import { mkdir, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { benchConsole, type ConsoleFigures } from './console.ts';
import { benchDraw } from './draw.ts';
import { benchRehearsal } from './rehearsal.ts';

/** Server time in which a view of the console must have its first content. */
const viewWithinMs = 100;

/** Measures what the project promises about speed, prints it, and keeps it as JSON in bench/results. */
const staffConsole = await benchConsole();
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
printConsole(staffConsole);

await mkdir('bench/results', { recursive: true });
const results = { machine, rehearsal, draw, console: staffConsole };
await writeFile('bench/results/bench.json', `${JSON.stringify(results, null, 2)}\n`);

function printConsole({ clients, inTreatment, tasks, views }: ConsoleFigures): void {
  console.log(`console, ${clients} clients (${inTreatment} in treatment), ${tasks} questions on record:`);
  console.log(
    `${'view'.padEnd(32)}${'as'.padEnd(14)}${'median'.padStart(9)}${'worst'.padStart(9)}${'size'.padStart(8)}${'reads'.padStart(7)}${'rounds'.padStart(8)}`,
  );
  for (const { path, role, medianMs, worstMs, kilobytes, reads, readRounds } of views) {
    const times = [`${medianMs.toFixed(1)} ms`, `${worstMs.toFixed(1)} ms`].map((text) => text.padStart(9));
    const size = `${kilobytes.toFixed(0)} kB`.padStart(8);
    console.log(
      `${path.padEnd(32)}${role.padEnd(14)}${times.join('')}${size}${String(reads).padStart(7)}${String(readRounds).padStart(8)}`,
    );
  }
  const slow = views.filter(({ worstMs }) => worstMs > viewWithinMs).map(({ path }) => path);
  console.log(
    slow.length === 0
      ? `every view within ${viewWithinMs} ms`
      : `over ${viewWithinMs} ms: ${slow.join(', ')}`,
  );
}
