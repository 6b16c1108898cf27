/** Digests of passwords: argon2id with OWASP's settings (19 MiB, 2 passes), about 20 ms and no more memory than a small server has. */
import { hash, verify } from '@node-rs/argon2'

const settings = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

export const hashPassword = (password: string): Promise<string> => hash(password.normalize('NFKC'), settings)

/** Takes as long where there is no digest to compare with, so that time does not tell which accounts exist. */
export async function isPassword(password: string, digest: string | null | undefined): Promise<boolean> {
  const matches = await verify(digest ?? (await digestOfNobody()), password.normalize('NFKC'))
  return matches && typeof digest === 'string'
}

let nobody: Promise<string> | undefined
function digestOfNobody(): Promise<string> {
  nobody ??= hashPassword(crypto.randomUUID())
  return nobody
}
