import type { Vocabulary } from './plan-document.ts'

/** What a plan calls one of its levels: "Area for improvement", "Areas for improvement"; `inSentence` in small letters. */
export interface LevelName {
  one: string
  many: string
  /** `a`: with its article, "an action". */
  inSentence: { one: string; many: string; a: string }
}

export type Level = 'section' | 'outcome' | 'action' | 'milestone'

/** The plan's own words for its levels; ours where it has none or where its heading is a question ("What will we do?"). */
export function levelNames(vocabulary: Vocabulary): Record<Level, LevelName> {
  return {
    section: nameOf(vocabulary.section, 'Section'),
    outcome: nameOf(vocabulary.outcome, 'Outcome'),
    action: nameOf(vocabulary.action, 'Action'),
    milestone: nameOf(vocabulary.milestone, 'Milestone'),
  }
}

function nameOf(own: string | undefined, ours: string): LevelName {
  const written = calm(own?.replace(/\s+/g, ' ').trim() ?? '')
  const word = isNoun(written) ? written : ours
  const [head = '', ...rest] = splitAtPreposition(word)
  const one = [singular(head), ...rest].join(' ')
  const many = [plural(singular(head)), ...rest].join(' ')
  const small = lower(one)
  const a = `${/^(?:[aeio]|u(?!ni|se))/i.test(small) ? 'an' : 'a'} ${small}`
  return { one: upper(one), many: upper(many), inSentence: { one: small, many: lower(many), a } }
}

/** "AREA FOR IMPROVEMENT" is a heading's shouting; "KLOE" is a name. */
const calm = (words: string): string =>
  words.length > 6 && words === words.toUpperCase() ? words.charAt(0) + words.slice(1).toLowerCase() : words

/** A name of a thing, not a question or a sentence: at most four words, none of them asking or doing. */
const isNoun = (words: string): boolean =>
  words !== '' &&
  words.split(' ').length <= 4 &&
  !/^(?:what|how|who|when|why|where|we|to|will|no|ref|number)\b|[?:;/()\d]|\b(?:we|will|required|needed|taken|and)\b/i.test(
    words,
  )

/** "Area for improvement" is counted by its first part. */
function splitAtPreposition(words: string): string[] {
  const found = /^(.+?) ((?:for|of|to|in|on) .+)$/i.exec(words)
  return found === null ? [words] : [found[1] ?? words, found[2] ?? '']
}

const singular = (word: string): string =>
  word.replace(/(?:([^s])s|(ies))$/i, (_, letter: string | undefined, ies: string | undefined) =>
    ies !== undefined ? 'y' : (letter ?? ''),
  )

const plural = (word: string): string =>
  /[^aeiou]y$/i.test(word) ? word.replace(/y$/i, 'ies') : /(?:s|x|ch|sh)$/i.test(word) ? `${word}es` : `${word}s`

const upper = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)
/** Abbreviations keep their capitals. */
const lower = (words: string): string =>
  words
    .split(' ')
    .map((word) => (/^[A-Z]{2,}s?$/.test(word) ? word : word.toLowerCase()))
    .join(' ')
