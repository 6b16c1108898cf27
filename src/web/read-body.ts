/** Reads a posted form, refusing it before any file is read unless it carries this browser's form token. */
import type { FastifyRequest } from 'fastify'
import type { Form, UploadedFile } from './ask.ts'
import { TurnedAway } from './errors/turned-away.ts'
import { formTokenField, isFormToken } from './form-token.ts'

export interface ReadBody {
  form: Form
  files: UploadedFile[]
}

/** `secret` is what the token was derived from; undefined where the browser sent no cookie at all. */
export async function readBody(
  request: FastifyRequest,
  secret: string | undefined,
  upload: { maxBytes: number; maxFiles: number } | undefined,
): Promise<ReadBody> {
  if (request.isMultipart()) return readMultipart(request, secret, upload ?? { maxBytes: 0, maxFiles: 0 })
  const { [formTokenField]: token, ...form } = (request.body ?? {}) as Form
  if (!isExpected(token, secret)) throw new TurnedAway('form-expired')
  return { form: { ...form }, files: [] }
}

async function readMultipart(
  request: FastifyRequest,
  secret: string | undefined,
  upload: { maxBytes: number; maxFiles: number },
): Promise<ReadBody> {
  const form: Form = Object.create(null)
  const files: UploadedFile[] = []
  let isTrusted = false
  let fieldBytes = 0
  const limits = { fileSize: upload.maxBytes, files: upload.maxFiles, fields: 1000, fieldSize: mostFieldBytes }
  for await (const part of request.parts({ limits })) {
    // The token is the form's first field (every form starts with it), so nothing is kept for a stranger's form.
    if (!isTrusted) {
      if (part.type !== 'field' || part.fieldname !== formTokenField || !isExpected(part.value, secret))
        throw new TurnedAway('form-expired')
      isTrusted = true
    } else if (part.type === 'field') {
      // A field cut short would lose a person's words without a word: the whole form is refused instead.
      fieldBytes += String(part.value).length
      if (part.valueTruncated || part.fieldnameTruncated || fieldBytes > mostFieldBytes)
        throw new TurnedAway('too-large')
      keep(form, part.fieldname, String(part.value))
    } else {
      const bytes = await part.toBuffer()
      if (part.filename !== '' && part.filename !== undefined)
        files.push({ field: part.fieldname, name: part.filename, bytes })
    }
  }
  if (!isTrusted) throw new TurnedAway('form-expired')
  return { form, files }
}

/** Of all fields beside the files together. */
const mostFieldBytes = 4 * 1024 * 1024

const isExpected = (token: unknown, secret: string | undefined) => secret !== undefined && isFormToken(token, secret)

/**
 * Adds a value under its name; the second of a name makes an array. In time that does not grow with what is there already: a form of
 * a hundred thousand boxes must not hold up everybody else. A NUL is left out, as nobody types one and no database column keeps one.
 */
export function keep(form: Form, name: string, value: string): void {
  const before = form[name]
  const clean = value.replaceAll('\0', '')
  if (before === undefined) form[name] = clean
  else if (Array.isArray(before)) before.push(clean)
  else form[name] = [before, clean]
}

/** A posted form of names and values, as browsers send one without files. More fields than any page of ours has are refused. */
export function readFields(body: string): Form {
  const form: Form = Object.create(null)
  let count = 0
  for (const [name, value] of new URLSearchParams(body)) {
    if (++count > mostFields) throw new TurnedAway('too-large')
    keep(form, name, value)
  }
  return form
}

const mostFields = 2000
