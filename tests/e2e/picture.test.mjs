// The picture and the sound's clock in the real window, read off the screen as a viewer sees them.

import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { watch } from './lib/desktop.mjs'
import { newShow } from './lib/show.mjs'
import { countIn, makeCountedPicture, makePicture } from './lib/sounds.mjs'
import { story } from './lib/story.mjs'
import { Key } from './lib/window.mjs'

story('The picture follows the sound', (stage) => {
  /** The picture on the screen: left, top, width, height. */
  let box
  let show

  /** Frames of the picture and of the clock, as often as the screen was looked at. */
  const seen = (seconds) =>
    watch(box, seconds).map((grey) => {
      const [, , width, height] = box
      return {
        picture: countIn(grey, width, [0, 0, width, height]),
        clock: countIn(grey, width, [0, 0, width, 12]),
      }
    })
  const standsOn = (frame) =>
    stage.until(`frame ${frame}`, () => {
      const now = seen(0.05).at(-1)
      return now?.clock === frame && now.picture === frame
    })
  /** How far the picture is ahead of the clock, in frames, over some seconds of playing. */
  const ahead = (seconds) => seen(seconds).map(({ picture, clock }) => picture - clock)

  stage.step('a picture whose frames say their number stands under those of the clock', async () => {
    const made = await newShow(stage, 'Picture', [{ seconds: 50, hertz: 220, title: 'Alpha' }])
    show = { id: made.cutId, alpha: made.tracks[0] }
    const { window } = made
    const picture = makeCountedPicture(stage.file('counted.mp4'), {
      frames: 24 * 60,
      rate: '24',
    })
    await stage.edit(
      { type: 'editCut', cut: show.id, set: { picture } },
      {
        type: 'place',
        cut: show.id,
        track: show.alpha,
        lane: made.lane('Songs'),
        at: 0,
      },
    )
    await window.chord(Key.CONTROL, '2')
    await window.click('overlays')
    await window.find('burn-timecode')
    await stage.until('the picture', () => window.script(`return document.querySelector('video')?.readyState >= 2`))
    // The frame of the clock in the same columns over the picture, written as soon as the timecode is.
    const rect = await window.script(`
      const { x, y, width, height } = document.querySelector('video').getBoundingClientRect()
      const clock = document.createElement('div')
      clock.style.cssText =
        'position:fixed;display:flex;z-index:9999;height:12px;left:' + x + 'px;top:' + y + 'px;width:' + width + 'px'
      clock.innerHTML = '<i style="flex:1"></i>'.repeat(12)
      document.body.append(clock)
      const timecode = document.querySelector('[data-testid="burn-timecode"]')
      const write = () => {
        const [hours, minutes, seconds, frames] = timecode.textContent.trim().split(':').map(Number)
        const frame = (((hours - 1) * 60 + minutes) * 60 + seconds) * 24 + frames
        ;[...clock.children].forEach((one, bit) => (one.style.background = (frame >> bit) & 1 ? 'white' : 'black'))
      }
      write()
      new MutationObserver(write).observe(timecode, { characterData: true, childList: true, subtree: true })
      return [x, y, width, height]`)
    box = rect.map(Math.round)
    await standsOn(0)
  })

  stage.step('small pictures of it stand below the ruler, once they are made', async (window) => {
    await stage.until('the row', async () => /Picture/.test(await window.text('lane-heads')))
    const made = async () => {
      const [status, bytes] = await window.script(
        `const base = document.querySelector('video').currentSrc.replace(/\\/picture\\/.*/, '')
         return fetch(base + '/strip/' + arguments[0])
           .then((answer) => answer.arrayBuffer().then((all) => [answer.status, all.byteLength]))`,
        show.id,
      )
      assert.ok(status === 202 || status === 200, String(status))
      return status === 200 ? bytes : undefined
    }
    // A picture a second, 80 by 45 pixels of four bytes, behind a head of 24; the picture has 60 seconds.
    const pictures = ((await stage.until('the filmstrip', made)) - 24) / (80 * 45 * 4)
    assert.ok(Number.isInteger(pictures) && 59 <= pictures && pictures <= 61, String(pictures))
  })

  stage.step('stopped, they show one frame, wherever it is', async (window) => {
    for (const frame of [1, 100, 719, 1439]) {
      await stage.core('seek', { position: (frame * 705_600_000) / 24 })
      await standsOn(frame)
    }
    await window.keys(Key.HOME)
    await standsOn(0)
  })

  stage.step('playing, they keep within a frame of each other', async (window) => {
    await window.keys(' ')
    const start = ahead(3)
    const later = ahead(6)
    await window.keys(' ')
    const told = (list) =>
      [...new Set(list)]
        .sort((one, other) => one - other)
        .map((frames) => `${frames} ${list.filter((one) => one === frames).length} times`)
        .join(', ')
    process.stdout.write(`picture ahead of the sound, in frames: at first ${told(start)}; then ${told(later)}\n`)
    const within = later.filter((frames) => Math.abs(frames) <= 1).length
    assert.ok(later.length > 100, `${later.length} looks`)
    // A machine that is busy with something else may stall the picture for a moment; it has to come back by itself.
    assert.ok(within >= later.length * 0.7, `${within} of ${later.length} within a frame`)
  })

  /**
   * Begins to watch the element: whether it is another, is loaded anew, or goes back, and the frames it shows. Each seek
   * is kept with where the picture and the sound's clock stood, and each change of speed with when it was.
   */
  const watchElement = (window) =>
    window.script(`
      const video = document.querySelector('video')
      const seen = { video, source: video.src, events: [], seeks: [], frames: [], added: 0, bent: -Infinity }
      globalThis.seenPicture = seen
      for (const name of ['emptied', 'loadstart', 'error']) video.addEventListener(name, () => seen.events.push(name))
      const clock = () => {
        const [hours, minutes, seconds, frames] = document.querySelector('[data-testid="burn-timecode"]')
          .textContent.trim().split(':').map(Number)
        return ((hours - 1) * 60 + minutes) * 60 + seconds + frames / 24
      }
      const own = (name, set) => {
        const { get, set: through } = Object.getOwnPropertyDescriptor(HTMLMediaElement.prototype, name)
        Object.defineProperty(video, name, { configurable: true, get, set(value) { set(value); through.call(this, value) } })
      }
      own('currentTime', (to) => seen.seeks.push({ from: video.currentTime, to, clock: clock() }))
      own('playbackRate', () => (seen.bent = performance.now()))
      new MutationObserver((changes) => {
        for (const { addedNodes } of changes)
          for (const node of addedNodes)
            if (node.nodeName === 'VIDEO' || node.querySelector?.('video')) seen.added += 1
      }).observe(document.body, { childList: true, subtree: true })
      const look = () => {
        const time = video.currentTime
        if (seen.frames.at(-1)?.time !== time) seen.frames.push({ time, bent: performance.now() - seen.bent < 400, seeks: seen.seeks.length })
        requestAnimationFrame(look)
      }
      look()`)
  const told = (window) =>
    window.script(`
      const seen = globalThis.seenPicture
      const { video, source, events, frames, added, seeks } = seen
      const { totalVideoFrames, droppedVideoFrames } = video.getVideoPlaybackQuality()
      const at = { frame: video.currentTime * 24, shown: totalVideoFrames - droppedVideoFrames }
      const same = document.querySelector('video') === video && video.src === source
      return { same, events, frames: frames.splice(0), at, seeks: seeks.splice(0), added, silent: video.muted || video.volume === 0, shown: video.readyState >= 2 }`)
  const untouched = async (window) => {
    const { same, events, added, silent, shown } = await told(window)
    assert.deepEqual(
      { same, events, added, silent, shown },
      { same: true, events: [], added: 0, silent: true, shown: true },
    )
  }
  /** Edits of every kind that a person makes while looking at the picture, and their undoing. */
  const edits = async (window, after) => {
    const { id, alpha } = show
    const pick = (await stage.core('cut', { cut: id })).placements[0]
    for (const one of [
      { type: 'addHit', cut: id, at: 705_600_000, label: 'Door' },
      {
        type: 'addNote',
        cut: id,
        at: 705_600_000,
        author: 'Dana',
        body: 'Softer',
      },
      { type: 'shapePlacements', placements: [pick.id], gain: -600 },
      {
        type: 'setVerdict',
        placement: pick.id,
        value: 'approved',
        author: 'Dana',
      },
      { type: 'addCue', cut: id, at: 2 * 705_600_000, title: 'Pier' },
      { type: 'editTracks', tracks: [alpha], set: { comment: 'heard' } },
    ]) {
      await stage.edit(one)
      await after(window)
      await stage.core('undo')
      await after(window)
    }
  }

  stage.step('an edit does not touch a picture that stands', async (window) => {
    await stage.core('seek', { position: (100 * 705_600_000) / 24 })
    await standsOn(100)
    await watchElement(window)
    await edits(window, async () => {
      await untouched(window)
      await standsOn(100)
    })
  })

  /**
   * What a machine that is busy with something else makes the picture do: it stalls, and goes after the sound by a seek
   * of many frames to where the clock is, or by a bent speed, after which the engine's own time jumps about. Any other seek
   * or step back would be an edit's doing.
   */
  const strays = ({ from, to, clock }) => Math.abs(to - from) * 24 < 5 || Math.abs(to - clock) > 0.5
  const stepsBack = (frames) =>
    frames.filter(({ time, bent, seeks }, index) => {
      const before = frames[index - 1]
      if (before === undefined || before.time < time || before.seeks !== seeks) return false
      return !bent || before.time - time > 0.15
    })

  stage.step('nor one that runs: no frame is lost by it', async (window) => {
    const run = async (during) => {
      await window.keys(Key.HOME)
      await standsOn(0)
      await window.keys(' ')
      await new Promise((resolve) => setTimeout(resolve, 500))
      const [frames, seeks] = [[], []]
      let [all, shown] = [0, 0]
      let { at: last } = await told(window)
      const look = async () => {
        const now = await told(window)
        frames.push(...now.frames)
        seeks.push(...now.seeks)
        // The web view counts from nothing again some time after the picture was sent to its start.
        if (now.at.shown >= last.shown) {
          all += now.at.frame - last.frame
          shown += now.at.shown - last.shown
        }
        last = now.at
        return now
      }
      await during(look)
      await look()
      await window.keys(' ')
      assert.deepEqual(seeks.filter(strays), [], 'seeks that the sound did not ask for')
      assert.deepEqual(stepsBack(frames), [], frames.map(({ time }) => time).join(' '))
      return { all: Math.round(all), lost: Math.max(0, Math.round(all - shown)), seeks: seeks.length }
    }
    const alone = await run(async (look) => {
      for (let turn = 0; turn < 12; turn += 1) {
        await new Promise((resolve) => setTimeout(resolve, 250))
        await look()
      }
    })
    const edited = await run(async (look) => {
      for (let round = 0; round < 4; round += 1) {
        await edits(window, async () => {
          const { same, events, added, silent, shown } = await look()
          const asItWas = { same: true, events: [], added: 0, silent: true, shown: true }
          assert.deepEqual({ same, events, added, silent, shown }, asItWas)
        })
      }
    })
    const words = ({ all, lost, seeks }) => `${lost} of ${all} frames lost, ${seeks} seeks`
    process.stdout.write(`the picture plays: alone ${words(alone)}; through 48 edits ${words(edited)}\n`)
  })

  stage.step('and so on Review', async (window) => {
    await window.chord(Key.CONTROL, '3')
    await stage.until('the picture', () => window.script(`return document.querySelector('video')?.readyState >= 2`))
    await watchElement(window)
    await edits(window, untouched)
  })

  stage.step('a picture of another rate and start is told of, and the cut takes them by one click', async (window) => {
    await window.chord(Key.CONTROL, '2')
    const other = makePicture(stage.file('other.mov'), {
      frames: 250,
      rate: '25',
      timecode: '10:00:00:00',
    })
    await stage.edit({
      type: 'editCut',
      cut: show.id,
      set: { picture: other },
    })
    const words = await window.text('picture-banner')
    assert.ok(words.includes('The picture runs at 25, the cut at 24.'), words)
    const under = await window.script(`
      const button = document.querySelector('[data-testid=picture-set-up]')
      const { x, y, width, height } = button.getBoundingClientRect()
      return document.elementFromPoint(x + width / 2, y + height / 2) === button`)
    assert.ok(under, 'a press on Set up… would meet something else')
    await window.click('picture-set-up')
    await window.click('take-from-picture')
    await stage.until('the cut as its picture is', async () => {
      const { cut, startTimecode, lengthTimecode, pictureWarnings } = await stage.core('cut', { cut: show.id })
      return (
        cut.rate === '25' &&
        startTimecode === '10:00:00:00' &&
        lengthTimecode === '00:00:10:00' &&
        pictureWarnings.length === 0
      )
    })
    await window.keys(Key.ESCAPE)
  })

  stage.step('past its end the picture says so', async (window) => {
    await stage.edit({ type: 'editCut', cut: show.id, set: { length: '20s' } })
    await stage.core('seek', { position: 12 * 705_600_000 })
    assert.equal(await window.text('picture-ended'), 'Picture ends here')
    await stage.core('seek', { position: 5 * 705_600_000 })
    await stage.until('the picture again', async () => (await window.all('picture-ended')).length === 0)
  })

  stage.step('what is no picture is refused', async () => {
    const script = stage.file('picture.sh')
    writeFileSync(script, '#!/bin/sh\necho hello\n')
    const edit = stage.edit({
      type: 'editCut',
      cut: show.id,
      set: { picture: script },
    })
    await assert.rejects(edit, /cannot be used as picture: this is not a picture file/)
  })
})
