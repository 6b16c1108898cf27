import {
  boardWords,
  outsideWords,
  roleAbbreviations,
  roleWords,
  subjectWords,
  surnames,
  teamAbbreviations,
  teamWords,
} from './owner-words.ts'

export type Sense =
  /** "Head of Service", "Kinship Panel", "Ana Cole", "All staff": an owner as it stands. */
  | 'whole'
  /** "Head of Help", "HoS Prevention", "OMs for CLA": whole, and a second subject may follow. */
  | 'role with subject'
  /** "Quality", "Early Help": needs a noun to be an owner, or is a service known by its subject. */
  | 'subject'
  /** "QA", "HR", "JH": initials, an office or a body. */
  | 'capitals'
  | 'nothing'

export function sense(piece: string): Sense {
  const words = wordsOf(piece.replace(/\([^)]*\)?/g, ' '))
  if (words.length === 0) return piece === '' ? 'nothing' : 'whole'
  if (words.length > 1 && looksLikeName(words)) return 'whole'
  const first = roleOfWord(words[0] ?? '')
  if (plain(words[0] ?? '') === 'nhs') return 'whole'
  if (words.length === 1) {
    if (first !== null || isHead(words[0] ?? '')) return 'whole'
    return isCapitals(words[0] ?? '') ? 'capitals' : 'subject'
  }
  if (first !== null && !isHead(words.at(-1) ?? '') && roleOfWord(words.at(-1) ?? '') === null)
    return 'role with subject'
  if (
    /^(?:(?:interim|acting|deputy|assistant|associate|executive|strategic|group|corporate|service)\s+)*(?:heads?|directors?|managers?|leads?|leaders?|chairs?|officers?|members?|ministers?)\s+(?:of|for|in|-|–)\s+/i.test(
      piece,
    )
  ) {
    return isHead(words.at(-1) ?? '') && !/^(?:services?|schools?)$/i.test(words.at(-1) ?? '')
      ? 'whole'
      : isBareRole(piece)
        ? 'whole'
        : 'role with subject'
  }
  if (isHead(words.at(-1) ?? '') || roleOfWord(words.at(-1) ?? '') !== null) return 'whole'
  const head = words.findIndex((word) => isRoleWord(word) || roleOfWord(word) !== null)
  if (head >= 0) return 'role with subject'
  return words.every(isCapitals) ? 'capitals' : 'subject'
}

export const wordsOf = (text: string): string[] => text.split(/[\s/&]+/).filter((word) => /[\p{L}\p{N}]/u.test(word))

