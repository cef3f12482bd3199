import { writeFile } from 'node:fs/promises';
import { publishedSchemas } from './published-schemas.ts';

for (const { path, text } of publishedSchemas()) {
  await writeFile(new URL(`../${path}`, import.meta.url), text);
  process.stdout.write(`${path}\n`);
}
