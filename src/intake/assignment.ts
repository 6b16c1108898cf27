/**
 * The best pairing of rows with columns where each is used once (Hungarian method): `worth[row][column]` is summed over the pairs and
 * is as high as can be. Every row gets a column, so there must be at least as many columns as rows.
 */
export function assignBest(worth: readonly (readonly number[])[]): number[] {
  const rows = worth.length
  const columns = worth[0]?.length ?? 0
  const rowPrice = new Array<number>(rows + 1).fill(0)
  const columnPrice = new Array<number>(columns + 1).fill(0)
  const rowOf = new Array<number>(columns + 1).fill(0)
  const cost = (row: number, column: number) => -(worth[row - 1]?.[column - 1] ?? 0)
  const at = (list: number[], index: number) => list[index] ?? 0
  for (let row = 1; row <= rows; row++) {
    const cameFrom = new Array<number>(columns + 1).fill(0)
    const slack = new Array<number>(columns + 1).fill(Number.POSITIVE_INFINITY)
    const seen = new Array<boolean>(columns + 1).fill(false)
    let column = 0
    rowOf[0] = row
    do {
      seen[column] = true
      const here = at(rowOf, column)
      let least = Number.POSITIVE_INFINITY
      let next = 0
      for (let other = 1; other <= columns; other++) {
        if (seen[other]) continue
        const reduced = cost(here, other) - at(rowPrice, here) - at(columnPrice, other)
        if (reduced < at(slack, other)) {
          slack[other] = reduced
          cameFrom[other] = column
        }
        if (at(slack, other) < least) {
          least = at(slack, other)
          next = other
        }
      }
      for (let other = 0; other <= columns; other++) {
        if (seen[other]) {
          rowPrice[at(rowOf, other)] = at(rowPrice, at(rowOf, other)) + least
          columnPrice[other] = at(columnPrice, other) - least
        } else slack[other] = at(slack, other) - least
      }
      column = next
    } while (at(rowOf, column) !== 0)
    while (column !== 0) {
      const back = at(cameFrom, column)
      rowOf[column] = at(rowOf, back)
      column = back
    }
  }
  const result = new Array<number>(rows).fill(-1)
  for (let column = 1; column <= columns; column++)
    if (at(rowOf, column) > 0) result[at(rowOf, column) - 1] = column - 1
  return result
}
