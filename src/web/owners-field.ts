/** Owners as people type them: names are taken apart, known ones found, near ones asked about. */
import { type KnownOwner, matchOwner } from '../domain/people/match-owner.ts'
import { splitOwners } from '../domain/people/split-owners.ts'
import type { Form } from './ask.ts'
import { fieldOf } from './read-form.ts'

export interface OwnerQuestion {
  /** As typed. */
  name: string
  /** The known owner it may mean. */
  likely: { id: string; name: string }
  /** The id chosen, "new", or nothing yet. */
  answer: string
}

export interface OwnersTyped {
  text: string
  names: string[]
  /** Names that may mean somebody known: each wants an answer before saving. */
  questions: OwnerQuestion[]
  /** Writings that a person says mean a known owner. */
  same: { writing: string; ownerId: string }[]
  isAnswered: boolean
}

export function readOwners(form: Form, name: string, known: readonly KnownOwner[]): OwnersTyped {
  const text = fieldOf(form, name)
  const { owners } = splitOwners(text)
  const questions = owners.flatMap((owner): OwnerQuestion[] => {
    const match = matchOwner(owner, known)
    if (match === null || match.how !== 'likely') return []
    const answer = fieldOf(form, `${name}-is-${owner}`)
    const isValid = answer === 'new' || answer === match.id
    return [{ name: owner, likely: { id: match.id, name: match.name }, answer: isValid ? answer : '' }]
  })
  return {
    text,
    names: owners,
    questions,
    same: questions.flatMap(({ name: writing, likely, answer }) =>
      answer === likely.id ? [{ writing, ownerId: likely.id }] : [],
    ),
    isAnswered: questions.every(({ answer }) => answer !== ''),
  }
}

/** For `ownersField` (components/owners-field.njk). Questions are asked only of what was typed just now. */
export function ownersField(form: Form | undefined, name: string, current: string, known: readonly KnownOwner[]) {
  const typed = form === undefined ? undefined : readOwners(form, name, known)
  return {
    name,
    text: typed?.text ?? current,
    questions: typed === undefined || typed.text === current ? [] : typed.questions,
    known: known.slice(0, 400).map((owner) => owner.name),
  }
}
