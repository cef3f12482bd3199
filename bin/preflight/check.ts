import type { Target } from '../command-line.ts';

/** What a check is given. */
export interface CheckContext {
  target: Target;
  /** How long people have to confirm, in minutes. */
  withinMinutes: number;
}

/** What a check has found, in lines for the person at the terminal. */
export interface Finding {
  ok: boolean;
  lines: string[];
}

/** Something to be sure of before a clinic relies on its deployment. */
export interface Check {
  name: string;
  /** @throws BadInput and CommandFailed, which count as failed */
  run(context: CheckContext): Promise<Finding>;
}
