/** The filmstrip of a cut: asked for until it is there, or cannot be had. */

import type { CutId } from '../../generated'
import { mediaBase } from '../../lib/sound/media'
import { parseFilmstrip, type Strip } from '../../timeline/filmstrip'

/** It is made beside everything else, which takes its time. */
const again = 2_000

/** Tells what is known of it; the returned function stops asking. */
export function whenFilmstrip(cut: CutId, tell: (strip: Strip) => void): () => void {
  const stop = new AbortController()
  let waits: ReturnType<typeof setTimeout> | undefined
  async function ask() {
    try {
      const response = await fetch(`${await mediaBase()}/strip/${cut}`, { signal: stop.signal })
      if (response.status === 202) waits = setTimeout(() => void ask(), again)
      else tell(response.ok ? parseFilmstrip(await response.arrayBuffer()) : undefined)
    } catch {
      if (!stop.signal.aborted) tell(undefined)
    }
  }
  tell('coming')
  void ask()
  return () => {
    clearTimeout(waits)
    stop.abort()
  }
}
