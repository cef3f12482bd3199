import { saveAnswers } from '../../links/holder-questions.ts';
import type { ConsoleRoute } from '../console-route.ts';
import { taskTarget } from '../task-target.ts';

/** A question that waits for whoever is signed in, answered in place. */
export const answerWork: ConsoleRoute = {
  method: 'POST',
  path: '/work/:task',
  area: 'my work',
  answer: (request, ports) => saveAnswers(ports, taskTarget(request, ports), request.form),
};
