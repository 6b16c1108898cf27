/**
 * An action's words without the number they begin with, where its reference beside them says it already: 1.ii with
 * "ii. Hold every interview" is "Hold every interview". For showing only; the plan keeps its words as written.
 */
export function textAfterRef(ref: string | null, text: string): string {
  if (ref === null) return text
  const marked = /^\s*(\()?([0-9a-z]{1,5}(?:\.[0-9a-z]{1,5}){0,4})([.):]*)\s+(?=\S)/i.exec(text)
  if (marked === null) return text
  const [whole, opened, marker = '', closed] = marked
  const isSame = [ref, ref.slice(ref.lastIndexOf('.') + 1)].some((part) => part.toLowerCase() === marker.toLowerCase())
  // A bare letter or word is a number only where a bracket or stop says so: "A review" is not item A.
  const isNumber = opened !== undefined || closed !== '' || /\d/.test(marker)
  return isSame && isNumber ? text.slice(whole.length) : text
}
