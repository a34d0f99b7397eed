/** Strokes of a drawing: points in shares of the picture, and how an arrow's head lies. */

/** Across and down, in ten-thousandths or in pixels. */
export type Point = [number, number]

/** The width of a picture, and its height. */
export const whole = 10_000

/** Most points of a free stroke, as the core takes them. */
export const mostPoints = 512

/** Most strokes of a drawing. */
export const mostStrokes = 64

/** Where a pointer is in a picture, held within it. */
export function pointOf(
  pointer: { readonly clientX: number; readonly clientY: number },
  box: { readonly left: number; readonly top: number; readonly width: number; readonly height: number },
): Point {
  const share = (from: number, length: number) =>
    Math.round(Math.min(1, Math.max(0, from / Math.max(1, length))) * whole)
  return [share(pointer.clientX - box.left, box.width), share(pointer.clientY - box.top, box.height)]
}

/** How far a line may stray from what was drawn, in ten-thousandths: less than a pixel of a picture in a window. */
const stray = 6

/** How far a point is from the line between two others. */
function apart([x, y]: Point, [ax, ay]: Point, [bx, by]: Point): number {
  const [dx, dy] = [bx - ax, by - ay]
  const length = dx * dx + dy * dy
  const along = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / length))
  return Math.hypot(x - ax - along * dx, y - ay - along * dy)
}

/** A free stroke without the points that its line passes anyway (Douglas and Peucker), none more than `within` beside it. */
export function simplified(points: readonly Point[], within = stray): readonly Point[] {
  const kept = new Set([0, points.length - 1])
  const open: [number, number][] = [[0, points.length - 1]]
  for (let span = open.pop(); span !== undefined; span = open.pop()) {
    const [from, to] = span
    const [first, last] = [points[from], points[to]]
    if (first === undefined || last === undefined) continue
    let [far, at] = [within, -1]
    for (let index = from + 1; index < to; index += 1) {
      const point = points[index]
      const distance = point === undefined ? 0 : apart(point, first, last)
      if (distance > far) [far, at] = [distance, index]
    }
    if (at < 0) continue
    kept.add(at)
    open.push([from, at], [at, to])
  }
  return points.filter((_, index) => kept.has(index))
}

/** A free stroke that goes on: where it has as many points as one may have, it is drawn a little more roughly, and never ends. */
export function drawnOn(points: readonly Point[], next: Point): readonly Point[] {
  let all: readonly Point[] = [...points, next]
  for (let within = stray; all.length > mostPoints; within *= 2) all = simplified(all, within)
  return all
}

/** The two wings of an arrow's head with its tip between them, in pixels. */
export function arrowHead([fromX, fromY]: Point, [toX, toY]: Point): readonly Point[] {
  const angle = Math.atan2(toY - fromY, toX - fromX)
  const length = Math.min(16, Math.hypot(toX - fromX, toY - fromY))
  const wing = (turn: number): Point => [toX - length * Math.cos(angle + turn), toY - length * Math.sin(angle + turn)]
  return [wing(0.5), [toX, toY], wing(-0.5)]
}
