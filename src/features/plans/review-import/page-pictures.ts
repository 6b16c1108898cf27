import { drawPage } from '../../../documents/draw-page.ts'
import type { Database } from '../../../store/tables.ts'
import { readAs } from '../../../store/transact.ts'
import { originalBytes, reviewRow } from './queries.ts'

export interface PagePictures {
  /** Page `number` (from 1) as SVG; undefined where the organisation has no such import or the page can't be drawn. */
  pictureOf(org: string, importId: string, number: number): Promise<string | undefined>
}

/**
 * Pictures of PDF pages. A page does not change, so the last ones are kept; and they are drawn one after another, because each takes a
 * process of its own and a person who turns pages fast would start a crowd of them.
 */
export function pagePictures(db: Database, onFault: (detail: string) => void, most = 60): PagePictures {
  const kept = new Map<string, string>()
  let last: Promise<unknown> = Promise.resolve()

  return {
    pictureOf: async (org, importId, number) => {
      const row = await readAs(db, org, (tx) => reviewRow(tx, org, importId))
      if (row === undefined) return undefined
      const key = `${org} ${importId} ${number}`
      const drawn = last.then(() => kept.get(key) ?? draw(org, importId, number))
      last = drawn.catch(() => undefined)
      const svg = await drawn
      if (svg === undefined) return undefined
      kept.delete(key)
      kept.set(key, svg)
      for (const old of [...kept.keys()].slice(0, -most)) kept.delete(old)
      return svg
    },
  }

  async function draw(org: string, importId: string, number: number): Promise<string | undefined> {
    const bytes = await readAs(db, org, (tx) => originalBytes(tx, org, importId))
    if (bytes === undefined) return undefined
    const drawn = await drawPage(bytes, number, onFault)
    return drawn.ok ? drawn.svg : undefined
  }
}
