import type { Place, ReadingDoubt } from '../../neutral-document.ts'
import type { Relationship } from '../../ooxml/relationships.ts'
import type { Theme } from '../../ooxml/theme.ts'
import type { OpenedPackage } from '../../safety/zip.ts'
import type { Numbering } from './numbering.ts'
import type { Look } from './properties.ts'
import type { Styles } from './styles.ts'

/** What every stretch of one Word document shares. */
export interface WordDocument {
  readonly opened: OpenedPackage
  readonly theme: Theme
  readonly styles: Styles
  readonly numbering: Numbering
  readonly notes: NoteNumbers
  readonly doubts: ReadingDoubt[]
}

/** One stretch of text that runs from start to end: the body, a header, one footnote. */
export interface Story {
  readonly document: WordDocument
  /** Of the part the text stands in: links, pictures and charts are named through them. */
  readonly relationships: ReadonlyMap<string, Relationship>
  /** Where the reader stands now. */
  place: Place
  /** Null inside a cell, where paragraphs are not counted. */
  paragraphs: { count: number } | null
  readonly tables: { count: number }
  /** Fields that are open here; they may begin in one paragraph and end in another. */
  readonly fields: OpenField[]
  /** The look a table style gives its cells. */
  tableLook: Look
  /** Inside a table row, cell or frame that a tracked change takes away or adds. */
  change: 'inserted' | 'deleted' | null
  /** Inside the lower cells of a vertical merge, whose text Word keeps but does not show. */
  isCovered: boolean
}

export interface OpenField {
  isInResult: boolean
  instruction: string
  link: string | null
}

export function startStory(
  document: WordDocument,
  relationships: ReadonlyMap<string, Relationship>,
  place: Place,
): Story {
  return {
    document,
    relationships,
    place,
    paragraphs: { count: 0 },
    tables: { count: 0 },
    fields: [],
    tableLook: {},
    change: null,
    isCovered: false,
  }
}

export function doubt(story: Story, severity: ReadingDoubt['severity'], code: string, message: string): void {
  story.document.doubts.push({ severity, code, message, at: story.place })
}

/** Footnotes and comments are numbered as they are met, as Word numbers them; their own ids are not shown to anyone. */
export class NoteNumbers {
  readonly #numbers = {
    footnote: new Map<string, number>(),
    endnote: new Map<string, number>(),
    comment: new Map<string, number>(),
  }

  numberOf(kind: 'footnote' | 'endnote' | 'comment', id: string): number {
    const numbers = this.#numbers[kind]
    const number = numbers.get(id) ?? numbers.size + 1
    numbers.set(id, number)
    return number
  }

  /** The ids met, in the order met. */
  met(kind: 'footnote' | 'endnote' | 'comment'): string[] {
    return [...this.#numbers[kind].keys()]
  }
}
