import { type ConsentForm, purposeMaxLength, signatureMaxLength } from '../domain/consent-form.ts';

/** A consent's form as posted: one line each, without characters that do not show. */
export function consentFormOf(form: URLSearchParams): ConsentForm {
  return {
    recipientIds: form.getAll('recipient'),
    categories: form.getAll('category'),
    purpose: form.get('purpose') ?? '',
    ownPurpose: oneLine(form.get('ownPurpose')).slice(0, purposeMaxLength),
    until: form.get('until') ?? '',
    untilDate: form.get('untilDate') ?? '',
    hasRights: form.get('rights') === 'given',
    hasAgreed: form.get('agreed') === 'yes',
    signature: oneLine(form.get('signature')).slice(0, signatureMaxLength),
  };
}

/** What a client wrote, line ends kept, without control and direction characters. */
export function writtenText(text: string | null): string {
  return (text ?? '').replace(/\r\n?/g, '\n').replace(controls, '').trim();
}

function oneLine(text: string | null): string {
  return writtenText(text).replace(/\s+/g, ' ');
}

const controls = /(?!\n)[\p{Cc}\p{Bidi_Control}]/gu;
