import type { ConsoleRoute } from './console-route.ts';
import { boardRoutes } from './views/board.ts';
import { caseloadRoutes } from './views/caseload.ts';
import { clientRoutes } from './views/client.ts';
import { clinicFileRoutes } from './views/clinic-file.ts';
import { dossierRoutes } from './views/dossier.ts';
import { drawAuditRoutes } from './views/draw-audit.ts';
import { drawRoutes } from './views/draws.ts';
import { homesRoutes } from './views/homes.ts';
import { meterRoutes } from './views/meter.ts';
import { mondayRoutes } from './views/monday.ts';
import { myWorkRoutes } from './views/my-work.ts';
import { reportRoutes } from './views/report.ts';
import { settingsRoutes } from './views/settings.ts';

/** Every page of the console. What is not here is not there. */
export const viewRoutes: readonly ConsoleRoute[] = [
  ...myWorkRoutes,
  ...boardRoutes,
  ...clientRoutes,
  ...dossierRoutes,
  ...homesRoutes,
  ...drawRoutes,
  ...drawAuditRoutes,
  ...meterRoutes,
  ...caseloadRoutes,
  ...mondayRoutes,
  ...reportRoutes,
  ...settingsRoutes,
  ...clinicFileRoutes,
];
