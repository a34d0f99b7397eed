/** The files of a cut's picture, end to end: which is seen where, and what puts another in its place. */

import type { CutId, CutView, Edit } from '../../generated'

/** Which of them is seen at a point; undefined before the first begins. */
export function partAt<Part extends { readonly start: number }>(parts: readonly Part[], at: number): Part | undefined {
  return parts.findLast((part) => part.start <= at)
}

/** What is said where a picture has ended: that it has, or until when there is none, as `resumes` says it of the next file. */
export function endedWords(
  parts: readonly { readonly start: number }[],
  at: number,
  resumes: ((nth: number, start: number) => string) | undefined,
): string {
  const nth = parts.findIndex((part) => at < part.start)
  const next = parts[nth]
  return next === undefined || resumes === undefined ? 'Picture ends here' : resumes(nth, next.start)
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
