/** What a handler answers with: a value, so that a test can read it and no handler touches the reply. */
import type { Problem } from '../domain/problem.ts'

export type Answer = PageAnswer | RedirectAnswer | FileAnswer | JsonAnswer

export interface PageAnswer {
  kind: 'page'
  status: number
  /** A template's path inside src: "features/plans/show-plan/show-plan.njk". */
  template: string
  view: object
  problems: Problem[]
  session?: SessionChange
}

export interface RedirectAnswer {
  kind: 'redirect'
  to: string
  /** Shown once, in a green banner, on the next page. */
  said?: string
  session?: SessionChange
}

export interface FileAnswer {
  kind: 'file'
  name: string
  type: string
  bytes: Uint8Array
  /** Shown in the browser instead of saved. Only for types that run no script. */
  inline: boolean
}

export interface JsonAnswer {
  kind: 'json'
  status: number
  value: unknown
}

/** Begins a session (the secret goes into the cookie) or ends the one there is. */
export type SessionChange = { begin: { secret: string; until: Date } } | 'end'

/** Shows a page. `view` is exactly what the template reads; its fields are the template's names. */
export const page = (template: string, view: object): PageAnswer => ({
  kind: 'page',
  status: 200,
  template,
  view,
  problems: [],
})

/** Shows the form again with what is wrong on top (422). Put what the person typed into `view`. */
export const pageWithProblems = (template: string, view: object, problems: Problem[]): PageAnswer => ({
  kind: 'page',
  status: 422,
  template,
  view,
  problems,
})

/** Goes on to another page of ours after a POST (303); `said` is shown there once. */
export const seeOther = (to: string, said?: string): RedirectAnswer => ({
  kind: 'redirect',
  to,
  ...(said === undefined ? {} : { said }),
})

/** Says that there is nothing here (404); also the answer for another organisation's rows. */
export const notFound = (
  sentence = 'It may have been moved or deleted, or the address may be mistyped.',
): PageAnswer => ({
  ...page('web/errors/not-found.njk', { sentence }),
  status: 404,
})

/** Says why this person may not do it (403) where the role alone could not decide. */
export const forbidden = (sentence: string): PageAnswer => ({
  ...page('web/errors/forbidden.njk', { sentence }),
  status: 403,
})

export const download = (
  name: string,
  type: string,
  bytes: Uint8Array,
  options: { inline?: boolean } = {},
): FileAnswer => ({
  kind: 'file',
  name,
  type,
  bytes,
  inline: options.inline ?? false,
})

export const json = (value: unknown, status = 200): JsonAnswer => ({ kind: 'json', status, value })
