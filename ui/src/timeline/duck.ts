// The line by which the music of a cue goes down under what is said, as the core draws it up.

import type { DuckPoint } from '../generated'
import { firstIndex } from './first-index'

/** Hundredths of a decibel at a moment: straight between two points, 0 before the first and after the last. */
export function duckAt(line: readonly DuckPoint[], at: number): number {
  const after = firstIndex(line.length, (index) => at < (line[index]?.at ?? 0))
  const [before, next] = [line[after - 1], line[after]]
  if (before === undefined || next === undefined) return 0
  return before.millibel + ((next.millibel - before.millibel) * (at - before.at)) / (next.at - before.at)
}
