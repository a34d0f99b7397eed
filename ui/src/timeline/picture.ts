// Pixels in memory that a canvas shows.

import { surface, type Surface } from './raster'

/** Pixels in memory and the surface over them. */
export interface Picture {
  readonly image: ImageData
  readonly surface: Surface
}

/** A picture of a size: the same one where it fits. */
export function sized(picture: Picture | undefined, width: number, height: number): Picture {
  if (picture?.image.width === width && picture.image.height === height) return picture
  const image = new ImageData(width, height)
  return { image, surface: surface(new Uint32Array(image.data.buffer), width, height) }
}

/** Moves the pixels of a picture to the left; what comes in at the other side is for drawing on. */
export function shift(picture: Picture | undefined, by: number): void {
  // All rows in one go: what runs over from one row into the next lies in the columns that come in.
  picture?.surface.pixels.copyWithin(Math.max(0, -by), Math.max(0, by))
}
