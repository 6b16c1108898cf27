/**
 * Proof that a posted form came from a page we gave this very browser (CSRF). The proof is derived from the secret in the browser's
 * own session cookie, so it is bound to the session, needs no row, and changes when the session does. Each page carries it under a
 * fresh mask, so that compressed pages do not leak it byte by byte (BREACH).
 */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

export const formTokenField = '_token'

/** A token for one page. `secret` is the session cookie's value, or the visitor cookie's before sign-in. */
export function issueFormToken(secret: string): string {
  const mask = randomBytes(proofBytes)
  return Buffer.concat([mask, xor(mask, proof(secret))]).toString('base64url')
}

export function isFormToken(token: unknown, secret: string): boolean {
  if (typeof token !== 'string') return false
  const bytes = Buffer.from(token, 'base64url')
  if (bytes.length !== proofBytes * 2) return false
  return timingSafeEqual(xor(bytes.subarray(0, proofBytes), bytes.subarray(proofBytes)), proof(secret))
}

const proofBytes = 32
const proof = (secret: string) => createHmac('sha256', secret).update('golden-thread form token').digest()
const xor = (left: Uint8Array, right: Uint8Array) => left.map((byte, index) => byte ^ (right[index] ?? 0))
