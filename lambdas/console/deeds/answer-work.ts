import { saveAnswers } from '../../links/holder-questions.ts';
import { goTo } from '../console-response.ts';
import type { ConsoleRoute } from '../console-route.ts';
import { taskTarget } from '../task-target.ts';

/** A question that waits for whoever is signed in, answered in place. */
export const answerWork: ConsoleRoute = {
  method: 'POST',
  path: '/tasks/:task',
  area: 'my work',
  async answer(request, ports) {
    const { form, params, href } = request;
    // "Back to my questions": the question is looked at anew, and the look is in the audit.
    if (form.get('action') === 'open') return goTo(href(`/tasks/${encodeURIComponent(params.task ?? '')}`));
    return saveAnswers(ports, taskTarget(request, ports), form);
  },
};
