/** Secrets of sessions and one-time links: 256 random bits for the person, a digest for the database. */
import { createHash, randomBytes } from 'node:crypto'

export const newSecret = (): string => randomBytes(32).toString('base64url')

export const digestOf = (secret: string): Buffer => createHash('sha256').update(secret).digest()

export const hour = 60 * 60 * 1000
export const day = 24 * hour
/** A session ends this long after it began, whatever happens. */
export const longestSession = 12 * hour
/** … or this long after it was last used. */
export const longestIdle = 2 * hour
/** A one-time link lasts. */
export const invitationLasts = 7 * day
