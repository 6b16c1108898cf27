import { slipsBetween } from '../timescale/month-names.ts'
import { canonicalOwner, foldOwner } from './owner-name.ts'

export interface KnownOwner {
  id: string
  name: string
  aliases: readonly string[]
}

/** `likely` is a suggestion for a person; it never joins two owners by itself. */
export type OwnerMatch = { how: 'exact' | 'alias' | 'likely'; id: string; name: string }

/**
 * The owner already known that a name as written means: same words, one of its aliases, or likely the same (an
 * abbreviation, a plural, one slip of the keyboard). Null where none is near. Pure.
 */
export function matchOwner(asWritten: string, known: readonly KnownOwner[]): OwnerMatch | null {
  const folded = foldOwner(asWritten)
  if (folded === '') return null
  const exact = known.find((owner) => foldOwner(owner.name) === folded)
  if (exact) return { how: 'exact', id: exact.id, name: exact.name }
  const alias = known.find((owner) => owner.aliases.some((other) => foldOwner(other) === folded))
  if (alias) return { how: 'alias', id: alias.id, name: alias.name }
  const likely = mostLikely(asWritten, known)
  return likely && { how: 'likely', id: likely.id, name: likely.name }
}

/** Only where one owner is nearest: two equally near are no suggestion. */
function mostLikely(asWritten: string, known: readonly KnownOwner[]): KnownOwner | null {
  const canonical = canonicalOwner(asWritten)
  if (canonical === '') return null
  const near = known
    .map((owner) => ({
      owner,
      distance: Math.min(...[owner.name, ...owner.aliases].map((name) => distance(canonical, canonicalOwner(name)))),
    }))
    .filter(({ distance }) => distance <= 2)
  if (near.length === 0) return null
  const least = Math.min(...near.map(({ distance }) => distance))
  const best = near.filter(({ distance }) => distance === least)
  return best.length === 1 ? (best[0]?.owner ?? null) : null
}

/** 0 the same post, 1 the same words in another order or a slip, 2 a name within a bracketed or longer form; else far. */
function distance(one: string, other: string): number {
  if (one === other) return 0
  if (other === '') return far
  const [words, others] = [one.split(' '), other.split(' ')]
  if (words.length === others.length && [...words].sort().join(' ') === [...others].sort().join(' ')) return 1
  // One slip in a long name; in initials it is somebody else.
  if (one.length >= 8 && other.length >= 8 && slipsBetween(one, other, 1) <= 1) return 1
  const [short, long] = words.length < others.length ? [words, others] : [others, words]
  const isPart = short.length >= 2 && short.every((word) => long.includes(word)) && !isBareRole(short.join(' '))
  return isPart && long.length - short.length <= 4 ? 2 : far
}

const far = 99

/** "Head of service" alone is part of every head of service's name and so of none. */
const isBareRole = (canonical: string): boolean => bareRoles.has(canonical)
const bareRoles = new Set([
  'head service',
  'service manager',
  'team manager',
  'operation manager',
  'assistant director',
  'social worker',
  'director children services',
  'management team',
  'service',
  'team',
])
