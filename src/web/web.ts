/** What a feature is given to hang its pages on. Every route says who may use it, or why anyone may. */
import type { Deed } from '../domain/people/permissions.ts'
import type { Answer } from './answer.ts'
import type { Ask, OpenAsk } from './ask.ts'

export interface Web {
  get(path: string, guard: Guarded, handler: Handler): void
  get(path: string, guard: Open, handler: OpenHandler): void
  post(path: string, guard: Guarded & Body, handler: Handler): void
  post(path: string, guard: Open & Body, handler: OpenHandler): void
  /** An entry of the navigation bar, shown to whoever may do `deed`, in the order features are listed in src/app.ts. */
  navigation(entry: NavigationEntry): void
  /** Whether some feature has this route: ask when answering, so that no page shows a dead link. */
  has(method: 'GET' | 'POST', path: string): boolean
}

export type Handler = (ask: Ask) => Promise<Answer> | Answer
export type OpenHandler = (ask: OpenAsk) => Promise<Answer> | Answer

export interface Guarded {
  /** What the person is about to do: decided by `may(role, deed)` before the body is read. */
  deed: Deed
}

export interface Open {
  /** Why no sign-in is asked for, in words: the guard test prints the list. */
  open: string
}

export interface Body {
  /** For forms that bring files. Everything is held in memory, so say how much. */
  upload?: { maxBytes: number; maxFiles: number }
  /** Bytes of the form's own fields; 256 KB unless said. */
  maxFormBytes?: number
}

export interface NavigationEntry {
  text: string
  href: string
  deed: Deed
}
