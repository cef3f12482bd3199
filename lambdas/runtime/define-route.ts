import middy from '@middy/core';
import * as z from 'zod/mini';
import type { Ports } from '../ports.ts';

/** What a route needs of an API Gateway proxy event; the local web server makes the same. */
export interface HttpRequest {
  httpMethod: string;
  path: string;
  pathParameters: Record<string, string | undefined> | null;
  headers: Record<string, string | undefined>;
  body: string | null;
  isBase64Encoded: boolean;
  /** What follows the question mark. */
  query?: Record<string, string | undefined>;
  /** Where the browser reached us: the API's own word, never a header's. */
  site?: { origin: string; path: string };
}

export interface HttpResponse {
  statusCode: number;
  headers: Record<string, string>;
  body: string;
}

/** A way in over HTTP: on AWS behind API Gateway, in the local clinic behind its web server. */
export interface Route {
  handler(ports: Ports): (request: unknown) => Promise<HttpResponse>;
}

const requestSchema = z.object({
  httpMethod: z.string(),
  path: z.string(),
  pathParameters: z.nullish(z.record(z.string(), z.optional(z.string()))),
  headers: z._default(z.nullish(z.record(z.string(), z.optional(z.string()))), {}),
  body: z.nullish(z.string()),
  isBase64Encoded: z._default(z.boolean(), false),
  queryStringParameters: z.nullish(z.record(z.string(), z.optional(z.string()))),
  requestContext: z.nullish(
    z.object({
      domainName: z.optional(z.string()),
      path: z.optional(z.string()),
      /** Given by the local server, which knows its own port. */
      origin: z.optional(z.string()),
    }),
  ),
});

/** Wraps a route: header names become lower-case, a base64 body is decoded. */
export function defineRoute(run: (request: HttpRequest, ports: Ports) => Promise<HttpResponse>): Route {
  return {
    handler(ports) {
      const handle = middy<unknown, HttpResponse>()
        .before((call) => {
          call.event = normalized(call.event);
        })
        .handler(async (request) => run(request as HttpRequest, ports));
      return (request) => handle(request as never, {} as never) as unknown as Promise<HttpResponse>;
    },
  };
}

function normalized(event: unknown): HttpRequest {
  const raw = z.parse(requestSchema, event);
  const headers = Object.entries(raw.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]);
  const body = raw.body ?? null;
  return {
    httpMethod: raw.httpMethod.toUpperCase(),
    path: raw.path,
    pathParameters: raw.pathParameters ?? null,
    headers: Object.fromEntries(headers),
    body: body !== null && raw.isBase64Encoded ? Buffer.from(body, 'base64').toString('utf8') : body,
    isBase64Encoded: false,
    query: raw.queryStringParameters ?? {},
    site: siteOf(raw.requestContext ?? {}, raw.path),
  };
}

function siteOf(
  { origin, domainName, path }: { origin?: string; domainName?: string; path?: string },
  ownPath: string,
): { origin: string; path: string } {
  return { origin: origin ?? (domainName ? `https://${domainName}` : ''), path: path ?? ownPath };
}
