// A picture that the window cannot show: the offer, what it would come to, the proxy, frame for frame; and on Review
// the switch from one alternate to the next, and the queue played through.

import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import path from 'node:path'
import { watch } from './lib/desktop.mjs'
import { made, newShow, second } from './lib/show.mjs'
import { countIn, makeCountedPicture } from './lib/sounds.mjs'
import { story } from './lib/story.mjs'
import { Key } from './lib/window.mjs'

const frame = second / 24
const pictures = path.resolve(import.meta.dirname, '../../target/test-logs/window')

story('A picture that cannot be shown here', (stage) => {
  let show
  let cues

  const until = (what, ask) => stage.window.until(what, ask)
  const shot = (name) => stage.window.screenshot(path.join(pictures, `${name}.png`))

  stage.step('a cut with a picture of a new codec and three cues is open', async () => {
    const sounds = ['Breakers', 'Undertow', 'Skerry'].map((title, at) => ({
      title,
      seconds: 20,
      pitch: 220 + 110 * at,
    }))
    show = await newShow(stage, 'Proxies', sounds)
    const counted = makeCountedPicture(stage.file('counted.mp4'), {
      frames: 24 * 40,
      rate: '24',
    })
    const picture = stage.file('reel.mp4')
    execFileSync('ffmpeg', ['-v', 'error', '-i', counted, '-c:v', 'libsvtav1', '-preset', '12', '-crf', '20', picture])
    const lane = show.lane('Songs')
    const place = (track, extra) => ({
      type: 'place',
      cut: show.cutId,
      track,
      lane,
      ...extra,
    })
    await stage.edit({ type: 'editCut', cut: show.cutId, set: { picture } })
    const first = await stage.edit(place(show.tracks[0], { at: 4 * second, length: 6 * second }))
    await stage.edit(place(show.tracks[1], { cue: made(first, 'cue') }))
    const next = await stage.edit(place(show.tracks[2], { at: 14 * second, length: second }))
    const last = await stage.edit(place(show.tracks[0], { at: 20 * second, length: second }))
    cues = [first, next, last].map((one) => made(one, 'cue'))
    await stage.window.click('tab-spot')
  })

  stage.step('the window says what it is and offers a proxy, and the sheet what that comes to', async (window) => {
    await until('the offer', () => window.isThere('offer-proxy'))
    const words = await window.text('picture-failed')
    assert.ok(words.includes('This picture cannot be shown here: AV1 in MP4'), words)
    await shot('proxy-offer')
    await window.click('offer-proxy')
    await until('the plan', async () => /About [\d.]+ MB, made in about \d+ s/.test(await window.text('proxy-plan')))
    const plan = await window.text('proxy-plan')
    assert.ok(plan.includes('AV1 in MP4, 384 × 216 becomes H.264 in MP4, 384 × 216'), plan)
    assert.ok(plan.includes('AV1 does not play on older computers and telephones.'), plan)
    assert.equal((await stage.core('picture_for_review', { cut: show.cutId })).proxy, null, 'nothing is made unasked')
    await shot('proxy-sheet')
  })

  stage.step('made, it is what the window shows, frame for frame', async (window) => {
    await window.click('proxy-make')
    await until('the proxy', async () => (await stage.core('picture_for_review', { cut: show.cutId })).proxy === '720')
    await until('the picture', () => window.script(`return document.querySelector('video')?.readyState >= 2`))
    const box = (
      await window.script(`const { x, y, width, height } = document.querySelector('video').getBoundingClientRect()
        return [x, y, width, height]`)
    ).map(Math.round)
    const shown = () => {
      const grey = watch(box, 0.05).at(-1)
      return grey && countIn(grey, box[2], [0, 0, box[2], box[3]])
    }
    for (const wanted of [0, 1, 100, 479, 959, 37]) {
      await stage.core('seek', { position: wanted * frame })
      await stage.until(`frame ${wanted}`, () => shown() === wanted)
    }
    await shot('proxy-spot')
  })

  stage.step('on Review the alternates switch on one key, at the same place and without stopping', async (window) => {
    await window.click('tab-review')
    await until('the picture', () => window.script(`return document.querySelector('video')?.readyState >= 2`))
    await stage.edit({ type: 'addReviewer', name: 'Dana' })
    const { reviewers } = await stage.core('review', {
      cut: show.cutId,
      round: null,
    })
    await stage.edit({
      type: 'openRound',
      cut: show.cutId,
      name: 'First',
      rule: 'one',
      reviewers: [{ reviewer: reviewers[0].id }],
    })
    await window.script('document.activeElement?.blur()')
    await window.click('review-cue')
    await window.keys(' ')
    await until('it plays', async () => (await stage.core('transport')).playing)
    for (const [key, letter] of [
      ['2', 'B'],
      ['1', 'A'],
      ['2', 'B'],
    ]) {
      const before = (await stage.core('transport')).position
      await window.keys(key)
      await until(
        `${letter} heard`,
        async () => (await (await window.find(`switch-${letter}`)).getAttribute('aria-pressed')) === 'true',
      )
      const now = await stage.core('transport')
      assert.ok(
        now.playing && now.position >= before && now.position < before + 5 * second,
        `${before} to ${now.position}`,
      )
    }
    await window.keys(' ')
    await until('it stands', async () => !(await stage.core('transport')).playing)
  })

  stage.step('all that waits is played, cue by cue, and a verdict goes on to the next', async (window) => {
    await window.chord(Key.SHIFT, 'p')
    await until('the end of the first cue', async () => {
      const { playing, position } = await stage.core('transport')
      return !playing && position >= 10 * second
    })
    await shot('play-waiting')
    await window.keys(Key.ENTER)
    await until('the second cue', async () => {
      const { position } = await stage.core('transport')
      return position >= 14 * second && position < 16 * second
    })
    // Without a stop for answers it goes on by itself.
    await window.click('stop-for-answer')
    await until('the third cue', async () => {
      const { position } = await stage.core('transport')
      return position >= 20 * second || position < 14 * second
    })
    const { queue } = await stage.core('review', {
      cut: show.cutId,
      round: null,
    })
    assert.equal(queue.find((one) => one.cue === cues[0]).state, 'approved')
  })
})
