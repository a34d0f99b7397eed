/** Keeping a `<video>` on the sound's clock: within a frame while it plays, on the exact frame while it stands. */

/** The sound's clock, as the picture follows it. */
export interface SoundClock {
  /** Flicks from the first frame. */
  readonly position: number
  readonly playing: boolean
  readonly rate: number
}

/** What to do to a picture that plays. Times are in seconds. */
export type Correction =
  { readonly kind: 'none' } | { readonly kind: 'speed'; readonly rate: number } | { readonly kind: 'seek' }

const flicksPerSecond = 705_600_000

/** Drift, in frames, at which the picture's speed is bent, at which it is let go again, and at which it seeks. */
const bendAt = 0.5
const releaseAt = 0.12
const seekAt = 6

/** Seconds over which a drift is made good, and how far speed is bent at most: more would be seen. */
const mendOver = 0.4
const mostBend = 0.15

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
 * How to bring a playing picture back to the sound. `drift` is how far the picture is ahead, in seconds; `bent` says
 * whether its speed is bent already: it is then bent until the drift is nearly gone, so that it does not flutter.
 */
export function correction(drift: number, frameSeconds: number, rate: number, bent: boolean): Correction {
  const frames = Math.abs(drift) / frameSeconds
  if (frames > seekAt * Math.max(1, rate)) return { kind: 'seek' }
  if (frames > (bent ? releaseAt : bendAt)) {
    const bend = Math.max(-mostBend, Math.min(mostBend, -drift / mendOver))
    // In steps of a hundredth: every new speed costs the media engine a flush.
    return { kind: 'speed', rate: Math.round((rate + bend * rate) * 100) / 100 }
  }
  return bent ? { kind: 'speed', rate } : { kind: 'none' }
}

type Video = Pick<
  HTMLVideoElement,
  'currentTime' | 'playbackRate' | 'paused' | 'seeking' | 'readyState' | 'duration' | 'play' | 'pause'
>

/** Follows the clock with a video element; `tick` is called with every frame of the screen. */
export class PictureFollower {
  readonly #video: Video
  readonly #frame: number
  /** The frame that was last sought. */
  #sought = -1
  #bent = false
  #starting = false

  constructor(video: Video, frameFlicks: number) {
    this.#video = video
    this.#frame = frameFlicks
  }

  tick(clock: SoundClock): void {
    if (this.#video.readyState < 1) return
    const within = clock.position / flicksPerSecond < this.#video.duration
    if (playsAlong(clock) && within) this.#follow(clock)
    else this.#stand(clock.position)
  }

  /** Puts the picture on the exact frame of the position. */
  #stand(position: number): void {
    if (!this.#video.paused) this.#video.pause()
    this.#bent = false
    const frame = Math.max(0, Math.floor(position / this.#frame))
    // One seek at a time: the newest wish is met when the last is done.
    if (frame === this.#sought || this.#video.seeking) return
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
    const mend = correction(drift, this.#frame / flicksPerSecond, clock.rate, this.#bent)
    switch (mend.kind) {
      case 'none':
        return
      case 'seek':
        this.#video.currentTime = wanted
        return
      case 'speed':
        this.#bent = mend.rate !== clock.rate
        if (this.#video.playbackRate !== mend.rate) this.#video.playbackRate = mend.rate
    }
  }

  #start(clock: SoundClock): void {
    if (this.#starting) return
    this.#starting = true
    this.#bent = false
    this.#video.playbackRate = clock.rate
    void this.#video.play().then(
      () => (this.#starting = false),
      // A picture that was stopped before it began; the next tick decides anew.
      () => (this.#starting = false),
    )
  }
}
