import { levelNames } from '../../../domain/plan/level-names.ts'
import { ratingWord } from '../../../domain/plan/say-standing.ts'
import { shapeOf } from '../../../domain/rating/rating-key.ts'
import { keyOfStored } from '../../../domain/rating/stored-key.ts'
import type { Database } from '../../../store/tables.ts'
import { readAs } from '../../../store/transact.ts'
import { page } from '../../../web/answer.ts'
import type { Web } from '../../../web/web.ts'
import { plural } from '../../../web/words.ts'
import { type FoundRow, search } from './queries.ts'

const most = 50

/** Actions and outcomes of every plan by their words. */
export function searchPlans(web: Web, { db }: { db: Database }): void {
  web.get('/search', { deed: 'read plans' }, async (ask) => {
    const words = (ask.query.words ?? '').trim().slice(0, 200)
    const found = words === '' ? [] : await readAs(db, ask.org.id, (tx) => search(tx, ask.org.id, words, most))
    return page('features/plans/search-plans/search-plans.njk', {
      words,
      sentence:
        words === ''
          ? undefined
          : found.length === most
            ? `The ${most} that fit best. More words find fewer.`
            : `${plural(found.length, 'place')} ${found.length === 1 ? 'has' : 'have'} these words.`,
      rows: found.map(rowOf),
    })
  })
}

function rowOf(row: FoundRow) {
  const key = keyOfStored(row.ratingKey)
  return {
    href: `/${row.kind}s/${row.id}`,
    kind: levelNames(row.vocabulary)[row.kind].one,
    ref: row.ref,
    text: row.text,
    owners: row.owners,
    plan: { href: `/plans/${row.planId}`, title: row.planTitle },
    rating:
      row.kind === 'outcome'
        ? undefined
        : row.isClosed
          ? { word: 'Closed', shape: 'closed' }
          : { word: ratingWord(key, row.rating), shape: shapeOf(key, row.rating) },
  }
}
