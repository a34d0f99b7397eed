// How many pictures a second the window shows while the playhead is dragged along the ruler.

import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { newShow } from './show.mjs'
import { openWindow } from './window.mjs'

/** Frames of the picture, 24 a second, in a cut of a minute. */
const frames = 480

/** A picture that changes all over, of 1920 × 1080 in H.264 with a key frame every 250, as cutting rooms export it. */
function makeLargePicture(file) {
  const source = 'testsrc2=size=1920x1080:rate=24'
  const coded = ['-c:v', 'libx264', '-preset', 'veryfast', '-pix_fmt', 'yuv420p', '-g', '250', '-sc_threshold', '0']
  execFileSync('ffmpeg', ['-v', 'error', '-f', 'lavfi', '-i', source, '-frames:v', String(frames), ...coded, file])
  return file
}

/** Drags the playhead from end to end of the picture and back within `seconds`; the pictures shown in each second. */
function dragPlayhead(window, seconds) {
  return window.driver.executeAsyncScript(
    `const [seconds, frames, done] = arguments
     const video = [...document.querySelectorAll('video')].find((one) => one.dataset.shown === 'true')
     const root = document.querySelector('[data-timeline]')
     const { left, top, width } = root.getBoundingClientRect()
     const xOf = (frame) => left + 12 + (frame / 1440) * (width - 76)
     const send = (type, frame) => root.dispatchEvent(new PointerEvent(type,
       { pointerId: 1, button: 0, clientX: xOf(frame), clientY: top + 10, bubbles: true }))
     Element.prototype.setPointerCapture = () => undefined
     Element.prototype.hasPointerCapture = () => false
     // Nothing tells of pictures that a standing video shows, but a seek ends when its picture is there.
     let pictures = 0
     let last
     const sought = () => {
       if (video.currentTime !== last) pictures += 1
       last = video.currentTime
     }
     video.addEventListener('seeked', sought)
     const begun = performance.now()
     send('pointerdown', 5)
     const step = () => {
       const share = (performance.now() - begun) / 1000 / seconds
       if (share >= 1) {
         video.removeEventListener('seeked', sought)
         send('pointerup', 5)
         done(pictures / ((performance.now() - begun) / 1000))
         return
       }
       send('pointermove', 5 + (frames - 10) * (1 - Math.abs(2 * share - 1)))
       requestAnimationFrame(step)
     }
     requestAnimationFrame(step)`,
    seconds,
    frames,
  )
}

/** Pictures a second, of the picture as it came and of its proxy: the least, the middle and the most of five drags. */
export async function scrubbing() {
  const folder = mkdtempSync(path.join(tmpdir(), 'needledrop-scrub-'))
  const stage = {
    file: (...names) => path.join(folder, ...names),
    open: async (args) =>
      (stage.window = await openWindow({
        home: stage.file('home'),
        args,
        limitSeconds: 400,
      })),
    core: (command, args) => stage.window.core(command, args),
    edit: (...edits) => stage.core('edit', { request: { edits } }),
    until: (what, ask) => stage.window.until(what, ask, 120_000),
  }
  try {
    const show = await newShow(stage, 'Scrubbing', [{ seconds: 20, pitch: 220, title: 'Alpha' }])
    const picture = makeLargePicture(stage.file('large.mp4'))
    await stage.edit({ type: 'editCut', cut: show.cutId, set: { picture } })
    const { window } = show
    await window.click('tab-spot')
    const isReady = () => window.script(`return document.querySelector('video')?.readyState >= 2`)
    const measured = async () => {
      await stage.until('the picture', isReady)
      const rates = []
      for (let drag = 0; drag < 5; drag++) rates.push(await dragPlayhead(window, 4))
      const [least, , middle, , most] = rates.sort((one, other) => one - other)
      return { least, middle, most }
    }
    const original = await measured()
    await stage.core('make_proxy', {
      cut: show.cutId,
      spec: { height: '720', burn: { timecode: false, name: null } },
    })
    const isMade = async () => (await stage.core('picture_for_review', { cut: show.cutId })).proxy === '720'
    await stage.until('the proxy', isMade)
    await stage.until(
      'the proxy on screen',
      async () => (await window.script(`return document.querySelector('video')?.videoHeight`)) === 720,
    )
    return { original, proxy: await measured() }
  } finally {
    stage.window?.kill()
    rmSync(folder, {
      recursive: true,
      force: true,
      maxRetries: 10,
      retryDelay: 100,
    })
  }
}
