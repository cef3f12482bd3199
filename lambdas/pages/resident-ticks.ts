import { type ResidentTick, residentTicks } from '../domain/check-in.ts';
import { taskRules } from '../domain/human-task-kinds.ts';
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
  const boxes = residentTicks
    .filter((tick) => itemTicks.includes(tick))
    .map((tick) => tickBox(tick, linkFields.tick(taskId, itemId), posted.includes(tick), language));
  if (boxes.length === 0) return null;
  return html`<details class="ticks"${posted.length > 0 && html` open`}><summary>${homeWords[language].details}</summary><div class="pills">${boxes}</div></details>`;
}

/** One thing that may be ticked. */
export function tickBox(tick: ResidentTick, name: string, isTicked: boolean, language: Language): Content {
  return html`<label class="choice"><input type="checkbox" name="${name}" value="${tick}"${isTicked && html` checked`}><span>${tickWords[tick][language]}</span></label>`;
}

/** Ticks in words, in the order given; a code that the product no longer knows as it is. */
export function wordsOfTicks(ticks: readonly string[], language: Language): string {
  const say = (tick: string) =>
    Object.hasOwn(tickWords, tick) ? tickWords[tick as ResidentTick][language] : tick;
  return ticks.map(say).join(', ');
}
