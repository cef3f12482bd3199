import type { ConsoleRoute } from './console-route.ts';
import { boardRoutes } from './views/board.ts';
import { caseloadRoutes } from './views/caseload.ts';
import { clientRoutes } from './views/client.ts';
import { homesRoutes } from './views/homes.ts';
import { mondayRoutes } from './views/monday.ts';
import { myWorkRoutes } from './views/my-work.ts';
import { reportRoutes } from './views/report.ts';

/** Every page of the console. What is not here is not there. */
export const viewRoutes: readonly ConsoleRoute[] = [
  ...myWorkRoutes,
  ...boardRoutes,
  ...clientRoutes,
  ...homesRoutes,
  ...caseloadRoutes,
  ...mondayRoutes,
  ...reportRoutes,
];
