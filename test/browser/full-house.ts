import type { HumanTask } from '../../lambdas/domain/human-task.ts';
import { exampleClinic } from '../example-clinic.ts';
import { type Answers, everyone } from '../journeys/answers.ts';
import { begin, type DatedReferral, type Journey, referral } from '../journeys/journey.ts';
import { type ServedLinks, serveLinks } from './served-links.ts';

/** Eight residents, two of them of the same name. */
export const residentNames = [
  'Maren Quillstone',
  'Tobias Fenwickshire',
  'Ines Okaforovna',
  'Daniel Reyesworth',
  'Daniel Reyesworth',
  'Wren Abbottsley',
  'Soledad Marshwood',
  'Piotr Vancehall',
] as const;

export const manager = 'cedar-house.primary';

/** A home with eight residents whose manager has the weekly check-in in the mail and has not answered it. */
export interface FullHouse {
  links: ServedLinks;
  journey: Journey;
  checkIn: HumanTask;
  /** The link in the manager's mail. */
  url: string;
  passcode: string;
}

export async function fullHouse(answers: Answers = {}): Promise<FullHouse> {
  const links = await serveLinks();
  const file = exampleClinic();
  const journey = await begin({
    clinic: { ...file, clinic: { ...file.clinic, baseUrl: links.url } },
    referrals: residentNames.map(residentOf),
    behaviour: everyone({ 'home-check-in': null, ...answers }),
  });
  links.serve(journey.play.clinic);
  const ofEight = () =>
    journey
      .tasks('home-check-in')
      .find(({ items, status }) => items.length === residentNames.length && status === 'open');
  await journey.untilTrue(
    'the manager is asked about eight residents',
    () => (ofEight()?.asked.length ?? 0) > 0,
  );
  const checkIn = ofEight() as HumanTask;
  const mail = journey.mailsTo(manager).findLast(({ id }) => id.startsWith(checkIn.id));
  const url = /http:\/\/localhost:\d+\/l\/[\w-]{43}/.exec(mail?.text ?? '')?.[0];
  const passcode = journey.play.passcodes.get(manager);
  if (!url || !passcode) throw new Error('the manager has no link or no passcode');
  return { links, journey, checkIn, url, passcode };
}

function residentOf(name: string, index: number): DatedReferral {
  const consents = referral('Nora Testwell').consents.map((consent) => ({ ...consent, signature: name }));
  return referral('Nora Testwell', {
    name,
    preferredName: name.split(' ')[0] ?? name,
    birthDate: `198${index}-03-1${index}`,
    phone: `+1 555 020 010${index}`,
    email: null,
    homeChoices: ['cedar-house'],
    consents,
    day: index === 4 ? 1 : 0,
  });
}
