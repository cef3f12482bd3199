import { type ActionResult, BadInput, type FieldProblem } from '../lambdas/runtime/define-action.ts';
import { CommandFailed, type CommandLine, type Target, UsageError } from './command-line.ts';

export const targetUsage = `where (the clinic on this machine unless told otherwise):
  --local [URL]     the local clinic, by default http://127.0.0.1:4600
  --deployment      a deployment, with your AWS credentials; its names come from the environment
                    (RECORDS_TABLE, AUDIT_TABLE, MACHINE_ARN_PREFIX) or from
  --outputs FILE    the file that "cdk deploy --outputs-file FILE" wrote
  --clinic ID       which clinic, where there are several`;

export const targetOptions = {
  local: { type: 'string' },
  deployment: { type: 'boolean' },
  outputs: { type: 'string' },
  clinic: { type: 'string' },
} as const;

interface TargetChoice {
  local?: string;
  deployment?: boolean;
  outputs?: string;
  clinic?: string;
}

const localUrl = 'http://127.0.0.1:4600';

/** `--local` takes a URL or none: written out as `--local=URL`, which the parser of options understands. */
export function withLocalUrl(args: readonly string[]): string[] {
  const written: string[] = [];
  for (const [index, arg] of args.entries()) {
    const next = args[index + 1] ?? '';
    if (arg === '--local') written.push(`--local=${isUrl(next) ? next : localUrl}`);
    else if (args[index - 1] !== '--local' || !isUrl(arg)) written.push(arg);
  }
  return written;
}

function isUrl(text: string): boolean {
  return /^https?:\/\//.test(text);
}

/**
 * The target that a command line chooses.
 * @throws UsageError when it chooses both, or a URL that is none
 */
export async function targetOf(choice: TargetChoice, line: CommandLine): Promise<Target> {
  if (!choice.deployment) {
    if (choice.outputs !== undefined) throw new UsageError('--outputs goes with --deployment');
    return localTarget(choice.local ?? localUrl, choice.clinic);
  }
  if (choice.local !== undefined) throw new UsageError('choose one of --local and --deployment');
  // The AWS SDK takes a third of a second to load: only where it is used.
  const { deploymentTarget } = await import('./deployment-target.ts');
  return deploymentTarget({
    outputs: choice.outputs,
    clinicId: choice.clinic,
    environment: line.environment,
  });
}

function localTarget(url: string, clinicId: string | undefined): Target {
  if (!URL.canParse(url) || !isUrl(url)) throw new UsageError(`--local: "${url}" is not a URL`);
  const headers = { accept: 'application/json', ...(clinicId && { 'x-stepdown-clinic': clinicId }) };
  return {
    name: url,
    async start(action, input) {
      const response = await reach(new URL(`/staff/${action}`, url), {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify(input),
      });
      const body = await bodyOf(response);
      if (response.ok && isResult(body)) return body;
      throw refusalOf(body) ?? new CommandFailed(answered(url, response, action));
    },
    async passMinute() {
      const response = await reach(new URL('/local/clock', url), {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify({ advance: 'PT1M' }),
      });
      if (!response.ok) throw new CommandFailed(answered(url, response, 'the clock'));
    },
    async exportDraws() {
      const response = await reach(new URL('/local/export/draws', url), { headers });
      if (response.ok) return response.text();
      throw refusalOf(await bodyOf(response)) ?? new CommandFailed(answered(url, response, 'the export'));
    },
  };
}

function answered(url: string, { status }: Response, what: string): string {
  return `${url} answered ${status} to ${what}; see what it logged`;
}

function refusalOf(body: unknown): BadInput | undefined {
  return isRefusal(body) ? new BadInput(body.problems) : undefined;
}

async function reach(url: URL, request: RequestInit): Promise<Response> {
  try {
    return await fetch(url, { ...request, redirect: 'error' });
  } catch {
    throw new CommandFailed(
      `nothing answers at ${url.origin}; start the local clinic with "npm start", or name another with --local URL`,
    );
  }
}

async function bodyOf(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    return undefined;
  }
}

function isResult(body: unknown): body is ActionResult {
  return typeof body === 'object' && body !== null && 'summary' in body && typeof body.summary === 'string';
}

function isRefusal(body: unknown): body is { problems: FieldProblem[] } {
  return typeof body === 'object' && body !== null && 'problems' in body && Array.isArray(body.problems);
}
