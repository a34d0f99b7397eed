// Words as masks: set once by the canvas, then blended by the rasteriser as often as they are seen.

import type { Mask } from './raster'

/** A cut of type. */
export interface Face {
  readonly font: string
  /** Height of the mask in device pixels. */
  readonly height: number
}

/** Where words stand in their mask, in device pixels from its top: at three quarters. */
export function baselineOf(face: Face): number {
  return Math.round(face.height * 0.75)
}

export interface Labels {
  /** The words as a mask; empty for now if this frame has set as many new ones as it may. */
  mask(words: string, face: Face): Mask
  /** A new frame, which may set this many new masks. */
  begin(most: number): void
  /** Whether the frame had to leave some out. */
  readonly owes: boolean
  /** Forgets all: the fonts have loaded, or the pixel ratio has changed. */
  clear(): void
}

/** More masks than this of one face are never in view at once. */
const mostMasks = 4000

const nothing: Mask = { coverage: new Uint8Array(0), width: 0, height: 0 }

/** Masks made by `draw` when first asked for. */
export function labelCache(draw: (words: string, face: Face) => Mask): Labels {
  // By face, then by words: putting the two together into one key would cost more than finding the mask.
  let faces = new WeakMap<Face, Map<string, Mask>>()
  let left = Infinity
  let owes = false
  return {
    mask(words, face) {
      let masks = faces.get(face)
      if (masks === undefined) faces.set(face, (masks = new Map<string, Mask>()))
      const known = masks.get(words)
      if (known !== undefined) return known
      if (left <= 0) {
        owes = true
        return nothing
      }
      left -= 1
      if (mostMasks <= masks.size) masks.clear()
      const mask = draw(words, face)
      masks.set(words, mask)
      return mask
    },
    begin(most) {
      left = most
      owes = false
    },
    get owes() {
      return owes
    },
    clear() {
      faces = new WeakMap()
    },
  }
}

/**
 * Sets words on a canvas of its own and keeps how much of each pixel they cover. The web view sets dark type thinner than
 * light type: `colour` says which the words will be like.
 */
export function canvasLabels(colour: () => string): Labels {
  const canvas = document.createElement('canvas')
  const context = canvas.getContext('2d', { willReadFrequently: true })
  return labelCache((words, face) => {
    if (context === null || words === '') return nothing
    if (context.font !== face.font) context.font = face.font
    const width = Math.max(1, Math.ceil(context.measureText(words).width) + 2)
    const { height } = face
    // The canvas only grows: another size each time would cost more than the words.
    if (canvas.width < width || canvas.height < height) {
      canvas.width = Math.max(canvas.width, width, 512)
      canvas.height = Math.max(canvas.height, height)
      context.font = face.font
    } else context.clearRect(0, 0, width, height)
    context.fillStyle = colour()
    context.fillText(words, 1, baselineOf(face))
    const { data } = context.getImageData(0, 0, width, height)
    const coverage = new Uint8Array(width * height)
    let first = coverage.length
    let last = -1
    for (let at = 0; at < coverage.length; at++) {
      const share = data[4 * at + 3] ?? 0
      if (share === 0) continue
      coverage[at] = share
      first = Math.min(first, at)
      last = at
    }
    const inkTop = last < 0 ? 0 : Math.floor(first / width)
    return { coverage, width, height, inkTop, inkBottom: Math.floor(last / width) + 1 }
  })
}
