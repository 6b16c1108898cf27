/** A rectangle on a page: points from the top left. */
export interface Box {
  x0: number
  y0: number
  x1: number
  y1: number
}

export function boxOf(points: readonly (readonly [number, number])[]): Box {
  const box = { x0: Infinity, y0: Infinity, x1: -Infinity, y1: -Infinity }
  for (const [x, y] of points) {
    if (x < box.x0) box.x0 = x
    if (x > box.x1) box.x1 = x
    if (y < box.y0) box.y0 = y
    if (y > box.y1) box.y1 = y
  }
  return box
}

export function around(boxes: readonly Box[]): Box {
  return boxOf(boxes.flatMap((box) => [[box.x0, box.y0] as const, [box.x1, box.y1] as const]))
}

export function centreOf(box: Box): [number, number] {
  return [(box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2]
}

/** The part both share, or null. */
export function overlap(a: Box, b: Box): Box | null {
  const both = {
    x0: Math.max(a.x0, b.x0),
    y0: Math.max(a.y0, b.y0),
    x1: Math.min(a.x1, b.x1),
    y1: Math.min(a.y1, b.y1),
  }
  return both.x1 > both.x0 && both.y1 > both.y0 ? both : null
}

export function areaOf(box: Box): number {
  return Math.max(0, box.x1 - box.x0) * Math.max(0, box.y1 - box.y0)
}

export function covers(box: Box, [x, y]: readonly [number, number], slack = 0): boolean {
  return x >= box.x0 - slack && x <= box.x1 + slack && y >= box.y0 - slack && y <= box.y1 + slack
}
