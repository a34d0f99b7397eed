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

export function storage(): Store {
  try {
    const probe = 'needledrop probe'
    localStorage.setItem(probe, '1')
    localStorage.removeItem(probe)
    return localStorage
  } catch {
    return passing()
  }
}
