import type { Problem } from '../../../domain/problem.ts'
import { shapes } from '../../../domain/rating/rating-shape.ts'
import { cancelImport } from '../../../store/import-store.ts'
import { isId } from '../../../store/new-id.ts'
import { foldName } from '../../../store/owner-store.ts'
import type { Database } from '../../../store/tables.ts'
import { readAs, transact } from '../../../store/transact.ts'
import { type Answer as Answered, download, notFound, page, pageWithProblems, seeOther } from '../../../web/answer.ts'
import type { Ask } from '../../../web/ask.ts'
import { pageLinks, pagingOf } from '../../../web/paging.ts'
import { fieldOf } from '../../../web/read-form.ts'
import type { Web } from '../../../web/web.ts'
import { plural } from '../../../web/words.ts'
import { acceptImport } from './accept-import.ts'
import { changeReview, type ReviewEdit } from './change-review.ts'
import type { Choice, Doubt } from './doubts.ts'
import { editOf, editView, formOfAction, splitPoints } from './edit-form.ts'
import { isPlanField } from './field-names.ts'
import { type OpenReview, reviewsOf } from './open-review.ts'
import { pagePictures } from './page-pictures.ts'
import { knownOwners } from './queries.ts'
import type { Amendment } from './review.ts'
import {
  bandsView,
  columnsView,
  doubtsView,
  dryRunView,
  headView,
  outcomeView,
  ratingsView,
  tablesView,
} from './view.ts'

const folder = 'features/plans/review-import'
const deed = 'import a plan'
const maxFormBytes = 2 * 1024 * 1024

