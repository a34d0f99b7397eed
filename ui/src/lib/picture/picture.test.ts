import { expect, test } from 'vitest'
import { correction, PictureFollower, playsAlong, timeOfFrame } from './picture'

const frame = 29_429_400
const frameSeconds = frame / 705_600_000

function video(time = 0) {
  return {
    currentTime: time,
    playbackRate: 1,
    paused: true,
    seeking: false,
    readyState: 4,
    duration: 60,
    muted: true,
    volume: 0,
    play() {
      this.paused = false
      return Promise.resolve()
    },
    pause() {
      this.paused = true
    },
  }
}

test('a frame is sought in its middle', () => {
  expect(timeOfFrame(0, frame)).toBeCloseTo(frameSeconds / 2, 9)
  expect(timeOfFrame(100, frame)).toBeCloseTo(100.5 * frameSeconds, 9)
})

test('a picture within half a frame is left alone', () => {
  expect(correction(0.5 * frameSeconds, frameSeconds, 1, 0, 0.025)).toEqual({ kind: 'none' })
})

test('a picture that is late is hurried, one that is early is held back', () => {
  expect(correction(-2 * frameSeconds, frameSeconds, 1, 0, 0.025)).toEqual({ kind: 'speed', bend: 1 })
  expect(correction(2 * frameSeconds, frameSeconds, 1, 0, 0.025)).toEqual({ kind: 'speed', bend: -1 })
})

test('a bent speed is kept until letting it go puts the picture right', () => {
  expect(correction(0, frameSeconds, 1, 1, 0.025)).toEqual({ kind: 'none' })
  expect(correction(0.026, frameSeconds, 1, 1, 0.025)).toEqual({ kind: 'speed', bend: 0 })
  expect(correction(0.04, frameSeconds, 1, -1, 0.025)).toEqual({ kind: 'none' })
  expect(correction(0.02, frameSeconds, 1, -1, 0.025)).toEqual({ kind: 'speed', bend: 0 })
})

test('a picture that is far off seeks', () => {
  expect(correction(1, frameSeconds, 1, 0, 0.025)).toEqual({ kind: 'seek' })
})

test('a media engine that flushes at each change of speed is brought right, and then left alone', () => {
  const flush = 0.04
  const tick = 1 / 60
  let [rate, changes] = [1, 0]
  const shown = {
    ...video(),
    get playbackRate() {
      return rate
    },
    set playbackRate(next) {
      rate = next
      changes += 1
      this.currentTime -= flush
    },
  }
  const follower = new PictureFollower(shown, frame)
  const drifts: number[] = []
  for (let at = 0; at < 600; at++) {
    const position = at * tick * 705_600_000
    follower.tick({ position, playing: true, rate: 1 })
    drifts.push(shown.currentTime - at * tick)
    // It begins a tenth of a second late.
    if (at >= 6) shown.currentTime += tick * rate
  }
  expect(Math.max(...drifts.slice(200).map(Math.abs))).toBeLessThan(frameSeconds)
  expect(changes).toBeLessThan(6)
})

test('backwards and beyond four times, single frames are shown', () => {
  expect(playsAlong({ position: 0, playing: true, rate: -1 })).toBe(false)
  expect(playsAlong({ position: 0, playing: true, rate: 8 })).toBe(false)
  expect(playsAlong({ position: 0, playing: true, rate: 2 })).toBe(true)
})

test('a standing picture seeks once for a frame', () => {
  const shown = video()
  const follower = new PictureFollower(shown, frame)
  follower.tick({ position: 10 * frame, playing: false, rate: 1 })
  expect(shown.currentTime).toBeCloseTo(10.5 * frameSeconds, 9)
  shown.currentTime = 0
  follower.tick({ position: 10 * frame + 5, playing: false, rate: 1 })
  expect(shown.currentTime).toBe(0)
})

test('while a seek is under way the newest wish waits for it', () => {
  const shown = video()
  const follower = new PictureFollower(shown, frame)
  follower.tick({ position: 10 * frame, playing: false, rate: 1 })
  shown.seeking = true
  follower.tick({ position: 11 * frame, playing: false, rate: 1 })
  follower.tick({ position: 12 * frame, playing: false, rate: 1 })
  expect(shown.currentTime).toBeCloseTo(10.5 * frameSeconds, 9)
  shown.seeking = false
  follower.tick({ position: 12 * frame, playing: false, rate: 1 })
  expect(shown.currentTime).toBeCloseTo(12.5 * frameSeconds, 9)
})

test('a stopped sound stops the picture on its frame', () => {
  const shown = video()
  const follower = new PictureFollower(shown, frame)
  follower.tick({ position: 0, playing: true, rate: 1 })
  expect(shown.paused).toBe(false)
  follower.tick({ position: 7 * frame, playing: false, rate: 1 })
  expect(shown.paused).toBe(true)
  expect(shown.currentTime).toBeCloseTo(7.5 * frameSeconds, 9)
})

test('a mute that falls off is put on again', () => {
  const shown = video()
  shown.muted = false
  shown.volume = 1
  new PictureFollower(shown, frame).tick({ position: 0, playing: false, rate: 1 })
  expect([shown.muted, shown.volume]).toEqual([true, 0])
})

test('a frame that a running picture stops on is sought once more, in case the engine went one further', () => {
  let seeks = 0
  const base = video()
  const shown = Object.defineProperty(base, 'currentTime', {
    get: () => 1,
    set: () => (seeks += 1),
  })
  const follower = new PictureFollower(shown, frame)
  const position = 24 * frame
  follower.tick({ position, playing: true, rate: 1 })
  for (let at = 0; at < 60; at++) follower.tick({ position, playing: false, rate: 1 })
  expect(seeks).toBe(2)
})
