import type { ForcedField } from './columns.ts'
import { type Region, regionFrom } from './region.ts'

/**
 * Tables under the same headings mean the same by them: a plan set as a table an outcome has too few rows in each to know its
 * columns by, and enough in all. Their columns are decided once, from the rows of all of them. R-6.
 */
export function withOneReading(regions: readonly Region[], force: (shape: string) => ForcedField): Map<Region, Region> {
  const read = new Map<Region, Region>()
  const groups = Map.groupBy(regions, (region) => JSON.stringify(region.header.headings))
  for (const alike of groups.values()) {
    const [first] = alike
    if (first === undefined || alike.length < 2) continue
    const rows = alike.flatMap((region) => region.rows)
    const whole = regionFrom(first.grid, first.header, [], rows, [], force)
    for (const region of alike) read.set(region, { ...region, columns: whole.columns, numbersBoth: whole.numbersBoth })
  }
  return read
}