/** Checking a reading beside its source, and making the plan of it. */
export function reviewImport(web: Web, { db }: { db: Database }): void {
  const reviews = reviewsOf(db)
  const pictures = pagePictures(db, (detail) => void process.stderr.write(`Drawing a page failed: ${detail}\n`))

  web.get('/imports/:importId/review', { deed }, async (ask) => {
    const open = await openOf(ask)
    return open === undefined ? closed(ask) : page(`${folder}/review.njk`, reviewView(open, ask))
  })

  web.post('/imports/:importId/review/column', { deed }, (ask) =>
    change(ask, (open) => {
      const [shape, heading, column, field] = ['shape', 'heading', 'column', 'field'].map((name) =>
        fieldOf(ask.form, name),
      )
      const known = open.reading.columns.find((each) => each.shape === shape && String(each.column) === column)
      if (known === undefined || field === undefined || !isPlanField(field)) return undefined
      return {
        edit: { does: [{ do: 'column', shape: known.shape, heading: known.heading, column: known.column, field }] },
        to: 'review#columns',
        said: heading === '' ? 'Read again.' : `Read again. “${heading}” is remembered for your next document.`,
      }
    }),
  )

  web.post('/imports/:importId/review/table', { deed }, (ask) =>
    change(ask, (open) => {
      const table = fieldOf(ask.form, 'table')
      if (!open.reading.tables.some((each) => each.table === table)) return undefined
      const isTaken = fieldOf(ask.form, 'take') === 'yes'
      return {
        edit: { does: [{ do: 'table', table, isTaken }] },
        to: 'review#tables',
        said: isTaken ? 'Read again with that table.' : 'Read again without that table. Its words are in the notes.',
      }
    }),
  )

  web.post('/imports/:importId/review/rating', { deed }, (ask) =>
    change(ask, () => {
      const [word, wanted] = [fieldOf(ask.form, 'word'), fieldOf(ask.form, 'shape')]
      const shape = shapes.find((each) => each === wanted)
      if (word === '' || word.length > 200 || shape === undefined) return undefined
      return { edit: { does: [{ do: 'rate', word, shape }] }, to: 'review#ratings', said: `“${word}” is understood.` }
    }),
  )

  web.post('/imports/:importId/review/answer', { deed }, (ask) =>
    change(ask, (open) => {
      const doubt = open.doubts.find(({ key }) => key === fieldOf(ask.form, 'doubt'))
      if (doubt === undefined) return undefined
      const answer = answerOf(doubt, ask)
      if (!('choice' in answer)) return answer
      const rest = open.doubts.filter((each) => each !== doubt)
      const next = rest[open.doubts.indexOf(doubt)] ?? rest[0]
      return {
        edit: { answers: [{ doubt, choice: answer.choice, said: answer.said, does: answer.does }] },
        to: next === undefined ? 'review#doubts' : `review?doubt=${next.key}#doubt-${next.key}`,
      }
    }),
  )

  web.post('/imports/:importId/review/accept-sure', { deed }, (ask) =>
    change(ask, (open) => {
      const sure = open.doubts.flatMap((doubt) => {
        const guess = doubt.mayBeAccepted ? doubt.choices.find(({ isGuess }) => isGuess) : undefined
        return guess === undefined ? [] : [{ doubt, choice: guess.id, said: guess.label, does: guess.does }]
      })
      return {
        edit: { answers: sure },
        to: 'review#doubts',
        said: `${plural(sure.length, 'guess', 'guesses')} accepted.`,
      }
    }),
  )

  web.post('/imports/:importId/review/take-back', { deed }, (ask) =>
    change(ask, () => ({ edit: { takeBackAnswers: [fieldOf(ask.form, 'doubt')] }, to: `review#doubts` })),
  )

  web.get('/imports/:importId/pages/:page', { deed }, async (ask) => {
    const { importId = '', page: asked = '' } = ask.params
    const number = Number(/^(\d{1,5})\.svg$/.exec(asked)?.[1])
    if (!isId(importId) || !Number.isInteger(number)) return notFound()
    const svg = await pictures.pictureOf(ask.org.id, importId, number)
    if (svg === undefined) return notFound('This page could not be drawn. Open the original to see it.')
    return download(`page ${number}.svg`, 'image/svg+xml', new TextEncoder().encode(svg), { inline: true })
  })

  web.get('/imports/:importId/reading', { deed }, async (ask) => {
    const open = await openOf(ask)
    return open === undefined ? closed(ask) : page(`${folder}/reading.njk`, readingView(open, ask))
  })

  web.get('/imports/:importId/reading/action', { deed }, async (ask) => {
    const open = await openOf(ask)
    if (open === undefined) return closed(ask)
    const action = actionOf(open, ask.query.key)
    if (action === undefined) return notFound(goneSentence)
    return page(`${folder}/edit-action.njk`, {
      head: headView(open, 3, ask.today),
      ...editView(open, action, formOfAction(open, action)),
    })
  })

  web.post('/imports/:importId/reading/action', { deed, maxFormBytes }, async (ask) => {
    const open = await openOf(ask)
    if (open === undefined) return closed(ask)
    const action = actionOf(open, fieldOf(ask.form, 'key'))
    if (action === undefined) return notFound(goneSentence)
    const again = (now: OpenReview, problems: Problem[]) => {
      const still = actionOf(now, fieldOf(ask.form, 'key')) ?? action
      return pageWithProblems(
        `${folder}/edit-action.njk`,
        { head: headView(now, 3, ask.today), ...editView(now, still, ask.form) },
        problems,
      )
    }
    const edit = editOf(open, action, ask.form)
    if (!edit.ok) return again(open, edit.problems)
    const key = fieldOf(ask.form, 'key')
    const back = `/imports/${open.row.id}/reading${pageOfAction(open, key)}#${anchorOf(open, key)}`
    if (edit.value.length === 0) return seeOther(back)
    const saved = await changeReview(savingOf(ask), open, seenIn(ask), { does: edit.value })
    if (!saved.ok) return again((await openOf(ask)) ?? open, saved.problems)
    return seeOther(back, 'Saved.')
  })

  web.post('/imports/:importId/reading/:what', { deed }, (ask) => {
    const { what = '' } = ask.params
    // What every object has ("constructor") is no deed.
    const make = Object.hasOwn(rowDeeds, what) ? rowDeeds[what] : undefined
    if (make === undefined) return notFound()
    return change(
      ask,
      (open) => {
        const key = fieldOf(ask.form, 'key')
        const action = actionOf(open, key)
        if (action === undefined) return undefined
        const made = make(open, key, ask)
        if (made === undefined) return undefined
        return { edit: { does: [made.does] }, to: `reading${pageOfAction(open, key)}`, said: made.said }
      },
      'reading',
    )
  })

  web.post('/imports/:importId/take-back', { deed }, (ask) =>
    change(
      ask,
      () => ({
        edit: { takeBack: [fieldOf(ask.form, 'change')] },
        to: 'reading',
        said: 'Taken back.',
      }),
      'reading',
    ),
  )

  web.get('/imports/:importId/reading/outcome', { deed }, async (ask) => {
    const open = await openOf(ask)
    if (open === undefined) return closed(ask)
    const outcome = open.amended.plan.outcomes.find(({ id }) => open.amended.keys.get(id) === ask.query.key)
    if (outcome === undefined) return notFound(goneSentence)
    const view = outcomeView(open, outcome)
    return page(`${folder}/edit-outcome.njk`, {
      head: headView(open, 3, ask.today),
      outcome: view,
      form: { ref: view.ref ?? '', text: view.text },
    })
  })

  web.post('/imports/:importId/outcome', { deed, maxFormBytes }, async (ask) => {
    const open = await openOf(ask)
    if (open === undefined) return closed(ask)
    const key = fieldOf(ask.form, 'key')
    const outcome = open.amended.plan.outcomes.find(({ id }) => open.amended.keys.get(id) === key)
    if (outcome === undefined) return notFound(goneSentence)
    const form = { ref: fieldOf(ask.form, 'ref'), text: fieldOf(ask.form, 'text').replaceAll('\r\n', '\n') }
    const again = (now: OpenReview, problems: Problem[]) =>
      pageWithProblems(
        `${folder}/edit-outcome.njk`,
        { head: headView(now, 3, ask.today), outcome: outcomeView(now, outcome), form },
        problems,
      )
    if (form.text === '')
      return again(open, [{ code: 'no-words', message: 'Say what will be different', field: 'text' }])
    const does: Amendment[] = []
    if (form.ref !== (outcome.ref ?? '')) does.push({ do: 'outcome', outcome: key, field: 'ref', text: form.ref })
    if (form.text !== outcome.text) does.push({ do: 'outcome', outcome: key, field: 'text', text: form.text })
    if (does.length > 0) {
      const saved = await changeReview(savingOf(ask), open, seenIn(ask), { does })
      if (!saved.ok) return again((await openOf(ask)) ?? open, saved.problems)
    }
    return seeOther(`/imports/${open.row.id}/reading`, 'Saved.')
  })

  web.get('/imports/:importId/accept', { deed }, async (ask) => {
    const open = await openOf(ask)
    return open === undefined ? closed(ask) : page(`${folder}/accept.njk`, await acceptView(open, ask))
  })

  web.post('/imports/:importId/accept', { deed }, async (ask) => {
    const open = await openOf(ask)
    if (open === undefined) return closed(ask)
    const [title, period] = [fieldOf(ask.form, 'title'), fieldOf(ask.form, 'period')]
    const again = async (now: OpenReview, problems: Problem[]) =>
      pageWithProblems(`${folder}/accept.njk`, { ...(await acceptView(now, ask)), title, period }, problems)
    if (title === '') return again(open, [{ code: 'no-title', message: 'Give the plan a title', field: 'title' }])
    if (title.length > 300)
      return again(open, [{ code: 'too-long', message: 'Use at most 300 characters', field: 'title' }])
    if (open.amended.plan.actions.length === 0)
      return again(open, [
        { code: 'no-plan', message: 'No action was found, so there is nothing to make a plan of', field: 'title' },
      ])
    const made = await acceptImport(
      { db, doing: ask.as(`Made a plan of ${open.row.name}`), writer: writerOf(ask) },
      open,
      seenIn(ask),
      { title, period: period === '' ? null : period.slice(0, 100) },
    )
    if (!made.ok) return again((await openOf(ask)) ?? open, made.problems)
    const said = `The plan is live: ${plural(open.amended.plan.actions.length, 'action')}. You can undo the import under Documents.`
    return seeOther(web.has('GET', '/plans/:planId') ? `/plans/${made.value.planId}` : `/imports/${open.row.id}`, said)
  })

  web.get('/imports/:importId/cancel', { deed }, async (ask) => {
    const open = await openOf(ask)
    return open === undefined ? closed(ask) : page(`${folder}/cancel.njk`, { head: headView(open, 4, ask.today) })
  })

  web.post('/imports/:importId/cancel', { deed }, async (ask) => {
    const open = await openOf(ask)
    if (open === undefined) return closed(ask)
    const thrown = await transact(db, ask.as(`Threw away the reading of ${open.row.name}`), (tx) =>
      cancelImport(tx, writerOf(ask), open.row.id),
    )
    // Somebody made a plan of it, or threw it away, a moment before: its page says so.
    if (!thrown.ok) return closed(ask)
    return seeOther('/imports', `The reading of ${open.row.name} is thrown away. The original is still here.`)
  })

  // ---- what the handlers share ---------------------------------------------------------------------------------------

  const openOf = async (ask: Ask): Promise<OpenReview | undefined> => {
    const { importId = '' } = ask.params
    return isId(importId) ? await reviews.open(ask.org.id, importId) : undefined
  }

  /** No longer, or not yet, under review: its own page says where it stands. Nobody else's id leads anywhere. */
  const closed = (ask: Ask): Answered => {
    const { importId = '' } = ask.params
    return isId(importId) ? seeOther(`/imports/${importId}`) : notFound()
  }

  const savingOf = (ask: Ask) => ({
    db,
    reviews,
    doing: ask.as('Corrected a reading'),
    writer: writerOf(ask),
  })

  const reviewView = (open: OpenReview, ask: Ask) => ({
    head: headView(open, 2, ask.today),
    shapes: columnsView(open),
    tables: tablesView(open),
    ratings: ratingsView(open),
    doubts: doubtsView(open, ask.query),
    typed: ask.form.typed,
    chosen: ask.form.choice,
    answering: ask.form.doubt,
  })

  const readingView = (open: OpenReview, ask: Ask) => {
    const paging = pagingOf(ask.query, open.amended.plan.actions.length)
    const path = `/imports/${open.row.id}/reading`
    return {
      head: headView(open, 3, ask.today),
      bands: bandsView(open, paging.offset, paging.offset + paging.limit),
      paging,
      isFirstPage: paging.page === 1,
      links: pageLinks(path, ask.query, paging),
      dropped: open.amended.dropped,
      waiting: open.amended.waiting,
      notes: open.amended.plan.notes.slice(0, 200),
      notesCount: open.amended.plan.notes.length,
    }
  }

  const acceptView = async (open: OpenReview, ask: Ask) => {
    const known = await readAs(db, ask.org.id, (tx) => knownOwners(tx, ask.org.id))
    return { head: headView(open, 4, ask.today), ...dryRunView(open, known, foldName) }
  }

  interface Wanted {
    edit: ReviewEdit
    /** Where to go on, after the import's own address. */
    to: string
    said?: string
  }

  /** Opens, changes, saves and goes on; a conflict shows the page as it is now, with what was sent still in it. */
  async function change(
    ask: Ask,
    make: (open: OpenReview) => Wanted | { problems: Problem[] } | undefined,
    screen: 'review' | 'reading' = 'review',
  ): Promise<Answered> {
    const open = await openOf(ask)
    if (open === undefined) return closed(ask)
    const show = (now: OpenReview, problems: Problem[]) =>
      screen === 'review'
        ? pageWithProblems(`${folder}/review.njk`, reviewView(now, ask), problems)
        : pageWithProblems(`${folder}/reading.njk`, readingView(now, ask), problems)
    const wanted = make(open)
    if (wanted === undefined) return show(open, [gone])
    if ('problems' in wanted) return show(open, wanted.problems)
    const saved = await changeReview(savingOf(ask), open, seenIn(ask), wanted.edit)
    if (!saved.ok) return show((await openOf(ask)) ?? open, saved.problems)
    return seeOther(`/imports/${open.row.id}/${wanted.to}`, wanted.said)
  }
}

