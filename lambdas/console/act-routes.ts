import type { ConsoleRoute } from './console-route.ts';
import { answerWork } from './deeds/answer-work.ts';
import { changeClinic } from './deeds/change-clinic.ts';
import { searchClients } from './deeds/search-clients.ts';
import { actionRoutes } from './staff-actions/routes.ts';

/** Every deed of the console. What is not here cannot be done. */
export const actRoutes: readonly ConsoleRoute[] = [answerWork, searchClients, changeClinic, ...actionRoutes];
