import { addDays, localDateOf } from '../../domain/clinic-calendar.ts';
import { mayVisit } from '../../domain/console-access.ts';
import { type ClientTimelineView, clientTimeline } from '../../pages/client-timeline.ts';
import { careWords } from '../../pages/console-words-care.ts';
import { clientWords } from '../../pages/console-words-client.ts';
import type { Ports } from '../../ports.ts';
import { eventOf, waitingOf } from '../client-events.ts';
import { clientFileView } from '../client-file-view.ts';
import { type ClientRecords, nameOf, partnerName, readClient } from '../client-records.ts';
import { page } from '../console-response.ts';
import type { ConsoleRequest, ConsoleRoute } from '../console-route.ts';
import { frameOf } from '../frame.ts';
import { nothingHere } from '../nothing-here.ts';
import { recordViewed } from '../record-viewed.ts';

/** One client's episode: what happened, who may know what, and all that is on record beside it. */
export const clientRoutes: ConsoleRoute[] = [
  { method: 'GET', path: '/clients/:episode', area: 'client', answer: showClient },
];

async function showClient(request: ConsoleRequest, ports: Ports) {
  const { visitor, params, href } = request;
  const { clinic, member, roles } = visitor;
  const episodeId = params.episode ?? '';
  if (!(await ports.store.read(clinic.id).get('episode', episodeId))) return nothingHere(request);
  await recordViewed(request, ports, episodeId, 'client');
  const records = await readClient(ports, clinic, episodeId, member.language);
  if (!records) return nothingHere(request);
  const path = `/clients/${encodeURIComponent(episodeId)}`;
  const view: ClientTimelineView = {
    frame: frameOf(request, 'board'),
    boardHref: href('/board'),
    dossierHref: mayVisit(roles, 'dossier') ? href(`${path}/dossier`) : null,
    ...timelineOf(records),
    ...clientFileView(records),
  };
  return page(clientTimeline(view));
}

function timelineOf(records: ClientRecords) {
  const { client, episode, tasks, links, now } = records;
  const open = [...tasks.values()].filter(({ status }) => status === 'open');
  return {
    now,
    client: {
      name: client?.name ?? episode.clientId,
      preferredName: client?.preferredName ?? '',
      birthDate: client?.birthDate ?? '',
      clientId: episode.clientId,
    },
    episode: episodeFacts(records),
    keyDates: keyDates(records),
    waiting: open.map((task) => waitingOf(records, task)),
    events: links.map((link) => eventOf(records, link)),
  };
}

function episodeFacts(records: ClientRecords): ClientTimelineView['episode'] {
  const { episode, program, language, clinic, now } = records;
  const phase = program?.phases[episode.phaseIndex];
  const { stages, endings } = careWords[language];
  const isWaiting = episode.waitlisted && episode.stage === 'admission';
  const endedOn = episode.endedOn ?? localDateOf(clinic.calendar.timeZone, episode.closedAt ?? now);
  return {
    episodeId: episode.id,
    stage: stages[isWaiting ? 'waitlisted' : episode.stage],
    phase:
      episode.stage === 'treatment' && program && phase
        ? clientWords[language].phaseOf(episode.phaseIndex + 1, program.phases.length, phase.name)
        : null,
    programName: program?.name ?? episode.programId,
    homeName: episode.residence ? partnerName(records, episode.residence.homeId) : null,
    counselorName: nameOf(records, episode.counselorId),
    caseManagerName: nameOf(records, episode.caseManagerId),
    ending: episode.ending ? { label: endings[episode.ending], on: endedOn } : null,
  };
}

function keyDates({ episode, clinic, program, language }: ClientRecords): ClientTimelineView['keyDates'] {
  const lastDay = program?.followUpDays.at(-1);
  const isPlanned = episode.admittedOn !== null && episode.closedAt === null;
  const endsOn = isPlanned ? (episode.endedOn ?? episode.plannedEndOn) : null;
  const zone = clinic.calendar.timeZone;
  const said = clientWords[language];
  return [
    { label: said.referred, on: localDateOf(zone, episode.referredAt) },
    { label: said.admitted, on: episode.admittedOn },
    { label: said.plannedEnd, on: episode.plannedEndOn },
    { label: said.ended, on: episode.endedOn },
    { label: said.lastFollowUp, on: endsOn && lastDay !== undefined ? addDays(endsOn, lastDay) : null },
    { label: said.closed, on: episode.closedAt === null ? null : localDateOf(zone, episode.closedAt) },
  ];
}
