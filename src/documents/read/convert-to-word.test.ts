import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bodyOf, outline } from '../../../tests/support/documents/outline.ts'
import { readDocument } from '../read-document.ts'
import { convertToWord, findLibreOffice } from './convert-to-word.ts'

const richText = Buffer.from(
  '{\\rtf1\\ansi Visit every child weekly\\par\\trowd\\cellx3000\\cellx6000 Action\\cell Owner\\cell\\row}',
  'latin1',
)

test('without LibreOffice the person is told to save the document as .docx', async () => {
  const conversion = await convertToWord(richText, 'rtf', { program: null })
  assert.equal(conversion.ok, false)
  assert.match(conversion.ok ? '' : conversion.refusal.message, /rich text document \(\.rtf\).*save it as \.docx/)
})

test('rich text is read through LibreOffice', {
  skip: findLibreOffice() === null && 'LibreOffice is not installed',
}, async () => {
  const reading = await readDocument(richText, 'plan.rtf')
  assert.deepEqual(reading.ok && [reading.document.format, outline(bodyOf(reading.document))], [
    'rtf',
    ['Visit every child weekly', [['Action', 'Owner']]],
  ])
})

test('a conversion that takes too long is stopped', {
  skip: findLibreOffice() === null && 'LibreOffice is not installed',
}, async () => {
  const conversion = await convertToWord(richText, 'rtf', { seconds: 0.05 })
  assert.match(conversion.ok ? '' : conversion.refusal.message, /within 0.05 seconds/)
})
