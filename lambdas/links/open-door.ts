import { linkDoor } from '../pages/link-door.ts';
import { defineRoute } from '../runtime/define-route.ts';
import { notValid, page } from './link-response.ts';
import { linkTarget } from './link-target.ts';

/** GET, HEAD and OPTIONS of a link: a button, whoever asks, cookie or not. Nothing is written and nobody is shown. */
export const route = defineRoute(async (request, ports) => {
  if (request.httpMethod === 'OPTIONS')
    return { statusCode: 204, headers: { allow: 'GET, HEAD, OPTIONS, POST' }, body: '' };
  const target = await linkTarget(ports.store, request, ports.clock.now());
  const response = target
    ? page(
        linkDoor({
          language: target.holder.language,
          senderName: target.clinic.senderName,
          phone: target.clinic.phone,
          ...(['home', 'crisis'].includes(target.link.scope.to) && {
            crisisPhone: target.clinic.crisisPhone,
          }),
        }),
      )
    : notValid();
  return request.httpMethod === 'HEAD' ? { ...response, body: '' } : response;
});
