/** Names of the fields that the questions page posts. All questions of a page are in one form with one Save. */
export const linkFields = {
  /** Hidden, once per question shown. */
  taskId: 'taskId',
  choice: (taskId: string) => `choice.${taskId}`,
  item: (taskId: string, itemId: string) => `item.${taskId}.${itemId}`,
  /** What is ticked beside a client's choice; once for each tick. */
  tick: (taskId: string, itemId: string) => `tick.${taskId}.${itemId}`,
  /** One choice for everybody of a list for whom nothing is chosen. */
  rest: (taskId: string) => `rest.${taskId}`,
  /** What is asked beside the choice, by the name of the field; several values of one name are several options. */
  field: (taskId: string, name: string) => `field.${taskId}.${name}`,
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
  /** What was ticked beside the choice, by item id; left out when nothing was. */
  ticks?: Record<string, string[]>;
  /** The choice for everybody of the list for whom nothing is chosen; left out when it was not ticked. */
  rest?: string;
  /** What was filled in beside the choice, by the name of the field; left out when nothing was. */
  fields?: Record<string, string>;
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
    ...restOf(form, taskId),
    ...ticksOf(form, linkFields.tick(taskId, '')),
    ...fieldsOf(form, linkFields.field(taskId, '')),
    comment: cleaned(form.get(linkFields.comment(taskId))),
    reason: cleaned(form.get(linkFields.reason(taskId))),
  }));
}

function itemsOf(form: URLSearchParams, prefix: string): Record<string, string> {
  const chosen = [...form].filter(([name, value]) => name.startsWith(prefix) && value !== '');
  return Object.fromEntries(chosen.map(([name, value]) => [name.slice(prefix.length), value]));
}

function restOf(form: URLSearchParams, taskId: string): Pick<PostedAnswer, 'rest'> {
  const rest = form.get(linkFields.rest(taskId));
  return rest ? { rest } : {};
}

function ticksOf(form: URLSearchParams, prefix: string): Pick<PostedAnswer, 'ticks'> {
  const names = [...new Set([...form.keys()].filter((name) => name.startsWith(prefix)))];
  const ticks = names.map((name) => [name.slice(prefix.length), form.getAll(name)] as const);
  return ticks.length > 0 ? { ticks: Object.fromEntries(ticks) } : {};
}

function fieldsOf(form: URLSearchParams, prefix: string): Pick<PostedAnswer, 'fields'> {
  const names = [...new Set([...form.keys()].filter((name) => name.startsWith(prefix)))];
  const fields = names.map((name) => [name.slice(prefix.length), valuesOf(form, name)] as const);
  const filled = fields.filter(([, value]) => value !== '');
  return filled.length > 0 ? { fields: Object.fromEntries(filled) } : {};
}

function valuesOf(form: URLSearchParams, name: string): string {
  const values = form.getAll(name).map(cleaned);
  return values.filter((value) => value !== '').join(',');
}

/** Line ends as "\n", other control and direction characters gone, no space around: browsers post "\r\n". */
export function cleaned(text: string | null): string {
  return (text ?? '').replace(/\r\n?/g, '\n').replace(controls, '').trim();
}

const controls = /(?!\n)[\p{Cc}\p{Bidi_Control}]/gu;

/** True for a question in which nothing was chosen or filled in, so that it stays open. */
export function isLeftAlone({ choice, items, ticks, fields = {} }: PostedAnswer): boolean {
  const isUnchosen = choice === '' && Object.keys(items).length === 0 && ticks === undefined;
  return isUnchosen && Object.keys(fields).length === 0;
}
