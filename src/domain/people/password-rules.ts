/**
 * Which passwords are taken. Length and a list of what everybody guesses first, no rules about capitals and signs: they make people
 * choose "Password1!" (NCSC, "Password policy: updating your approach"; NIST SP 800-63B 5.1.1.2).
 */
import { accept, type Result, refuse } from '../problem.ts'

export const shortestPassword = 12
/** Longer ones would only cost time to digest. */
export const longestPassword = 200

/** `about`: the person's name and e-mail and the organisation's name, none of which may be the password. */
export function checkPassword(password: string, about: readonly string[], field = 'password'): Result<string> {
  const no = (code: string, message: string) => refuse({ code, message, field })
  if (password === '') return no('password-missing', 'Enter a password')
  if ([...password].length < shortestPassword)
    return no(
      'password-short',
      `Use at least ${shortestPassword} characters. Three words that do not belong together are easy to remember`,
    )
  if (password.length > longestPassword) return no('password-long', `Use at most ${longestPassword} characters`)
  if (isGuessedFirst(password) || about.some((words) => isAbout(password, words)))
    return no(
      'password-common',
      'This password is among the first that are guessed. Use three words that do not belong together',
    )
  return accept(password)
}

function isGuessedFirst(password: string): boolean {
  const plain = asLetters(password)
  const core = plain.replaceAll(/^[^a-z]+|[^a-z]+$/g, '')
  return (
    isRepeated(password.toLowerCase()) ||
    isRun(password.toLowerCase()) ||
    guessedFirst.has(core) ||
    guessedFirst.has(smallestRepeat(core)) ||
    isMadeOf(core)
  )
}

/** "Pa$$w0rd" is read as "password". */
function asLetters(password: string): string {
  const letters: Record<string, string> = {
    '@': 'a',
    '4': 'a',
    '3': 'e',
    '1': 'i',
    '!': 'i',
    '0': 'o',
    $: 's',
    '5': 's',
    '7': 't',
  }
  const body = password.toLowerCase().replace(/[\d\W_]+$/, '')
  return [...body].map((sign) => letters[sign] ?? sign).join('')
}

/** One or two signs over and over: "aaaaaaaaaaaa", "121212121212". */
const isRepeated = (password: string) => new Set(password).size <= 3

/** Mostly neighbours on the keyboard or in the alphabet: "123456789012", "qwertyuiop12". */
function isRun(password: string): boolean {
  const isNeighbour = (left: string, right: string) =>
    runs.some((run) => run.includes(left + right) || run.includes(right + left))
  const signs = [...password]
  const neighbours = signs.filter((sign, index) => index > 0 && isNeighbour(signs[index - 1] ?? '', sign)).length
  return neighbours >= (signs.length - 1) * 0.8
}

const runs = ['01234567890', 'abcdefghijklmnopqrstuvwxyz', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm']

function smallestRepeat(words: string): string {
  for (let length = 1; length <= words.length / 2; length++)
    if (words.length % length === 0 && words.slice(0, length).repeat(words.length / length) === words)
      return words.slice(0, length)
  return words
}

/** Two of the words everybody guesses, one after the other: "welcomepassword". */
const isMadeOf = (words: string) =>
  [...guessedFirst].some(
    (first) => words.startsWith(first) && guessedFirst.has(words.slice(first.length).replace(/^[^a-z]+/, '')),
  )

function isAbout(password: string, words: string): boolean {
  const fold = (text: string) => text.toLowerCase().replaceAll(/[^a-z]/g, '')
  const core = fold(password)
  return (
    core.length >= 4 && [fold(words), fold(words.split('@')[0] ?? '')].some((own) => own.length >= 4 && own === core)
  )
}

const guessedFirst = new Set(
  `password passwort passwd pass letmein welcome qwerty qwertyuiop azerty asdfgh admin administrator root guest test testing changeme
  secret default login master access iloveyou princess dragon monkey football baseball sunshine shadow superman batman trustno charlie
  liverpool arsenal chelsea everton rangers celtic manchester london england scotland wales summer winter spring autumn monday friday
  january february september december council children childrens childrensservices improvement improvementplan goldenthread golden
  thread ofsted abcdef abcdefghijkl qazwsx qazwsxedc zaqxsw pokemon computer internet whatever freedom starwars cheese chocolate hello
  helloworld correcthorsebatterystaple`.split(/\s+/),
)
