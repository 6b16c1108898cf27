/** Words that may point at one child: a plan needs none, so a person decides what becomes of them. */
export interface PossibleChild {
  /** As written. */
  words: string
  /** What it looks like, with its article: "an NHS number". */
  looksLike: string
}

/**
 * What in a text may identify a child: NHS number, UPN, date of birth, initials or a first name with an age. Pure and total; each once,
 * in the order they stand. Made to miss little, so what it finds is a question and never a verdict.
 */
export function findPossibleChildren(text: string): PossibleChild[] {
  const found: (PossibleChild & { index: number })[] = []
  for (const { pattern, looksLike, holds } of patterns)
    for (const match of text.matchAll(pattern)) {
      const words = match[0].trim()
      if (holds !== undefined && !holds(words)) continue
      if (!found.some((known) => known.words === words)) found.push({ words, looksLike, index: match.index })
    }
  return found.sort((a, b) => a.index - b.index).map(({ words, looksLike }) => ({ words, looksLike }))
}

const age = String.raw`(?:aged\s+\d{1,2}|\(?\d{1,2}\s*(?:yrs?|years?(?:\s+olds?)?|y\/?o|months?\s+old)\b\)?|\(\s*\d{1,2}\s*\))`

const patterns: { pattern: RegExp; looksLike: string; holds?: (words: string) => boolean }[] = [
  { pattern: /(?<![\d-])\d{3}[ -]?\d{3}[ -]?\d{4}(?![\d-])/g, looksLike: 'an NHS number', holds: isNhsNumber },
  {
    pattern: /(?<![A-Za-z0-9])[A-HJ-NP-RT-Z]\d{11}[0-9A-HJ-NP-RT-Z](?![A-Za-z0-9])/g,
    looksLike: 'a unique pupil number',
    holds: isPupilNumber,
  },
  {
    pattern:
      /\b(?:d\.?o\.?b\.?|date of birth|born(?: on)?)[\s:–-]*\d{1,2}[./ -](?:\d{1,2}|[a-z]{3,9})[./ -]\d{2,4}\b/gi,
    looksLike: 'a date of birth',
  },
  // "JT (14)", "J.T. aged 9", "AB, 12 yrs"
  { pattern: new RegExp(String.raw`\b[A-Z]\.?[ ]?[A-Z]\.?,?\s+${age}`, 'g'), looksLike: 'initials with an age' },
  {
    pattern: new RegExp(
      String.raw`\b(?:[Cc]hild|[Yy]oung person|YP|[Bb]oy|[Gg]irl|[Pp]upil|[Bb]aby)\s+[A-Z]{1,2}\b(?:,?\s+${age})?`,
      'g',
    ),
    looksLike: 'a child named by initials',
    holds: isByInitials,
  },
  {
    pattern: /\b[A-Z][a-z]{2,}(?: [A-Z][a-z]+)?,?\s+aged\s+\d{1,2}\b/g,
    looksLike: 'a name with an age',
    holds: (words) => !/^(?:Children|Pupils?|Those|People|Young|Everyone|Girls|Boys|All|Any)\b/.test(words),
  },
]

/** In a text all in capitals "YP TO" is no name; nor are little words anywhere. */
function isByInitials(words: string): boolean {
  const [noun = '', initials = ''] = words.split(/\s+/).slice(-2)
  const last = /^[A-Z]{1,2}$/.test(initials) ? initials : (words.match(/\s([A-Z]{1,2})\b/)?.[1] ?? '')
  return !littleWords.has(last) && !(noun.length > 2 && noun === noun.toUpperCase())
}

const littleWords = new Set('A I TO IN IS OF ON AT BY AS IF OR WE IT NO BE DO GO UP SO AN ME MY US HE AM'.split(' '))

/** The last of ten figures checks the others, modulo 11 (NHS Data Dictionary). */
function isNhsNumber(words: string): boolean {
  const digits = words.replace(/\D/g, '')
  if (/^(\d)\1{9}$/.test(digits)) return false
  const sum = [...digits.slice(0, 9)].reduce((total, digit, index) => total + Number(digit) * (10 - index), 0)
  const check = 11 - (sum % 11)
  return (check === 11 ? 0 : check) === Number(digits[9])
}

/** The first letter checks the others, modulo 23 (DfE, unique pupil number guide). */
function isPupilNumber(words: string): boolean {
  const letters = 'ABCDEFGHJKLMNPQRTUVWXYZ'
  const sum = [...words.slice(1)].reduce((total, sign, index) => {
    const value = /\d/.test(sign) ? Number(sign) : letters.indexOf(sign)
    return total + value * (index + 2)
  }, 0)
  return letters[sum % 23] === words[0]
}
