import { GetSuppressedDestinationCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, it } from 'vitest';
import { createSesSuppressions } from '../../lambdas/adapters/ses-suppressions.ts';
import { ServiceUnavailable } from '../../lambdas/ports.ts';

const ses = mockClient(SESv2Client);
const { suppressed } = createSesSuppressions(new SESv2Client({}));
const failing = (name: string) => Object.assign(new Error('from the service'), { name });

beforeEach(() => ses.reset());

it('names those of the addresses that are on the list, and asks about no other', async () => {
  ses.on(GetSuppressedDestinationCommand).rejects(failing('NotFoundException'));
  ses.on(GetSuppressedDestinationCommand, { EmailAddress: 'b@home.example' }).resolves({});
  expect(await suppressed(['a@home.example', 'b@home.example'])).toEqual(['b@home.example']);
  expect(ses.commandCalls(GetSuppressedDestinationCommand)).toHaveLength(2);
});

it('asks to be tried again when the service takes no more questions', async () => {
  ses.on(GetSuppressedDestinationCommand).rejects(failing('TooManyRequestsException'));
  await expect(suppressed(['a@home.example'])).rejects.toThrow(ServiceUnavailable);
});

it('hands on what trying again would not mend', async () => {
  ses.on(GetSuppressedDestinationCommand).rejects(failing('BadRequestException'));
  await expect(suppressed(['a@home.example'])).rejects.toMatchObject({ name: 'BadRequestException' });
});
