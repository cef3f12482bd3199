import { defineRoute } from '../runtime/define-route.ts';
import { answerConsole } from './answer-console.ts';
import { consoleRoutes } from './routes.ts';

const deeds = consoleRoutes.filter(({ method }) => method === 'POST');

/** POST of the console: what staff start, answer and change. */
export const route = defineRoute((request, ports) => answerConsole(request, ports, deeds));
