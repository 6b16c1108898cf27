/** Widths of Arial's letters in thousandths of the type size, space to tilde; the font is not ours to ship, its metrics are well known. */
const widths = [
  278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556,
  556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833,
  722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556,
  556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334,
  260, 334, 584,
]

/** Width in points. Letters beyond ASCII count as a wide lower-case letter, wide scripts and signs as a whole em. */
export function textWidth(text: string, size: number, isBold = false): number {
  let sum = 0
  for (const character of text) {
    const code = character.codePointAt(0) ?? 32
    sum += widths[code - 32] ?? (code < 32 ? 0 : code < 0x250 || (code >= 0x2010 && code < 0x2030) ? 560 : 1000)
  }
  return (sum / 1000) * size * (isBold ? 1.07 : 1)
}

/** How many lines a text takes in a width of so many points, broken at spaces; a word wider than the line breaks inside. */
export function countLines(text: string, size: number, width: number, isBold = false): number {
  return wrapText(text, size, width, isBold).length
}

/** The lines themselves, as an office program would break them. */
export function wrapText(text: string, size: number, width: number, isBold = false): string[] {
  const lines: string[] = []
  for (const paragraph of text.split('\n')) {
    let line = ''
    let used = 0
    for (const word of paragraph.split(/(?<=[ \u2009-])/)) {
      const wide = textWidth(word, size, isBold)
      if (used + textWidth(word.trimEnd(), size, isBold) <= width) {
        line += word
        used += wide
        continue
      }
      if (line !== '') lines.push(line)
      line = ''
      used = 0
      for (const character of word) {
        const one = textWidth(character, size, isBold)
        if (used + one > width && line !== '') {
          lines.push(line)
          line = ''
          used = 0
        }
        line += character
        used += one
      }
    }
    lines.push(line)
  }
  return lines
}
