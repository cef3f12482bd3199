import { currentPlan } from '../domain/aftercare-plan.ts';
import { attendanceSummary } from '../domain/attendance-summary.ts';
import { localDateOf } from '../domain/clinic-calendar.ts';
import { type Consent, canBeRevoked, consentGate, disclosureCategories } from '../domain/consent.ts';
import type { DrugTest } from '../domain/drug-test.ts';
import { isInTreatment } from '../domain/episode.ts';
import { inOrder } from '../domain/feedback.ts';
import { isInForce } from '../domain/override.ts';
import { contactOfRank } from '../domain/partner.ts';
import { plannedMinutesAWeek } from '../domain/session-calendar.ts';
import type { ClientFile, ConsentLine, ContactLine, TestLine } from '../pages/client-file.ts';
import { consoleWords } from '../pages/console-words.ts';
import { clientWords } from '../pages/console-words-client.ts';
import { datedYear } from '../pages/dates.ts';
import { titleOf } from './client-events.ts';
import { type ClientRecords, nameOf, partnerName } from './client-records.ts';

/** What stands beside a client's timeline. */
export function clientFileView(records: ClientRecords): ClientFile {
  const { clinic, filed } = records;
  return {
    timeZone: clinic.calendar.timeZone,
    contacts: contactLines(records),
    mayKnow: mayKnow(records),
    consents: filed.consent.map((consent) => consentLine(records, consent)),
    attendance: attendanceShown(records),
    plan: planShown(records),
    aftercare: aftercareShown(records),
    tests: filed.drugTest.map((test) => testLine(records, test)),
    disclosures: filed.disclosure.map(
      ({ at, category, description, purpose, consentId, noticeVersion, recipientId }) => ({
        at,
        category,
        purpose,
        consentId,
        noticeVersion,
        description: titleOf(description, records.language),
        recipientName: partnerName(records, recipientId),
      }),
    ),
  };
}

function contactLines(records: ClientRecords): ContactLine[] {
  const { client, language, episode } = records;
  const said = clientWords[language];
  const lines: ContactLine[] = [];
  if (client) {
    const { name, phone, email, voicemail, emergencyContact } = client;
    lines.push({ label: said.theClient, name, phone, email, note: said.voicemail[voicemail] });
    if (emergencyContact)
      lines.push({
        label: said.emergency,
        name: emergencyContact.name,
        phone: emergencyContact.phone,
        email: null,
        note: emergencyContact.consented ? null : said.notConsented,
      });
  }
  for (const id of [episode.counselorId, episode.caseManagerId]) lines.push(...staffLine(records, id));
  const { receiverId } = 'receiverId' in episode.handoff ? episode.handoff : { receiverId: null };
  for (const id of [episode.residence?.homeId, receiverId]) lines.push(...partnerLine(records, id));
  return lines;
}

function staffLine({ staff, language }: ClientRecords, staffId: string): ContactLine[] {
  const member = staff.find(({ id }) => id === staffId);
  if (!member) return [];
  const { name, phone, email, roles } = member;
  const label = roles.map((role) => consoleWords[language].roles[role]).join(', ');
  return [{ label, name, phone, email, note: null }];
}

function partnerLine({ partners }: ClientRecords, partnerId: string | null | undefined): ContactLine[] {
  const partner = partners.get(partnerId ?? '');
  const contact = partner && contactOfRank(partner, 'primary');
  if (!contact) return [];
  const { name, phone, email } = contact;
  return [{ label: partner.name, name, phone, email, note: null }];
}

/** Asks the very gate that every message to a partner passes. */
function mayKnow(records: ClientRecords): ClientFile['mayKnow'] {
  const { filed, episode, today } = records;
  const recipientIds = [...new Set(filed.consent.flatMap((consent) => consent.recipientIds))];
  return recipientIds
    .map((recipientId) => ({
      name: partnerName(records, recipientId),
      categories: disclosureCategories.filter((category) => {
        const question = { recipientId, category, today, endedOn: episode.endedOn ?? undefined };
        return consentGate(filed.consent, question).decision === 'allowed';
      }),
    }))
    .filter(({ categories }) => categories.length > 0);
}

