import { roleName } from '../../../domain/people/permissions.ts'
import { page } from '../../../web/answer.ts'
import type { Web } from '../../../web/web.ts'
import { glossary } from './glossary.ts'

const open = 'help must be readable before signing in'

export function readHelp(web: Web): void {
  const templateOf = (name: string) => `features/help/read-help/${name}.njk`
  web.get('/help', { open }, () =>
    page(templateOf('help'), {
      roleName,
      has: { import: web.has('GET', '/plans/import'), paste: web.has('GET', '/plans/import/paste') },
    }),
  )
  web.get('/help/accessibility', { open }, () => page(templateOf('accessibility'), {}))
  web.get('/help/privacy', { open }, () => page(templateOf('privacy'), {}))
  web.get('/help/words', { open }, () => page(templateOf('words'), { glossary }))
}
