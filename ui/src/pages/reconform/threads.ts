/** The geometry between two cuts: old above, new below, and what leads from one to the other. Pure. */

import type { FrameRate, Lane, PictureSpec, ReconformView, Shot, TriageCue } from '../../generated'
import { frameLength } from '../../time/time'
import { hueNames, hueOf, labelOf, stepsFor, ticks as rulerTicks } from '../../timeline'

interface Stretch {
  readonly start: number
  readonly end: number
}

/** A box on one of the two lines, in pixels. */
export interface Box {
  readonly key: string
  readonly x: number
  readonly width: number
  /** What it covers of its cut, in flicks. */
  readonly span: Stretch
  readonly label: string
  /** Which of the six colours of scenes a shot has; one for all uses of a source. */
  readonly colour: number
}

/** A band from the old line to the new one: its four corners, left to right. */
interface Thread {
  readonly key: string
  readonly old: readonly [number, number]
  readonly new: readonly [number, number]
  readonly kind: 'kept' | 'moved' | 'retimed' | 'replaced'
}

/** What is seen of both lines: the same moments below each other. */
interface Sight {
  readonly start: number
  readonly perPixel: number
  readonly width: number
}

/** The part of both cuts around a cue, old place and new, with air on either side. */
export function sightOf(plan: ReconformView, cue: TriageCue | undefined, choice: number, width: number): Sight {
  const end = Math.max(plan.fromLength, plan.length)
  if (cue === undefined) return { start: 0, perPixel: Math.max(1, end / Math.max(1, width)), width }
  const span = cue.proposals[choice]?.span ?? cue.was
  const first = Math.min(cue.was.start, span.start)
  const last = Math.max(cue.was.end, span.end)
  const air = Math.max((last - first) * 0.35, frameLength(plan.fromRate) * 120)
  const start = Math.max(0, first - air)
  const stop = Math.min(end, last + air)
  return { start, perPixel: Math.max(1, (stop - start) / Math.max(1, width)), width }
}

export const xOf = (sight: Sight, at: number) => (at - sight.start) / sight.perPixel

function within(sight: Sight, start: number, end: number): boolean {
  return end > sight.start && start < sight.start + sight.width * sight.perPixel
}

/** A number from a name that is always the same: one source, one colour. */
export function colourOf(name: string): number {
  let sum = 0
  for (const letter of name.replace(/[_\-. ]v\d+/i, '')) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 997
  return (sum % 6) + 1
}

const spanOf = ({ at, length }: Shot, frame: number): Stretch => ({ start: at * frame, end: (at + length) * frame })

/** How much of a stretch others cover, which do not overlap. */
export function coverOf({ start, end }: Stretch, by: readonly { readonly span: Stretch }[]): 'none' | 'part' | 'whole' {
  const covered = by.reduce(
    (sum, { span }) => sum + Math.max(0, Math.min(end, span.end) - Math.max(start, span.start)),
    0,
  )
  if (covered <= 0) return 'none'
  return covered >= end - start ? 'whole' : 'part'
}

/** `1 new, 2 gone, 3 trimmed, 1 moved`: shots by what became of them; what is not there is left out. */
export function pictureWords({ picture, shots, fromShots, fromRate, cut }: ReconformView): string {
  const count = (list: readonly Shot[], frame: number, by: readonly { readonly span: Stretch }[], cover: string) =>
    list.filter((shot) => coverOf(spanOf(shot, frame), by) === cover).length
  const [before, now] = [frameLength(fromRate), frameLength(cut.rate)]
  const parts: readonly (readonly [number, string])[] = [
    [count(shots, now, picture.inserted, 'whole'), 'new'],
    [count(fromShots, before, picture.gone, 'whole'), 'gone'],
    [count(fromShots, before, picture.gone, 'part'), 'trimmed'],
    [count(shots, now, picture.inserted, 'part'), 'extended'],
    [picture.moved.length, 'moved'],
  ]
  const said = parts.filter(([many]) => many > 0).map(([many, word]) => `${many} ${word}`)
  return said.length === 0 ? 'the same picture' : said.join(', ')
}

export function shotBoxes(shots: readonly Shot[], frame: number, sight: Sight): readonly Box[] {
  return shots
    .filter((shot) => within(sight, shot.at * frame, (shot.at + shot.length) * frame))
    .map((shot) => ({
      key: `${shot.at}`,
      x: xOf(sight, shot.at * frame),
      width: (shot.length * frame) / sight.perPixel,
      span: spanOf(shot, frame),
      label: shot.name === '' ? 'black' : shot.name,
      colour: shot.name === '' ? 0 : colourOf(shot.name),
    }))
}

const same = (a: PictureSpec, b: PictureSpec) => a.old.start < b.old.end && b.old.start < a.old.end

/** What is in both cuts, as bands; what replaced other picture lies over the band that it is part of. */
export function threads(plan: ReconformView, sight: Sight): readonly Thread[] {
  const { kept, moved, retimed, replaced } = plan.picture
  const kind = (piece: PictureSpec): Thread['kind'] => {
    if (moved.some((one) => same(one, piece))) return 'moved'
    return retimed.some((one) => same(one, piece)) ? 'retimed' : 'kept'
  }
  const band = (piece: PictureSpec, kind: Thread['kind']): Thread => ({
    key: `${kind} ${piece.old.start}`,
    old: [xOf(sight, piece.old.start), xOf(sight, piece.old.end)],
    new: [xOf(sight, piece.new.start), xOf(sight, piece.new.end)],
    kind,
  })
  const seen = (piece: PictureSpec) =>
    within(sight, piece.old.start, piece.old.end) || within(sight, piece.new.start, piece.new.end)
  return [
    ...kept.filter(seen).map((piece) => band(piece, kind(piece))),
    ...replaced.filter(seen).map((piece) => band(piece, 'replaced')),
  ]
}

/** A band as the path of a drawing `height` tall, its sides bent so that the eye follows them. */
export function bandPath({ old, new: fresh }: Thread, height: number): string {
  const half = height / 2
  const [a, b, c, d] = [old[0], old[1], fresh[1], fresh[0]].map((x) => x.toFixed(1))
  return `M${a} 0 L${b} 0 C${b} ${half} ${c} ${half} ${c} ${height} L${d} ${height} C${d} ${half} ${a} ${half} ${a} 0 Z`
}

/** Moments of a ruler with their labels: about one every `apart` pixels, at round labels of the cut's own timecode. */
export function ticks(
  sight: Sight,
  apart: number,
  start: number,
  rate: FrameRate,
): readonly { at: number; label: string }[] {
  const frame = frameLength(rate)
  const { major } = stepsFor(rate, frame / sight.perPixel, apart, apart)
  // Steps finer than a second are for whom frames matter; here a second is the least.
  const step = 'frames' in major ? { seconds: 1 } : major
  const first = Math.ceil(sight.start / frame)
  const last = Math.floor((sight.start + sight.width * sight.perPixel) / frame)
  return rulerTicks(rate, start, first, last, step).map((tick) => ({ at: tick.at, label: labelOf(tick.frame, rate) }))
}

/** The token of the colour that a cue has on the timeline: that of its pick's lane; grey where it has no music. */
export function bodyOf(lane: Lane | undefined): string {
  return `${lane === undefined ? '--grey' : hueNames[hueOf(lane)]}-body`
}
