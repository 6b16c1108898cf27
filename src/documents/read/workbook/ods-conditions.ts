/** LibreOffice's conditional formats (`calcext:condition`) as the rules of `conditional-formats.ts`. */
import type { CellRange } from './cell-address.ts'
import type { ConditionalRule } from './xlsx-sheet.ts'
import type { Difference } from './xlsx-styles.ts'

const comparisons: Readonly<Record<string, string>> = {
  '=': 'equal',
  '!=': 'notEqual',
  '<>': 'notEqual',
  '<': 'lessThan',
  '<=': 'lessThanOrEqual',
  '>': 'greaterThan',
  '>=': 'greaterThanOrEqual',
}
const textTests: Readonly<Record<string, string>> = {
  'contains-text': 'containsText',
  'not-contains-text': 'notContainsText',
  'begins-with': 'beginsWith',
  'ends-with': 'endsWith',
}

/** `="Late"`, `between(1,3)`, `contains-text("x")`, `formula-is(…)` → a rule; null for what is not known. */
export function odsRule(
  value: string,
  difference: Difference,
  ranges: CellRange[],
  priority: number,
): ConditionalRule | null {
  const rule = (type: string, formulas: string[], more: Partial<ConditionalRule> = {}): ConditionalRule => ({
    type,
    priority,
    stopsHere: true,
    operator: '',
    text: null,
    ranges,
    formulas: formulas.map(plainReferences),
    difference,
    attributes: {},
    icons: null,
    thresholds: [],
    colours: [],
    ...more,
  })
  const call = /^([a-z-]+)\((.*)\)$/s.exec(value.trim())
  if (call !== null) {
    const [, name = '', inside = ''] = call
    if (name === 'formula-is') return rule('expression', [inside])
    const test = textTests[name]
    if (test !== undefined) return rule(test, [], { text: inside.replace(/^"|"$/g, '') })
    if (name === 'between' || name === 'not-between') {
      const comma = inside.indexOf(',')
      return rule('cellIs', [inside.slice(0, comma), inside.slice(comma + 1)], {
        operator: name === 'between' ? 'between' : 'notBetween',
      })
    }
    if (name === 'duplicate') return rule('duplicateValues', [])
    if (name === 'unique') return rule('uniqueValues', [])
    return null
  }
  const compared = /^(!=|<>|<=|>=|=|<|>)(.+)$/s.exec(value.trim())
  return compared === null
    ? null
    : rule('cellIs', [compared[2] ?? ''], { operator: comparisons[compared[1] ?? ''] ?? '' })
}

/** "[.$G5]" and "[.A1:.B2]" are OpenDocument's way of writing references. */
const plainReferences = (formula: string): string =>
  formula
    .replace(/\[([^\]]*)\]/g, (_, reference: string) => reference.replace(/^\.|(?<=:)\./g, ''))
    .replaceAll(';', ',')
