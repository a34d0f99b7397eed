/** Other windows of this browser, which keep what they have in the same place. */

/** How they name what they keep. */
const ours = 'needledrop '

/** Calls `wrote` when another of them may have written something, until the returned function is called. */
export function hearWindows(wrote: () => void): () => void {
  const stored = ({ key }: StorageEvent) => {
    // Where somebody clears all of it, what is open here stays.
    if (key?.startsWith(ours)) wrote()
  }
  // A page that was asleep heard nothing.
  const shown = () => {
    if (document.visibilityState === 'visible') wrote()
  }
  addEventListener('storage', stored)
  addEventListener('pageshow', shown)
  document.addEventListener('visibilitychange', shown)
  return () => {
    removeEventListener('storage', stored)
    removeEventListener('pageshow', shown)
    document.removeEventListener('visibilitychange', shown)
  }
}
