/** Answers of which it is known what became of them, by their keys: another window of this browser may still have them as waiting. */

import { setOf } from '../lib/lists/collections'
import type { Store } from './storage'

const name = 'needledrop settled'
/** How many are remembered, the newest: far more than wait at once. */
const most = 1_000

function read(store: Store): readonly string[] {
  try {
    const found: unknown = JSON.parse(store.getItem(name) ?? '[]')
    return Array.isArray(found) ? found.filter((one): one is string => typeof one === 'string') : []
  } catch {
    return []
  }
}

export const settledKeys = (store: Store): ReadonlySet<string> => setOf(read(store))

export function rememberSettled(store: Store, keys: readonly string[]): void {
  try {
    const known = read(store)
    const more = keys.filter((key) => !known.includes(key))
    if (more.length > 0) store.setItem(name, JSON.stringify([...known, ...more].slice(-most)))
  } catch {
    // Another window asks once more then, and is told the same.
  }
}
