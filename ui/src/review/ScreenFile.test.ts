// @vitest-environment jsdom
import { flushSync, mount, unmount } from 'svelte'
import { expect, test, vi } from 'vitest'
import { flicksPerSecond } from '../time/time'
import ScreenFile from './ScreenFile.svelte'

test('while it stands, the next picture is asked for as soon as one is there', () => {
  // No frame of the screen comes by itself.
  const frames: FrameRequestCallback[] = []
  vi.stubGlobal('requestAnimationFrame', (callback: FrameRequestCallback) => frames.push(callback))
  vi.stubGlobal('cancelAnimationFrame', () => undefined)
  let position = flicksPerSecond
  const host = document.createElement('div')
  const file = mount(ScreenFile, {
    target: host,
    props: {
      url: 'picture.mp4',
      start: 0,
      rate: '25',
      clock: () => ({ position, playing: false, rate: 1 }),
      shown: true,
      label: 'Picture',
      loaded: () => undefined,
      failed: () => undefined,
    },
  })
  flushSync()
  const video = host.querySelector('video')
  if (video === null) throw new Error('there is no picture')
  const sought: number[] = []
  let seeking = false
  Object.defineProperties(video, {
    readyState: { get: () => 4 },
    duration: { get: () => 60 },
    paused: { get: () => true },
    seeking: { get: () => seeking },
    currentTime: {
      get: () => sought.at(-1) ?? 0,
      set(to: number) {
        sought.push(to)
        seeking = true
      },
    },
  })
  frames.shift()?.(0)
  position = 2 * flicksPerSecond
  frames.shift()?.(16)
  expect(sought).toEqual([1.02])
  seeking = false
  video.dispatchEvent(new Event('seeked'))
  expect(sought).toEqual([1.02, 2.02])
  // Where nothing else is wished for nothing is sought.
  seeking = false
  video.dispatchEvent(new Event('seeked'))
  expect(sought).toEqual([1.02, 2.02])
  void unmount(file)
  video.dispatchEvent(new Event('seeked'))
  expect(sought).toHaveLength(2)
})