type Said = { choice: string; said: string; does: Choice['does'] }

/** A choice, or one's own words where the doubt takes them. */
function answerOf(doubt: Doubt, ask: Ask): Said | { problems: Problem[] } {
  const typed = fieldOf(ask.form, 'typed')
  const wanted = fieldOf(ask.form, 'choice')
  if (wanted === 'typed' || (wanted === '' && typed !== '')) {
    const { action, field } = doubt
    if (typed === '' || action === null)
      return {
        problems: [
          {
            code: 'nothing-typed',
            message: 'Type your answer, or choose one of the others',
            field: `typed-${doubt.key}`,
          },
        ],
      }
    const does: Amendment[] =
      field === 'timescale'
        ? [{ do: 'read-time', action, as: typed }]
        : field === 'owners' || field === 'text'
          ? [{ do: 'edit', action, field, text: typed }]
          : []
    return { choice: 'typed', said: typed, does }
  }
  const choice = doubt.choices.find(({ id }) => id === wanted)
  if (choice === undefined)
    return { problems: [{ code: 'nothing-chosen', message: 'Choose an answer', field: `choice-${doubt.key}` }] }
  return { choice: choice.id, said: choice.label, does: choice.does }
}

type RowDeed = (open: OpenReview, key: string, ask: Ask) => { does: Amendment; said: string } | undefined

