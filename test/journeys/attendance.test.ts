import { describe, expect, test } from 'vitest';
import { attendanceSummary } from '../../lambdas/domain/attendance-summary.ts';
import { localDateOf } from '../../lambdas/domain/clinic-calendar.ts';
import type { HumanTask } from '../../lambdas/domain/human-task.ts';
import { exampleClinic, sheerProgram } from '../example-clinic.ts';
import { type Answers, everyone } from './answers.ts';
import { begin, firstMonday, type Journey, referral } from './journey.ts';
import { obligationsUnmet } from './obligations.ts';
import { visitor } from './visitor.ts';

const nora = 'Nora Testwell';

/** The day that a sheet is about. */
const dayOf = (task: HumanTask) => (task.about.sheetId ?? '').slice(0, 10);

/** Everybody attends, but for the days on which a client is said to have been missing. */
function missing(days: readonly string[], answers: Answers = {}) {
  return everyone({
    'attendance-sheet': (task) => (days.includes(dayOf(task)) ? { choice: 'missed' } : {}),
    ...answers,
  });
}

const recordsOf = (journey: Journey, name = nora) =>
  [...journey.all('attendance', journey.episode(name))].sort((a, b) => (a.id < b.id ? -1 : 1));

describe('a client who comes to every session', async () => {
  // Given nobody who misses anything
  const journey = await begin();
  await journey.untilRest();
  const episode = journey.episode();

  test('is on a sheet for each session of track and phase, from the day after admission to the end', () => {
    const records = recordsOf(journey);
    expect(records.length).toBeGreaterThan(20);
    expect(new Set(records.map(({ outcome }) => outcome))).toEqual(new Set(['attended']));
    expect(records.every(({ date }) => date > (episode.admittedOn ?? ''))).toBe(true);
    expect(records.every(({ date }) => date <= (episode.endedOn ?? ''))).toBe(true);
    const sessions = new Map(sheerProgram().sessions.map((session) => [session.id, session]));
    expect(records.every(({ sessionId }) => sessions.get(sessionId)?.track === episode.track)).toBe(true);
    const last = records.at(-1)?.date ?? '';
    const ofLastDay = records.filter(({ date }) => date === last).map(({ sessionId }) => sessionId);
    expect(ofLastDay.every((id) => sessions.get(id)?.phases?.includes('Foundation') !== true)).toBe(true);
  });

  test('has the hours that the sessions have, and nobody is asked to call', () => {
    const { total } = attendanceSummary(recordsOf(journey));
    expect(total.attendedMinutes).toBe(total.plannedMinutes);
    expect(total.byKind.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['group', 'individual', 'life-skills']),
    );
    expect(journey.tasks('missed-session')).toEqual([]);
    expect(journey.tasks('missed-again')).toEqual([]);
  });

  test('is asked about by whoever holds the session, in one email a day and track, and nobody is owed anything', async () => {
    const sheets = journey.all('attendanceSheet');
    const own = sheets.filter(({ kind }) => kind === 'individual');
    expect(new Set(own.map(({ facilitatorId }) => facilitatorId))).toEqual(new Set([episode.counselorId]));
    expect(new Set(sheets.map(({ facilitatorId }) => facilitatorId)).size).toBe(2);
    const { timeZone } = journey.play;
    const perDay = new Map<string, number>();
    for (const { contactId, message, queuedAt } of journey.all('mail')) {
      if (message.kind !== 'batch') continue;
      const isSheets = message.taskIds.some((id) =>
        journey.tasks('attendance-sheet').some((task) => task.id === id),
      );
      const key = `${contactId} ${localDateOf(timeZone, queuedAt)}`;
      if (isSheets) perDay.set(key, (perDay.get(key) ?? 0) + 1);
    }
    expect(perDay.size).toBeGreaterThan(10);
    expect([...perDay.values()].filter((count) => count > 1)).toEqual([]);
    expect(await obligationsUnmet(journey)).toEqual([]);
  });
});

