// The line by which the music of a cue goes down under what is said, as the core draws it up.

import type { DuckPoint } from '../generated'
import { firstIndex } from './first-index'

/** Hundredths of a decibel at a moment: straight between two points, 0 before the first and after the last. */
export function duckAt(line: readonly DuckPoint[], at: number): number {
  const after = firstIndex(line.length, (index) => at < (line[index]?.at ?? 0))
  return duckBetween(line[after - 1], line[after], at)
}

/** `duckAt` at `count` moments, `from + index * step`. */
export function ducksAt(
  line: readonly DuckPoint[],
  from: number,
  step: number,
  count: number,
  into: Float64Array,
): void {
  let after = firstIndex(line.length, (index) => from < (line[index]?.at ?? 0))
  for (let index = 0; index < count; index++) {
    const at = from + index * step
    while (after < line.length && (line[after]?.at ?? 0) <= at) after += 1
    into[index] = duckBetween(line[after - 1], line[after], at)
  }
}

function duckBetween(before: DuckPoint | undefined, next: DuckPoint | undefined, at: number): number {
  if (before === undefined || next === undefined) return 0
  return before.millibel + ((next.millibel - before.millibel) * (at - before.at)) / (next.at - before.at)
}
