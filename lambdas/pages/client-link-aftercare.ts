import { planFacts, planWords, type ShownPlan } from './aftercare-plan.ts';
import { type ClientFrame, clientPage } from './client-link-parts.ts';
import { html } from './html.ts';

export interface ClientAftercareView {
  frame: ClientFrame;
  /** Null while none is made. */
  shown: ShownPlan | null;
}

/** The client's own plan for the time after the program. */
export function clientAftercare({ frame, shown }: ClientAftercareView): string {
  const said = planWords[frame.language];
  return clientPage(
    frame,
    'aftercare',
    html`<div class="lead"><h1>${said.heading}</h1></div>
<section class="card">${shown ? planFacts(shown, frame.language) : html`<p>${said.none}</p>`}</section>`,
  );
}
