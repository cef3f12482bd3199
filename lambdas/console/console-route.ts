import type { ConsoleArea } from '../domain/console-access.ts';
import type { Ports } from '../ports.ts';
import type { HttpResponse } from '../runtime/define-route.ts';
import type { Visitor } from './staff-cookie.ts';

/** A request that has passed the door: who asks is known, and may be here. */
export interface ConsoleRequest {
  visitor: Visitor;
  /** What the path's `:parts` hold. */
  params: Record<string, string>;
  query: URLSearchParams;
  /** The fields of a posted form; empty for GET. */
  form: URLSearchParams;
  /** A path of the console as the browser must ask for it, for instance `/clients/ep_1` below a stage. */
  href(path: string): string;
}

/** One page or deed of the console. Its area says who may ask for it. */
export interface ConsoleRoute {
  method: 'GET' | 'POST';
  /** Below the console, with `:parts`: `/clients/:episode`. */
  path: string;
  area: ConsoleArea;
  answer(request: ConsoleRequest, ports: Ports): Promise<HttpResponse>;
}
