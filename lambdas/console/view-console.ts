import { defineRoute } from '../runtime/define-route.ts';
import { answerConsole } from './answer-console.ts';
import { consoleRoutes } from './routes.ts';

const views = consoleRoutes.filter(({ method }) => method === 'GET');

/** GET of the console: pages. It writes that somebody was here and whom they looked at, and can start nothing. */
export const route = defineRoute((request, ports) => answerConsole(request, ports, views));
