import { may } from '../../../domain/people/permissions.ts'
import type { Problem } from '../../../domain/problem.ts'
import { isId, newId } from '../../../store/new-id.ts'
import type { Database } from '../../../store/tables.ts'
import { readAs, transact } from '../../../store/transact.ts'
import { download, json, notFound, page, pageWithProblems, seeOther } from '../../../web/answer.ts'
import type { Ask } from '../../../web/ask.ts'
import { pageLinks, pagingOf } from '../../../web/paging.ts'
import { fieldOf } from '../../../web/read-form.ts'
import type { Web } from '../../../web/web.ts'
import { dayMonthYear, plural } from '../../../web/words.ts'
import { type Brought, bringAgain, bringDocument, readBrought } from './import-plan.ts'
import {
  countImports,
  type ImportCounts,
  type ImportRow,
  importOf,
  listImports,
  originalOf,
  sameBefore,
  unreadImports,
} from './queries.ts'
import { readingQueue } from './reading-queue.ts'
import { documentLine, largestFile, mostFiles, sayBytes, stagesOf, stateOf, typeOfFormat } from './view.ts'

const folder = 'features/plans/import-plan'
const deed = 'import a plan'

/** Bringing documents in: choose, drop or paste; kept first, then read in the background while a page says how far. */
export function importPlan(web: Web, { db }: { db: Database }): void {
  const queue = readingQueue(2, sayFault)
  web.navigation({ text: 'Documents', href: '/imports', deed: 'read source documents' })

  web.get('/plans/import', { deed }, () => page(`${folder}/bring.njk`, {}))

  web.post('/plans/import', { deed, upload: { maxBytes: largestFile, maxFiles: mostFiles } }, async (ask) => {
    const files = ask.files.filter((file) => file.field === 'file')
    if (files.length === 0) return pageWithProblems(`${folder}/bring.njk`, {}, [nothingChosen])
    return await bring(
      ask,
      files.map(({ name, bytes }) => ({ name: fileName(name), bytes })),
    )
  })

  web.get('/plans/import/paste', { deed }, () => page(`${folder}/paste.njk`, { text: '' }))

  web.post('/plans/import/paste', { deed, maxFormBytes: 4 * 1024 * 1024 }, async (ask) => {
    const [text, html] = [fieldOf(ask.form, 'text'), fieldOf(ask.form, 'html')]
    if (text === '') return pageWithProblems(`${folder}/paste.njk`, { text }, [nothingPasted])
    const bytes = new TextEncoder().encode(html === '' ? text : html)
    const name = `Pasted on ${dayMonthYear(ask.now)}`
    return await bring(ask, [{ name, bytes, format: 'pasted' }])
  })

  web.get('/imports', { deed: 'read source documents' }, async (ask) => {
    const { counts, rows } = await readAs(db, ask.org.id, async (tx) => {
      const counts = await countImports(tx, ask.org.id)
      return { counts, rows: await listImports(tx, ask.org.id, pagingOf(ask.query, counts.all)) }
    })
    if (may(ask.account.role, deed)) await readWhatWaits(ask)
    const paging = pagingOf(ask.query, counts.all)
    return page(`${folder}/documents.njk`, {
      lead: sayCounts(counts),
      documents: rows.map(documentLine),
      paging,
      links: pageLinks('/imports', ask.query, paging),
    })
  })

  web.get('/imports/:importId', { deed: 'read source documents' }, async (ask) => {
    const found = await findImport(ask)
    if (found === undefined) return notFound()
    const state = stateOf(found)
    const isReviewer = may(ask.account.role, deed)
    if (state === 'To check' && isReviewer) return seeOther(`/imports/${found.id}/review`)
    if (state === 'Being read' && isReviewer) read(ask, found)
    const before = await readAs(db, ask.org.id, (tx) => sameBefore(tx, ask.org.id, found.sha256, found.id))
    return page(`${folder}/document.njk`, {
      document: { ...documentLine(found), sha256: found.sha256 },
      state,
      stages: stagesOf(found),
      row: found,
      before: before && documentLine(before),
      canUndo: found.acceptedAt !== null && found.undoneAt === null && may(ask.account.role, 'undo an import'),
      planHref: found.isPlanThere && web.has('GET', '/plans/:planId') ? `/plans/${found.planId}` : undefined,
    })
  })

  /** How far it is, for the page that waits. */
  web.get('/imports/:importId/progress', { deed: 'read source documents' }, async (ask) => {
    const found = await findImport(ask)
    return found === undefined ? notFound() : json({ state: stateOf(found), stages: found.progress.length })
  })

  web.get('/imports/:importId/original', { deed: 'read source documents' }, async (ask) => {
    if (!isId(ask.params.importId ?? '')) return notFound()
    const original = await readAs(db, ask.org.id, (tx) => originalOf(tx, ask.org.id, ask.params.importId ?? ''))
    if (original === undefined) return notFound()
    const extension = /\.([a-z0-9]{1,5})$/i.exec(original.name)?.[1]?.toLowerCase() ?? ''
    const name = original.format === 'pasted' ? `${original.name}.txt` : original.name
    return download(name, typeOfFormat[extension] ?? 'application/octet-stream', original.bytes)
  })

  web.post('/imports/:importId/again', { deed }, async (ask) => {
    const found = await findImport(ask)
    if (found === undefined) return notFound()
    const id = await transact(db, ask.as(`Read ${found.name} again`), (tx) => bringAgain(tx, writerOf(ask), found.id))
    if (id === undefined) return notFound()
    queueReading({ org: ask.org.id, importId: id, by: ask.account.id })
    return seeOther(`/imports/${id}`)
  })

  async function bring(ask: Ask, documents: { name: string; bytes: Uint8Array; format?: string }[]) {
    const brought: Brought[] = []
    // One transaction a document: each original is kept whatever becomes of the next.
    for (const document of documents)
      brought.push(
        await transact(db, ask.as(`Brought ${document.name}`), (tx) => bringDocument(tx, writerOf(ask), document)),
      )
    for (const each of brought)
      if (each.kind === 'new') queueReading({ org: ask.org.id, importId: each.importId, by: ask.account.id })
    const [only] = brought
    if (brought.length > 1 || only === undefined) return seeOther('/imports', sayBrought(brought))
    if (only.kind === 'new') return seeOther(`/imports/${only.importId}`)
    return page(`${folder}/brought-before.njk`, { document: documentLine(only.before) })
  }

  function read(ask: Ask, row: ImportRow): void {
    queueReading({ org: ask.org.id, importId: row.id, by: ask.account.id })
  }

  /** What a stop of the program left unread is read when somebody comes by. */
  async function readWhatWaits(ask: Ask): Promise<void> {
    const waiting = await readAs(db, ask.org.id, (tx) => unreadImports(tx, ask.org.id))
    for (const { id, broughtBy } of waiting) queueReading({ org: ask.org.id, importId: id, by: broughtBy })
  }

  function queueReading(task: { org: string; importId: string; by: string }): void {
    queue.add(task.importId, () => readBrought(db, task, { now: () => new Date(), newId, onFault: sayFault }))
  }

  async function findImport(ask: Ask): Promise<ImportRow | undefined> {
    const { importId = '' } = ask.params
    return isId(importId) ? await readAs(db, ask.org.id, (tx) => importOf(tx, ask.org.id, importId)) : undefined
  }
}

