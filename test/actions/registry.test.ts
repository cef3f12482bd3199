import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { actionNamed, actions } from '../../lambdas/actions/index.ts';
import { operatorActions } from '../../lambdas/actions/of-operator.ts';
import { actionRoles } from '../../lambdas/domain/console-access.ts';

const files = readdirSync(join(import.meta.dirname, '../../lambdas/actions'))
  .filter((file) => file.endsWith('.ts') && !['index.ts', 'of-operator.ts'].includes(file))
  .map((file) => file.replace(/\.ts$/, ''))
  .sort();

describe('the list of actions', () => {
  it('holds exactly what lies in lambdas/actions, each under its file’s name', () => {
    expect([...actions, ...operatorActions].map(({ name }) => name).sort()).toEqual(files);
  });

  it('gives every action its roles, and no role an action that is not there', () => {
    expect(Object.keys(actionRoles).sort()).toEqual(files);
    for (const roles of Object.values(actionRoles)) expect(roles.length).toBeGreaterThan(0);
  });

  it('finds an action by its name only', () => {
    for (const action of actions) expect(actionNamed(action.name)).toBe(action);
    expect(actionNamed('toString')).toBeUndefined();
  });
});
