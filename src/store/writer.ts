import { type Result, refuse } from '../domain/problem.ts'
import type { NewId } from './new-id.ts'

/** Who writes, where and when: what every store needs besides the change itself. */
export interface Writer {
  org: string
  /** The account's id. */
  by: string
  at: Date
  newId: NewId
}

/** A save that would have overwritten what someone else saved since the page was opened. */
export function changedMeanwhile(thing: string): Result<never> {
  return refuse({
    code: 'changed-meanwhile',
    message: `Someone else changed this ${thing} after you opened it. Look at what it says now, then make your change again.`,
  })
}

export function notThere(thing: string): Result<never> {
  return refuse({ code: 'not-there', message: `This ${thing} is not there any more.` })
}
