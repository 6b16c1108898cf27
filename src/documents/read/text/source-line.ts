/** A text file as its lines, each with its number. */
export interface SourceLine {
  text: string
  /** From 1. */
  number: number
}

export function sourceLines(text: string): SourceLine[] {
  // A form feed is a page's end: a blank line to a reader.
  return text
    .replace(/\f/g, '\n\n')
    .split('\n')
    .map((line, index) => ({ text: line.trimEnd() === '' ? '' : line, number: index + 1 }))
}

export const isBlank = (line: SourceLine | undefined): boolean => line === undefined || line.text.trim() === ''

/** The first line with words at or after `index`, or the number of lines. */
export function nextWords(lines: readonly SourceLine[], index: number): number {
  let at = index
  while (at < lines.length && isBlank(lines[at])) at++
  return at
}
