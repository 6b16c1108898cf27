import { joinPieces, type Piece } from './join-pieces.ts'
import { isBareRole, isCapitals, roleOfWord, sense } from './owner-sense.ts'
import { dutyVerbs, onePhrase } from './owner-words.ts'

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
