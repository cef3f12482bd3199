import { offTheSheet } from '../casework/take-up-sheet.ts';
import { itemsWithRest } from '../domain/human-task.ts';
import type { PostedAnswer } from '../pages/link-fields.ts';
import type { Reader } from '../ports.ts';

/** The answers of a form with "everybody else" written out person by person, as the list is now. */
export async function withRestOfList(
  reader: Reader,
  posted: readonly PostedAnswer[],
): Promise<PostedAnswer[]> {
  return Promise.all(
    posted.map(async ({ rest, ...answer }) => {
      const task = rest === undefined ? undefined : await reader.get('task', answer.taskId);
      if (!task || rest === undefined) return answer;
      return { ...answer, items: itemsWithRest(task, answer.items, rest, await offTheSheet(reader, task)) };
    }),
  );
}
