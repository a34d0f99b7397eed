/** Whether two plain values say the same, all the way down: asked of each move of the pointer, so nothing is written out. */
export function alike(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  const [own, other] = [Object.entries(a), new Map<string, unknown>(Object.entries(b))]
  return own.length === other.size && own.every(([name, value]) => other.has(name) && alike(value, other.get(name)))
}
