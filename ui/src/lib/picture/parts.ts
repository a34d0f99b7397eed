/** The files of a cut's picture, end to end: which is seen where, and what puts another in its place. */

import type { CutId, CutView, Edit } from '../../generated'

/** Which of them is seen at a point; undefined before the first begins. */
export function partAt<Part extends { readonly start: number }>(parts: readonly Part[], at: number): Part | undefined {
  return parts.findLast((part) => part.start <= at)
}

/** The edit that puts a file in the place of one of them, or behind all (`nth` as many as there are). */
export function withFile(cut: CutView, nth: number, path: string): Edit {
  const id: CutId = cut.cut.id
  if (nth === 0) return { type: 'editCut', cut: id, set: { picture: path } }
  const others = cut.pictureParts.slice(1).map(({ path, start }) => ({ path, start }))
  const known = others[nth - 1]
  const pictures =
    known === undefined ? [...others, { path }] : others.map((one) => (one === known ? { ...one, path } : one))
  return { type: 'setReelPictures', cut: id, pictures, lengthen: known === undefined }
}
