// Editing by hand and by key in the real window: lanes, ripple, roll, the volume line, fades that are bent, alternates opened
// in place and comped, figures typed during a drag, and keys of one's own.

import assert from 'node:assert/strict'
import path from 'node:path'
import { story } from './lib/story.mjs'
import { Key } from './lib/window.mjs'

/** Pictures of what was done, where a folder for them is named. */
const pictures = process.env.NEEDLEDROP_PICTURES
const second = 705_600_000
/** Flicks of a frame at 23.976. */
const frame = 29_429_400
const snapped = (seconds) => Math.round((seconds * second) / frame) * frame

story('Editing', (stage) => {
  let cutId
  let lanes
  const until = (what, ask) => stage.window.until(what, ask)
  const cut = () => stage.window.core('cut', { cut: cutId })
  const undo = () => stage.window.chord(Key.CONTROL, 'z')
  const label = async () => (await stage.window.core('history', { limit: 1 }))[0].label
  const one = async (id) => (await cut()).placements.find((placement) => placement.id === id)

  async function place(track, at, length, more = {}) {
    const edits = [
      {
        type: 'place',
        cut: cutId,
        track,
        lane: lanes[0].id,
        at: snapped(at),
        length: snapped(length),
        ...more,
      },
    ]
    const { created } = await stage.edit(...edits)
    return created.find(({ kind }) => kind === 'placement').id
  }

  /** Selects a placement through the list for assistive technology, and brings it to a size for hands. */
  async function choose(id) {
    await until(`the placement ${id} in the list`, () =>
      stage.window.script(
        `const option = document.querySelector('[data-timeline] [role="option"][data-placement="' + arguments[0] + '"]')
         option?.click()
         return option !== null`,
        id,
      ),
    )
  }

  /** Where a placement is drawn on the page: its box, from the view that the whole cut is shown in. */
  async function boxOf(id) {
    const { placements, cut: of } = await cut()
    const placement = placements.find((candidate) => candidate.id === id)
    const [x, , width] = await stage.window.box(await stage.window.find('timeline'))
    const heads = await stage.window.all('lane-head')
    for (const head of heads) {
      if (Number(await head.getAttribute('data-lane')) !== placement.lane) continue
      const [, y, , height] = await stage.window.box(head)
      const scale = width / of.length
      const [left, right] = [x + placement.inPoint * scale, x + placement.outPoint * scale]
      return { left, right, top: y + 5, bottom: y + height - 5 }
    }
    throw new Error('no lane')
  }

  const picture = async (name) => {
    await new Promise((resolve) => setTimeout(resolve, 700))
    if (pictures !== undefined) await stage.window.screenshot(path.join(pictures, `${name}.png`))
  }

  let [a, b, c, alternate] = []

  stage.step('a short cut of its own has three cues, one with an alternate', async () => {
    const window = await stage.open([])
    await window.find('tab-spot', 180_000)
    const show = await until('the sample season', () => window.core('show'))
    const { created } = await stage.edit({
      type: 'addEpisode',
      season: 9,
      number: 1,
      title: 'Editing',
      cut: {
        label: 'Cut 1',
        rate: '23.976',
        start: '01:00:00:00',
        length: '00:01:00:00',
      },
    })
    cutId = created.find(({ kind }) => kind === 'cut').id
    lanes = show.lanes
    const { rows } = await window.core('library', {
      query: {
        text: '',
        sort: 'title',
        descending: false,
        offset: 0,
        limit: 10,
      },
    })
    a = await place(rows[0].id, 2, 14, { from: 10 * second })
    b = await place(rows[1].id, 0, 12, {
      at: (await one(a)).outPoint,
      from: 10 * second,
    })
    c = await place(rows[2].id, 40, 10, { from: 10 * second })
    const { cue } = await one(a)
    alternate = await place(rows[3].id, 2, 14, { cue, from: 5 * second })
    await window.click('tab-spot')
    await window.script(`document.querySelector('[data-testid="episode-button"]')?.click()`)
    await window.keys(Key.ESCAPE)
    await stage.window.core('show')
    await openCut(window)
  })

  async function openCut(window) {
    // The palette goes to any episode.
    await window.chord(Key.CONTROL, 'k')
    await window.keys('9x01')
    await until('the episode to be found', () => window.script(`return document.body.textContent.includes('Editing')`))
    await new Promise((resolve) => setTimeout(resolve, 400))
    await window.keys(Key.ENTER)
    await until('its cues', () =>
      window.script(`return document.querySelectorAll('[data-timeline] [role="option"]').length >= 4`),
    )
    await window.chord(Key.SHIFT, 'z')
  }

  stage.step('keys trim, nudge, roll and slip by frames, held keys are one step', async (window) => {
    await choose(a)
    const before = await one(a)
    await window.chord([Key.CONTROL, Key.ALT], Key.ARROW_LEFT)
    await until('the end a frame earlier', async () => (await one(a)).outPoint === before.outPoint - frame)
    assert.match(await label(), /^Trim 9?1?M?/)
    await undo()
    await until('the end back', async () => (await one(a)).outPoint === before.outPoint)
    await window.chord([Key.ALT, Key.SHIFT], Key.ARROW_LEFT)
    await until('ten frames earlier', async () => (await one(a)).inPoint === before.inPoint - 10 * frame)
    await undo()
    await until('it to be back', async () => (await one(a)).inPoint === before.inPoint)
    await window.chord(Key.CONTROL, ']')
    await until('the edit rolled', async () => (await one(a)).outPoint === before.outPoint + frame)
    assert.equal((await one(b)).inPoint, before.outPoint + frame)
    await undo()
    await until('the edit back', async () => (await one(b)).inPoint === before.outPoint)
    await window.chord([Key.CONTROL, Key.ALT], '.')
    await until('a slip finer than a frame', async () => {
      const by = before.trackStart - (await one(a)).trackStart
      return by > 0 && by < frame / 50
    })
    await undo()
  })

  stage.step('with ripple what comes later follows a trim, and the toggle says so', async (window) => {
    await window.click('ripple')
    await choose(b)
    const [second_, third] = [await one(b), await one(c)]
    await window.chord([Key.CONTROL, Key.ALT, Key.SHIFT], Key.ARROW_LEFT)
    await until('the later cue to follow', async () => (await one(c)).inPoint === third.inPoint - 10 * frame)
    assert.equal((await one(b)).outPoint, second_.outPoint - 10 * frame)
    await undo()
    await until('both to be back', async () => (await one(c)).inPoint === third.inPoint)
    await window.click('ripple')
  })

  stage.step(
    'the volume line is drawn with its tool, and its point is dragged to a figure that is typed',
    async (window) => {
      await choose(a)
      await window.keys('a')
      const { left, right, top, bottom } = await boxOf(a)
      const at = (share) => left + (right - left) * share
      await window.clickAt(at(0.25), top + 40)
      await until('a point', async () => (await one(a)).volumePoints.length === 1)
      await window.clickAt(at(0.6), bottom - 12)
      await until('two points', async () => (await one(a)).volumePoints.length === 2)
      await window.clickAt(at(0.85), top + 36)
      const points = await until('three points', async () => {
        const found = (await one(a)).volumePoints
        return found.length === 3 ? found : undefined
      })
      assert.ok(points[1].gain < points[0].gain && points[1].gain < points[2].gain, JSON.stringify(points))
      assert.match(await label(), /^Volume line of /)
      await window.keys('v')
      await picture('automation')
      // A point is held and its gain typed.
      const y = await pointY(a, points[1].gain)
      await window.drag([[at(0.6), y], [at(0.6) + 5, y + 4]], { before: () => window.keys('-1', '2', Key.ENTER) }) // prettier-ignore
      await until('the gain that was typed', async () => (await one(a)).volumePoints[1]?.gain === -1200)
    },
  )

  /** Where a gain lies on a placement: from 12 dB at the top to -48 dB at the bottom of its body. */
  async function pointY(id, gain) {
    const { top, bottom } = await boxOf(id)
    const placement = await one(id)
    const strips = (await cut()).placements.some((other) => !other.pick && other.lane === placement.lane) ? 9 : 0
    const body = bottom - strips - top - 18 - 8
    return top + 18 + 4 + ((1200 - Math.max(placement.gain + gain, -4800)) / 6000) * body
  }

  stage.step('fades have four shapes and are bent', async (window) => {
    const fade = (shape, bend) => ({ length: snapped(3), shape, bend })
    await stage.edit({
      type: 'shapePlacements',
      placements: [b],
      fadeIn: fade('sCurve', 0),
      fadeOut: fade('logarithmic', 0),
    })
    await choose(b)
    await window.find('fade-in-length')
    const bend = await window.fill('fade-out-bend', '60')
    await bend.sendKeys(Key.ENTER)
    await until('the bend', async () => (await one(b)).fadeOut.bend === 60)
    await picture('fades')
  })

  stage.step('a lane is muted, made quieter and coloured, and all of it is undone', async (window) => {
    const lane = async () => (await window.core('show')).lanes.find(({ id }) => id === lanes[0].id)
    await window.script(`document.querySelector('[data-testid="lane-head"] [aria-label^="Mute"]').click()`)
    await until('the lane muted', async () => (await lane()).muted)
    await stage.edit({
      type: 'editLane',
      lane: lanes[0].id,
      colour: 'rose',
      level: -300,
    })
    await picture('lanes')
    await undo()
    await undo()
    await until('the lane as it was', async () => {
      const now = await lane()
      return !now.muted && now.level === 0 && now.colour === 'ofKind'
    })
  })

  stage.step('alternates are opened under their cue, heard, comped and picked by key', async (window) => {
    await choose(a)
    await window.keys('e')
    await until('the lane to be higher', async () => {
      const [head] = await window.all('lane-head')
      return (await window.box(head))[3] > 130
    })
    await picture('alternates')
    await window.keys('2')
    await until('the other to be heard', () =>
      window.script(`return document.querySelector('[aria-label="Hear B"]')?.getAttribute('aria-pressed') === 'true'`),
    )
    const before = await one(a)
    await window.fill('timecode', '01:00:08:00')
    await window.keys(Key.ENTER)
    await choose(a)
    await window.chord(Key.SHIFT, 'e')
    await until('two recordings in one pick', async () => {
      const own = (await cut()).placements.filter((other) => other.cue === before.cue && other.pick)
      return new Set(own.map(({ track }) => track)).size === 2
    })
    await picture('comp')
    await undo()
    await until('one again', async () => (await one(a)).outPoint === before.outPoint)
    await window.keys('2')
    await window.chord(Key.SHIFT, Key.ENTER)
    await until('the other as the pick', async () => (await one(alternate)).pick)
    await undo()
    await window.keys('e')
  })

  stage.step('what is locked stays, and a press on one of a group selects it all', async (window) => {
    await choose(c)
    await window.chord(Key.SHIFT, 'l')
    await until('it locked', async () => (await one(c)).locked)
    const at = (await one(c)).inPoint
    await window.chord(Key.ALT, Key.ARROW_LEFT)
    await until('the reason', () => window.script(`return document.body.textContent.includes('is locked')`))
    assert.equal((await one(c)).inPoint, at)
    await window.chord(Key.SHIFT, 'l')
    await until('it unlocked', async () => !(await one(c)).locked)
  })

  stage.step('history goes back to any point and forward again', async (window) => {
    const before = await window.core('history', { limit: 50 })
    await window.chord(Key.CONTROL, 'h')
    await until('the list', () => window.script(`return document.querySelectorAll('.history li button').length > 5`))
    await window.script(`document.querySelectorAll('.history li button')[5].click()`)
    await until('five steps undone', async () => {
      const now = await window.core('history', { limit: 50 })
      return now.filter(({ undone }) => undone).length >= 5
    })
    await window.script(`document.querySelectorAll('.history li button')[0].click()`)
    await until('all of it done again', async () => {
      const now = await window.core('history', { limit: 50 })
      return now.every(({ undone }, at) => undone === before[at].undone || !undone)
    })
    await window.keys(Key.ESCAPE)
  })
})
