/** Where the chart of a season's arcs draws what: episodes stand beside each other, all equally wide. */

import type { Apart, ArcStep, EpisodeArc, Position } from '../../generated'

/** Pixels. */
interface Box {
  readonly width: number
  readonly height: number
}

/** Pixels above 10, where the words of what is marked stand clear of the lines, and below 0. */
const above = 22
const below = 10
const most = 10

export function xOf(episodes: readonly EpisodeArc[], box: Box, episode: number, share: number): number {
  return (box.width * (episode + Math.min(1, Math.max(0, share)))) / Math.max(1, episodes.length)
}

export function yOf(box: Box, value: number): number {
  return box.height - below - (Math.min(most, Math.max(0, value)) / most) * (box.height - above - below)
}

/** The line of one value over the season as an SVG path; it breaks where there is none. */
export function pathOf(episodes: readonly EpisodeArc[], box: Box, value: (step: ArcStep) => number | null): string {
  const parts: string[] = []
  episodes.forEach(({ steps }, episode) => {
    let drawing = false
    steps.forEach((step, at) => {
      const own = value(step)
      if (own !== null) {
        const x = xOf(episodes, box, episode, (at + 0.5) / steps.length)
        parts.push(`${drawing ? 'L' : 'M'}${x.toFixed(1)} ${yOf(box, own).toFixed(1)}`)
      }
      drawing = own !== null
    })
  })
  return parts.join('')
}

/** The line of one value over a cut that has the box for itself; it breaks where there is none. */
export function overPath(steps: readonly ArcStep[], box: Box, value: (step: ArcStep) => number | null): string {
  let drawing = false
  const parts = steps.map((step, at) => {
    const own = value(step)
    const begins = !drawing
    drawing = own !== null
    if (own === null) return ''
    const x = (box.width * (at + 0.5)) / steps.length
    return `${begins ? 'M' : 'L'}${x.toFixed(1)} ${yOf(box, own).toFixed(1)}`
  })
  return parts.join('')
}

/** The ground under the intensity: one area for each stretch in which somebody set it. */
export function groundOf(episodes: readonly EpisodeArc[], box: Box): string {
  const parts: string[] = []
  episodes.forEach(({ steps }, episode) => {
    const x = (at: number) => xOf(episodes, box, episode, at / steps.length).toFixed(1)
    const bottom = yOf(box, 0).toFixed(1)
    let from: number | undefined
    steps.forEach(({ intensity }, at) => {
      if (intensity === null) {
        if (from !== undefined) parts.push(`L${x(at)} ${bottom}Z`)
        from = undefined
        return
      }
      if (from === undefined) parts.push(`M${x(at)} ${bottom}`)
      from ??= at
      const y = yOf(box, intensity).toFixed(1)
      parts.push(`L${x(at)} ${y}L${x(at + 1)} ${y}`)
    })
    if (from !== undefined) parts.push(`L${x(steps.length)} ${bottom}Z`)
  })
  return parts.join('')
}

/** A moment of the season. */
export interface Moment {
  readonly episode: EpisodeArc
  readonly step: ArcStep
  readonly x: number
}

/** What is under a point of the chart. */
export function momentAt(episodes: readonly EpisodeArc[], box: Box, x: number): Moment | undefined {
  const place = (Math.min(Math.max(0, x), box.width - 1) / Math.max(1, box.width)) * episodes.length
  const index = Math.floor(place)
  const episode = episodes[index]
  if (episode === undefined || episode.steps.length === 0) return undefined
  const at = Math.min(episode.steps.length - 1, Math.floor((place - index) * episode.steps.length))
  const step = episode.steps[at]
  if (step === undefined) return undefined
  return { episode, step, x: xOf(episodes, box, index, (at + 0.5) / episode.steps.length) }
}

/** From where to where a scene reaches that is worth marking; as wide as can be seen at least. */
export function bandOf(episodes: readonly EpisodeArc[], box: Box, apart: Apart): { left: number; width: number } {
  const index = episodes.findIndex((episode) => episode.id === apart.episode)
  const length = episodes[index]?.length ?? 1
  const place = (at: Position) => xOf(episodes, box, Math.max(0, index), at / Math.max(1, length))
  const left = place(apart.at)
  return { left, width: Math.max(3, place(apart.until) - left) }
}
