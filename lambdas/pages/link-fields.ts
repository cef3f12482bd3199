/** Names of the fields that the questions page posts. All questions of a page are in one form with one Save. */
export const linkFields = {
  /** Hidden, once per question shown. */
  taskId: 'taskId',
  choice: (taskId: string) => `choice.${taskId}`,
  item: (taskId: string, itemId: string) => `item.${taskId}.${itemId}`,
  comment: (taskId: string) => `comment.${taskId}`,
  reason: (taskId: string) => `reason.${taskId}`,
};

/** What was posted for one question. A question that was left alone has no choice and no items. */
export interface PostedAnswer {
  taskId: string;
  /** Empty when nothing was chosen. */
  choice: string;
  /** Choice by item id; only items for which something was chosen. */
  items: Record<string, string>;
  comment: string;
  /** Why an earlier answer is changed; empty when none was given. */
  reason: string;
}

/** The longest comment or reason that is taken, in characters. */
export const commentMaxLength = 500;

/**
 * The answers in a posted form, one for each `taskId` in it, in the order of the page. Nothing is checked against
 * the questions: a field of a question that the page did not show is left out, the rest is the domain's to judge.
 */
export function answersFromForm(form: URLSearchParams): PostedAnswer[] {
  const taskIds = [...new Set(form.getAll(linkFields.taskId))];
  return taskIds.map((taskId) => ({
    taskId,
    choice: form.get(linkFields.choice(taskId)) ?? '',
    items: itemsOf(form, linkFields.item(taskId, '')),
    comment: cleaned(form.get(linkFields.comment(taskId))),
    reason: cleaned(form.get(linkFields.reason(taskId))),
  }));
}

function itemsOf(form: URLSearchParams, prefix: string): Record<string, string> {
  const chosen = [...form].filter(([name, value]) => name.startsWith(prefix) && value !== '');
  return Object.fromEntries(chosen.map(([name, value]) => [name.slice(prefix.length), value]));
}

/** Line ends as "\n", other control and direction characters gone, no space around: browsers post "\r\n". */
function cleaned(text: string | null): string {
  return (text ?? '').replace(/\r\n?/g, '\n').replace(controls, '').trim();
}

const controls = /(?!\n)[\p{Cc}\p{Bidi_Control}]/gu;

/** True for a question in which nothing was chosen, so that it stays open. */
export function isLeftAlone(answer: PostedAnswer): boolean {
  return answer.choice === '' && Object.keys(answer.items).length === 0;
}
