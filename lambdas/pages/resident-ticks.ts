import type { ResidentTick } from '../domain/check-in.ts';
import { taskRules } from '../domain/human-task-kinds.ts';
import { attendanceWords, leftEarlyWords } from './attendance-words.ts';
import { homeWords, tickWords } from './home-words.ts';
import { type Content, html } from './html.ts';
import { linkFields } from './link-fields.ts';
import type { LinkQuestion, QuestionItem } from './link-questions.ts';
import type { Language } from './words.ts';

/** What may be ticked beside a resident's answer, folded away: who is well needs none of it. */
export function residentTickBoxes(
  { kind, taskId, refused }: LinkQuestion,
  { itemId }: QuestionItem,
  language: Language,
): Content {
  const { itemTicks = [] } = taskRules[kind];
  const posted = refused?.posted.ticks?.[itemId] ?? [];
  const boxes = itemTicks.map((tick) =>
    tickBox(tick, linkFields.tick(taskId, itemId), posted.includes(tick), language),
  );
  if (boxes.length === 0) return null;
  return html`<details class="ticks"${posted.length > 0 && html` open`}><summary>${kind === 'attendance-sheet' ? attendanceWords[language].howEarly : homeWords[language].details}</summary><div class="pills">${boxes}</div></details>`;
}

/** One thing that may be ticked. */
export function tickBox(tick: string, name: string, isTicked: boolean, language: Language): Content {
  return html`<label class="choice"><input type="checkbox" name="${name}" value="${tick}"${isTicked && html` checked`}><span>${wordsOfTick(tick, language)}</span></label>`;
}

const words: Record<string, Record<Language, string>> = { ...tickWords, ...leftEarlyWords } satisfies Record<
  ResidentTick | keyof typeof leftEarlyWords,
  Record<Language, string>
>;

/** A code that the product no longer knows as it is. */
function wordsOfTick(tick: string, language: Language): string {
  return Object.hasOwn(words, tick) ? (words[tick]?.[language] ?? tick) : tick;
}

/** Ticks in words, in the order given. */
export function wordsOfTicks(ticks: readonly string[], language: Language): string {
  return ticks.map((tick) => wordsOfTick(tick, language)).join(', ');
}
