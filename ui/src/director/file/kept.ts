/**
 * Answers in the browser, until they are sent. They are kept twice, since a page from a disk may be refused either place; and as
 * answers are only ever added, what is in either place is what was said.
 */

import type { Answer } from '../../generated'

/** Anything that is said: the same key is the same answer. */
export interface Told {
  readonly key: string
  readonly at: string
}

export interface Kept<A extends Told = Answer> {
  readonly answers: readonly A[]
  /** Keys of those that are in a reply that was saved. */
  readonly saved: readonly string[]
}

/** A place where something is kept. It may refuse. */
export interface Place {
  read: (name: string) => Promise<unknown>
  write: (name: string, kept: Kept<Told>) => Promise<void>
}

export const nothing: Kept<never> = { answers: [], saved: [] }

/** What two places hold together, in the order in which it was said. */
export function together<A extends Told>(one: Kept<A>, other: Kept<A>): Kept<A> {
  const answers = [...one.answers]
  for (const answer of other.answers) {
    if (!answers.some(({ key }) => key === answer.key)) answers.push(answer)
  }
  answers.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
  return { answers, saved: [...new Set([...one.saved, ...other.saved])] }
}

function isKept<A extends Told>(found: unknown): found is Kept<A> {
  const kept = found as Kept<A> | null | undefined
  return typeof kept === 'object' && kept !== null && Array.isArray(kept.answers) && Array.isArray(kept.saved)
}

/** How long a place may take, in milliseconds: one that says nothing is as good as one that refuses. */
const patience = 2_000

function inTime<T>(asked: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('no word from there')), patience)
    asked.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}

/** What all places hold. */
export async function readAll<A extends Told = Answer>(places: readonly Place[], name: string): Promise<Kept<A>> {
  const found = await Promise.all(places.map((place) => inTime(place.read(name)).catch(() => undefined)))
  return found.filter(isKept<A>).reduce<Kept<A>>(together, nothing)
}

/** Whether at least one place keeps it. */
export async function writeAll(places: readonly Place[], name: string, kept: Kept<Told>): Promise<boolean> {
  const done = await Promise.all(
    places.map((place) =>
      inTime(place.write(name, kept)).then(
        () => true,
        () => false,
      ),
    ),
  )
  return done.some((kept) => kept)
}

export const inStorage: Place = {
  read: (name) => Promise.resolve().then(() => JSON.parse(localStorage.getItem(name) ?? 'null') as unknown),
  write: (name, kept) => Promise.resolve().then(() => localStorage.setItem(name, JSON.stringify(kept))),
}

const table = 'answers'

function database(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open('needledrop', 1)
    asked.onupgradeneeded = () => asked.result.createObjectStore(table)
    asked.onsuccess = () => resolve(asked.result)
    asked.onerror = () => reject(asked.error ?? new Error('no database'))
    asked.onblocked = () => reject(new Error('the database is blocked'))
  })
}

async function within<T>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const open = await database()
  try {
    return await new Promise<T>((resolve, reject) => {
      const transaction = open.transaction(table, mode)
      const asked = work(transaction.objectStore(table))
      transaction.oncomplete = () => resolve(asked.result)
      transaction.onabort = () => reject(transaction.error ?? new Error('nothing was kept'))
    })
  } finally {
    open.close()
  }
}

export const inDatabase: Place = {
  read: (name) => within<unknown>('readonly', (store) => store.get(name) as IDBRequest<unknown>),
  // Svelte's state is no plain value: what is kept is.
  write: async (name, kept) => {
    await within('readwrite', (store) => store.put(JSON.parse(JSON.stringify(kept)), name))
  },
}
