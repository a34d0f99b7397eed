/** Whoever gets another link to a round finds by it what waits, or was begun, under the one before. */

import type { Answer, Page } from '../generated'
import type { Store } from './storage'

interface Known {
  /** Under which name it is kept. */
  readonly name: string
  /** Whose it is, and of which round. */
  readonly of: string
}

const index = 'needledrop links'
/** How many links of one reviewer to one round are remembered, the newest. */
const mostOfOne = 8

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

/** An answer that stands in both is one by its key. */
function answersOf(older: unknown, newer: unknown): readonly Answer[] {
  const all = [...list(older), ...list(newer)] as readonly Answer[]
  return all.filter(({ key }, at) => all.findIndex((one) => one.key === key) === at)
}

/** What was begun under either stays, window by window. */
const begunUnder = (older: unknown, newer: unknown) => [...list(older), ...list(newer)]

/** How what two links kept is kept together. */
const kinds = { outbox: answersOf, remarks: begunUnder, drafts: begunUnder, replies: begunUnder } as const

const ofPage = ({ show, episode, round, you }: Page) => JSON.stringify([show, episode, round.title, you.id, you.name])

/** The other links of the same reviewer to the same round that were opened in this browser. */
export function otherLinks(store: Store, name: string, page: Page): readonly string[] {
  const of = ofPage(page)
  return known(store).flatMap((one) => (one.of === of && one.name !== name ? [one.name] : []))
}

/** Takes to `name` what other links of the same reviewer to the same round keep in this browser. */
export function takeOver(store: Store, name: string, page: Page): void {
  const of = ofPage(page)
  const all = known(store)
  const others = all.filter((one) => one.of === of && one.name !== name)
  try {
    // The newest first: what an older one has goes behind it.
    for (const other of others.toReversed()) {
      for (const [kind, together] of Object.entries(kinds)) {
        const older = read(store, `needledrop ${kind} ${other.name}`)
        if (older === null) continue
        const own = `needledrop ${kind} ${name}`
        store.setItem(own, JSON.stringify(together(older, read(store, own))))
        store.removeItem(`needledrop ${kind} ${other.name}`)
      }
    }
    // A window that is open under one of them may still leave something there.
    const left = [...others, { name, of }].slice(-mostOfOne)
    store.setItem(index, JSON.stringify([...all.filter((one) => one.of !== of), ...left]))
  } catch {
    // A browser that keeps nothing has nothing to take over.
  }
}
