import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readMachines } from './draw-workflows/asl.ts';
import { readmeOf } from './draw-workflows/readme.ts';

/** Writes workflows/README.md from the state machines: `npm run diagrams`. */
const folder = join(import.meta.dirname, '..', 'workflows');
const file = join(folder, 'README.md');
writeFileSync(file, readmeOf(readMachines(folder)));
process.stdout.write(`wrote ${file}\n`);
