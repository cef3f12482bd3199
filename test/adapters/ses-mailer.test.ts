import { SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses';
import { mockClient } from 'aws-sdk-client-mock';
import * as fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { mimeMessage } from '../../lambdas/adapters/mime-message.ts';
import { createSesMailer, mailerFrom } from '../../lambdas/adapters/ses-mailer.ts';
import { type OutgoingMail, ServiceUnavailable, Throttled } from '../../lambdas/ports.ts';

const mail: OutgoingMail = {
  id: 'tk_0a1b:0',
  clinicId: 'harbor-light',
  from: 'Harbor Light <care@harbor-light.example>',
  to: 'robin.quill@harbor-light.example',
  subject: 'A question waits for you',
  text: 'Please open the link.\n',
  html: '<p>Please open the link.</p>',
};

const ses = mockClient(SESClient);
const mailer = createSesMailer({ client: new SESClient({}), configurationSet: 'stepdown-mail' });

beforeEach(() => ses.reset());

function failing(name: string, fields: object = {}): Error {
  return Object.assign(new Error('from the service'), { name, ...fields });
}

function headersOf(message: string): Map<string, string> {
  const head = message.slice(0, message.indexOf('\r\n\r\n')).replaceAll('\r\n ', ' ');
  return new Map(
    head.split('\r\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]),
  );
}

function bodiesOf(message: string): string[] {
  const encoded = [...message.matchAll(/Transfer-Encoding: base64\r\n\r\n([A-Za-z0-9+/=\r\n]*?)\r\n--/g)];
  return encoded.map(([, body]) => Buffer.from(body ?? '', 'base64').toString('utf8'));
}

function decodedWords(header: string): string {
  return header
    .split(' ')
    .map((word) => Buffer.from(/^=\?UTF-8\?B\?(.*)\?=$/.exec(word)?.[1] ?? '', 'base64').toString('utf8'))
    .join('');
}

describe('the SES mailer', () => {
  it('sends through the configuration set and hands back the id of the service', async () => {
    ses.on(SendRawEmailCommand).resolves({ MessageId: '0100-abc' });
    expect(await mailer.send(mail)).toEqual({ providerId: '0100-abc' });
    const [call] = ses.commandCalls(SendRawEmailCommand);
    expect(call?.args[0].input).toMatchObject({
      ConfigurationSetName: 'stepdown-mail',
      Source: 'care@harbor-light.example',
      Destinations: [mail.to],
    });
    const message = Buffer.from(call?.args[0].input.RawMessage?.Data ?? []).toString('utf8');
    expect(bodiesOf(message)).toEqual([mail.text, mail.html]);
  });

  it.each([
    ['throttled', failing('Throttling', { $metadata: { httpStatusCode: 400 } })],
    ['over its rate', failing('TooManyRequestsException', { $metadata: { httpStatusCode: 429 } })],
    ['broken', failing('InternalFailure', { $metadata: { httpStatusCode: 500 } })],
    ['not reachable', failing('Error', { code: 'ECONNRESET' })],
    ['slow', failing('TimeoutError')],
    ['paused by AWS', failing('AccountSendingPausedException', { $metadata: { httpStatusCode: 400 } })],
  ])('asks to be tried again when the service is %s', async (_, error) => {
    ses.on(SendRawEmailCommand).rejects(error);
    const sending = mailer.send(mail);
    await expect(sending).rejects.toThrow(ServiceUnavailable);
    await expect(sending).rejects.toThrow(/^mail tk_0a1b:0: /);
  });

  it('tells a service that takes no more from one that is down', async () => {
    ses.on(SendRawEmailCommand).rejects(failing('Throttling'));
    await expect(mailer.send(mail)).rejects.toThrow(Throttled);
    ses.on(SendRawEmailCommand).rejects(failing('AccountSendingPausedException'));
    await expect(mailer.send(mail)).rejects.not.toThrow(Throttled);
  });

  it('hands on a refusal, which trying again would not mend', async () => {
    ses.on(SendRawEmailCommand).rejects(failing('MessageRejected', { $metadata: { httpStatusCode: 400 } }));
    await expect(mailer.send(mail)).rejects.toMatchObject({ name: 'MessageRejected' });
  });

  it('is not made without its configuration set', () => {
    expect(() => mailerFrom({})).toThrow('MAIL_CONFIGURATION_SET: is not set; deploy again');
    expect(() => mailerFrom({ MAIL_CONFIGURATION_SET: 'a b' })).toThrow(
      'MAIL_CONFIGURATION_SET: is malformed',
    );
  });
});

describe('a mail on the wire', () => {
  it('says that a machine sent it, and which mail it is', () => {
    const headers = headersOf(mimeMessage(mail));
    expect(headers.get('From')).toBe('"Harbor Light" <care@harbor-light.example>');
    expect(headers.get('To')).toBe('robin.quill@harbor-light.example');
    expect(headers.get('Subject')).toBe('A question waits for you');
    expect(headers.get('Auto-Submitted')).toBe('auto-generated');
    expect(headers.get('X-Stepdown-Mail')).toBe('tk_0a1b:0');
  });

  it('keeps any text whole, in lines and words of the length that mail allows', () => {
    const any = fc.string({ unit: 'grapheme', maxLength: 300 });
    fc.assert(
      fc.property(any, any, any, (subject, text, html) => {
        const message = mimeMessage({ ...mail, subject: `Ünter ${subject} end`, text, html });
        expect(bodiesOf(message)).toEqual([text, html]);
        // biome-ignore lint/suspicious/noControlCharactersInRegex: a subject is one line
        const line = `Ünter ${subject} end`.replaceAll(/[\x00-\x1f\x7f]+/g, ' ');
        expect(decodedWords(headersOf(message).get('Subject') ?? '')).toBe(
          Buffer.from(line).toString('utf8'),
        );
        expect(message.split('\r\n').every((row) => row.length <= 78)).toBe(true);
        expect(message).not.toMatch(/[^\r]\n|\r[^\n]/);
      }),
    );
  });

  it('writes a name that is not plain ASCII as an encoded word', () => {
    const headers = headersOf(mimeMessage({ ...mail, from: 'Häfen <care@harbor-light.example>' }));
    expect(headers.get('From')).toBe('=?UTF-8?B?SMOkZmVu?= <care@harbor-light.example>');
  });

  it.each([
    ['to', { to: 'robin@harbor-light.example\r\nBcc: all@evil.example' }],
    ['from', { from: 'Care\r\nBcc: all@evil.example <care@harbor-light.example>' }],
    ['id', { id: 'tk_1\r\nBcc: all@evil.example' }],
    ['to', { to: 'robin@harbor-light.example, all@evil.example' }],
  ])('refuses a forged header in %s', (field, forged) => {
    expect(() => mimeMessage({ ...mail, ...forged })).toThrow(new RegExp(`^${field}: `));
  });

  it('makes a line break in a subject a space', () => {
    const headers = headersOf(mimeMessage({ ...mail, subject: 'One\r\nBcc: all@evil.example' }));
    expect(headers.get('Subject')).toBe('One Bcc: all@evil.example');
    expect(headers.has('Bcc')).toBe(false);
  });
});
