/**
 * Parts of pages that an action puts the keys to. A part offers itself while it is shown; where several of a kind are, the
 * one that came last is reached.
 */

type Part = 'search' | 'note' | 'suggestions' | 'trackTitle' | 'fee' | 'nextAction' | 'problems'

const offered = new Map<Part, readonly (() => void)[]>()

/** Offers a part until the returned function is called; `take` puts the keys there. */
export function offer(part: Part, take: () => void): () => void {
  offered.set(part, [...(offered.get(part) ?? []), take])
  return () => {
    offered.set(
      part,
      (offered.get(part) ?? []).filter((other) => other !== take),
    )
  }
}

/** Puts the keys to a part, if it is shown. */
export function reach(part: Part): void {
  offered.get(part)?.at(-1)?.()
}

/** As `reach`, for a part that is only coming: waits two seconds for it at the most. */
export function reachSoon(part: Part): void {
  const until = performance.now() + 2_000
  const look = () => {
    const take = offered.get(part)?.at(-1)
    if (take !== undefined) take()
    else if (performance.now() < until) requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
}
