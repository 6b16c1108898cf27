import type { ParagraphDraft } from './paragraph-draft.ts'
import { type Look, lookOf } from './prose.ts'
import { lineText } from './text-lines.ts'

/**
 * Which paragraphs are headings, and of which level, by size and weight against the document's body text. 0 is the document's
 * title: the largest look of all, used once, on the first page.
 */
export function headingLevels(paragraphs: readonly ParagraphDraft[], bodySize: number): Map<ParagraphDraft, number> {
  const looks = new Map<ParagraphDraft, Look>()
  paragraphs.forEach((paragraph, i) => {
    const look = lookOf(paragraph.lines)
    if (isHeading(paragraph, look, bodySize, paragraphs[i + 1])) looks.set(paragraph, look)
  })
  const ranks = [...new Set([...looks.values()].map(rank))].sort((a, b) => b - a)
  const levels = new Map<ParagraphDraft, number>()
  const top = [...looks].filter(([, look]) => rank(look) === ranks[0])
  const [first] = top[0] ?? []
  const hasTitle =
    top.length === 1 && first !== undefined && first.page === 1 && ranks[0] !== undefined && ranks[0] > bodySize + 0.5
  for (const [paragraph, look] of looks) {
    const place = ranks.indexOf(rank(look))
    levels.set(paragraph, Math.min(6, hasTitle ? place : place + 1))
  }
  return levels
}

function rank(look: Look): number {
  return look.size + (look.isBold ? 0.25 : 0)
}

const MOST_HEADING_LINES = 4

function isHeading(paragraph: ParagraphDraft, look: Look, bodySize: number, next: ParagraphDraft | undefined): boolean {
  if (paragraph.mark && !paragraph.mark.isOrdered) return false
  if (paragraph.lines.length > MOST_HEADING_LINES) return false
  const text = paragraph.lines.map(lineText).join(' ')
  if (!/[\p{L}\d]/u.test(text) || text.length > 300) return false
  if (look.size > bodySize * 1.12) return true
  if (!look.isBold || paragraph.lines.length > 2 || look.size < bodySize * 0.95) return false
  // Bold at body size is a heading when it stands alone and what follows is lighter.
  if (/[.;,]$/.test(text) || text.length > 160) return false
  return next === undefined || !lookOf(next.lines).isBold || text.length < 80
}
