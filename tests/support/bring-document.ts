/** Brings documents as a browser does: a multipart form with its token, then waits until what was brought is read. */
import { setTimeout as wait } from 'node:timers/promises'
import { load } from 'cheerio'
import type { RunningApp, TestPerson } from './running-app.ts'

export interface BroughtFile {
  name: string
  bytes: Uint8Array | string
}

/** Sends the form and gives the answer as it comes. */
export async function sendFiles(app: RunningApp, person: TestPerson, files: readonly BroughtFile[]) {
  const page = await app.server.inject({ url: '/plans/import', cookies: person.cookies })
  const token = load(page.body)('input[name=_token]').first().attr('value') ?? ''
  const boundary = 'golden-thread-test'
  const parts: (string | Uint8Array)[] = [field(boundary, 'name="_token"', token)]
  for (const { name, bytes } of files) {
    const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: application/octet-stream\r\n\r\n`
    parts.push(head, bytes, '\r\n')
  }
  parts.push(`--${boundary}--\r\n`)
  return await app.server.inject({
    method: 'POST',
    url: '/plans/import',
    cookies: person.cookies,
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    payload: Buffer.concat(parts.map((part) => Buffer.from(part))),
  })
}

/** Brings one document and waits for its reading or refusal; resolves to the import's id. */
export async function bringDocument(app: RunningApp, person: TestPerson, file: BroughtFile): Promise<string> {
  const answer = await sendFiles(app, person, [file])
  const importId = /^\/imports\/([0-9a-f-]{36})$/.exec(answer.headers.location?.toString() ?? '')?.[1]
  if (importId === undefined) throw new Error(`It was not brought: ${answer.statusCode} ${answer.headers.location}`)
  await readingOf(app, person, importId)
  return importId
}

/** Waits until an import is read or refused; resolves to where it stands. */
export async function readingOf(app: RunningApp, person: TestPerson, importId: string): Promise<string> {
  for (let tries = 0; tries < 300; tries++) {
    const answer = await app.server.inject({ url: `/imports/${importId}/progress`, cookies: person.cookies })
    const { state } = answer.json<{ state: string }>()
    if (state !== 'Being read') return state
    await wait(100)
  }
  throw new Error('It was not read within 30 seconds')
}

const field = (boundary: string, head: string, value: string) =>
  `--${boundary}\r\ncontent-disposition: form-data; ${head}\r\n\r\n${value}\r\n`
