import path from 'node:path'
import { z } from 'zod'

/** The settings, read once at the start from the environment; docs/operating.md lists them. */
export interface Config {
  /** A PostgreSQL server; undefined means the built-in one in `dataFolder`. */
  databaseUrl: string | undefined
  /** Absolute. */
  dataFolder: string
  /** Database connections of this process, at most. */
  databaseConnections: number
  port: number
  host: string
  /** Where people reach it, without a slash at the end: in links, mails and the origin check of forms. */
  baseUrl: string
  /** True where `baseUrl` is https: cookies are then marked Secure. */
  isSecure: boolean
  /** How many proxies in front are believed about the caller's address. */
  trustedProxies: number
  /** Requests a minute from one session, or from one address before sign-in. */
  requestsAMinute: number
  logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent'
}

/**
 * @throws Error that names each setting that is wrong, in a sentence each.
 */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  )
  const read = settings.safeParse(given)
  if (!read.success)
    throw new Error(read.error.issues.map(({ path: [name], message }) => `${String(name)}: ${message}`).join('\n'))
  const { data } = read
  const baseUrl = (data.BASE_URL ?? `http://localhost:${data.PORT}`).replace(/\/+$/, '')
  return {
    databaseUrl: data.DATABASE_URL,
    dataFolder: path.resolve(data.GOLDEN_THREAD_DATA),
    databaseConnections: data.DATABASE_CONNECTIONS,
    port: data.PORT,
    host: data.HOST,
    baseUrl,
    isSecure: baseUrl.startsWith('https:'),
    trustedProxies: data.TRUSTED_PROXIES,
    requestsAMinute: data.REQUESTS_A_MINUTE,
    logLevel: data.LOG_LEVEL,
  }
}

const wholeNumber = (from: number, to: number) =>
  z.coerce
    .number({ error: `must be a whole number from ${from} to ${to}` })
    .int({ error: `must be a whole number from ${from} to ${to}` })
    .min(from, { error: `must be ${from} or more` })
    .max(to, { error: `must be ${to} or less` })

const settings = z.object({
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\/\S+$/, { error: 'must look like postgres://user:password@host:5432/database' })
    .optional(),
  GOLDEN_THREAD_DATA: z.string().default('data'),
  DATABASE_CONNECTIONS: wholeNumber(2, 200).default(10),
  PORT: wholeNumber(1, 65_535).default(3000),
  HOST: z.string().default('localhost'),
  BASE_URL: z
    .url({ protocol: /^https?$/, error: 'must be an address that begins with https:// or http://' })
    .optional(),
  TRUSTED_PROXIES: wholeNumber(0, 10).default(0),
  REQUESTS_A_MINUTE: wholeNumber(10, 10_000_000).default(600),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
      error: 'must be fatal, error, warn, info, debug, trace or silent',
    })
    .default('info'),
})
