/** Carrying a theme from its row over the map, onto a scene that is asked for a statement of it. */

import type { EpisodeId, MapEpisode, Scene, ThemeLine, ThemeMap } from '../../generated'
import { noEntries, withEntry } from '../../lib/lists/collections'
import * as ipc from '../../lib/ipc'
import { attempt, say } from '../../lib/toasts.svelte'
import { spotAt } from './map'
import { askFor } from './season.svelte'

/** Pixels that a press moves before it carries. */
const threshold = 4
/** How near to an edge what can be scrolled goes on, and how far with each picture, in pixels. */
const edge = 28
const pace = 10

class Carried {
  line = $state.raw<ThemeLine | undefined>()
  /** Where the pointer is, in the window. */
  at = $state.raw({ x: 0, y: 0 })
  /** The episode whose scenes are offered. */
  episode = $state.raw<MapEpisode | undefined>()
  /** What it would be dropped on. */
  scene = $state.raw<Scene | undefined>()
  /** The scenes of the episodes that it was carried over, in the newest cut of each. */
  scenes = $state.raw<ReadonlyMap<EpisodeId, readonly Scene[]>>(noEntries())
}

export const carried = new Carried()

async function read(episode: MapEpisode): Promise<void> {
  if (episode.cut === null || carried.scenes.has(episode.id)) return
  const view = await attempt(ipc.ask('cut', { cut: episode.cut }))
  if (view === undefined || carried.line === undefined) return
  carried.scenes = withEntry(carried.scenes, episode.id, view.scenes)
  find()
}

let map: ThemeMap | undefined

/** Finds what is under the pointer: a scene of the strip, or the scene that runs at that place of the map. */
function find(): void {
  const { x, y } = carried.at
  const under = document.elementFromPoint(x, y)
  const own = under?.closest<HTMLElement>('[data-scene]')
  if (own || under?.closest('[data-scene-strip]')) {
    const scenes = carried.episode && carried.scenes.get(carried.episode.id)
    carried.scene = own ? scenes?.find((scene) => String(scene.id) === own.dataset.scene) : undefined
    return
  }
  const across = under?.closest('[data-across]')?.getBoundingClientRect()
  const spot = across && map && spotAt(map, (x - across.left) / across.width)
  carried.scene = undefined
  if (spot === undefined) return
  carried.episode = spot.episode
  carried.scene = carried.scenes
    .get(spot.episode.id)
    ?.find((scene) => scene.inPoint <= spot.at && spot.at < scene.outPoint)
  void read(spot.episode)
}

/** Goes on scrolling the map sideways, and the strip down and up, while the pointer rests at an edge of them. */
function scrollAtEdges(): void {
  const { x, y } = carried.at
  const towards = (at: number, from: number, to: number) => (at > to - edge ? pace : at < from + edge ? -pace : 0)
  const strip = document.querySelector('[data-scene-strip]')
  const box = strip?.getBoundingClientRect()
  if (strip && box && x > box.left && x < box.right && y > box.top - edge && y < box.bottom + edge) {
    strip.scrollBy(0, towards(y, box.top, box.bottom))
    return
  }
  const wide = document.querySelector('[data-across]')?.closest('.scroll')
  const seen = wide?.getBoundingClientRect()
  if (wide && seen && y > seen.top && y < seen.bottom && x > seen.left)
    wide.scrollBy(towards(x, seen.left, seen.right), 0)
}

/** Begins with a press on the row of a theme; where it moves, the theme is carried until it is let go. */
export function carryTheme(line: ThemeLine, over: ThemeMap, pressed: PointerEvent): void {
  if (pressed.button !== 0) return
  const life = new AbortController()
  const options = { signal: life.signal, capture: true }
  const isCarried = () => carried.line !== undefined
  let picture = 0

  const end = () => {
    life.abort()
    cancelAnimationFrame(picture)
    Object.assign(carried, { line: undefined, episode: undefined, scene: undefined, scenes: noEntries() })
    map = undefined
  }
  const follow = ({ clientX: x, clientY: y }: PointerEvent) => {
    if (!isCarried() && Math.hypot(x - pressed.clientX, y - pressed.clientY) < threshold) return
    if (!isCarried()) picture = requestAnimationFrame(scroll)
    map = over
    carried.line = line
    carried.at = { x, y }
    find()
  }
  const scroll = () => {
    scrollAtEdges()
    find()
    picture = requestAnimationFrame(scroll)
  }
  const drop = () => {
    const { scene } = carried
    const wasCarried = isCarried()
    end()
    if (!wasCarried) return
    if (scene !== undefined) void askFor(line.id, scene.id)
    else say(`Drop ${line.name} on a scene of the map to ask for a statement there.`, 'note')
  }
  window.addEventListener('pointermove', follow, options)
  window.addEventListener('pointerup', drop, options)
  window.addEventListener('pointercancel', end, options)
  window.addEventListener('blur', end, options)
  window.addEventListener(
    'keydown',
    (event) => {
      if (event.key !== 'Escape' || !isCarried()) return
      event.preventDefault()
      event.stopPropagation()
      end()
    },
    options,
  )
}
