/** sharedStrings.xml, and the same rich text where it stands in a cell or a comment. */
import type { Run } from '../../neutral-document.ts'
import { walkXml, type XmlElement, xmlLimits } from '../../ooxml/xml.ts'
import type { RichText } from './cell-content.ts'
import { type Look, lookOf, type Styles } from './xlsx-styles.ts'

/** Shared strings in order; plain ones as text, those with several looks as runs. */
export function readSharedStrings(bytes: Uint8Array, part: string, styles: Styles): (string | RichText)[] {
  const strings: (string | RichText)[] = []
  const builder = richTextBuilder(styles)
  walkXml(
    bytes,
    part,
    {
      open(name, attributes) {
        if (name === 'si') builder.begin()
        else builder.open(name, attributes)
      },
      close(name) {
        if (name === 'si') strings.push(builder.end())
        else builder.close(name)
      },
      text: builder.text,
    },
    { ...xmlLimits, depth: 32, elements: 12_000_000 },
  )
  return strings
}

/** Collects `<r><rPr/><t/></r>` and `<t/>`; phonetic helps (`rPh`) are no part of what shows. */
export function richTextBuilder(styles: Styles) {
  let plain = ''
  let runs: Run[] = []
  let look: Look | null = null
  let properties: XmlElement | null = null
  let runText = ''
  let isInRun = false
  let isInText = false
  let phonetic = 0
  return {
    begin() {
      plain = ''
      runs = []
      isInRun = isInText = false
      phonetic = 0
    },
    open(name: string, attributes: Readonly<Record<string, string>>) {
      if (name === 'rPh') phonetic++
      else if (name === 'r') {
        isInRun = true
        look = null
        runText = ''
      } else if (name === 'rPr') properties = { name, attributes, children: [], text: '' }
      else if (name === 't') isInText = phonetic === 0
      else properties?.children.push({ name, attributes, children: [], text: '' })
    },
    close(name: string) {
      if (name === 'rPh') phonetic--
      else if (name === 't') isInText = false
      else if (name === 'rPr') {
        look = lookOf(properties, styles.colour)
        properties = null
      } else if (name === 'r') {
        isInRun = false
        if (runText !== '') runs.push({ text: unescaped(runText), ...look })
      }
    },
    text(text: string) {
      if (!isInText) return
      if (isInRun) runText += text
      else plain += text
    },
    end(): string | RichText {
      if (runs.length === 0) return unescaped(plain)
      if (plain !== '') runs.unshift({ text: unescaped(plain) })
      const text = runs.map((run) => run.text).join('')
      return runs.every((run) => Object.keys(run).length === 1) ? text : { kind: 'rich', text, runs }
    },
  }
}

/** "_x000D_" is how a workbook writes a character that XML cannot hold; "_x005F_" an underscore before such a word. */
export function unescaped(text: string): string {
  if (!text.includes('_x')) return text
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => {
    const character = String.fromCharCode(Number.parseInt(code, 16))
    return character === '\r' || character === '\0' ? '' : character
  })
}
