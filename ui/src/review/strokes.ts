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

/** The two wings of an arrow's head with its tip between them, in pixels. */
export function arrowHead([fromX, fromY]: Point, [toX, toY]: Point): readonly Point[] {
  const angle = Math.atan2(toY - fromY, toX - fromX)
  const length = Math.min(16, Math.hypot(toX - fromX, toY - fromY))
  const wing = (turn: number): Point => [toX - length * Math.cos(angle + turn), toY - length * Math.sin(angle + turn)]
  return [wing(0.5), [toX, toY], wing(-0.5)]
}
