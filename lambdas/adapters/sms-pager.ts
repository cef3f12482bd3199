import {
  MessageType,
  type PinpointSMSVoiceV2Client,
  SendTextMessageCommand,
} from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { type OutgoingPage, PagerUnavailable } from '../ports.ts';

/** A text that is not delivered before the next person is asked need not come any more. */
const livesSeconds = 900;

/**
 * Sends a page as a text message. The service has no key against repetition: a crash after it took the text means
 * the same text once more, never none.
 *
 * @param origination the ARN of the number or pool that the deployment names
 * @throws PagerUnavailable whatever the service refuses it for
 */
export async function textPage(
  { id, phone, text, ackUrl }: OutgoingPage,
  { client, origination }: { client: PinpointSMSVoiceV2Client; origination: string },
): Promise<void> {
  const command = new SendTextMessageCommand({
    DestinationPhoneNumber: phone.replace(/[^+\d]/g, ''),
    OriginationIdentity: origination,
    MessageBody: `${text} ${ackUrl}`,
    MessageType: MessageType.TRANSACTIONAL,
    TimeToLive: livesSeconds,
    Context: { page: id },
  });
  try {
    await client.send(command);
  } catch (error) {
    const name = error instanceof Error ? error.name : 'no error';
    throw new PagerUnavailable(`page ${id}: ${name}`, { cause: error });
  }
}
