import { defineRoute } from '../runtime/define-route.ts';
import { actRoutes } from './act-routes.ts';
import { answerConsole } from './answer-console.ts';

/** POST of the console: what staff start, answer and change. */
export const route = defineRoute((request, ports) => answerConsole(request, ports, actRoutes));
