import type { MarkShape, Paper, RatingMark } from '../paper.ts'
import { colours } from './look.ts'
import { escapeMarkup, printable } from './printable.ts'

/**
 * What the library can't write, put into the package's XML: pattern fills (so that a chart is read without colour), the
 * header-row flag and alternative text of tables, unique shape ids, British English.
 */
export function patchSlides(paper: Paper): (name: string, xml: string) => string {
  return (name, xml) => {
    let out = xml
    if (/^ppt\/charts\/chart\d+\.xml$/.test(name)) out = patternedSeries(out, paper.marks)
    if (/^ppt\/(slides|slideLayouts|slideMasters)\/[^/]+\.xml$/.test(name)) out = describedTables(uniqueIds(out))
    return out.replaceAll('lang="en-US"', `lang="${paper.language}"`)
  }
}

/** Preset patterns, strong enough to survive a grey print; a tick and a ring stay plain. */
const patterns: Partial<Record<MarkShape, string>> = {
  'ringed-tick': 'ltHorz',
  circle: 'wdUpDiag',
  triangle: 'pct25',
  diamond: 'diagCross',
  square: 'narHorz',
  star: 'narVert',
  bar: 'wdDnDiag',
  'dashed-ring': 'pct10',
}

function patternedSeries(xml: string, marks: readonly RatingMark[]): string {
  return xml.replace(/<c:ser>.*?<\/c:ser>/gs, (series) => {
    const name = /<c:tx>.*?<c:v>(.*?)<\/c:v>/s.exec(series)?.[1]
    const mark = marks.find((one) => name !== undefined && sameWords(name, one.word))
    if (mark === undefined) return series
    // The first shape properties of a series are its own.
    const from = series.indexOf('<c:spPr>')
    const to = series.indexOf('</c:spPr>')
    if (from === -1 || to === -1) return series
    const edge = `<a:ln w="12700"><a:solidFill><a:srgbClr val="${colours.ink}"/></a:solidFill></a:ln>`
    const own = `${series.slice(0, from)}<c:spPr>${fillOf(mark)}${edge}${series.slice(to)}`
    // The number stands on a plain chip of the block's own fill, in an ink that can be read on it.
    const chip = `<c:spPr><a:solidFill><a:srgbClr val="${mark.fill}"/></a:solidFill><a:ln><a:noFill/></a:ln></c:spPr>`
    return own
      .replace(
        /<c:dLbls>(\s*<c:numFmt[^>]*\/>)?(\s*<c:spPr>.*?<\/c:spPr>)?/s,
        (_all, format = '') => `<c:dLbls>${format}${chip}`,
      )
      .replace(/(<c:dLbls>.*?<c:txPr>.*?<a:srgbClr val=")[0-9A-F]{6}/s, `$1${mark.ink}`)
  })
}

function fillOf(mark: RatingMark): string {
  const pattern = patterns[mark.shape]
  const fill = `<a:srgbClr val="${mark.fill}"/>`
  if (pattern === undefined) return `<a:solidFill>${fill}</a:solidFill>`
  return `<a:pattFill prst="${pattern}"><a:fgClr><a:srgbClr val="${mixed(mark.fill, mark.ink)}"/></a:fgClr><a:bgClr>${fill}</a:bgClr></a:pattFill>`
}

/** The ink let down into the fill, so that the pattern does not shout. */
function mixed(fill: string, ink: string): string {
  return [0, 2, 4]
    .map((index) => {
      const [a, b] = [fill, ink].map((hex) => Number.parseInt(hex.slice(index, index + 2), 16))
      return Math.round((a ?? 0) * 0.32 + (b ?? 0) * 0.68)
        .toString(16)
        .padStart(2, '0')
    })
    .join('')
    .toUpperCase()
}

/** The library repeats ids within a part; PowerPoint and screen readers want each once. */
function uniqueIds(xml: string): string {
  let id = 1
  return xml.replace(/<p:cNvPr id="\d+"/g, () => `<p:cNvPr id="${++id}"`)
}

function describedTables(xml: string): string {
  return xml.replace(/<p:graphicFrame>.*?<\/p:graphicFrame>/gs, (frame) =>
    frame.includes('<a:tbl>')
      ? frame
          .replace(
            /<p:cNvPr id="(\d+)" name="([^"]*)"(?: descr="[^"]*")?/,
            (_all, id: string, name: string) => `<p:cNvPr id="${id}" name="${name}" descr="${name}"`,
          )
          .replace(/<a:tblPr\/?>(<\/a:tblPr>)?/, '<a:tblPr firstRow="1"/>')
      : frame,
  )
}

const sameWords = (xml: string, word: string) =>
  xml === printable(word) || unescaped(xml) === printable(word) || xml === escapeMarkup(word)

function unescaped(xml: string): string {
  return xml
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&')
}
