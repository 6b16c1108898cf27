import { looksLikeName, roleOfWord } from './owner-sense.ts'
import { boardWords, outsideWords, roleAbbreviations, roleWords, teamAbbreviations, teamWords } from './owner-words.ts'

export type OwnerKind = 'post' | 'person' | 'team' | 'board' | 'outside body' | 'unknown'

/** Lower case, single spaces, no punctuation or possessive: how an alias is kept and compared (`owner_alias.alias`). */
export function foldOwner(name: string): string {
  return name
    .toLowerCase()
    .replace(/[’‘`´]/g, "'")
    .replace(/\b([a-z]{2,})'s\b/g, '$1s')
    .replace(/[&+]/g, ' and ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/**
 * One form for the ways a post is written: "HOS", "HoS" and "Heads of Service" are one, so are "OM's" and "Operations
 * Managers". Not for showing.
 */
export function canonicalOwner(name: string): string {
  const words = foldOwner(name.replace(/\//g, ' and '))
    .replace(/\bheads of\b/g, 'head of')
    .split(' ')
    .filter((word) => word !== '' && !little.has(word))
    .map(
      (word) =>
        roleAbbreviations.get(word) ??
        (word.endsWith('s') ? roleAbbreviations.get(word.slice(0, -1)) : undefined) ??
        word,
    )
    .flatMap((word) => foldOwner(word).split(' '))
    .filter((word) => !little.has(word))
    .map(singular)
  return words.join(' ')
}

const little = new Set(['the', 'and', 'for', 'of', 'in', 'all', 'a'])
const singular = (word: string): string =>
  word.length > 3 && word.endsWith('s') && !word.endsWith('ss') && !keepsS.has(word) ? word.slice(0, -1) : word
const keepsS = new Set(['business', 'nhs', 'services', 'analysis'])

/** What an owner's name seems to be. A guess, for a person to change. */
export function guessOwnerKind(name: string): OwnerKind {
  const text = name.replace(/\s+/g, ' ').trim()
  const words = text
    .replace(/\([^)]*\)/g, ' ')
    .split(/[\s/&,]+/)
    .filter((word) => word !== '')
  const last = bare(words.at(-1) ?? '')
  const isPostPhrase =
    /^(?:(?:interim|acting|deputy|assistant|associate|executive|strategic|chief|lead)\s+)*(?:heads?|directors?|chairs?|managers?|leads?|leaders?|members?|officers?)\s+(?:of|for)\b/i.test(
      text,
    )
  if (isPostPhrase || roleOfWord(words[0] ?? '') !== null)
    return teamAbbreviations.has(bare(words[0] ?? '')) ? 'team' : 'post'
  if (words.some((word) => wholly.has(bare(word)))) return 'outside body'
  if (roleWords.has(last) || roleOfWord(words.at(-1) ?? '') !== null) return 'post'
  if (boardWords.has(last)) return /team/.test(text.toLowerCase()) ? 'team' : 'board'
  if (teamWords.has(last) || teamAbbreviations.has(last)) return 'team'
  if (outsideWords.has(last)) return 'outside body'
  if (words.some((word) => roleWords.has(bare(word)))) return 'post'
  if (words.length > 1 && looksLikeName(words)) return 'person'
  if (/^[A-Z]{2}$/.test(text)) return 'person'
  return 'unknown'
}

const wholly = new Set([
  'police',
  'constabulary',
  'nhs',
  'icb',
  'ccg',
  'cafcass',
  'ofsted',
  'dfe',
  'nspcc',
  'barnardos',
  "barnardo's",
  'probation',
  'ltd',
  'limited',
  'plc',
  'cqc',
  'lga',
])
const bare = (word: string): string =>
  word
    .toLowerCase()
    .replace(/[’`]/g, "'")
    .replace(/[^\p{L}\p{N}'-]/gu, '')
