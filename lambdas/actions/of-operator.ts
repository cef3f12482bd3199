import type { Action } from '../runtime/define-action.ts';
import { action as applyClinic } from './apply-clinic.ts';
import { action as restartStage } from './restart-stage.ts';

/**
 * Actions without a form in the console. A clinic's file is written by hand, and applied by the command line or by the
 * settings. A stage is restarted by whoever operates the deployment, with their own rights: no function of the clinic
 * may stop an execution.
 */
export const operatorActions: readonly Action[] = [applyClinic, restartStage];
