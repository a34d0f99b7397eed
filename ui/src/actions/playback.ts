/** Playing, stopping, and moving the playhead. */

import type { CutView, Position } from '../generated'
import { cueOnReview, playCue } from '../pages/review/review.svelte'
import { sceneAt, session } from '../lib/session.svelte'
import { selection } from '../lib/selection.svelte'
import { stage } from '../lib/stage.svelte'
import { flicksPerSecond, flicks, frameAt, frameLength, frameStart } from '../time/time'
import {
  audition,
  loop,
  playhead,
  playOrStop,
  playSpan,
  scrubCut,
  seekCut,
  shuttle,
  stop,
  transport,
} from '../lib/sound/transport.svelte'
import { openMenu } from '../lib/menu.svelte'
import { rollAfter, rollBefore, scrubSound } from '../lib/preferences.svelte'
import { say } from '../lib/toasts.svelte'
import { always, withCut, type Action, type Context } from './action'

async function playHere({ page, cut }: Context): Promise<void> {
  const track = selection.tracks[0]
  if (page === 'library' && !transport.view.playing && track !== undefined) {
    await audition(track, flicks(0))
    return
  }
  const cue = page === 'review' ? cueOnReview(cut) : undefined
  if (cue !== undefined) await playCue(cue)
  else await playOrStop(session.cutId)
}

/** Moves the playhead by whole frames from the frame it stands on. */
function stepFrames(cut: CutView, frames: number): Promise<void> {
  const { rate, length, id } = cut.cut
  const last = Math.max(0, frameAt(length - 1, rate))
  const frame = Math.min(last, Math.max(0, frameAt(playhead(), rate) + frames))
  return scrubCut(id, frameStart(frame, rate))
}

const framesInSecond = (cut: CutView) => Math.round(flicksPerSecond / frameLength(cut.cut.rate))

async function toEdit(cut: CutView, at: Position | undefined): Promise<void> {
  if (at !== undefined) await seekCut(cut.cut.id, at)
}

/** Repeats what is selected, else the scene under the playhead; if it repeats already, no longer. */
async function toggleLoop({ cut }: Context): Promise<void> {
  if (transport.view.range !== null) {
    await loop(null)
    return
  }
  if (cut === null) return
  const chosen = stage.timeline?.selectedTime()
  const scene = sceneAt(cut, playhead())
  if (chosen !== undefined) await loop(chosen)
  else if (scene !== undefined) await loop({ start: scene.inPoint, end: scene.outPoint })
}

/** Plays up to the playhead and on from it, and comes back. */
function playAround(cut: CutView): Promise<void> {
  const at = playhead()
  return playSpan(cut.cut.id, at - before(), at + after(), at)
}

/** Plays what is selected with what comes before and after it, and comes back. */
function playSelection(cut: CutView): Promise<void> | undefined {
  const chosen = stage.timeline?.selectedTime() ?? transport.view.range ?? undefined
  if (chosen === undefined) {
    say('Select what to play, or set a range.')
    return undefined
  }
  return playSpan(cut.cut.id, chosen.start - before(), chosen.end + after(), playhead())
}

/** Plays from the hit that is selected, else from the last one that the playhead has reached. */
async function playFromHit(cut: CutView): Promise<void> {
  const { hit: chosen } = selection.onCut
  const reached = (at: Position) => (chosen.size > 0 ? true : at <= playhead())
  const hit = cut.hits
    .filter((one) => (chosen.size === 0 || chosen.has(one.id)) && reached(one.at))
    .toSorted((a, b) => b.at - a.at)[0]
  if (hit === undefined) {
    say('There is no hit before the playhead. M marks one.')
    return
  }
  await seekCut(cut.cut.id, hit.at)
  if (!transport.view.playing) await playOrStop(cut.cut.id)
}

const before = () => rollBefore.value * flicksPerSecond
const after = () => rollAfter.value * flicksPerSecond

/** Seconds that can be chosen for what is played before and after. */
const rolls = [0, 0.5, 1, 2, 3, 5, 10]

function chooseRoll(roll: typeof rollBefore, what: string): void {
  const box = document.querySelector('[data-testid="play"]')?.getBoundingClientRect()
  const at = { clientX: box?.left ?? 200, clientY: box?.bottom ?? 200 }
  const entries = rolls.map((seconds) => ({
    title: `${seconds === roll.value ? '✓ ' : ''}${seconds === 0 ? 'None' : `${seconds} s`}`,
    run: () => {
      roll.value = seconds
      say(seconds === 0 ? `No ${what}.` : `${seconds} s of ${what}.`)
    },
  }))
  openMenu(at, entries, { testid: 'rolls' })
}

