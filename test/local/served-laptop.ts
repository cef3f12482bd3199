import { request } from 'node:http';
import { createLaptop, type Laptop, type LaptopSettings } from '../../local/laptop.ts';
import { type LocalServer, listen } from '../../local/server.ts';
import { exampleClinic, exampleReferrals, sheerProgram } from '../example-clinic.ts';

export interface Answered {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
  /** The text as JSON. */
  json<Content = unknown>(): Content;
}

export interface Asked {
  method?: string;
  headers?: Record<string, string>;
  body?: string;
}

/** A local clinic behind its real server, on a port of its own. */
export interface ServedLaptop {
  laptop: Laptop;
  server: LocalServer;
  send(path: string, asked?: Asked): Promise<Answered>;
  postJson(path: string, content: unknown, headers?: Record<string, string>): Promise<Answered>;
  /** Signs in as a member of staff, and asks for pages as that one from then on, following the old paths to the console. */
  visitAs(staffId: string): Promise<(path: string) => Promise<Answered>>;
  postForm(path: string, form: Record<string, string>, headers?: Record<string, string>): Promise<Answered>;
}

/** The example's settings, with its links to a base URL. */
export function exampleSettings(baseUrl: string, settings: Partial<LaptopSettings> = {}): LaptopSettings {
  return {
    clinic: exampleClinic(),
    programs: [sheerProgram()],
    referrals: exampleReferrals(),
    seed: 'served',
    startsOn: '2027-01-04',
    isManual: true,
    baseUrl,
    ...settings,
  };
}

export async function serveExample(settings: Partial<LaptopSettings> = {}): Promise<ServedLaptop> {
  const server = await listen(0);
  const laptop = await createLaptop(exampleSettings(server.url, settings));
  server.serve(laptop);
  const send = (path: string, asked: Asked = {}) => exchange(server.port, path, asked);
  const postForm: ServedLaptop['postForm'] = (path, form, headers = {}) =>
    send(path, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin: server.url, ...headers },
      body: new URLSearchParams(form).toString(),
    });
  return {
    laptop,
    server,
    send,
    postJson: (path, content, headers = {}) =>
      send(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(content),
      }),
    postForm,
    async visitAs(staffId) {
      const { headers } = await postForm('/sign-in', { staffId });
      const cookie = String(headers['set-cookie']).split(';')[0] ?? '';
      const visit = async (path: string): Promise<Answered> => {
        const answered = await send(path, { headers: { cookie } });
        const { location } = answered.headers;
        return answered.status === 303 && typeof location === 'string' ? visit(location) : answered;
      };
      return visit;
    },
  };
}

/** One request over a socket; `fetch` would not let a test choose its Host, Origin and method. */
function exchange(port: number, path: string, asked: Asked): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const { method = 'GET', headers = {}, body } = asked;
    const sent = request({
      host: '127.0.0.1',
      port,
      path,
      method,
      headers: { host: `localhost:${port}`, ...headers },
    });
    sent.on('error', reject);
    sent.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        const status = response.statusCode ?? 0;
        resolve({
          status,
          headers: response.headers,
          text,
          json: <Content>() => JSON.parse(text) as Content,
        });
      });
    });
    sent.end(body);
  });
}
