import {
  boardWords,
  dutyVerbs,
  onePhrase,
  outsideWords,
  roleAbbreviations,
  roleWords,
  subjectAbbreviations,
  subjectWords,
  surnames,
  teamAbbreviations,
  teamWords,
} from './owner-words.ts'

/** An owner cell, taken apart. */
export interface SplitOwners {
  /** Each as written; the first is the lead. */
  owners: string[]
  /** The cell as written, but for white space. */
  text: string
  /** What was guessed or is no owner, as sentences. */
  doubts: string[]
  /** Where the cell says who leads ("Lead: …", "(lead)"). */
  lead?: string
  /** Where the cell says who supports. */
  supports?: string[]
}

/**
 * Takes the owners of one cell apart at `/ ; , & and` and line ends, but not inside the name of one post, team or body
 * ("Head of Help and Protection"). Pure and total. `docs/glossary.md` owner; `docs/adr/0014`.
 */
export function splitOwners(text: string): SplitOwners {
  const whole = oneLine(text)
  const doubts: string[] = []
  if (whole === '' || whole.length > longestCell) {
    return { owners: [], text: whole, doubts: whole === '' ? [] : ['This is more than the name of an owner.'] }
  }
  const parts = labelledParts(linesOf(text))
  const owners: Owner[] = parts.flatMap((part) =>
    ownersOfLine(part.text, doubts).map((name) => ({ name, role: part.role })),
  )
  const marked = owners.map(markedLead)
  const kept = marked.filter((owner, index) => marked.findIndex((other) => other.name === owner.name) === index)
  const lead = kept.find((owner) => owner.role === 'lead')
  const supports = kept.filter((owner) => owner.role === 'support').map((owner) => owner.name)
  const ordered = lead ? [lead, ...kept.filter((owner) => owner !== lead)] : kept
  return {
    owners: ordered.map((owner) => owner.name),
    text: whole,
    doubts,
    ...(lead ? { lead: lead.name } : {}),
    ...(supports.length > 0 ? { supports } : {}),
  }
}

const longestCell = 600

