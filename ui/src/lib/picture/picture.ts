/** Keeping a `<video>` on the sound's clock: within a frame while it plays, on the exact frame while it stands. */

import { flicksPerSecond } from '../../time/time'

/** The sound's clock, as the picture follows it. */
export interface SoundClock {
  /** Flicks from the first frame. */
  readonly position: number
  readonly playing: boolean
  readonly rate: number
}

/** What to do to a picture that plays. `bend` is how its speed is bent from then on. Times are in seconds. */
type Correction =
  { readonly kind: 'none' } | { readonly kind: 'speed'; readonly bend: Bend } | { readonly kind: 'seek' }

/** Hurried, as the sound goes, or held back. */
type Bend = 1 | 0 | -1

/** Drift, in frames, at which the picture's speed is bent, and at which it seeks. */
const bendAt = 0.6
const seekAt = 6

/** How far a speed is bent: more would be seen. */
const bendBy = 0.15

/** Seconds that a change of speed costs a media engine, until they are measured, and the most that is believed. */
const firstCost = 0.025
const mostCost = 0.1

/** Ticks after a change before the drift is judged again: the engine's own time jumps about meanwhile. */
const settle = 15
const settleBent = 6
/** How much the newest drift counts in the average by which a bend begins. */
const newest = 0.2

/** Ticks after a seek from a running picture until it is sought once more: the engine may still have shown a frame. */
const confirmAfter = 12

/** Speeds at which a web view still plays; beyond them, and backwards, single frames are shown. */
const fastestPlayed = 4

/** The time that shows a frame: its middle. At its start VP8 and VP9 still show the frame before. */
export function timeOfFrame(frame: number, frameFlicks: number): number {
  return ((frame + 0.5) * frameFlicks) / flicksPerSecond
}

/** Whether the picture can play along at all, or is moved frame by frame. */
export function playsAlong(clock: SoundClock): boolean {
  return clock.playing && clock.rate > 0 && clock.rate <= fastestPlayed
}

/**
 * How to bring a playing picture back to the sound. `drift` is how far the picture is ahead, in seconds; `cost` what it
 * falls behind by each change of speed, when the media engine flushes. So a speed is bent once and kept, and let go
 * when the picture is ahead by what letting go will cost.
 */
export function correction(drift: number, frameSeconds: number, rate: number, bend: Bend, cost: number): Correction {
  const frames = Math.abs(drift) / frameSeconds
  if (frames > seekAt * Math.max(1, rate)) return { kind: 'seek' }
  switch (bend) {
    case 0:
      return frames > bendAt ? { kind: 'speed', bend: drift < 0 ? 1 : -1 } : { kind: 'none' }
    case 1:
      return drift >= cost ? { kind: 'speed', bend: 0 } : { kind: 'none' }
    case -1:
      return drift <= cost ? { kind: 'speed', bend: 0 } : { kind: 'none' }
  }
}

function bent(rate: number, bend: Bend): number {
  return Math.round(rate * (1 + bend * bendBy) * 100) / 100
}

type Video = Pick<
  HTMLVideoElement,
  | 'currentTime'
  | 'playbackRate'
  | 'paused'
  | 'seeking'
  | 'readyState'
  | 'duration'
  | 'muted'
  | 'volume'
  | 'play'
  | 'pause'
>

/** Follows the clock with a video element; `tick` is called with every frame of the screen. */
export class PictureFollower {
  readonly #video: Video
  readonly #frame: number
  /** The frame that was last sought. */
  #sought = -1
  /** Ticks until the frame that is stood on is sought once more; 0 when it need not be. */
  #confirming = 0
  #bend: Bend = 0
  #starting = false
  /** The drift lately, in seconds. */
  #drift = 0
  #cost = firstCost
  /** Ticks until the drift is judged again. */
  #settling = 0
  /** The drift when a speed was let go, until what that cost is seen. */
  #letGoAt: number | undefined

  constructor(video: Video, frameFlicks: number) {
    this.#video = video
    this.#frame = frameFlicks
  }

  tick(clock: SoundClock): void {
    // Media engines let the mute fall when the speed changes; the picture's own sound is never heard from here.
    if (!this.#video.muted) this.#video.muted = true
    if (this.#video.volume > 0) this.#video.volume = 0
    if (this.#video.readyState < 1) return
    const within = clock.position / flicksPerSecond < this.#video.duration
    if (playsAlong(clock) && within) this.#follow(clock)
    else this.#stand(clock.position)
  }

  /** Puts the picture on the exact frame of the position. */
  #stand(position: number): void {
    if (!this.#video.paused) {
      this.#video.pause()
      this.#confirming = confirmAfter
    }
    const frame = Math.max(0, Math.floor(position / this.#frame))
    // One seek at a time: the newest wish is met when the last is done.
    if (this.#video.seeking) return
    if (frame === this.#sought) {
      if (this.#confirming === 0) return
      this.#confirming -= 1
      if (this.#confirming > 0) return
    }
    this.#sought = frame
    const last = Math.max(0, this.#video.duration - this.#frame / flicksPerSecond / 2)
    this.#video.currentTime = Math.min(last, timeOfFrame(frame, this.#frame))
  }

  #follow(clock: SoundClock): void {
    this.#sought = -1
    if (this.#video.paused) {
      this.#start(clock)
      return
    }
    if (this.#video.seeking) return
    const wanted = clock.position / flicksPerSecond
    const drift = this.#video.currentTime - wanted
    // The sound itself may go faster or slower by now.
    if (this.#video.playbackRate !== bent(clock.rate, this.#bend)) this.#run(clock.rate, this.#bend)
    if (this.#settling > 0) {
      this.#settling -= 1
      this.#drift = drift
      if (this.#settling === 0 && this.#letGoAt !== undefined) {
        const cost = Math.min(mostCost, Math.max(0, this.#letGoAt - drift))
        this.#cost += (cost - this.#cost) / 2
        this.#letGoAt = undefined
      }
      return
    }
    this.#drift += (drift - this.#drift) * newest
    const judged = this.#bend === 0 ? this.#drift : drift
    const mend = correction(judged, this.#frame / flicksPerSecond, clock.rate, this.#bend, this.#cost)
    switch (mend.kind) {
      case 'none':
        return
      case 'seek':
        this.#video.currentTime = wanted
        this.#settling = settle
        return
      case 'speed':
        if (mend.bend === 0) this.#letGoAt = drift
        this.#run(clock.rate, mend.bend)
    }
  }

  #run(rate: number, bend: Bend): void {
    this.#bend = bend
    this.#video.playbackRate = bent(rate, bend)
    this.#settling = bend === 0 ? settle : settleBent
  }

  #start(clock: SoundClock): void {
    if (this.#starting) return
    this.#starting = true
    this.#bend = 0
    this.#letGoAt = undefined
    this.#settling = settle
    this.#video.playbackRate = clock.rate
    void this.#video.play().then(
      () => (this.#starting = false),
      // A picture that was stopped before it began; the next tick decides anew.
      () => (this.#starting = false),
    )
  }
}
