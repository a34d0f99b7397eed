/** Whoever gets another link to a round finds by it what waits, or was begun, under the one before. */

import type { Page } from '../generated'
import type { Store } from './storage'

interface Known {
  /** Under which name it is kept. */
  readonly name: string
  /** Whose it is, and of which round. */
  readonly of: string
}

const index = 'needledrop links'

function read(store: Store, name: string): unknown {
  try {
    return JSON.parse(store.getItem(name) ?? 'null')
  } catch {
    return null
  }
}

const known = (store: Store): readonly Known[] => {
  const found = read(store, index)
  return Array.isArray(found) ? (found as readonly Known[]) : []
}

const list = (found: unknown): readonly unknown[] => (Array.isArray(found) ? found : [])
const table = (found: unknown): object => (typeof found === 'object' && found !== null ? found : {})

/** How what two links kept is kept together; what the newer one has goes before. An answer that stands in both is one by its key. */
const kinds = {
  outbox: (older: unknown, newer: unknown) => [...list(older), ...list(newer)],
  remarks: (older: unknown, newer: unknown) => [...list(older), ...list(newer)],
  drafts: (older: unknown, newer: unknown) => ({ ...table(older), ...table(newer) }),
  replies: (older: unknown, newer: unknown) => ({ ...table(older), ...table(newer) }),
} as const

/** Takes to `name` what other links of the same reviewer to the same round keep in this browser. */
export function takeOver(store: Store, name: string, { show, episode, round, you }: Page): void {
  const of = JSON.stringify([show, episode, round.title, you.id, you.name])
  const all = known(store)
  try {
    for (const other of all.filter((one) => one.of === of && one.name !== name)) {
      for (const [kind, together] of Object.entries(kinds)) {
        const older = read(store, `needledrop ${kind} ${other.name}`)
        if (older === null) continue
        const own = `needledrop ${kind} ${name}`
        store.setItem(own, JSON.stringify(together(older, read(store, own))))
        store.removeItem(`needledrop ${kind} ${other.name}`)
      }
    }
    store.setItem(index, JSON.stringify([...all.filter((one) => one.of !== of), { name, of }]))
  } catch {
    // A browser that keeps nothing has nothing to take over.
  }
}
