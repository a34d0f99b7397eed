/** Waveforms as they come with a page: signed bytes in base64, a pair a column. */

const known = new Map<string, Int8Array>()

export function columnsOf(base64: string): Int8Array {
  const found = known.get(base64)
  if (found !== undefined) return found
  const columns = Int8Array.from(atob(base64), (letter) => (letter.charCodeAt(0) << 24) >> 24)
  known.set(base64, columns)
  return columns
}
