/** Collections that are replaced whole when they change, as views of the core are. */

/** A map with one entry set, or left out where `value` is null. */
export function withEntry<Key, Value>(
  map: ReadonlyMap<Key, Value>,
  key: Key,
  value: Value | null,
): ReadonlyMap<Key, Value> {
  const next = new Map(map)
  if (value === null) next.delete(key)
  else next.set(key, value)
  return next
}

/** An empty map, typed. */
export function noEntries<Key, Value>(): ReadonlyMap<Key, Value> {
  return new Map()
}

/** Items for being asked whether they hold one. */
export function setOf<Item>(items: Iterable<Item>): ReadonlySet<Item> {
  return new Set(items)
}

/** A small number that tells texts apart, the same each time. */
export function hashOfText(text: string): number {
  let hash = 7
  for (let at = 0; at < text.length; at += 1) hash = (hash * 31 + text.charCodeAt(at)) >>> 0
  return hash
}