describe('a client who misses one day', async () => {
  // Given a client who is missing on one day, with two sessions on it
  const day = '2027-01-13';
  const journey = await begin({ behaviour: missing([day]) });
  await journey.untilRest();

  test('is called the same day: one question for the day, and no escalation', () => {
    const missed = recordsOf(journey).filter(({ outcome }) => outcome === 'missed');
    expect(missed.map(({ date }) => date)).toEqual([day, day]);
    const [task, ...others] = journey.tasks('missed-session');
    expect(others).toEqual([]);
    expect(task).toMatchObject({
      episodeId: journey.episode().id,
      ownerId: journey.episode().caseManagerId,
      status: 'answered',
    });
    expect(localDateOf(journey.play.timeZone, task?.openedAt ?? '')).toBe(day);
    expect(journey.tasks('missed-again')).toEqual([]);
  });
});

describe('a client who misses two days in a row', async () => {
  // Given a client who is missing on a Wednesday and on the Thursday after it
  const journey = await begin({ behaviour: missing(['2027-01-13', '2027-01-14']) });
  await journey.untilRest();

  test('is called on the first; on the second the counselor and the director are asked', async () => {
    expect(journey.tasks('missed-session')).toHaveLength(1);
    const episodeId = journey.episode().id;
    expect(journey.tasks('missed-again')).toMatchObject([
      { episodeId, ownerId: journey.episode().counselorId, about: { since: '2027-01-13' } },
    ]);
    const alerts = journey.tasks('absent-client');
    expect(alerts).toMatchObject([{ episodeId, ownerId: 'fay-moreau', status: 'answered' }]);
    expect(await obligationsUnmet(journey)).toEqual([]);
  });
});

test('a missed session that is made up counts its hours, and stays a miss', async () => {
  // Given a client who missed a day
  const day = '2027-01-13';
  const journey = await begin({ behaviour: missing([day]) });
  await journey.until(journey.at(10, '09:00'));
  const episodeId = journey.episode().id;
  const before = attendanceSummary(recordsOf(journey)).total;
  // When staff record that it was made up for on the Thursday
  const makeUp = { episodeId, missedOn: day, sessionId: 'day-group', madeUpOn: '2027-01-14' };
  await journey.act('record-make-up', { ...makeUp, minutes: 100, reason: 'joined the other group' });
  await journey.act('record-make-up', { ...makeUp, minutes: 90, reason: 'it was 90 minutes' });
  // Then its minutes count once, for the same kind
  const after = attendanceSummary(recordsOf(journey)).total;
  expect(after.attendedMinutes).toBe(before.attendedMinutes + 90);
  expect(after.plannedMinutes).toBe(before.plannedMinutes);
  expect(after).toMatchObject({ missed: before.missed, madeUp: 1 });
  await expect(
    journey.act('record-make-up', { ...makeUp, missedOn: '2027-01-12', minutes: 60, reason: 'x' }),
  ).rejects.toThrow(/no record on that day/);
});

