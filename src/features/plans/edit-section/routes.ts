import { readPlanHead } from '../../../store/live-plan.ts'
import type { Database } from '../../../store/tables.ts'
import { readAs, transact } from '../../../store/transact.ts'
import { notFound, page, pageWithProblems, seeOther } from '../../../web/answer.ts'
import type { Ask } from '../../../web/ask.ts'
import { fieldOf } from '../../../web/read-form.ts'
import type { Web } from '../../../web/web.ts'
import { addSection, deleteSection, editSection as edit, findSection } from './edit-section.ts'

const template = 'features/plans/edit-section/edit-section.njk'

/** The headings that band a plan. */
export function editSection(web: Web, { db }: { db: Database }): void {
  web.get('/plans/:planId/sections/add', { deed: 'edit a plan' }, async (ask) => {
    const view = await newView(ask)
    return view === undefined ? notFound() : page(template, view)
  })

  web.post('/plans/:planId/sections/add', { deed: 'edit a plan' }, async (ask) => {
    const view = await newView(ask)
    if (view === undefined) return notFound()
    const title = fieldOf(ask.form, 'title')
    const input = { planId: view.planId, title }
    const added = await transact(db, { ...ask.as(''), at: ask.now }, (tx) => addSection(tx, input, writerOf(ask)))
    return added.ok
      ? seeOther(view.href, 'Added to the plan.')
      : pageWithProblems(template, { ...view, title }, added.problems)
  })

  web.get('/sections/:sectionId/edit', { deed: 'edit a plan' }, async (ask) => {
    const view = await sectionView(ask)
    return view === undefined ? notFound() : page(template, view)
  })

  web.post('/sections/:sectionId/edit', { deed: 'edit a plan' }, async (ask) => {
    const view = await sectionView(ask)
    if (view === undefined) return notFound()
    const title = fieldOf(ask.form, 'title')
    const change = { sectionId: view.id, version: Number(fieldOf(ask.form, 'version')) || 0, title }
    const saved = await transact(db, { ...ask.as(''), at: ask.now }, (tx) => edit(tx, change, writerOf(ask)))
    return saved.ok
      ? seeOther(view.href, 'Changed.')
      : pageWithProblems(template, { ...view, title, now: view.title }, saved.problems)
  })

  web.post('/sections/:sectionId/delete', { deed: 'edit a plan' }, async (ask) => {
    const view = await sectionView(ask)
    if (view === undefined) return notFound()
    const why = fieldOf(ask.form, 'delete-why')
    const deleted = await transact(db, { ...ask.as(why), at: ask.now }, (tx) =>
      deleteSection(tx, { sectionId: view.id, why }, writerOf(ask)),
    )
    return deleted.ok
      ? seeOther(view.href, 'Deleted. It stays in the history, with your reason.')
      : pageWithProblems(template, view, deleted.problems)
  })

  async function newView(ask: Ask) {
    const plan = await readAs(db, ask.org.id, (tx) => readPlanHead(tx, ask.org.id, ask.params.planId ?? ''))
    return plan && { planId: plan.id, href: `/plans/${plan.id}`, to: `/plans/${plan.id}/sections/add`, title: '' }
  }

  async function sectionView(ask: Ask) {
    const section = await readAs(db, ask.org.id, (tx) => findSection(tx, ask.org.id, ask.params.sectionId ?? ''))
    return (
      section && {
        id: section.id,
        href: `/plans/${section.planId}`,
        to: `/sections/${section.id}/edit`,
        deleteTo: `/sections/${section.id}/delete`,
        title: section.title,
        version: section.version,
      }
    )
  }
}

const writerOf = (ask: Ask) => ({ org: ask.org.id, by: ask.account.id, at: ask.now, newId: ask.newId })
