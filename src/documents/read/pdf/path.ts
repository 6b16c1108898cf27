import { applied, type Matrix } from './matrix.ts'

export interface Figure {
  points: [number, number][]
  isCurve: boolean
  isStraight: boolean
}

/** The figures of a pdf.js path (0 move, 1 line, 2 cubic, 3 quadratic, 4 close), on the page. Closed figures end where they began. */
export function readPath(data: ArrayLike<number>, matrix: Matrix): Figure[] {
  const figures: Figure[] = []
  let figure: Figure | null = null
  const at = (index: number) => applied(matrix, data[index] ?? 0, data[index + 1] ?? 0)
  for (let i = 0; i < data.length; ) {
    const step = data[i++]
    if (step === 0) {
      figure = { points: [at(i)], isCurve: false, isStraight: true }
      figures.push(figure)
      i += 2
    } else if (step === 1) {
      figure?.points.push(at(i))
      i += 2
    } else if (step === 2 || step === 3) {
      i += step === 2 ? 4 : 2
      figure?.points.push(at(i))
      if (figure) {
        figure.isCurve = true
        figure.isStraight = false
      }
      i += 2
    } else if (step === 4) {
      const start = figure?.points[0]
      if (start) figure?.points.push([start[0], start[1]])
    } else break
  }
  return figures.filter((each) => each.points.length > 1)
}
