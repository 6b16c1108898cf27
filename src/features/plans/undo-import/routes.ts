import type { Problem } from '../../../domain/problem.ts'
import { undoImport as undo } from '../../../store/import-store.ts'
import { isId } from '../../../store/new-id.ts'
import type { Database } from '../../../store/tables.ts'
import { readAs, transact } from '../../../store/transact.ts'
import { notFound, page, pageWithProblems, seeOther } from '../../../web/answer.ts'
import type { Ask } from '../../../web/ask.ts'
import { fieldOf } from '../../../web/read-form.ts'
import type { Web } from '../../../web/web.ts'
import { numberInWords, plural } from '../../../web/words.ts'
import { type AcceptedImport, acceptedImport } from './queries.ts'

const template = 'features/plans/undo-import/undo-import.njk'
const deed = 'undo an import'

/** Takes a whole import back: its plan goes from view with a reason, and the document can be read again. */
export function undoImport(web: Web, { db }: { db: Database }): void {
  web.get('/imports/:importId/undo', { deed }, async (ask) => {
    const found = await importOf(ask)
    return found === undefined ? notFound() : page(template, viewOf(found, ''))
  })

  web.post('/imports/:importId/undo', { deed }, async (ask) => {
    const found = await importOf(ask)
    if (found === undefined) return notFound()
    const why = fieldOf(ask.form, 'why')
    const problem = whyProblem(why) ?? lossProblem(found, fieldOf(ask.form, 'known'))
    if (problem !== undefined) return pageWithProblems(template, viewOf(found, why), [problem])
    const writer = { org: ask.org.id, by: ask.account.id, at: ask.now, newId: ask.newId }
    const undone = await transact(db, ask.as(why), (tx) => undo(tx, writer, found.id, why))
    if (!undone.ok) return pageWithProblems(template, viewOf(found, why), undone.problems)
    return seeOther(
      '/imports',
      `The plan “${found.planTitle}” is taken back. Its document is still here and can be read again.`,
    )
  })

  const importOf = async (ask: Ask): Promise<AcceptedImport | undefined> => {
    const { importId = '' } = ask.params
    return isId(importId) ? await readAs(db, ask.org.id, (tx) => acceptedImport(tx, ask.org.id, importId)) : undefined
  }
}

function viewOf(found: AcceptedImport, why: string) {
  return { ...found, losses: lossesOf(found), why, known: String(found.updates + found.edits + found.reports) }
}

/** What people have put into the plan since, said one by one. */
function lossesOf({ updates, edits, reports }: AcceptedImport): string[] {
  return [
    updates === 0 ? '' : plural(updates, 'update'),
    edits === 0 ? '' : `${numberInWords(edits)} ${edits === 1 ? 'change' : 'changes'} to the plan`,
    reports === 0 ? '' : plural(reports, 'paper'),
  ].filter((words) => words !== '')
}

function whyProblem(why: string): Problem | undefined {
  if (why === '') return { code: 'no-reason', message: 'Say why: it stands in the history', field: 'why' }
  return why.length > 500 ? { code: 'too-long', message: 'Use at most 500 characters', field: 'why' } : undefined
}

/** More was added between looking and pressing: it has to be seen first. */
function lossProblem(found: AcceptedImport, known: string): Problem | undefined {
  const now = found.updates + found.edits + found.reports
  return String(now) === known
    ? undefined
    : {
        code: 'more-since',
        message: 'More was added to this plan while you looked at this page. Read what would go, then decide again.',
        field: 'why',
      }
}
