import { defineRoute } from '../runtime/define-route.ts';
import { answerConsole } from './answer-console.ts';
import { viewRoutes } from './view-routes.ts';

/** GET of the console: pages. It writes that somebody was here and whom they looked at, and can start nothing. */
export const route = defineRoute((request, ports) => answerConsole(request, ports, viewRoutes));
