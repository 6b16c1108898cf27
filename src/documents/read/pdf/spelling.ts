import type { Line } from './text-lines.ts'
import { lineText } from './text-lines.ts'

/**
 * How this document writes its words, learnt from words that stand whole inside lines, so that a word broken at a line's end
 * is put together as its writer spells it.
 */
export class Spelling {
  private readonly words = new Set<string>()
  private slashThenSpace = 0
  private slashThenLetter = 0
  private readonly hyphenBreaks = new Set<string>()
  private readonly solidBreaks = new Set<string>()
  private readonly otherBreaks = new Set<string>()
  private breaks = 0
  private lines = 0

  /** Learns from every line of the document. Call once with all of them. */
  learn(lines: Iterable<Line>): void {
    const texts: string[] = []
    for (const line of lines) {
      const text = lineText(line)
      texts.push(text)
      // A word alone on its line, or one that begins a line small, may be the piece of a longer one.
      const words = tokens(text)
      if (words.length > 1) for (const word of /^\p{Ll}/u.test(text) ? words.slice(1) : words) this.words.add(word)
      for (const _ of text.matchAll(/\p{L}\/\p{L}/gu)) this.slashThenLetter++
      for (const _ of text.matchAll(/\p{L}\/ \p{L}/gu)) this.slashThenSpace++
    }
    for (let i = 0; i + 1 < texts.length; i++) {
      const end = /(\p{L}+)-$/u.exec(texts[i] ?? '')
      const start = /^\p{Ll}+/u.exec(texts[i + 1] ?? '')
      if (!end || !start) continue
      const isCompound = this.knows(`${end[1]}-${start[0]}`)
      const isSolid = this.knows(`${end[1]}${start[0]}`) || WORD_ENDINGS.test(start[0])
      const kind = isCompound ? this.hyphenBreaks : isSolid ? this.solidBreaks : this.otherBreaks
      kind.add(`${end[1]}-${start[0]}`)
      this.breaks++
    }
    this.lines = texts.length
  }

  /** What stands between a line's end and the next line's start: "" or " "; `drop` says the end's hyphen goes. */
  between(above: string, below: string): { space: string; drop: boolean } {
    const end = /(\S+)$/.exec(above)?.[1] ?? ''
    const start = /^(\S+)/.exec(below)?.[1] ?? ''
    const hyphen = /^(.*[\p{L}\d)])[-‐]$/u.exec(end)
    if (hyphen && /^[\p{L}\d(]/u.test(start)) return { space: '', drop: this.dropsHyphen(hyphen[1] ?? '', start) }
    if (/^.*[\p{L}\d)]\/$/u.test(end) && /^[\p{L}\d]/u.test(start)) {
      const isSpaced = /\p{L}\/$/u.test(end) && this.slashThenSpace > this.slashThenLetter
      return { space: isSpaced ? ' ' : '', drop: false }
    }
    return { space: ' ', drop: false }
  }

  /**
   * A word too long for its column is cut without a hyphen: "Safeguardin" / "g". Asked of an end that fills its line, this is
   * true when the two pieces are one word.
   */
  isOneWord(end: string, start: string): boolean {
    if (/\d$/.test(end) && /^\d/.test(start)) return true
    const [a] = tokens(end).slice(-1)
    const [b] = tokens(start)
    if (!a || !b || !/\p{L}$/u.test(end) || !/^\p{Ll}/u.test(start)) return false
    return this.knows(a + b) || !this.knows(b)
  }

  private knows(word: string): boolean {
    return this.words.has(word.toLowerCase())
  }

  private dropsHyphen(stem: string, start: string): boolean {
    const tail = /^[\p{L}\d]+(?:[-‐][\p{L}\d]+)*/u.exec(start)?.[0] ?? start
    const part = /[\p{L}\d]+$/u.exec(stem)?.[0] ?? stem
    if (this.knows(`${part}-${tail}`)) return false
    if (!/^\p{Ll}/u.test(tail) || !/\p{Ll}$/u.test(stem)) return false
    if (this.knows(`${part}${tail}`)) return true
    if (WORD_ENDINGS.test(tail)) return true
    // Office programs do not hyphenate unless told to: only a document that is seen doing it loses a hyphen on trust.
    if (!this.isHyphenated()) return false
    const head = part.toLowerCase()
    return !(USUALLY_HYPHENATED.has(head) || (SOMETIMES_HYPHENATED.has(head) && this.knows(tail)))
  }

  /** Different words in number are divided at line ends, and many lines end so: the program that made the page hyphenates. */
  private isHyphenated(): boolean {
    const [compounds, solids, others] = [this.hyphenBreaks.size, this.solidBreaks.size, this.otherBreaks.size]
    return (
      (solids >= 2 && solids > compounds) || (others >= 6 && others > 2 * compounds && this.breaks > 0.04 * this.lines)
    )
  }
}

/** Second halves that are no words of their own: "consulta-" / "tion". */
const WORD_ENDINGS =
  /^(?:[tsc]ions?|ments?|ing|ings|ness|ances?|ences?|[ai]bility|tive|tives|cial|tial|tious|cious|tures?|ity|ities|ised|ising|isation)$/

/** First parts that English joins with a hyphen. */
const USUALLY_HYPHENATED = new Set(
  (
    'multi self non post well high low long short two three four one half cross part full year day week month age risk child ' +
    'trauma evidence strength decision first second third early late real cost'
  ).split(' '),
)
/** The same, but as often the first syllable of a longer word ("in-house", "in-crease"). */
const SOMETIMES_HYPHENATED = new Set('in on up co re pre inter all mid follow right'.split(' '))

function tokens(text: string): string[] {
  return [...text.toLowerCase().matchAll(/[\p{L}\d]+(?:['’‐-][\p{L}\d]+)*/gu)].map((match) =>
    match[0].replace(/‐/g, '-'),
  )
}
