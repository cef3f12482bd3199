import { planOfEpisode } from '../casework/aftercare-plans.ts';
import { contactById } from '../casework/recipients.ts';
import type { AftercarePlan } from '../domain/aftercare-plan.ts';
import type { Clinic } from '../domain/clinic.ts';
import { localDateOf } from '../domain/clinic-calendar.ts';
import type { ShownPlan } from '../pages/aftercare-plan.ts';
import type { Reader } from '../ports.ts';

/** The plan that counts, with the names that stand for its ids; null while none is made. */
export async function shownPlan(
  reader: Reader,
  clinic: Clinic,
  episodeId: string,
): Promise<ShownPlan | null> {
  const plan = await planOfEpisode(reader, episodeId);
  if (!plan) return null;
  const maker = await contactById(reader, plan.by);
  return {
    plan,
    receiverName: await receiverNameOf(reader, plan),
    madeBy: maker?.name ?? plan.by,
    madeOn: localDateOf(clinic.calendar.timeZone, plan.at),
    crisisPhone: clinic.crisisPhone,
  };
}

async function receiverNameOf(reader: Reader, { receiverId, otherReceiver }: AftercarePlan): Promise<string> {
  if (receiverId !== null) return (await reader.get('partner', receiverId))?.name ?? receiverId;
  return otherReceiver ?? '';
}