interface Owner {
  name: string
  role: 'lead' | 'support' | null
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim()

// ---- lines and labels -----------------------------------------------------------------------------------------------

/** Lines of the cell; a line that plainly goes on ("Head of Help and" / "Protection") is joined with the next. */
function linesOf(text: string): string[] {
  const lines: string[] = []
  for (const raw of text.split(/[\r\n\v\f\u2028\u2029]+|\s{4,}|\t/)) {
    const line = oneLine(raw).replace(/^(?:[•▪◦·*–-]|\d{1,2}[.)]|\([a-z\d]{1,3}\))\s*(?=\S)/i, '')
    if (line === '') continue
    const last = lines.at(-1)
    const goesOn =
      last !== undefined &&
      (/(?:\band|\bof|\bfor|\bthe|&|,|\/|-|\()$/i.test(last) || /^(?:and\b|&|of\b|for\b|\)|\(|\/|to [a-z])/.test(line))
    const isItsSubject = last !== undefined && isBareRole(last) && sense(line) === 'subject' && !isCapitals(line)
    if (goesOn || isItsSubject) lines[lines.length - 1] = `${last} ${line}`
    else lines.push(line)
  }
  return lines
}

const leadLabel =
  'lead officer|lead owner|lead|owner|sro|senior responsible officer|responsible|accountable|led by|delivery lead|action owner'
const supportLabel =
  'supported by|with support from|support from|support officers?|supporting|support|other owners?|others?|contributors?|assisted by|in partnership with|in conjunction with|in consultation with|in collaboration with|with input from|alongside|consulted|informed|partners'

/** "Lead: X Support: Y" and "X supported by Y": each part with what the cell calls it. */
function labelledParts(lines: string[]): { text: string; role: Owner['role'] }[] {
  const parts: { text: string; role: Owner['role'] }[] = []
  let role: Owner['role'] = null
  for (const line of lines) {
    const label = new RegExp(
      `(?<![\\w(])(?:(${leadLabel})\\s*[:–]|(${supportLabel})\\s*[:–]|(supported by|with support from|assisted by|in partnership with|in conjunction with|in consultation with|in collaboration with|with input from|alongside))\\s*`,
      'gi',
    )
    let at = 0
    for (const match of line.matchAll(label)) {
      const before = line.slice(at, match.index).trim()
      if (before !== '') parts.push({ text: before, role })
      role = match[1] ? 'lead' : 'support'
      at = match.index + match[0].length
    }
    const rest = line.slice(at).trim()
    if (rest !== '') parts.push({ text: rest, role })
  }
  return parts
}

/** "Ana Cole (lead)": the bracket says the part, not the name. */
function markedLead(owner: Owner): Owner {
  const mark = /\s*\((lead|lead officer|support|supporting)\)$/i.exec(owner.name)
  if (!mark) return owner
  return { name: owner.name.slice(0, mark.index), role: /^lead/i.test(mark[1] ?? '') ? 'lead' : 'support' }
}

// ---- one line -------------------------------------------------------------------------------------------------------

/** A piece between two separators, with its place in the line. */
interface Piece {
  from: number
  to: number
  /** What stands before it: "&", "and", "/", "," … '' for the first. */
  separator: string
}

function ownersOfLine(line: string, doubts: string[]): string[] {
  if (isNobody(line)) {
    doubts.push(nobodyDoubt(line))
    return []
  }
  const text = withoutDuties(line)
  const masked = mask(text)
  const pieces = piecesOf(masked).filter(({ from, to }) => /[\p{L}\p{N}]/u.test(text.slice(from, to)))
  const joined = joinPieces(pieces, text)
  return joined
    .flatMap((piece) => separateRunTogether(piece, text))
    .flatMap((name) => {
      const clean = tidyName(name)
      if (clean === '') return []
      if (!isNobody(clean)) {
        if (/[(–-]\s*(?:tbc|tba|vacant|vacancy|to be (?:confirmed|appointed|recruited))\)?$/i.test(clean))
          doubts.push(`"${clean}" is still to be confirmed.`)
        return [clean]
      }
      doubts.push(nobodyDoubt(clean))
      return []
    })
}

const nobody =
  /^(?:\(?\s*(?:t\.?b\.?[acdn]\.?|to be (?:confirmed|agreed|appointed|identified|recruited|advised|decided|determined|allocated|assigned)|vacan(?:t|cy)(?: post)?|not (?:yet )?(?:known|assigned|allocated|agreed|identified)|unknown|unassigned|none|nil|n\/?a|-+|–|—|\?+|as (?:above|before|per above|previous(?:ly)?)|see (?:above|below|previous)|ditto|same as above|various|")(?![a-z]).*)$/i

function isNobody(text: string): boolean {
  const match = nobody.test(text.trim())
  if (!match) return false
  // "TBC / Ana Cole" names somebody after all.
  return !/^(?:\(?\s*t\.?b\.?[acdn]\.?|vacant|unknown)\)?\s*(?:[/;,&]|\band\b)\s*\S/i.test(text.trim())
}

function nobodyDoubt(text: string): string {
  if (/above|before|previous|ditto|"/i.test(text)) return `"${text}" points at another row; it names no owner here.`
  return `"${text}" is no owner: somebody still has to be named.`
}

/** "Heads of service to lead each group": what the owner does is no part of the owner. */
function withoutDuties(line: string): string {
  const clauses = [
    new RegExp(
      `\\s+(?:to|will|should|must|shall)\\s+(?:be\\s+)?(?:jointly\\s+|also\\s+|then\\s+)?(?:${dutyVerbs})\\b[^;,/]*`,
      'gi',
    ),
    /\s+(?:complete|completes|completing|facilitate|facilitates|provide|provides|oversee|oversees|ensure|ensures|deliver|delivers|coordinate|co-ordinate|undertake|undertakes|responsible for|to be responsible for|carry out)\s+[^;,/]*/gi,
  ]
  return clauses.reduce((text, clause) => text.replace(clause, (found) => ' '.repeat(found.length)), line)
}

/** Same length, with brackets and phrases that name one thing blanked, so that no separator is found inside them. */
function mask(text: string): string {
  const blank = (found: string): string => 'x'.repeat(found.length)
  return text
    .replace(/\([^()]*\)?|\[[^\]]*\]?/g, blank)
    .replace(onePhrase, (found) => found.replace(/[,&/]|\band\b/gi, blank))
}

function piecesOf(masked: string): Piece[] {
  const separator =
    /\s*(?:[;|+•]|\/|,(?:\s*(?:and|&)\s)?|&|\s(?:and|with|plus)\s|(?<=[a-z]{3}|[A-Z]s|\))(?<!\b(?:supt|insp|sgt|mrs|prof|cllr|asst|dep|det|rev))\.\s(?=[A-Z]))\s*/gi
  const pieces: Piece[] = []
  let from = 0
  let last = ''
  for (const match of masked.matchAll(separator)) {
    pieces.push({ from, to: match.index, separator: last })
    from = match.index + match[0].length
    last = match[0].includes(',') ? ',' : match[0].trim().toLowerCase() || ' '
    if (last === '/' && !/\s/.test(match[0])) last = 'tight /'
  }
  pieces.push({ from, to: masked.length, separator: last })
  return pieces
}

// ---- which pieces belong together -----------------------------------------------------------------------------------

function joinPieces(pieces: Piece[], text: string): { from: number; to: number; sharedHead?: string }[] {
  const joined: { from: number; to: number; sharedHead?: string; joins: number }[] = []
  for (const [index, piece] of pieces.entries()) {
    const last = joined.at(-1)
    const right = text.slice(piece.from, piece.to).trim()
    if (last && piece.separator !== '') {
      const left = text.slice(last.from, last.to).trim()
      const next = pieces[index + 1]
      const isSharing = last.sharedHead !== undefined && piece.separator === 'tight /' && sense(right) === 'capitals'
      if (isSharing) {
        last.to = piece.to
        continue
      }
      if (belongsTogether(left, piece.separator, right, next?.separator ?? null)) {
        // "HoS Help and Protection & Care Leavers": a second pair after the first is a second post of the same role.
        const role = leadingRole(left)
        if (last.joins > 0 && role !== null && piece.separator !== 'tight /' && !isSingleLetter(right)) {
          joined.push({ from: piece.from, to: piece.to, sharedHead: role, joins: 0 })
        } else {
          last.to = piece.to
          last.joins += piece.separator === 'tight /' || piece.separator === ',' ? 0 : 1
        }
        continue
      }
    }
    joined.push({ from: piece.from, to: piece.to, joins: countPhrases(right) })
  }
  return joined
}

/** "Help and Protection" written whole in a piece counts as a pair already made. */
const countPhrases = (piece: string): number => (piece.match(onePhrase) ?? []).length

function belongsTogether(left: string, separator: string, right: string, nextSeparator: string | null): boolean {
  if (/^[;|+•.]|^with$|^plus$/.test(separator)) return false
  const [before, after] = [sense(left), sense(right)]
  if (after === 'nothing' || before === 'nothing') return false
  if (isSingleLetter(right) && (separator === '&' || separator === 'tight /' || separator === 'and'))
    return /(?:^|\s)[A-Z]$/.test(left) || before === 'role with subject'
  if (separator === ',') {
    if (looksLikeName(wordsOf(left)) && after === 'whole')
      return !looksLikeName(wordsOf(right.replace(/\([^)]*\)?/g, ' '))) && isOnePost(right)
    if (isNameAndPost(left)) return after === 'subject' && !isCapitals(right)
    const isListed =
      before === 'role with subject' &&
      (nextSeparator === 'and' || nextSeparator === '&') &&
      /\s(?:of|for)\s/i.test(left)
    return (isBareRole(left) || isListed) && after === 'subject' && !isCapitals(right)
  }
  if (separator === '/') return false
  if (separator === 'tight /') {
    if (before === 'role with subject' && isCapitals(lastWord(left)) && after === 'capitals') return true
    if (before === 'role with subject' && after === 'subject' && wordsOf(right).length === 1) return true
    return before === 'capitals' && after === 'whole' && isCapitals(firstWord(right)) && endsAsTeam(right)
  }
  // & and "and"
  if (before === 'capitals') {
    const isSubject = isCapitals(firstWord(right)) || subjectAbbreviations.has(plain(left))
    return after === 'whole' && isSubject && endsAsTeam(right) && !startsAsRole(right) && !isWholeRole(right)
  }
  if (before === 'subject') return after === 'whole' && !startsAsRole(right) && !isWholeRole(right)
  if (before === 'role with subject')
    return (
      after === 'subject' ||
      (after === 'capitals' && (nextSeparator === 'tight /' || (nextSeparator === null && isCapitals(lastWord(left)))))
    )
  return false
}

type Sense =
  /** "Head of Service", "Kinship Panel", "Ana Cole", "All staff": an owner as it stands. */
  | 'whole'
  /** "Head of Help", "HoS Prevention", "OMs for CLA": whole, and a second subject may follow. */
  | 'role with subject'
  /** "Quality", "Early Help": needs a noun to be an owner, or is a service known by its subject. */
  | 'subject'
  /** "QA", "HR", "JH": initials, an office or a body. */
  | 'capitals'
  | 'nothing'

function sense(piece: string): Sense {
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

const wordsOf = (text: string): string[] => text.split(/[\s/&]+/).filter((word) => /[\p{L}\p{N}]/u.test(word))
const plain = (word: string): string =>
  word
    .toLowerCase()
    .replace(/[’`]/g, "'")
    .replace(/[^\p{L}\p{N}'-]/gu, '')
const firstWord = (text: string): string => wordsOf(text)[0] ?? ''
const lastWord = (text: string): string => wordsOf(text).at(-1) ?? ''

/** The meaning of an abbreviated role, singular: "OM's" and "OMs" are operations manager. */
export function roleOfWord(word: string): string | null {
  if (!/[A-Z]/.test(word)) return null
  const bare = plain(word).replace(/'s$|s'$/, '')
  const meaning =
    roleAbbreviations.get(bare) ?? (bare.endsWith('s') ? roleAbbreviations.get(bare.slice(0, -1)) : undefined)
  // "Ad", "Am" and the like with one capital are words; the field writes its abbreviations with two.
  return meaning !== undefined && (word.match(/[A-Z]/g) ?? []).length >= 2 ? meaning : null
}

const isRoleWord = (word: string): boolean =>
  roleWords.has(plain(word)) || roleWords.has(plain(word).replace(/'s$/, ''))
const isHead = (word: string): boolean => {
  const bare = plain(word)
  return (
    isRoleWord(word) ||
    teamWords.has(bare) ||
    boardWords.has(bare) ||
    outsideWords.has(bare) ||
    teamAbbreviations.has(bare)
  )
}
const isCapitals = (word: string): boolean =>
  /^[A-Z][A-Za-z]?[A-Z&]{0,5}s?$/.test(word) && (word.match(/[A-Z]/g) ?? []).length >= 2
const isSingleLetter = (text: string): boolean => /^[A-Z]$/.test(text)
const endsAsTeam = (text: string): boolean =>
  teamWords.has(plain(lastWord(text))) || boardWords.has(plain(lastWord(text))) || isRoleWord(lastWord(text))
const startsAsRole = (text: string): boolean =>
  roleOfWord(firstWord(text)) !== null ||
  /^(?:(?:interim|acting|deputy|assistant|associate|executive)\s+)*(?:heads?|directors?|chairs?|leads?|managers?|cabinet member|lead member|chief)\b/i.test(
    text,
  )
/** Posts that stand by themselves, so that "Housing & Service Manager" is two. */
const isWholeRole = (text: string): boolean =>
  /^(?:service managers?|team managers?|operations? managers?|programme managers?|project managers?|assistant directors?|deputy directors?|social workers?|principal social workers?|managers?|social care|police|staff|schools?)$/i.test(
    text,
  )
/** A post with no subject yet, which a comma may bring: "Head of Service, Help and Protection". */
const isBareRole = (text: string): boolean =>
  /^(?:(?:interim|acting|deputy|assistant|associate|executive|strategic|group|corporate|senior|lead)\s+)*(?:heads? of service|directors?|service managers?|team managers?|operations? managers?|managers?|service leads?|lead officers?|officers?|leads?|programme managers?|service directors?|cabinet members?|lead members?|hos|ad|om|tm|sm)$/i.test(
    text,
  )
/** A post of one person, so that "Ana Cole, Head of Service" is one owner and "Ana Cole, Team Managers" two. */
const isOnePost = (text: string): boolean =>
  guessIsPost(text) &&
  !/s$/.test(firstWord(text).replace(/^hos$/i, '')) &&
  !/(?:managers|leads|officers|workers|heads|directors|chairs)\b/i.test(text)
const guessIsPost = (text: string): boolean =>
  roleOfWord(firstWord(text)) !== null ||
  roleWords.has(plain(lastWord(text))) ||
  /^(?:interim |acting |deputy |assistant )*(?:head|director|chair|lead|manager)\s+(?:of|for)\b/i.test(text)
/** "Ana Cole, Head of Service", which a subject may follow after another comma. */
const isNameAndPost = (text: string): boolean => {
  const [name, post, ...more] = text.split(/\s*,\s*/)
  return (
    more.length === 0 && name !== undefined && post !== undefined && looksLikeName(wordsOf(name)) && isBareRole(post)
  )
}
const leadingRole = (text: string): string | null =>
  roleOfWord(firstWord(text)) !== null ? firstWord(text) : (/^heads? of(?= (?!service\b))/i.exec(text)?.[0] ?? null)

/** Two or three capitalised words, none of them a word of the field. */
export function looksLikeName(words: string[]): boolean {
  const named = words.filter(
    (word) => !/^(?:dr|mr|mrs|ms|miss|cllr|sir|dame|prof|professor|councillor)\.?$/i.test(word),
  )
  if (named.length < 1 || named.length > 4 || (named.length === 1 && words.length === 1)) return false
  return named.every((word, index) => isNamePart(word) && (isNoWord(word) || (index > 0 && surnames.has(plain(word)))))
}

const isNamePart = (word: string): boolean =>
  /^(?:\p{Lu}[\p{Ll}'’-]+(?:\p{Lu}[\p{Ll}'’-]+)*|\p{Lu}\.?|[OD]['’]\p{Lu}\p{Ll}+|de|van|der|von|la|el|al|bin|ap)$/u.test(
    word,
  )
const isNoWord = (word: string): boolean => !subjectWords.has(plain(word)) && !isHead(word)

// ---- run together ---------------------------------------------------------------------------------------------------

/** "TMs OMs HoS", "OM Prevention (West) OMs for working group": roles with nothing but a space between them. */
function separateRunTogether(piece: { from: number; to: number; sharedHead?: string }, text: string): string[] {
  const whole = text.slice(piece.from, piece.to).trim()
  if (piece.sharedHead) return [`${piece.sharedHead} ${whole}`]
  const words = whole.split(' ')
  if (roleOfWord(words[0] ?? '') === null) return [whole]
  const parts: string[] = []
  let current: string[] = []
  let isInside = false
  for (const word of words) {
    const isNew =
      current.length > 0 &&
      !isInside &&
      roleOfWord(word) !== null &&
      !/^(?:for|of|to|in|and|&|the|with|\/|deputy|assistant)$/i.test(current.at(-1) ?? '')
    if (isNew) {
      parts.push(current.join(' '))
      current = []
    }
    current.push(word)
    if (word.includes('(')) isInside = true
    if (word.includes(')')) isInside = false
  }
  return [...parts, current.join(' ')]
}

const tidyName = (name: string): string =>
  oneLine(name)
    .replace(/^(?:[•▪◦*–—:.,-]+\s*|(?:the|and|by)\s+(?=\S))+/i, '')
    .replace(/(?:\s*[.,:;–—-])+$/, '')
    .replace(/\s+(?:and|to|with|for|by)$/i, '')
    .trim()
