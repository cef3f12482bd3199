import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { BadInput } from '../lambdas/runtime/define-action.ts';
import type { Laptop } from './laptop.ts';
import {
  Refused,
  refusalResponse,
  refused,
  type SiteRequest,
  type SiteResponse,
  wantsJson,
} from './site/http.ts';
import { createSite, type Site } from './site/site.ts';

export interface LocalServer {
  /** Where people reach it, without a trailing slash. */
  readonly url: string;
  readonly port: number;
  /** Requests wait until there is a clinic to serve. */
  serve(laptop: Laptop): void;
  close(): Promise<void>;
  /** Resolves when the server has been closed. */
  readonly closed: Promise<void>;
}

/** Thrown when the port cannot be had. */
export class PortTaken extends Error {
  override name = 'PortTaken';
}

const loopback = '127.0.0.1';
const bodyMaxBytes = 1024 * 1024;

/**
 * Listens on this machine only.
 * @param port 0 for any that is free
 * @throws PortTaken when something else listens there, or the system does not allow it
 */
export async function listen(port: number): Promise<LocalServer> {
  let found: (site: Site) => void = () => undefined;
  const site = new Promise<Site>((resolve) => {
    found = resolve;
  });
  const server = createServer((incoming, outgoing) => {
    answer(incoming, port === 0 ? portOf(server) : port, site).then(
      (response) => send(outgoing, incoming.method, response),
      (error: unknown) => send(outgoing, incoming.method, surprise(error)),
    );
  });
  await bind(server, port);
  const closed = new Promise<void>((resolve) => server.once('close', resolve));
  return {
    url: `http://localhost:${portOf(server)}`,
    port: portOf(server),
    serve: (laptop) => found(createSite(laptop)),
    async close() {
      server.close();
      server.closeAllConnections();
      await closed;
    },
    closed,
  };
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo | null)?.port ?? 0;
}

function bind(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        error.code === 'EADDRINUSE' || error.code === 'EACCES'
          ? new PortTaken(takenWords(error, port))
          : error,
      );
    });
    server.listen(port, loopback, resolve);
  });
}

function takenWords({ code }: NodeJS.ErrnoException, port: number): string {
  const problem = code === 'EACCES' ? 'may not be used by you' : 'is in use by something else';
  return `port ${port} ${problem}; choose another with --port, for instance --port ${port === 4600 ? 4700 : 4600}`;
}

/** Everything between the socket and the site: whose request it is, how large, and what refusals look like. */
async function answer(incoming: IncomingMessage, port: number, site: Promise<Site>): Promise<SiteResponse> {
  const headers = headersOf(incoming);
  const target = incoming.url ?? '/';
  const isJson = wantsJson({ path: target, headers });
  try {
    if (!isOwnHost(headers.host, port))
      throw refused(403, [
        'host',
        'this clinic answers for this machine only',
        `open http://localhost:${port} or http://${loopback}:${port}`,
      ]);
    const url = urlOf(target, port);
    const request: SiteRequest = {
      method: (incoming.method ?? 'GET').toUpperCase(),
      path: url.pathname,
      query: url.searchParams,
      params: {},
      headers: withOwnOrigin(headers, port),
      body: await bodyOf(incoming),
    };
    return await (await site).answer(request);
  } catch (error) {
    if (error instanceof Refused) return refusalResponse(error, isJson);
    if (error instanceof BadInput) return refusalResponse(new Refused(400, error.problems), isJson);
    throw error;
  }
}

function headersOf(incoming: IncomingMessage): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(incoming.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : value,
    ]),
  );
}

/** Another name that leads to this machine is a page of the web that tries to reach a clinic it may not see. */
function isOwnHost(host: string | undefined, port: number): boolean {
  return host === `localhost:${port}` || host === `${loopback}:${port}`;
}

/** Both names of this machine are one origin; any other stays as it is, for the site to refuse. */
function withOwnOrigin(
  headers: Record<string, string | undefined>,
  port: number,
): Record<string, string | undefined> {
  return headers.origin === `http://${loopback}:${port}`
    ? { ...headers, origin: `http://localhost:${port}` }
    : headers;
}

function urlOf(target: string, port: number): URL {
  const base = `http://localhost:${port}`;
  if (!target.startsWith('/') || !URL.canParse(base + target))
    throw refused(400, ['', 'this is not a path', 'ask for a path that begins with /']);
  return new URL(base + target);
}

async function bodyOf(incoming: IncomingMessage): Promise<string> {
  const tooLarge = refused(413, ['', `the body is larger than ${bodyMaxBytes / 1024} KiB`, 'send less'], {
    connection: 'close',
  });
  if (Number(incoming.headers['content-length'] ?? 0) > bodyMaxBytes) throw tooLarge;
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > bodyMaxBytes) throw tooLarge;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function surprise(error: unknown): SiteResponse {
  process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
  const problem = `something failed here: ${error instanceof Error ? error.message : error}`;
  return refusalResponse(refused(500, ['', problem, 'see the terminal that the clinic runs in']), true);
}

function send(outgoing: ServerResponse, method: string | undefined, response: SiteResponse): void {
  const body = Buffer.from(response.body, 'utf8');
  const isEmpty = response.status === 204 || response.status === 304;
  outgoing.writeHead(response.status, {
    ...response.headers,
    ...(isEmpty ? {} : { 'content-length': String(body.length) }),
  });
  outgoing.end(method === 'HEAD' || isEmpty ? undefined : body);
}