/** An action that moves on the cut. */
function move(id: string, title: string, keys: string[], run: (cut: CutView) => unknown): Action {
  return {
    id,
    title,
    group: 'Playback',
    keys,
    pages: ['spot', 'review'],
    enabled: withCut,
    run: ({ cut }) => (cut === null ? undefined : run(cut)),
  }
}

export const playbackActions: readonly Action[] = [
  { id: 'play.toggle', title: 'Play or stop', group: 'Playback', keys: ['Space'], enabled: always, run: playHere },
  move('play.backwards', 'Play backwards, faster with each press', ['J'], (cut) => shuttle(cut.cut.id, -1)),
  move('play.stop', 'Stop', ['K'], stop),
  move('play.forwards', 'Play forwards, faster with each press', ['L'], (cut) => shuttle(cut.cut.id, 1)),
  move('play.frameBack', 'Previous frame', ['ArrowLeft'], (cut) => stepFrames(cut, -1)),
  move('play.frameOn', 'Next frame', ['ArrowRight'], (cut) => stepFrames(cut, 1)),
  move('play.secondBack', 'Back one second', ['Shift+ArrowLeft'], (cut) => stepFrames(cut, -framesInSecond(cut))),
  move('play.secondOn', 'Forward one second', ['Shift+ArrowRight'], (cut) => stepFrames(cut, framesInSecond(cut))),
  {
    ...move('play.editBack', 'Previous edit', ['ArrowUp'], (cut) => toEdit(cut, stage.timeline?.previousEdit())),
    pages: ['spot'],
  },
  {
    ...move('play.editOn', 'Next edit', ['ArrowDown'], (cut) => toEdit(cut, stage.timeline?.nextEdit())),
    pages: ['spot'],
  },
  {
    ...move('play.pageBack', 'Scroll back one screen', ['PageUp'], () => stage.timeline?.page(-1)),
    pages: ['spot'],
  },
  {
    ...move('play.pageOn', 'Scroll forward one screen', ['PageDown'], () => stage.timeline?.page(1)),
    pages: ['spot'],
  },
  {
    ...move('play.around', 'Play around the playhead', ['Shift+Space'], playAround),
    also: ['pre-roll', 'post-roll', 'audition edit'],
  },
  {
    ...move('play.selection', 'Play the selection with pre-roll and post-roll', ['Shift+P'], playSelection),
    pages: ['spot'],
  },
  { ...move('play.fromHit', 'Play from the hit', ['H'], playFromHit), pages: ['spot'] },
  {
    ...move('play.preRoll', 'Pre-roll…', [], () => {
      chooseRoll(rollBefore, 'pre-roll')
    }),
    pages: ['spot'],
  },
  {
    ...move('play.postRoll', 'Post-roll…', [], () => {
      chooseRoll(rollAfter, 'post-roll')
    }),
    pages: ['spot'],
  },
  {
    ...move('play.scrubSound', 'Sound while the playhead is moved', ['Shift+S'], () => {
      scrubSound.value = !scrubSound.value
      say(
        scrubSound.value
          ? 'A moment of sound is heard where the playhead is put.'
          : 'The playhead is moved in silence.',
      )
    }),
    also: ['scrub', 'blip'],
    pages: ['spot'],
  },
  move('play.start', 'Go to the start', ['Home'], (cut) => seekCut(cut.cut.id, 0)),
  move('play.end', 'Go to the end', ['End'], (cut) => stepFrames(cut, Number.MAX_SAFE_INTEGER)),
  {
    id: 'play.device',
    title: 'Sound device…',
    also: ['audio device', 'output', 'latency', 'buffer size', 'interface', 'headphones', 'lip sync', 'picture offset'],
    group: 'Playback',
    keys: [],
    enabled: always,
    run: () => {
      stage.sound = true
    },
  },
  {
    id: 'play.loop',
    title: 'Loop the selection or the scene',
    also: ['repeat', 'cycle'],
    group: 'Playback',
    keys: ['Mod+L'],
    pages: ['spot'],
    enabled: withCut,
    run: toggleLoop,
  },
]