function howSigned({ signing }: Consent, { language }: ClientRecords): string | null {
  if (!signing) return null;
  return clientWords[language].how[signing.how === 'on paper' ? signing.how : signing.on];
}

function consentLine(records: ClientRecords, consent: Consent): ConsentLine {
  const { clinic, today, language } = records;
  const isExpired = consent.expiresOn !== null && consent.expiresOn < today;
  const { everybody } = clientWords[language];
  return {
    consentId: consent.id,
    recipientNames: consent.recipientIds.map((id) => partnerName(records, id)),
    categories: consent.categories,
    purpose: consent.purpose,
    signedOn: localDateOf(clinic.calendar.timeZone, consent.signedAt),
    expiresOn: consent.expiresOn,
    expiresUpon: consent.expiresUpon,
    status: consent.revocations.length > 0 ? 'revoked' : isExpired ? 'expired' : 'valid',
    how: howSigned(consent, records),
    irrevocableUntil: canBeRevoked(consent, today) ? null : (consent.irrevocableUntil ?? null),
    revocations: consent.revocations.map(({ recipientId, at, how, recordedBy }) => ({
      recipientName: recipientId === 'all' ? everybody : partnerName(records, recipientId),
      at,
      how,
      recordedBy: nameOf(records, recordedBy),
    })),
  };
}

function testLine({ tasks }: ClientRecords, test: DrugTest): TestLine {
  const { id, date, basis, toldAt, collectedOn, outcome, confirmation } = test;
  const isOpen = [...tasks.values()].some(({ status, about }) => status === 'open' && about.testId === id);
  const needsAttention = isOpen && outcome !== 'pending';
  return { testId: id, date, basis, toldAt, collectedOn, outcome, confirmation, needsAttention };
}

function attendanceShown({ filed, episode, program, language }: ClientRecords): ClientFile['attendance'] {
  const said = clientWords[language];
  const day = (date: string) => datedYear(date, language);
  const leaves = (episode.leaves ?? []).map(({ from, to, reason }) => said.away(day(from), day(to), reason));
  const { schedule } = episode;
  const own = schedule?.sessionIds
    ? [said.ownSchedule(day(schedule.on), schedule.sessionIds.join(', '), schedule.reason)]
    : [];
  return {
    summary: attendanceSummary(filed.attendance),
    planned: program && isInTreatment(episode) ? plannedMinutesAWeek(episode, program) : null,
    notes: [...own, ...leaves],
  };
}

function planShown(records: ClientRecords): ClientFile['plan'] {
  const { carePlan, episode, program, filed, today } = records;
  return {
    goals: carePlan?.goals ?? [],
    needs: carePlan?.needs ?? [],
    own: (episode.overrides ?? []).map((override) => ({
      override,
      isInForce: isInForce(override, today),
      byName: nameOf(records, override.by),
    })),
    mutualHelp: {
      expected: program?.mutualHelp.expected ?? 'encouraged',
      reported: filed.milestones,
      checks: filed.milestoneCheck.map((check) => ({ check, byName: nameOf(records, check.by) })),
    },
    feedback: inOrder(filed.feedback).map((feedback) => ({
      feedback,
      byName: nameOf(records, feedback.by),
    })),
  };
}

function aftercareShown(records: ClientRecords): ClientFile['aftercare'] {
  const { clinic, filed } = records;
  const plan = currentPlan(filed.aftercarePlan);
  if (!plan) return { shown: null, earlier: 0 };
  const { receiverId, otherReceiver, by, at } = plan;
  const shown = {
    plan,
    receiverName: receiverId === null ? (otherReceiver ?? '') : partnerName(records, receiverId),
    madeBy: nameOf(records, by),
    madeOn: localDateOf(clinic.calendar.timeZone, at),
    crisisPhone: clinic.crisisPhone,
  };
  return { shown, earlier: filed.aftercarePlan.length - 1 };
}
