/** Other windows of this browser, which keep what they have in the same place. */

import { newKey } from './outbox'
import type { Store } from './storage'

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

const ownName = 'needledrop window'
const named = new WeakMap<Store, string>()

/**
 * What this window of the browser is called, also when its page is loaded again; `own` is its storage. The name lies there only while
 * no page is open in it: whoever copies a window copies its storage, and the copy is another window.
 */
export function windowName(own: Store): string {
  const known = named.get(own)
  if (known !== undefined) return known
  const name = own.getItem(ownName) ?? newKey()
  named.set(own, name)
  const leave = () => own.setItem(ownName, name)
  const come = () => own.removeItem(ownName)
  come()
  addEventListener('pagehide', leave)
  addEventListener('pageshow', come)
  return name
}
