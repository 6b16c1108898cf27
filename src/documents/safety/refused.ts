/**
 * A document that is refused for a reason its owner can act on. `message` is a whole sentence: what is wrong with the file
 * and what to do instead. `code` is a stable word: "too-large", "password-protected", "scanned-pdf", "not-a-zip" …
 */
export class Refused extends Error {
  readonly code: string

  constructor(code: string, message: string) {
    super(message)
    this.name = 'Refused'
    this.code = code
  }
}
