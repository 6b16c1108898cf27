/**
 * What a rating's word stands for, whatever the plan calls it. `pages.md` section 3: each has a shape, so that no page
 * needs colour. Worst first.
 */
export const shapes = [
  'off-track',
  'at-risk',
  'on-track',
  'complete',
  'embedded',
  'not-started',
  'none',
  'closed',
] as const
export type RatingShape = (typeof shapes)[number]

/** The geometric sign of each shape. */
export const signOfShape: Record<RatingShape, string> = {
  'off-track': 'diamond',
  'at-risk': 'triangle',
  'on-track': 'disc',
  complete: 'tick',
  embedded: 'tick in ring',
  'not-started': 'ring',
  none: 'dashed ring',
  closed: 'bar',
}

/** The same as one character of text, for plain papers and titles of charts. */
export const characterOfShape: Record<RatingShape, string> = {
  'off-track': '◆',
  'at-risk': '▲',
  'on-track': '●',
  complete: '✓',
  embedded: '✪',
  'not-started': '○',
  none: '◌',
  closed: '▬',
}

/** What a shape is called where the plan has no word of its own. */
export const nameOfShape: Record<RatingShape, string> = {
  'off-track': 'Off track',
  'at-risk': 'At risk',
  'on-track': 'On track',
  complete: 'Complete',
  embedded: 'Embedded',
  'not-started': 'Not started',
  none: 'No rating',
  closed: 'Closed',
}

export const isWorse = (a: RatingShape, b: RatingShape): boolean => shapes.indexOf(a) < shapes.indexOf(b)
