import { type Problem, Refusal } from './errors.ts';
import type { Json, JsonObject } from './json.ts';

/** The fields of one state (or machine), and the list its problems go to. */
export class Fields {
  readonly machine: string;
  readonly state: string;
  readonly json: JsonObject;
  readonly problems: Problem[];

  constructor(machine: string, state: string, json: JsonObject, problems: Problem[]) {
    this.machine = machine;
    this.state = state;
    this.json = json;
    this.problems = problems;
  }

  refuse(field: string, problem: string, fix: string): void {
    this.problems.push({ machine: this.machine, state: this.state, field, problem, fix });
  }

  /** Runs a piece of compilation; a refusal is noted with its place, and undefined comes back. */
  compile<T>(field: string, run: () => T): T | undefined {
    try {
      return run();
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.refuse(field, error.problem, error.fix);
      return undefined;
    }
  }

  /** Refuses all fields but these. */
  allowOnly(allowed: readonly string[], reasons: Readonly<Record<string, readonly [string, string]>>): void {
    for (const field of Object.keys(this.json)) {
      if (allowed.includes(field)) continue;
      const [problem, fix] = reasons[field] ?? ['unknown field', `use only ${allowed.join(', ')}`];
      this.refuse(field, problem, fix);
    }
  }

  has(field: string): boolean {
    return this.json[field] !== undefined;
  }

  value(field: string): Json | undefined {
    return this.json[field];
  }

  text(field: string): string | undefined {
    const value = this.json[field];
    if (value === undefined || typeof value === 'string') return value;
    this.refuse(field, `${JSON.stringify(value)} is not a string`, 'give a string');
    return undefined;
  }

  wholeNumber(field: string, least: number, most: number): number | undefined {
    const value = this.json[field];
    if (value === undefined) return undefined;
    if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most) return value;
    this.refuse(
      field,
      `${JSON.stringify(value)} is not usable`,
      `give a whole number from ${least} to ${most}`,
    );
    return undefined;
  }

  /** Refuses fields that exclude each other, and says whether one of them is given. */
  atMostOne(names: readonly string[]): string | undefined {
    const given = names.filter((name) => this.has(name));
    if (given.length > 1) this.refuse(given.join(' and '), 'exclude each other', 'keep one of them');
    return given[0];
  }
}
