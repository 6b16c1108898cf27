import type { DateExpression } from './date-expressions.ts'
import { fromDate, guess, has, type Reading } from './timescale-shape.ts'

/** TS-10. A date in brackets beside "TBC", or called provisional, stands with a doubt; dates and a "TBC" of their own do not. */
export function readUndecided(shape: string, dates: DateExpression[]): Reading | null {
  if (/^\?+$/.test(shape)) return { kind: 'tbc' }
  if (
    /(?:agree|set|confirm|decide|determine|propose|provide)(?:s|ing)?(?: on)? (?:the |a |any |all )?(?:target |completion |due |end |start |delivery )?(?:dates?|timescales?|timelines?|deadlines?)(?![a-z])(?!\s*[:–-]?\s*@)/.test(
      shape,
    )
  )
    return { kind: 'tbc' }
  if (!has(shape, undecided)) return null
  const [date] = dates
  const isProvisional =
    dates.length === 1 &&
    date?.end &&
    new RegExp(
      `@0@\\s*[([]\\s*(?:date |provisional|${undecided})|[([]\\s*@0@|(?:provisional|likely|expected|aiming for|anticipated|estimated|indicative|target)\\b.*@0@`,
    ).test(shape)
  if (!isProvisional || !date)
    return {
      kind: 'tbc',
      ...(dates.length > 0 ? { doubt: 'A date stands beside words that say it is still to be agreed.' } : {}),
    }
  return { ...fromDate(date), isGuess: true, doubt: 'The words say that this date is still to be confirmed.' }
}

const undecided =
  't\\.?b\\.?[acdn]\\.?|tba|to be (?:confirmed|agreed|advised|decided|determined|set|scheduled|arranged|established|announced|finalised|defined|identified|negotiated|reviewed and set)|(?:date|dates|timescale|timescales|timeline|deadline)s? (?:is |are )?(?:not (?:yet )?(?:set|agreed|known|confirmed)|awaited|pending)|awaiting(?: [a-z]+){0,6}|awaited|not yet (?:agreed|set|known|confirmed|decided)|not (?:known|set|agreed|confirmed)|unknown|undecided|pending|subject to (?:agreement|approval|confirmation|funding)|under discussion|in discussion'

/** TS-17. "Complete" gives no date; "Completed Sept 2023" gives the date it was done, which may not be when it was due. */
export function readCompleted(shape: string, dates: DateExpression[]): Reading | null {
  const isDone =
    /^(?:[([]?\s*)?(?:action |now |all |already )?(?:completed?|done|achieved|closed|actioned|finished|delivered|implemented|signed off|met|✓|✔|✅)(?![a-z])(?!\s+(?:by|before|no later|target))/.test(
      shape,
    )
  const isDoneAfter =
    dates.length === 1 && /^@0@[\s,:;([-]*(?:completed?|done|achieved|closed|actioned|met)[)\].]*$/.test(shape)
  if (!isDone && !isDoneAfter) return null
  const [date] = dates
  if (!date?.end) return { kind: 'other', isGuess: true, doubt: 'The words say that it is done, not when it was due.' }
  return guess(fromDate(date), 'The date may be when it was done rather than when it was due.')
}
