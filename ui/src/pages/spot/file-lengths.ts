/** How long files are that somebody carries over the window: asked once a file. */

import type { Flicks } from '../../generated'
import * as ipc from '../../lib/ipc'

/** Null for what does not say, or has not answered yet. */
const lengths = new Map<string, Flicks | null>()

export const lengthOf = (path: string): Flicks | undefined => lengths.get(path) ?? undefined

/** Asks for the lengths of files that are not known yet; says whether it has learnt any. */
export async function learnLengths(paths: readonly string[]): Promise<boolean> {
  const fresh = paths.filter((path) => !lengths.has(path))
  if (fresh.length === 0) return false
  for (const path of fresh) lengths.set(path, null)
  const found = await ipc.ask('sound_lengths', { paths: fresh })
  fresh.forEach((path, index) => lengths.set(path, found[index] ?? null))
  return true
}
