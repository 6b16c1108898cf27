import type { NeutralDocument } from '../documents/neutral-document.ts'
import type { PlanDocument } from '../domain/plan/plan-document.ts'
import { findDates } from '../domain/timescale/date-expressions.ts'
import { isHeadingLike, readOutcomeHeading } from './label-blocks.ts'
import { markerAt } from './markers.ts'
import type { SourceLine } from './source-lines.ts'

export interface TitleBlock {
  plan: PlanDocument['plan']
  /** The line that is the title; its words need no note. */
  title: SourceLine | null
  /** The lines before the title, and dates, organisation and state around it: no headings of the plan. */
  front: SourceLine[]
}

/**
 * What the first lines say about the plan: title, organisation, period, draft or agreed, as at. `lines` are those before the first table;
 * `running` the words of headers and footers, which may name the organisation. R-1.
 */
export function readTitleBlock(
  document: NeutralDocument,
  lines: readonly SourceLine[],
  running: readonly SourceLine[],
  hasTables: boolean,
): TitleBlock {
  const block = firstLines(lines)
  const title = titleOf(block) ?? null
  const fromProperties = document.properties.title?.trim() ?? ''
  const headed = title ?? (hasTables ? null : (block.find((line) => line.headingLevel !== null) ?? block[0] ?? null))
  const text =
    headed?.text ??
    (isTitle(fromProperties)
      ? fromProperties
      : (running.find((line) => isTitle(line.text))?.text ??
        block.find((line) => readOutcomeHeading(line.text)?.ref == null)?.text ??
        sheetName(document) ??
        fromProperties))
  const words = block.map((line) => line.text)
  return {
    plan: {
      title: text === '' ? 'Plan without a title' : text,
      organisation: organisationIn([...words, ...running.map((line) => line.text)]),
      period: periodIn([text, ...words]),
      status: statusIn([text, ...words, ...running.map((line) => line.text)]),
      asOf: asOfIn(words),
    },
    title: headed,
    front: frontOf(block, headed),
  }
}

/** The first lines, up to where the text proper begins. */
function firstLines(lines: readonly SourceLine[]): SourceLine[] {
  const block: SourceLine[] = []
  for (const line of lines) {
    if (line.text === '') continue
    const words = line.text.split(/\s+/).length
    if (block.length >= 12 || (words > 40 && block.length > 0) || (line.label !== null && block.length > 0)) break
    if ((readOutcomeHeading(line.text)?.ref != null || markerAt(line.text) !== null) && block.length > 0) break
    block.push(line)
  }
  return block
}

function frontOf(block: readonly SourceLine[], title: SourceLine | null): SourceLine[] {
  const until = title === null ? -1 : block.indexOf(title)
  const level = title?.headingLevel ?? 0
  return block.filter(
    (line, index) =>
      index < until ||
      (index <= until + 4 &&
        (isBareDate(line.text) ||
          isOrganisation(line.text) ||
          (isTitle(line.text) && (line.headingLevel ?? 0) <= Math.max(1, level)) ||
          /\b(?:draft|version|updated|as at|author|owner:)\b/i.test(line.text))),
  )
}

function titleOf(block: readonly SourceLine[]): SourceLine | undefined {
  const titled = block.find((line) => line.headingLevel === 0)
  if (titled !== undefined && isTitle(titled.text)) return titled
  return (
    block.find((line) => isTitle(line.text) && (isHeadingLike(line) || line.text.split(/\s+/).length <= 12)) ??
    block.find((line) => isTitle(line.text)) ??
    titled ??
    block.find((line) => line.headingLevel === 1) ??
    block.find(
      (line) =>
        isHeadingLike(line) &&
        readOutcomeHeading(line.text)?.ref == null &&
        !isOrganisation(line.text) &&
        findDates(line.text).length === 0,
    )
  )
}

function isTitle(text: string): boolean {
  if (readOutcomeHeading(text)?.ref != null) return false
  return (
    text.length <= 180 &&
    !/^(?:how to (?:use|complete|fill)|instructions?\b|guidance\b|notes? (?:on|for)\b|read ?me\b|contents\b)/i.test(
      text,
    ) &&
    /\b(?:plans?|planning|tracker|trackers|action log|log|register|action sheet|actions|programme|strategy|sef|sip|sdp|roadmap|minutes|report|review)\b/i.test(
      text,
    ) &&
    !/[.;]$/.test(text)
  )
}

function sheetName(document: NeutralDocument): string | undefined {
  return (
    document.parts.find(
      (part) => part.kind === 'sheet' && !part.isHidden && part.name !== null && !/^sheet ?\d*$/i.test(part.name),
    )?.name ?? undefined
  )
}

/** Letters beyond which a line is a sentence about an organisation. */
const longestOrganisation = 240

