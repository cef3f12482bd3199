import type { OutgoingMail } from '../ports.ts';

/** RFC 2045, section 6.8: a line of base64 is at most 76 characters. */
const base64LineChars = 76;
/** RFC 2047, section 2: a line with encoded words is at most 76 characters; 39 bytes become 64, "Subject: " is 9. */
const encodedWordBytes = 39;
const namedMailbox = /^(.*?)\s*<([^<>]+)>$/;
/** Holds a hyphen, which base64 never does. */
const boundary = 'stepdown-alternative';

/**
 * A mail as it goes over the wire: headers, then the plain and the HTML body as alternatives.
 * Auto-Submitted (RFC 3834) keeps out-of-office replies away.
 *
 * @throws RangeError when an address or the id holds a line break or a control character
 */
export function mimeMessage(mail: OutgoingMail): string {
  return [
    `From: ${address('from', mail.from)}`,
    `To: ${address('to', mail.to)}`,
    `Subject: ${encodedWords(mail.subject)}`,
    'MIME-Version: 1.0',
    'Auto-Submitted: auto-generated',
    'X-Auto-Response-Suppress: All',
    `X-Stepdown-Mail: ${oneLine('id', mail.id)}`,
    `Content-Type: multipart/alternative; boundary="${boundary}"`,
    '',
    ...part('text/plain', mail.text),
    ...part('text/html', mail.html),
    `--${boundary}--`,
    '',
  ].join('\r\n');
}

function part(type: string, content: string): string[] {
  const base64 = Buffer.from(content, 'utf8').toString('base64');
  const lines = base64.match(new RegExp(`.{1,${base64LineChars}}`, 'g')) ?? [];
  return [
    `--${boundary}`,
    `Content-Type: ${type}; charset=utf-8`,
    'Content-Transfer-Encoding: base64',
    '',
    ...lines,
    '',
  ];
}

/**
 * The mailbox of `Name <mailbox>`, or of a mailbox alone; what the service is told beside the headers.
 * @throws RangeError when it is more than one line, or not plain ASCII
 */
export function mailboxOf(field: string, value: string): string {
  return asciiOnly(field, namedMailbox.exec(oneLine(field, value))?.[2] ?? value);
}

/** Only the name may be other than ASCII. */
function address(field: string, value: string): string {
  const mailbox = mailboxOf(field, value);
  const name = (namedMailbox.exec(value)?.[1] ?? '').replaceAll(/^"|"$/g, '');
  if (name === '') return mailbox;
  return /^[\w !#$%&'*+/=?^`{|}~-]*$/.test(name)
    ? `"${name}" <${mailbox}>`
    : `${encodedWords(name)} <${mailbox}>`;
}

function asciiOnly(field: string, value: string): string {
  if (/^[\x21-\x7e]+$/.test(value)) return value;
  throw new RangeError(`${field}: an email address must be plain ASCII without spaces; correct the contact`);
}

function oneLine(field: string, value: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what a forged header is made of
  if (/[\x00-\x1f\x7f]/.test(value)) {
    throw new RangeError(`${field}: must be one line without control characters; correct the contact`);
  }
  return value;
}

/** Text as RFC 2047 encoded words where it is not plain ASCII; a line break becomes a space. */
function encodedWords(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a subject is one line
  const line = text.replaceAll(/[\x00-\x1f\x7f]+/g, ' ').trim();
  if (/^[\x20-\x7e]*$/.test(line) && !line.includes('=?')) return line;
  const words: string[] = [];
  let word = '';
  for (const character of line) {
    if (Buffer.byteLength(word + character) > encodedWordBytes) {
      words.push(word);
      word = '';
    }
    word += character;
  }
  words.push(word);
  return words.map((part) => `=?UTF-8?B?${Buffer.from(part).toString('base64')}?=`).join('\r\n ');
}