const writerOf = (ask: Ask) => ({ org: ask.org.id, by: ask.account.id, at: ask.now, newId: ask.newId })

function sayCounts({ all, toCheck }: ImportCounts): string {
  const kept = `${plural(all, 'document')} ${all === 1 ? 'is' : 'are'} kept here exactly as ${all === 1 ? 'it' : 'they'} came.`
  if (toCheck === 0) return capital(kept)
  return `${toCheck} of ${capital(plural(all, 'document'))} ${toCheck === 1 ? 'waits' : 'wait'} for somebody to check what was read.`
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

function sayBrought(brought: readonly Brought[]): string {
  const fresh = brought.filter((each) => each.kind === 'new').length
  const known = brought.filter((each) => each.kind === 'known').map((each) => `“${each.name}”`)
  const read =
    fresh === 0 ? 'Nothing new to read.' : `${plural(fresh, 'file')} ${fresh === 1 ? 'is' : 'are'} being read.`
  if (known.length === 0) return read
  return `${read} ${known.join(', ')} ${known.length === 1 ? 'was' : 'were'} brought before and ${known.length === 1 ? 'is' : 'are'} in the list.`
}

/** A name for showing and for saving again: no path, no control characters or marks that turn writing round, not without end. */
function fileName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? ''
  const clean = last.replace(/[\u0000-\u001f\u007f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g, '').trim()
  return clean === '' ? 'Document without a name' : clean.slice(-200)
}

/** For whoever runs the program; names no document and no person. */
function sayFault(fault: unknown): void {
  process.stderr.write(`Reading a document failed: ${fault instanceof Error ? fault.stack : String(fault)}\n`)
}

const nothingChosen: Problem = {
  code: 'nothing-chosen',
  message: `Choose a file: Word, Excel, PDF, PowerPoint, CSV or text, up to ${sayBytes(largestFile)}`,
  field: 'file',
}
const nothingPasted: Problem = {
  code: 'nothing-pasted',
  message: 'Paste the table from Word or Excel into the box',
  field: 'text',
}
