import type { Paper } from '../documents/paper.ts'
import type { Snapshot } from '../domain/plan/snapshot.ts'
import { boardReport } from './board-report.ts'
import { planPaper } from './plan-paper.ts'
import { scrutinyDeck } from './scrutiny-deck.ts'

export interface PaperKind {
  name: string
  /** For whom, in a sentence. */
  purpose: string
  /** What it is best read in comes first. */
  formats: ('docx' | 'pdf' | 'pptx' | 'xlsx' | 'html')[]
  make(snapshot: Snapshot): Paper
}

/** The papers that can be made of any snapshot, all from the same frozen figures. */
export const paperKinds = {
  'board-report': {
    name: 'Board report',
    purpose:
      'For the body that oversees the plan: the answer first, what changed, where to look harder, then every action with what its owner says and what the facts show.',
    formats: ['docx', 'pdf', 'html', 'xlsx'],
    make: boardReport,
  },
  'scrutiny-deck': {
    name: 'Scrutiny deck',
    purpose:
      'For councillors and the public in a hall: one message a slide, with the sources and differing facts in the notes.',
    formats: ['pptx', 'pdf'],
    make: scrutinyDeck,
  },
  'plan-paper': {
    name: 'The plan itself',
    purpose:
      'In its own words and columns, with the newest rating and update of each action. The Word and Excel files can be read back.',
    formats: ['docx', 'xlsx', 'pdf', 'pptx', 'html'],
    make: planPaper,
  },
} as const satisfies Record<string, PaperKind>

export type PaperKindName = keyof typeof paperKinds

export const isPaperKind = (name: string): name is PaperKindName => Object.hasOwn(paperKinds, name)
