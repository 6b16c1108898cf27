/**
 * Text as every format can carry it: control characters that XML forbids and halves of a surrogate pair become U+FFFD,
 * every kind of line break becomes "\n". Nothing else changes: what a plan says stays what it says.
 */
export function printable(text: string): string {
  return text
    .replace(/\r\n?|\u2028|\u2029|\u000b|\u000c|\u0085/g, '\n')
    .replace(/[\u0000-\u0008\u000e-\u001f\u007f-\u009f\ufffe\uffff]/g, '\ufffd')
    .toWellFormed()
}

export function escapeMarkup(text: string): string {
  return printable(text).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
