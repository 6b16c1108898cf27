/** What a handler is asked, already parsed and permitted. Handlers see neither Fastify nor cookies. */
import type { Role } from '../domain/people/permissions.ts'

/** What any visitor's request carries, signed in or not. */
export interface OpenAsk {
  method: 'GET' | 'POST'
  /** The path as asked for, without the query: "/plans/0199…". */
  path: string
  /** Named parts of the route's path; a part the route names is always there. */
  params: Record<string, string>
  /** The query; a name given twice keeps its last value. */
  query: Record<string, string>
  /** Fields of a posted form; a name given twice (checkboxes) is an array. Empty on GET. */
  form: Form
  /** Files of a multipart form, in order. Files nobody chose are left out. */
  files: UploadedFile[]
  /** The civil date in London, YYYY-MM-DD. */
  today: string
  now: Date
  newId(): string
  /** Names this request in logs, history rows and on the page that says something failed. */
  requestId: string
  /** The visitor's network address: only for limiting guesses, never stored as it is. */
  address: string
  /** What the browser calls itself: shown to an account's holder beside each of their sessions. */
  browser: string
  /** Present where somebody is signed in. */
  signedIn?: SignedIn
}

/** What a guarded handler is asked: somebody is signed in, and their role may do the route's deed. */
export interface Ask extends OpenAsk {
  signedIn: SignedIn
  account: Account
  org: Organisation
  /** Who writes, for whom and why, as `transact` in src/store wants it. */
  as(why: string): { org: string; actor: string; why: string; request: string }
}

export type Form = Record<string, string | string[]>

export interface UploadedFile {
  field: string
  /** The name the person's machine gave it; never trust it as a path. */
  name: string
  bytes: Uint8Array
}

export interface SignedIn {
  sessionId: string
  account: Account
  org: Organisation
}

export interface Account {
  id: string
  name: string
  email: string
  post: string | null
  role: Role
}

export interface Organisation {
  id: string
  name: string
}
