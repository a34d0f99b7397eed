/** Words at points of a plane that may lie too close to be read: each keeps clear of those before it. */

interface Word {
  readonly word: string
  readonly valence: number
  readonly arousal: number
}

/** Pixels. */
interface Box {
  readonly width: number
  readonly height: number
}

interface Placed {
  readonly x: number
  readonly y: number
}

/** Pixels of a letter, of a line, and of what stands around a word. */
const letter = 6.2
const line = 14
const around = 6
/** Lines that a word goes up or down at most. */
const farthest = 6

/** Where the middle of each word stands, from the top left. */
export function spread(words: readonly Word[], { width, height }: Box): ReadonlyMap<string, Placed> {
  const placed = new Map<string, Placed>()
  const wide = (word: string) => word.length * letter + around
  const isFree = (word: string, at: Placed) =>
    [...placed].every(
      ([other, there]) =>
        Math.abs(there.x - at.x) >= (wide(word) + wide(other)) / 2 || Math.abs(there.y - at.y) >= line,
    )
  for (const { word, valence, arousal } of words) {
    const own = { x: (width * (100 + valence * 0.92)) / 200, y: (height * (100 - arousal * 0.92)) / 200 }
    const steps = Array.from({ length: 2 * farthest + 1 }, (_, at) => Math.ceil(at / 2) * (at % 2 === 0 ? -1 : 1))
    const free = steps.map((step) => ({ x: own.x, y: own.y + step * line })).find((at) => isFree(word, at))
    placed.set(word, free ?? own)
  }
  return placed
}
