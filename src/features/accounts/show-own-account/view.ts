import { roleName } from '../../../domain/people/permissions.ts'
import type { OpenSession } from '../../../store/session-store.ts'
import type { Account } from '../../../web/ask.ts'
import { momentInWords } from '../../../web/words.ts'

export function ownAccountView(account: Account, sessions: OpenSession[], currentId: string) {
  return {
    form: { name: account.name, post: account.post ?? '' },
    email: account.email,
    role: roleName[account.role],
    sessions: sessions.map(({ id, beganAt, usedAt, address, browser }) => ({
      id,
      isThis: id === currentId,
      where: [browserName(browser), address].filter(Boolean).join(', ') || 'Where is not known',
      began: momentInWords(beganAt),
      used: momentInWords(usedAt),
    })),
  }
}

/** What a person would call it; the browser's own line is long and says many names. */
function browserName(line: string | null): string | undefined {
  if (line === null) return undefined
  const names: [RegExp, string][] = [
    [/Edg\//, 'Edge'],
    [/Firefox\//, 'Firefox'],
    [/Chrome\//, 'Chrome'],
    [/Safari\//, 'Safari'],
  ]
  const systems: [RegExp, string][] = [
    [/iPhone|iPad/, 'iPhone or iPad'],
    [/Android/, 'Android'],
    [/Windows/, 'Windows'],
    [/Mac OS/, 'Mac'],
    [/Linux|X11/, 'Linux'],
  ]
  const name = names.find(([pattern]) => pattern.test(line))?.[1] ?? 'A browser'
  const system = systems.find(([pattern]) => pattern.test(line))?.[1]
  return system === undefined ? name : `${name} on ${system}`
}
