import type { HumanTask } from '../../lambdas/domain/human-task.ts';
import type { MailMessage } from '../../lambdas/domain/mail.ts';
import { linkFields } from '../../lambdas/pages/link-fields.ts';
import type { LocalClinic } from '../local-clinic.ts';
import { linksIn, type ReceivedMail } from '../mailbox.ts';
import type { ReceivedPage } from '../pager-box.ts';
import { luckOf } from '../seeded.ts';
import type { Behaviour, Reply } from './behaviour.ts';
import { filledFields } from './filled-fields.ts';

export interface People {
  /** Somebody received a mail: they will come to it in their own time. */
  receive(mail: ReceivedMail): void;
  /** Somebody's phone shows a page. */
  wake(page: ReceivedPage): void;
}

export interface PeopleOptions {
  clinic: LocalClinic;
  clinicId: string;
  seed: string;
  passcodes: ReadonlyMap<string, string>;
  behaviour: Behaviour;
  /** People whom a person at the keyboard plays: they do nothing by themselves. */
  playedByHand: ReadonlySet<string>;
}

interface Planned {
  task: HumanTask;
  reply: Reply;
}

const minuteMs = 60_000;

/** Simulated staff and partners. They come in by the link of their mail, with their passcode, like anybody else. */
export function createPeople(options: PeopleOptions): People {
  const luck = (label: string) => luckOf(options.seed, label);
  const seen = new Set<string>();
  const visits = new Map<string, string>();
  return {
    receive(mail) {
      const { clinic, clinicId } = options;
      const record = clinic.store.find(clinicId, 'mail', mail.id);
      if (!record || options.playedByHand.has(record.contactId)) return;
      const url = linksIn(mail)[0];
      if (!url) return;
      const planned = tasksIn(record.message).flatMap(
        (taskId) => plan(record.contactId, taskId, mail.id) ?? [],
      );
      for (const [afterMinutes, together] of byMinutes(planned)) {
        const at = clinic.clock.nowMs() + afterMinutes * minuteMs;
        clinic.clock.at(at, () => visit(url, record.contactId, together), 'person');
      }
    },
    wake({ id, staffId, ackUrl }) {
      const { clinic, clinicId } = options;
      const page = clinic.store.find(clinicId, 'page', id);
      if (!page || options.playedByHand.has(staffId)) return;
      const planned = plan(staffId, page.taskId, id);
      if (!planned) return;
      const at = clinic.clock.nowMs() + planned.reply.afterMinutes * minuteMs;
      clinic.clock.at(at, () => visit(ackUrl, staffId, [planned]), 'person');
    },
  };

  function plan(contactId: string, taskId: string, mailId: string): Planned | undefined {
    const task = options.clinic.store.find(options.clinicId, 'task', taskId);
    if (!task) return undefined;
    const key = `${contactId}|${taskId}|${task.rung}|${task.superseded.length}`;
    const reply = options.behaviour({ task, contactId, mailId, isRepeat: seen.has(key) }, luck);
    seen.add(key);
    return reply && { task, reply };
  }

  async function visit(url: string, contactId: string, planned: readonly Planned[]): Promise<void> {
    const { clinic, clinicId } = options;
    const open = planned.filter(
      ({ task }) => clinic.store.find(clinicId, 'task', task.id)?.status !== 'withdrawn',
    );
    if (open.length === 0) return;
    const cookie = visits.get(contactId) ?? (await enter(url, contactId));
    const answered = await post(url, answerForm(open.map(filledIn)), cookie);
    if (answered.statusCode !== 403) return;
    await post(url, answerForm(open.map(filledIn)), await enter(url, contactId));
  }

  /** With what people have in front of them: the client's ID, the collection, the clock on the wall. */
  function filledIn({ task, reply }: Planned): Planned {
    const { store, now } = options.clinic;
    const { clinicId } = options;
    const episode = store.find(clinicId, 'episode', task.episodeId ?? '');
    const usual = filledFields(reply.choice, {
      task: store.find(clinicId, 'task', task.id) ?? task,
      client: store.find(clinicId, 'client', episode?.clientId ?? ''),
      test: store.find(clinicId, 'drugTest', task.about.testId ?? ''),
      now: now(),
      timeZone: store.find(clinicId, 'clinic', clinicId)?.calendar.timeZone ?? 'UTC',
    });
    return { task, reply: { ...reply, fields: { ...usual, ...reply.fields } } };
  }

  async function enter(url: string, contactId: string): Promise<string> {
    const form = { action: 'passcode', passcode: options.passcodes.get(contactId) ?? '', device: 'own' };
    const response = await post(url, new URLSearchParams(form), '');
    const cookie = response.headers['set-cookie']?.split(';')[0] ?? '';
    visits.set(contactId, cookie);
    return cookie;
  }

  function post(url: string, form: URLSearchParams, cookie: string) {
    const { origin, pathname } = new URL(url);
    return options.clinic.link({
      httpMethod: 'POST',
      path: pathname,
      pathParameters: { id: pathname.slice('/l/'.length) },
      headers: { origin, cookie, 'content-type': 'application/x-www-form-urlencoded' },
      body: form.toString(),
      isBase64Encoded: false,
    });
  }
}

function tasksIn(message: MailMessage): readonly string[] {
  if ('taskIds' in message) return message.taskIds;
  return 'taskId' in message ? [message.taskId] : [];
}

function byMinutes(planned: readonly Planned[]): Map<number, Planned[]> {
  const groups = new Map<number, Planned[]>();
  for (const one of planned) {
    const { afterMinutes } = one.reply;
    groups.set(afterMinutes, [...(groups.get(afterMinutes) ?? []), one]);
  }
  return groups;
}

function answerForm(planned: readonly Planned[]): URLSearchParams {
  const form = new URLSearchParams({ action: 'answer' });
  for (const one of planned) for (const [name, value] of filledForm(one)) form.append(name, value);
  return form;
}

/** What one answer fills in, name by name; what is empty is left out. */
function filledForm({ task, reply }: Planned): [string, string][] {
  const items = Object.entries(reply.items).map(([item, choice]) => [linkFields.item(task.id, item), choice]);
  const ticks = Object.entries(reply.ticks ?? {}).flatMap(([item, ticked]) =>
    ticked.map((tick) => [linkFields.tick(task.id, item), tick]),
  );
  const fields = Object.entries(reply.fields ?? {}).map(([name, value]) => [
    linkFields.field(task.id, name),
    value,
  ]);
  const filled = [
    [linkFields.taskId, task.id],
    [linkFields.choice(task.id), reply.choice],
    ...items,
    ...ticks,
    ...fields,
    [linkFields.reason(task.id), reply.reason],
  ] as [string, string][];
  return filled.filter(([, value]) => value !== '');
}