describe('a client who is excused', async () => {
  // Given a client who is excused ahead for a Wednesday, and missing on the days beside it
  const journey = await begin({ behaviour: missing(['2027-01-12', '2027-01-14']) });
  await journey.until(journey.at(7, '09:00'));
  const { id: episodeId } = journey.episode();
  const excuse = { episodeId, from: 'sessions', reason: 'a funeral' };
  await journey.act('excuse', { ...excuse, dates: ['2027-01-13'] });
  await journey.until(journey.at(9, '22:00'));

  test('is on no sheet that day: it is recorded as excused, and is no miss', () => {
    const ofDay = recordsOf(journey).filter(({ date }) => date === '2027-01-13');
    expect(ofDay.map(({ outcome, by }) => `${outcome} by ${by}`)).toEqual([
      'excused by open-sheets',
      'excused by open-sheets',
    ]);
    const items = journey.tasks('attendance-sheet').filter((task) => dayOf(task) === '2027-01-13');
    expect(items.flatMap((task) => task.items)).toEqual([]);
  });

  test('after a miss is excused too, what was asked about it is withdrawn and the run begins anew', async () => {
    await journey.act('excuse', { ...excuse, dates: ['2027-01-12'] });
    await journey.until(journey.at(10, '23:00'));
    const outcomes = recordsOf(journey).filter(({ date }) => date === '2027-01-12');
    expect(new Set(outcomes.map(({ outcome }) => outcome))).toEqual(new Set(['excused']));
    expect(journey.all('correction').map(({ subject }) => subject.id)).toEqual(outcomes.map(({ id }) => id));
    expect(journey.tasks('missed-again')).toEqual([]);
    expect(journey.tasks('missed-session')).toHaveLength(2);
    await journey.untilRest();
    expect(await obligationsUnmet(journey)).toEqual([]);
  });
});

describe('a sheet that nobody ever sends in', async () => {
  // Given facilitators who do not answer about one day
  const day = '2027-01-13';
  const journey = await begin({
    behaviour: everyone({ 'attendance-sheet': (task) => (dayOf(task) === day ? null : {}) }),
  });
  await journey.untilRest();

  test('says nothing of anybody: it is reminded, climbs to the director, and ends as not recorded', async () => {
    const ofDay = recordsOf(journey).filter(({ date }) => date === day);
    expect(ofDay.map(({ outcome, attendedMinutes }) => [outcome, attendedMinutes])).toEqual([
      ['not recorded', 0],
      ['not recorded', 0],
    ]);
    const sheets = journey.tasks('attendance-sheet').filter((task) => dayOf(task) === day);
    expect(sheets.every(({ status, asked }) => status === 'given up' && asked.includes('fay-moreau'))).toBe(
      true,
    );
    const told = journey
      .tasks('clinic-alert')
      .filter(({ reason }) => reason === 'attendance is not recorded');
    expect(told).toMatchObject([{ ownerId: 'fay-moreau' }]);
    expect(journey.tasks('missed-session')).toEqual([]);
    expect(attendanceSummary(recordsOf(journey)).total.notRecordedMinutes).toBeGreaterThan(0);
    expect(await obligationsUnmet(journey)).toEqual([]);
  });
});

describe('a sheet that is corrected', async () => {
  // Given a client who was entered as missing on two days, by mistake
  const journey = await begin({ behaviour: missing(['2027-01-13', '2027-01-14']) });
  await journey.until(journey.at(10, '23:00'));
  const [wrong] = journey
    .tasks('attendance-sheet')
    .filter((task) => dayOf(task) === '2027-01-13' && task.about.sheetId?.includes('day-group'));
  if (!wrong) throw new Error('there was no sheet');
  const { id: episodeId } = journey.episode();
  const by = wrong.answer?.by ?? '';
  // When the facilitator says that the client was there on the first
  const response = await visitor(journey, by).answer(wrong, {
    items: { [episodeId]: 'attended' },
    reason: 'two clients of one first name',
  });
  await journey.act('correct-attendance', {
    episodeId,
    date: '2027-01-13',
    sessionId: 'day-life-skills',
    outcome: 'attended',
    reason: 'two clients of one first name',
  });
  await journey.untilRest();

  test('the record is put right, with what the wrong entry led to', () => {
    expect(response.statusCode).toBe(200);
    const ofDay = recordsOf(journey).filter(({ date }) => date === '2027-01-13');
    expect(ofDay.map(({ outcome }) => outcome)).toEqual(['attended', 'attended']);
    const corrections = journey.all('correction');
    expect(corrections).toMatchObject([
      {
        subject: { kind: 'attendance' },
        was: 'missed',
        now: 'attended',
        reason: 'two clients of one first name',
      },
      { subject: { kind: 'attendance' }, was: 'missed', now: 'attended' },
    ]);
    expect(corrections.flatMap(({ followed }) => followed)).toEqual(
      expect.arrayContaining(['missed session: reached the client', 'missed again: reached the client']),
    );
  });

  test('the second day is a first miss then, and somebody is asked to undo what was done', async () => {
    expect(journey.tasks('missed-session').at(-1)?.about.attendanceId).toContain('2027-01-14');
    expect(journey.tasks('correction-follow-up').length).toBeGreaterThan(0);
    expect(await obligationsUnmet(journey)).toEqual([]);
  });
});

