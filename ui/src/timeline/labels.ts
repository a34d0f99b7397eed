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
    context.font = face.font
    const width = Math.max(1, Math.ceil(context.measureText(words).width) + 2)
    canvas.width = width
    canvas.height = face.height
    context.font = face.font
    context.fillText(words, 1, Math.round(face.height * 0.75))
    const { data } = context.getImageData(0, 0, width, face.height)
    const coverage = new Uint8Array(width * face.height)
    for (let at = 0; at < coverage.length; at++) coverage[at] = data[4 * at + 3] ?? 0
    const first = coverage.findIndex((share) => share > 0)
    const last = coverage.findLastIndex((share) => share > 0)
    const inkTop = Math.max(0, Math.floor(first / width))
    return { coverage, width, height: face.height, inkTop, inkBottom: Math.floor(last / width) + 1 }
  })
}
