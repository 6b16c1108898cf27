/** The middle value; the mean of the two middle ones where there is none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length / 2
  return ((sorted[Math.floor(middle)] ?? Number.NaN) + (sorted[Math.ceil(middle) - 1] ?? Number.NaN)) / 2
}

/** The smallest value that `part` (0 to 1) of all values do not pass. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)] ?? Number.NaN
}

/** Runs what is compared in turn, so that a busy machine is as busy for each; the milliseconds of every run but the first, which warms up. */
export async function interleave(
  works: readonly (() => unknown)[],
  enough: { runs: number; milliseconds: number },
): Promise<number[][]> {
  const times: number[][] = works.map(() => [])
  const began = performance.now()
  for (let run = 0; run <= enough.runs; run++) {
    for (const [index, work] of works.entries()) {
      const start = performance.now()
      await work()
      if (run > 0) times[index]?.push(performance.now() - start)
    }
    if (run > 0 && performance.now() - began > enough.milliseconds) break
  }
  return times
}
