import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What MiniStack's CloudFormation does not know. On AWS they stand; the tests of the template look at them. */
const unknownToTheEmulator = ['AWS::WAFv2::LoggingConfiguration', 'AWS::WAFv2::WebACLAssociation'];

interface Template {
  Resources: Record<string, { Type: string }>;
}

/**
 * Takes out of synthesized templates what the emulator does not know, and returns the logical ids of it.
 *
 * @param cloudAssembly the folder that `cdk synth` wrote
 */
export function leaveOutUnknown(cloudAssembly: string): string[] {
  const files = readdirSync(cloudAssembly).filter((file) => file.endsWith('.template.json'));
  return files.flatMap((file) => {
    const path = join(cloudAssembly, file);
    const template: Template = JSON.parse(readFileSync(path, 'utf8'));
    const kept = Object.entries(template.Resources).filter(
      ([, { Type }]) => !unknownToTheEmulator.includes(Type),
    );
    const left = Object.keys(template.Resources).filter((id) => !kept.some(([keptId]) => keptId === id));
    if (left.length > 0)
      writeFileSync(path, JSON.stringify({ ...template, Resources: Object.fromEntries(kept) }));
    return left;
  });
}