export const plain = (word: string): string =>
  word
    .toLowerCase()
    .replace(/[’`]/g, "'")
    .replace(/[^\p{L}\p{N}'-]/gu, '')

export const firstWord = (text: string): string => wordsOf(text)[0] ?? ''

export const lastWord = (text: string): string => wordsOf(text).at(-1) ?? ''

/** The meaning of an abbreviated role, singular: "OM's" and "OMs" are operations manager. */
export function roleOfWord(word: string): string | null {
  if (!/[A-Z]/.test(word)) return null
  const bare = plain(word).replace(/'s$|s'$/, '')
  const meaning =
    roleAbbreviations.get(bare) ?? (bare.endsWith('s') ? roleAbbreviations.get(bare.slice(0, -1)) : undefined)
  // "Ad", "Am" and the like with one capital are words; the field writes its abbreviations with two.
  return meaning !== undefined && (word.match(/[A-Z]/g) ?? []).length >= 2 ? meaning : null
}

export const isRoleWord = (word: string): boolean =>
  roleWords.has(plain(word)) || roleWords.has(plain(word).replace(/'s$/, ''))

export const isHead = (word: string): boolean => {
  const bare = plain(word)
  return (
    isRoleWord(word) ||
    teamWords.has(bare) ||
    boardWords.has(bare) ||
    outsideWords.has(bare) ||
    teamAbbreviations.has(bare)
  )
}

export const isCapitals = (word: string): boolean =>
  /^[A-Z][A-Za-z]?[A-Z&]{0,5}s?$/.test(word) && (word.match(/[A-Z]/g) ?? []).length >= 2

export const isSingleLetter = (text: string): boolean => /^[A-Z]$/.test(text)

export const endsAsTeam = (text: string): boolean =>
  teamWords.has(plain(lastWord(text))) || boardWords.has(plain(lastWord(text))) || isRoleWord(lastWord(text))

export const startsAsRole = (text: string): boolean =>
  roleOfWord(firstWord(text)) !== null ||
  /^(?:(?:interim|acting|deputy|assistant|associate|executive)\s+)*(?:heads?|directors?|chairs?|leads?|managers?|cabinet member|lead member|chief)\b/i.test(
    text,
  )

/** Posts that stand by themselves, so that "Housing & Service Manager" is two. */
export const isWholeRole = (text: string): boolean =>
  /^(?:service managers?|team managers?|operations? managers?|programme managers?|project managers?|assistant directors?|deputy directors?|social workers?|principal social workers?|managers?|social care|police|staff|schools?)$/i.test(
    text,
  )

/** A post with no subject yet, which a comma may bring: "Head of Service, Help and Protection". */
export const isBareRole = (text: string): boolean =>
  /^(?:(?:interim|acting|deputy|assistant|associate|executive|strategic|group|corporate|senior|lead)\s+)*(?:heads? of service|directors?|service managers?|team managers?|operations? managers?|managers?|service leads?|lead officers?|officers?|leads?|programme managers?|service directors?|cabinet members?|lead members?|portfolio holders?|(?:detective |temporary )*(?:chief )?(?:superintendents?|inspectors?|constables?|sergeants?)|(?:supt|insp|dsu|dci|di|ds|ch supt|ch insp)|(?:group|area|station|watch) (?:managers?|commanders?)|matrons?|hos|ad|om|tm|sm)$/i.test(
    text,
  )

/** A post of one person, so that "Ana Cole, Head of Service" is one owner and "Ana Cole, Team Managers" two. */
export const isOnePost = (text: string): boolean =>
  guessIsPost(text) &&
  !/s$/.test(firstWord(text).replace(/^hos$/i, '')) &&
  !/(?:managers|leads|officers|workers|heads|directors|chairs)\b/i.test(text)

export const guessIsPost = (text: string): boolean =>
  roleOfWord(firstWord(text)) !== null ||
  roleWords.has(plain(lastWord(text))) ||
  /^(?:interim |acting |deputy |assistant )*(?:head|director|chair|lead|manager)\s+(?:of|for)\b/i.test(text)

/** "Ana Cole, Head of Service", which a subject may follow after another comma. */
export const isNameAndPost = (text: string): boolean => {
  const [name, post, ...more] = text.split(/\s*,\s*/)
  return (
    more.length === 0 && name !== undefined && post !== undefined && looksLikeName(wordsOf(name)) && isBareRole(post)
  )
}

export const leadingRole = (text: string): string | null =>
  roleOfWord(firstWord(text)) !== null ? firstWord(text) : (/^heads? of(?= (?!service\b))/i.exec(text)?.[0] ?? null)

/** Two or three capitalised words, none of them a word of the field. */
export function looksLikeName(words: string[]): boolean {
  const named = words.filter(
    (word) => !/^(?:dr|mr|mrs|ms|miss|cllr|sir|dame|prof|professor|councillor)\.?$/i.test(word),
  )
  if (named.length < 1 || named.length > 4 || (named.length === 1 && words.length === 1)) return false
  return named.every((word, index) => isNamePart(word) && (isNoWord(word) || (index > 0 && surnames.has(plain(word)))))
}

export const isNamePart = (word: string): boolean =>
  /^(?:\p{Lu}[\p{Ll}'’-]+(?:\p{Lu}[\p{Ll}'’-]+)*|\p{Lu}\.?|[OD]['’]\p{Lu}\p{Ll}+|de|van|der|von|la|el|al|bin|ap)$/u.test(
    word,
  )

export const isNoWord = (word: string): boolean => !subjectWords.has(plain(word)) && !isHead(word)
