/** Where the sound is now, between two reports of the transport. */

import type { Position } from '../../generated'

const flicksPerMs = 705_600

/** How far a report is trusted: reports come thirty times a second, so silence this long means the core is busy. */
const trustMs = 250

export interface Report {
  readonly position: Position
  readonly playing: boolean
  readonly rate: number
  /** The range that repeats. */
  readonly range: { readonly start: Position; readonly end: Position } | null
  /** `performance.now()` when the report came. */
  readonly heardAt: number
}

/** The position at `now`, in the time of `performance.now()`. */
export function positionAt(report: Report, now: number): Position {
  if (!report.playing) return report.position
  const passed = Math.min(Math.max(0, now - report.heardAt), trustMs)
  const at = Math.max(0, Math.round(report.position + passed * flicksPerMs * report.rate))
  const { range } = report
  if (range !== null && range.end > range.start && report.position < range.end && at >= range.end) {
    return (range.start + ((at - range.end) % (range.end - range.start))) as Position
  }
  return at as Position
}
