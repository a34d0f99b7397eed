/** The browser's storage; where it refuses, as it may to a page from a disk, a place that lasts as long as the page. */

export type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

/** A place that lasts as long as somebody holds it. */
export function passing(): Store {
  const kept = new Map<string, string>()
  return {
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, value) => void kept.set(name, value),
    removeItem: (name) => void kept.delete(name),
  }
}

/** What is kept for a page: over its windows, and as long as the one that it is in. */
export interface Stores {
  readonly lasting: Store
  readonly window: Store
}

const probed = (store: Store): Store => {
  const probe = 'needledrop probe'
  store.setItem(probe, '1')
  store.removeItem(probe)
  return store
}

export function storage(): Store {
  try {
    return probed(localStorage)
  } catch {
    return passing()
  }
}

/** The storage of this window of the browser. */
export function windowStorage(): Store {
  try {
    return probed(sessionStorage)
  } catch {
    return passing()
  }
}
