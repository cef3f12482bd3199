import { fileOfClinic } from '../../domain/clinic-as-file.ts';
import { mayStart } from '../../domain/console-access.ts';
import { type ClinicFileView, clinicFileForm } from '../../pages/clinic-file.ts';
import type { Ports } from '../../ports.ts';
import { page } from '../console-response.ts';
import type { ConsoleRequest, ConsoleRoute } from '../console-route.ts';
import { frameOf } from '../frame.ts';

/** The clinic's file as its records would be written, to be changed. */
export const clinicFileRoutes: ConsoleRoute[] = [
  { method: 'GET', path: '/settings/clinic', area: 'settings', answer: showFile },
];

async function showFile(request: ConsoleRequest, ports: Ports) {
  const { clinic } = request.visitor;
  const reader = ports.store.read(clinic.id);
  const [staff, partners] = await Promise.all([reader.list('staff'), reader.list('partner')]);
  const text = JSON.stringify(fileOfClinic(clinic, staff, partners), null, 2);
  return page(clinicFileForm({ ...clinicFileFrame(request), text, problems: [] }));
}

/** What surrounds the file on each of its pages. */
export function clinicFileFrame(request: ConsoleRequest): ClinicFileView {
  const { visitor, href } = request;
  return {
    frame: frameOf(request, 'settings'),
    href: href('/settings/clinic'),
    settingsHref: href('/settings'),
    handOverHref: mayStart(visitor.roles, 'hand-over') ? href('/actions/hand-over') : null,
  };
}
