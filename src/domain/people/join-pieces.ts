import {
  endsAsTeam,
  firstWord,
  isBareRole,
  isCapitals,
  isNameAndPost,
  isOnePost,
  isSingleLetter,
  isWholeRole,
  lastWord,
  leadingRole,
  looksLikeName,
  plain,
  sense,
  startsAsRole,
  wordsOf,
} from './owner-sense.ts'
import { onePhrase, subjectAbbreviations } from './owner-words.ts'

/** A piece between two separators, with its place in the line. */
export interface Piece {
  from: number
  to: number
  /** What stands before it: "&", "and", "/", "," … '' for the first. */
  separator: string
}

export function joinPieces(pieces: Piece[], text: string): { from: number; to: number; sharedHead?: string }[] {
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
    // "Service Manager, CIN": an abbreviated subject names nobody by itself, as "HR" does.
    if (isBareRole(left) && subjectAbbreviations.has(plain(right))) return true
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
