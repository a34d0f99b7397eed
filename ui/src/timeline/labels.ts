// Words as masks: set once by the canvas, then blended by the rasteriser as often as they are seen.

import type { Mask } from './raster'

/** A cut of type. */
export interface Face {
  readonly font: string
  /** Height of the mask in device pixels; the baseline stands at three quarters. */
  readonly height: number
}

export interface Labels {
  mask(words: string, face: Face): Mask
  /** Forgets all: the fonts have loaded, or the pixel ratio has changed. */
  clear(): void
}

/** More masks than this are never in view at once. */
const mostMasks = 4000

/** Masks made by `draw` when first asked for. */
export function labelCache(draw: (words: string, face: Face) => Mask): Labels {
  // By face, then by words: putting the two together into one key would cost more than finding the mask.
  const faces = new Map<string, Map<string, Mask>>()
  const byFace = new WeakMap<Face, Map<string, Mask>>()
  const masksOf = (face: Face): Map<string, Mask> => {
    const known = byFace.get(face)
    if (known !== undefined) return known
    const key = `${face.font}|${face.height}`
    const masks = faces.get(key) ?? new Map<string, Mask>()
    faces.set(key, masks)
    byFace.set(face, masks)
    return masks
  }
  return {
    mask(words, face) {
      const masks = masksOf(face)
      const known = masks.get(words)
      if (known !== undefined) return known
      if (mostMasks <= masks.size) masks.clear()
      const mask = draw(words, face)
      masks.set(words, mask)
      return mask
    },
    clear: () => {
      for (const masks of faces.values()) masks.clear()
    },
  }
}

/** Sets words on a canvas of its own and keeps how much of each pixel they cover. */
export function canvasLabels(): Labels {
  const canvas = document.createElement('canvas')
  const context = canvas.getContext('2d', { willReadFrequently: true })
  return labelCache((words, face) => {
    if (context === null || words === '') return { coverage: new Uint8Array(0), width: 0, height: 0 }
    if (context.font !== face.font) context.font = face.font
    const width = Math.max(1, Math.ceil(context.measureText(words).width) + 2)
    const { height } = face
    // The canvas only grows: another size each time would cost more than the words.
    if (canvas.width < width || canvas.height < height) {
      canvas.width = Math.max(canvas.width, width, 512)
      canvas.height = Math.max(canvas.height, height)
      context.font = face.font
    } else context.clearRect(0, 0, width, height)
    context.fillText(words, 1, Math.round(height * 0.75))
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