const organisationWords =
  /((?:(?!The |Our |This |Each |All |Draft |Final )[A-Z][\p{L}'’.-]+\s+(?:(?:[A-Z][\p{L}'’.-]+|of|and|the|upon|on|in|for|&|with)\s+){0,6}?)(?:(?:City|County|Borough|District|Metropolitan Borough|Unitary|Parish|Town) Council|Council|NHS Foundation Trust|NHS Trust|Foundation Trust|Hospitals? Trust|Integrated Care Board|Academy Trust|Multi[- ]Academy Trust|Primary School|Secondary School|High School|Grammar School|Infant School|Junior School|Special School|School|Academy|College|University|Constabulary|Police(?: Service)?|Fire (?:and|&) Rescue (?:Service|Authority)|Safeguarding (?:Children |Adults )?(?:Partnership|Board)|Combined Authority|Ambulance Service))(?![\p{L}])(?<!(?:School|Academy|College|University)(?= [A-Z][a-z]))/u

function isOrganisation(text: string): boolean {
  const found = text.length > longestOrganisation ? null : organisationWords.exec(text)
  return found !== null && found[0].length >= text.length * 0.7
}

function organisationIn(lines: readonly string[]): string | null {
  const own = lines.find((line) => isOrganisation(line) && line.length < 90)
  if (own !== undefined) return own.replace(/^(?:the )/i, '').trim()
  for (const line of lines) {
    if (line.length > longestOrganisation) continue
    const found = organisationWords.exec(line)?.[1]
    if (
      found !== undefined &&
      !/^(?:The|Our|This|Each|All) (?:Council|School|Academy|College|University)$/i.test(found)
    )
      return found.replace(/^(?:The|This|and|of|for|in) /, '').trim()
  }
  return null
}

function periodIn(lines: readonly string[]): string | null {
  const year = '(?:19|20)\\d\\d'
  for (const pattern of [
    new RegExp(`${year}\\s*(?:[-–—/]|to|until)\\s*(?:${year}|\\d\\d)(?!\\d|[-/.]\\d)`, 'i'),
    new RegExp(`(?:[A-Z][a-z]+ )${year}\\s*(?:[-–—]|to|until)\\s*(?:[A-Z][a-z]+ )${year}`),
  ]) {
    for (const line of lines) {
      const found = line.length > 200 ? null : pattern.exec(line)
      if (found !== null) return found[0].replace(/\s+/g, ' ')
    }
  }
  const single = lines
    .slice(0, 1)
    .map((line) => new RegExp(`(?<![\\d/.-])${year}(?![\\d/-])`).exec(line)?.[0])
    .find((found) => found !== undefined)
  return single !== undefined && !new RegExp(`(?:${monthWords})\\w*\\.? ${single}`, 'i').test(lines[0] ?? '')
    ? single
    : null
}

const monthWords = 'jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec'

function statusIn(lines: readonly string[]): 'draft' | 'agreed' | null {
  const short = lines.filter((line) => line.length < 200)
  if (short.some((line) => /\bdraft\b/i.test(line) && !/\bdraft (?:report|minutes) (?:of|to)\b/i.test(line)))
    return 'draft'
  return short.some((line) =>
    /\b(?:final version|agreed (?:by|plan|version|at|on)|approved (?:by|plan|version|at|on)|status:? ?(?:final|agreed|approved)|^final\b|adopted)/i.test(
      line,
    ),
  )
    ? 'agreed'
    : null
}

/** "Updated January 2021", "as at 31 March 2024", or a line that is a date and nothing else. */
function asOfIn(lines: readonly string[]): string | null {
  const said = lines.find(
    (line) =>
      line.length < 120 &&
      /\b(?:updated|as (?:at|of)|last (?:updated|reviewed|revised)|position (?:at|as at)|version date|revised|date of (?:this )?(?:plan|version|update)|reviewed|correct at)\b/i.test(
        line,
      ) &&
      dateIn(line) !== null,
  )
  if (said !== undefined) return dateIn(said)
  const bare = lines.filter((line) => isBareDate(line)).map(dateIn)
  return bare.find((date) => date !== null && date.length === 10) ?? bare.find((date) => date !== null) ?? null
}

function isBareDate(line: string): boolean {
  const [date, ...others] = findDates(line)
  return (
    date !== undefined && others.length === 0 && line.length - (date.to - date.from) <= 5 && date.precision !== 'year'
  )
}

function dateIn(line: string): string | null {
  const found = findDates(line).filter(
    (date) =>
      date.start !== null &&
      date.end !== null &&
      !date.isImpossible &&
      (date.precision === 'day' || date.precision === 'month'),
  )
  const date = found.at(-1)
  if (date === undefined || date.start === null) return null
  return date.precision === 'day' ? date.start : date.start.slice(0, 7)
}
