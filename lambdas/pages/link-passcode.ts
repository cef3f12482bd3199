import type { Instant } from '../domain/clinic-calendar.ts';
import { localTimeOf } from '../domain/clinic-calendar.ts';
import { timeWords } from './dates.ts';
import { type Content, type Html, html } from './html.ts';
import { alertMark } from './icons.ts';
import { linkPage } from './link-shell.ts';
import { phoneLink } from './phone-link.ts';
import { type Language, words } from './words.ts';

export type PasscodeState =
  | { state: 'ask' }
  | { state: 'wrong'; triesLeft: number }
  | { state: 'no passcode' }
  | { state: 'no device' }
  | { state: 'locked'; until: Instant };

export interface LinkPasscodeView {
  language: Language;
  senderName: string;
  phone: string;
  timeZone: string;
  /** A partner says whose device it is (`device=own` or `device=shared`); staff and clients are not asked. */
  holder: 'partner' | 'staff' | 'client';
  state: PasscodeState;
}

/** Asks for the passcode. Posts `action=passcode`, `passcode` and, for partners, `device`. */
export function linkPasscode(view: LinkPasscodeView): string {
  return linkPage({
    language: view.language,
    title: words[view.language].passcode.title,
    clinicName: view.senderName,
    holderName: null,
    phone: view.phone,
    crisisPhone: null,
    main: view.state.state === 'locked' ? locked(view, view.state.until) : form(view, view.state),
  });
}

function locked(view: LinkPasscodeView, until: Instant): Html {
  const said = words[view.language].passcode;
  const time = timeWords(localTimeOf(view.timeZone, until), view.language);
  return html`<div class="card">
<div class="lead"><h1>${said.lockedHeading}</h1><p>${said.locked(time)}</p></div>
<div class="stack"><p>${said.lockedCall}</p><p>${phoneLink(view.phone, 'phone')}</p></div>
</div>`;
}

function form(view: LinkPasscodeView, state: PasscodeState): Html {
  const said = words[view.language].passcode;
  const problem = problemIn(state, view.language);
  const isPasscodeWrong = state.state === 'wrong' || state.state === 'no passcode';
  return html`<div class="card">
<div class="lead"><h1>${said.heading}</h1><p>${said[`${view.holder}Text`]}</p></div>
${problem && html`<div class="notice alert" id="problem" role="alert">${problem}</div>`}
<form method="post">
<input type="hidden" name="action" value="passcode">
<div class="field passcode"><label for="passcode">${said.label}</label>
<input type="password" id="passcode" name="passcode" inputmode="numeric" autocomplete="off" required maxlength="64"${
    isPasscodeWrong && html` aria-invalid="true" aria-describedby="problem" autofocus`
  }></div>
${view.holder === 'partner' && deviceChoice(view.language, state.state === 'no device')}
<button class="button" type="submit">${said.submit}</button>
</form>
</div>`;
}

function deviceChoice(language: Language, isMissing: boolean): Html {
  const said = words[language].passcode;
  const option = (value: string, label: string, hint: string) =>
    html`<label class="choice"><input type="radio" name="device" value="${value}" required><span>${label}<span class="hint">${hint}</span></span></label>`;
  return html`<fieldset${isMissing && html` aria-describedby="problem"`}><legend>${said.device}</legend>
<div class="choices">${option('own', said.own, said.ownHint)}${option('shared', said.shared, said.sharedHint)}</div></fieldset>`;
}

function problemIn(state: PasscodeState, language: Language): Content {
  const said = words[language].passcode;
  if (state.state === 'no passcode') return html`<strong>${alertMark} ${said.noPasscode}</strong>`;
  if (state.state === 'no device') return html`<strong>${alertMark} ${said.noDevice}</strong>`;
  if (state.state !== 'wrong') return null;
  return html`<strong>${alertMark} ${said.wrong}</strong><span>${said.triesLeft(state.triesLeft)}</span>`;
}