describe('a group with more clients than it has room for', async () => {
  // Given three clients on one track, and a group for two
  const program = sheerProgram();
  for (const session of program.sessions) if (session.id === 'day-group') session.maxSize = 2;
  const journey = await begin({
    program,
    referrals: [referral(nora), referral('Quentin Sampleton'), referral('Viktor Nobody')].map((one) => ({
      ...one,
      track: 'day' as const,
    })),
  });
  await journey.untilRest();

  test('is told to the director once, and the sheet holds everybody all the same', () => {
    const over = journey
      .all('attendanceSheet')
      .filter(({ members, maxSize }) => members.length > (maxSize ?? 99));
    expect(over.length).toBeGreaterThan(1);
    const told = journey.tasks('clinic-alert').filter(({ reason }) => reason === 'a group is over its size');
    expect(told).toHaveLength(1);
    expect(new Set(journey.all('attendance').map(({ episodeId }) => episodeId)).size).toBe(3);
  });
});

test('clients of the day and the evening track are on sheets of their own', async () => {
  const journey = await begin({
    referrals: [referral(nora, { track: 'day' }), referral('Quentin Sampleton', { track: 'evening' })],
  });
  await journey.until(journey.at(16, '23:30'));
  const tracks = new Map(journey.all('attendanceSheet').map((sheet) => [sheet.id, sheet]));
  for (const { id, track, members } of tracks.values()) {
    expect(
      members.map(({ episodeId }) => journey.all('episode').find((one) => one.id === episodeId)?.track),
      id,
    ).toEqual([track]);
  }
  const evening = [...tracks.values()].filter(({ track }) => track === 'evening');
  expect(evening.length).toBeGreaterThan(3);
  const opened = journey.tasks('attendance-sheet').filter((task) => task.about.sheetId?.includes('evening'));
  expect(opened.every(({ openedAt }) => openedAt.slice(0, 10) > firstMonday)).toBe(true);
});

