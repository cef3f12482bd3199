import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { HttpResponse } from '../../lambdas/runtime/define-route.ts';
import type { LocalClinic } from '../../local/local-clinic.ts';

/** A web server for the links of a clinic, as API Gateway would stand before them. */
export interface ServedLinks {
  /** What the clinic's file gives as its base URL. */
  url: string;
  serve(clinic: LocalClinic): void;
  close(): Promise<void>;
}

const linkPath = /^\/l\/([^/?]+)$/;

export async function serveLinks(): Promise<ServedLinks> {
  let served: LocalClinic | undefined;
  let last: Promise<unknown> = Promise.resolve();
  const server = createServer((incoming, outgoing) => {
    const turn = last.then(() => answer(incoming, served));
    last = turn.catch(() => undefined);
    turn.then(
      ({ statusCode, headers, body }) => outgoing.writeHead(statusCode, headers).end(body),
      (error: unknown) => outgoing.writeHead(500).end(String(error)),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://localhost:${portOf(server)}`,
    serve: (clinic) => {
      served = clinic;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}

async function answer(incoming: IncomingMessage, clinic: LocalClinic | undefined): Promise<HttpResponse> {
  const id = linkPath.exec(incoming.url ?? '')?.[1];
  const body = await bodyOf(incoming);
  if (!clinic || id === undefined) return { statusCode: 404, headers: {}, body: '' };
  const headers = Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]);
  return clinic.link({
    httpMethod: incoming.method ?? 'GET',
    path: incoming.url ?? '',
    pathParameters: { id },
    headers: Object.fromEntries(headers),
    body: body === '' ? null : body,
    isBase64Encoded: false,
  });
}

async function bodyOf(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