const rowDeeds: Record<string, RowDeed> = {
  drop: (_open, key) => ({
    does: { do: 'drop', action: key },
    said: 'It is no action now. Its words are in the notes; you can bring it back below.',
  }),
  join: (open, key) =>
    open.amended.keys.get(open.amended.plan.actions[0]?.id ?? '') === key
      ? undefined
      : { does: { do: 'join', action: key }, said: 'Joined to the action before it.' },
  split: (open, key, ask) => {
    const action = actionOf(open, key)
    const point = splitPoints(action?.text ?? '').find(({ at }) => String(at) === fieldOf(ask.form, 'at'))
    if (action === undefined || point === undefined) return undefined
    const parts: [string, string] = [action.text.slice(0, point.at).trim(), action.text.slice(point.at).trim()]
    return { does: { do: 'split', action: key, parts }, said: 'Split in two. Check who and when of the second.' }
  },
}

const actionOf = (open: OpenReview, key: string | undefined) =>
  open.amended.plan.actions.find(({ id }) => open.amended.keys.get(id) === key)

function pageOfAction(open: OpenReview, key: string): string {
  const index = open.amended.plan.actions.findIndex(({ id }) => open.amended.keys.get(id) === key)
  const number = Math.floor(Math.max(0, index) / 50) + 1
  return number === 1 ? '' : `?page=${number}`
}

const anchorOf = (open: OpenReview, key: string): string =>
  open.amended.plan.actions.find(({ id }) => open.amended.keys.get(id) === key)?.id ?? ''

const seenIn = (ask: Ask): number => Number(fieldOf(ask.form, 'version'))
const writerOf = (ask: Ask) => ({ org: ask.org.id, by: ask.account.id, at: ask.now, newId: ask.newId })

const goneSentence = 'It is not in this reading any more: somebody dropped or joined it, or the columns were read anew.'
const gone: Problem = { code: 'not-there', message: `What you changed is not there any more. ${goneSentence}` }