describe('a facilitator with the sheet in hand', async () => {
  // Given two clients in a group that can be attended online, and a facilitator whom the clinic's file names
  const clinic = exampleClinic();
  clinic.clinic.facilitators = [{ programId: 'sheer', sessionId: 'day-group', staffId: 'erin-walsh' }];
  const program = sheerProgram();
  for (const session of program.sessions) if (session.id === 'day-group') session.online = true;
  const journey = await begin({
    clinic,
    program,
    referrals: [
      referral(nora, { track: 'day', attending: { attendsFrom: '12 Harbor Street' } }),
      referral('Quentin Sampleton', { track: 'day', attending: {} }),
    ],
    behaviour: everyone({ 'attendance-sheet': null }),
  });
  const sheetNow = () =>
    journey
      .tasks('attendance-sheet')
      .find(({ items, about }) => items.length === 2 && about.sheetId?.includes('day-group'));
  await journey.untilTrue('there is a sheet for both', () => sheetNow()?.status === 'open');
  await journey.until(new Date(Date.parse(journey.play.clinic.now()) + 3_600_000).toISOString());
  const sheet = sheetNow();
  if (!sheet) throw new Error('there is no sheet');
  const facilitator = visitor(journey, sheet.asked[0] ?? '');
  const ofNora = journey.episode(nora).id;
  const answersOf = () => journey.tasks('attendance-sheet').find(({ id }) => id === sheet.id)?.answer?.items;

  test('is the one that the clinic’s file names, and reads where people attend from', async () => {
    expect(sheet).toMatchObject({ ownerId: 'erin-walsh', asked: ['erin-walsh'] });
    const page = (await facilitator.open()).body ?? '';
    expect(page).toContain('Everybody else attended');
    expect(page).toContain('Harbor Street');
    expect(page).toContain('For 1 of them it is not on record from where they attend');
  });

  test('is told by the line when minutes are missing, and nothing is recorded', async () => {
    const response = await facilitator.answer(sheet, { items: { [ofNora]: 'left early' }, rest: 'attended' });
    expect(response.statusCode).toBe(422);
    expect(response.body).toContain('Say how early');
    expect(answersOf()).toBeUndefined();
  });

  test('marks the exception, ticks the rest, and is done', async () => {
    const said = { items: { [ofNora]: 'left early' }, ticks: { [ofNora]: ['30 minutes'] }, rest: 'attended' };
    expect((await facilitator.answer(sheet, said)).statusCode).toBe(200);
    expect(Object.values(answersOf() ?? {}).sort()).toEqual(['attended', 'left early']);
    await journey.until(new Date(Date.parse(journey.play.clinic.now()) + 600_000).toISOString());
    const record = journey
      .all('attendance', journey.episode(nora))
      .find(({ sessionId, outcome }) => sessionId === 'day-group' && outcome !== 'not recorded');
    expect(record).toMatchObject({ outcome: 'left early', by: sheet.asked[0] });
    expect(record?.attendedMinutes).toBe((record?.plannedMinutes ?? 0) - 30);
  });
});

test('a client who is reported dead is on no sheet any more, and nothing is recorded or asked', async () => {
  // Given a sheet that waits for its answer
  const journey = await begin({ behaviour: everyone({ 'attendance-sheet': null }) });
  await journey.untilTrue('there is a sheet', () => journey.all('attendanceSheet').length > 0);
  const { id: episodeId } = journey.episode();
  // When the client's death is reported and confirmed
  await journey.act('report-death', { episodeId, reportedBy: 'carmen-ruiz', reason: 'the family called' });
  await journey.untilRest();
  // Then no line is left of the client, and nobody was asked to call
  expect(journey.episode().ending).toBe('deceased');
  expect(journey.all('attendance', journey.episode())).toEqual([]);
  expect(journey.tasks('missed-session')).toEqual([]);
  expect(await obligationsUnmet(journey)).toEqual([]);
});

describe('a day of two missed sessions that is corrected one by one', async () => {
  // Given a client who was entered as missing from both sessions of a day, and nobody who has called yet
  const day = '2027-01-13';
  const journey = await begin({ behaviour: missing([day], { 'missed-session': null }) });
  await journey.until(journey.at(9, '18:00'));
  const { id: episodeId } = journey.episode();
  const correct = (sessionId: string) =>
    journey.act('correct-attendance', {
      episodeId,
      date: day,
      sessionId,
      outcome: 'attended',
      reason: 'wrong line',
    });
  const calls = () => journey.tasks('missed-session').map(({ status }) => status);

  test('keeps its question while something was missed on it, and loses it with the last', async () => {
    const sessionIds = recordsOf(journey)
      .filter(({ date }) => date === day)
      .map(({ sessionId }) => sessionId);
    expect(sessionIds).toHaveLength(2);
    expect(calls()).toEqual(['open']);
    for (const sessionId of sessionIds) await correct(sessionId);
    await journey.untilRest();
    expect(calls()).toEqual(['withdrawn']);
    expect(journey.all('correction').map(({ followed }) => followed)).toEqual([
      [],
      ['missed session: asked'],
    ]);
    expect(journey.tasks('correction-follow-up')).toEqual([]);
    expect(await obligationsUnmet(journey)).toEqual([]);
  });
});
