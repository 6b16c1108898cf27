import { parseTimescale } from '../../../domain/timescale/parse-timescale.ts'
import { sayTimescale } from '../../../domain/timescale/say-timescale.ts'
import { json } from '../../../web/answer.ts'
import type { Web } from '../../../web/web.ts'

/** How words for a date would be read, while they are typed. Reads nothing of anybody's. */
export function readTimescale(web: Web): void {
  web.get('/timescales/read', { deed: 'read plans' }, (ask) => {
    const timescale = parseTimescale((ask.query.words ?? '').slice(0, 1000), { documentDate: ask.today })
    return json({
      text: timescale.text,
      reading: timescale.text === '' ? '' : sayTimescale(timescale),
      isGuess: timescale.isGuess === true,
      doubt: timescale.doubt ?? null,
    })
  })
}
