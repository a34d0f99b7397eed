// Laying music as an editor does it, by the X pointer and the X keyboard; each step looks into the document.

import assert from 'node:assert/strict'
import { Hand } from './lib/hand.mjs'
import { made, newShow, second } from './lib/show.mjs'
import { story } from './lib/story.mjs'
import { Timeline } from './lib/timeline.mjs'

/** A cut of one minute at 24, from 01:00:00:00. */
const perSecond = 24
const frames = 60 * perSecond
const start = 3600 * perSecond
const frame = second / perSecond

story('An editor’s hands on the timeline', (stage) => {
  let hand
  let timeline
  let cutId
  /** Placements by name: `first` and `next` touch, `late` comes after a gap, `under` lies on another lane. */
  const ids = {}
  /** What stood after the steps that the history is asked for later. */
  const stood = new Map()

  const until = (what, ask) => stage.until(what, ask)
  const cut = () => stage.core('cut', { cut: cutId })
  const find = (view, name) => view.placements.find((one) => one.id === ids[name])
  const frameOf = (flicks) => flicks / frame
  /** Frames at which a placement starts and ends. */
  const span = (view, name) => [frameOf(find(view, name).inPoint), frameOf(find(view, name).outPoint)]
  const spansAre = async (wanted) => {
    const names = Object.keys(wanted)
    let last
    try {
      return await until('placements', async () => {
        const view = await cut()
        last = Object.fromEntries(names.map((name) => [name, find(view, name) && span(view, name)]))
        return JSON.stringify(last) === JSON.stringify(wanted) ? view : undefined
      })
    } catch {
      assert.deepEqual(last, wanted)
      throw new Error('they came too late')
    }
  }
  const where = async (what, is) =>
    until(what, async () => {
      const view = await cut()
      return is(view) ? view : undefined
    })
  /** The timeline shows what the document holds: a press would meet what lies there. */
  const drawn = async () => {
    const view = await cut()
    const wanted = view.placements.map((one) => one.id).toSorted()
    await until('the timeline to follow', async () => {
      const shown = await stage.window.script(
        `return [...document.querySelectorAll('[data-placement]')].map((one) => Number(one.dataset.placement))`,
      )
      return shown.toSorted().join() === wanted.join()
    })
    // Twice at one place in a short time is a double click.
    await new Promise((resolve) => setTimeout(resolve, 600))
    return view
  }
  const laneOf = { first: 'Songs', next: 'Songs', late: 'Songs', under: 'Score' }
  const bodyOf = (name) => timeline.bodyOf(timeline.lane(laneOf[name]))
  /** A point of a placement, so many frames after its start, in its free body. */
  const on = async (name, after) => [timeline.x(span(await drawn(), name)[0] + after), bodyOf(name)]
  const select = async (name, { after = 60, held } = {}) => hand.click(await on(name, after), { held })
  const near = (found, wanted, what) => {
    const reach = 2 / timeline.frameWidth + 1
    assert.ok(Math.abs(found - wanted) <= reach, `${what}: ${found}, not ${wanted} give or take ${reach}`)
  }
  const toasts = () =>
    stage.window.script(
      `return [...document.querySelectorAll('[data-testid="toast"]')].map((one) => one.textContent).join(' / ')`,
    )

  stage.step('music lies on two lanes', async () => {
    const sounds = ['One', 'Two', 'Three'].map((title, index) => ({ title, seconds: 30, hertz: 200 + 40 * index }))
    const show = await newShow(stage, 'Editing', sounds)
    hand = new Hand(show.window)
    cutId = show.cutId
    const place = async (name, track, lane, at, length) => {
      const spec = { type: 'place', cut: cutId, track: show.tracks[track], lane: show.lane(lane) }
      const placed = await stage.edit({ ...spec, at: at * frame, from: 5 * second, length: length * frame })
      ids[name] = made(placed, 'placement')
    }
    await place('first', 0, 'Songs', 120, 240)
    await place('next', 1, 'Songs', 360, 240)
    await place('late', 2, 'Songs', 840, 240)
    await place('under', 2, 'Score', 240, 240)
    await hand.click('tab-spot')
    await show.window.find('timeline')
    await drawn()
    const [x, y] = await show.window.box(await show.window.find('timeline'))
    await hand.click([x + 300, y + 8])
    timeline = await new Timeline(show.window, { frame, perSecond, start, frames }).measure()
    // Figures are wanted that do not hang on what lies near.
    await hand.keys('s')
  })

  stage.step('keys trim either end by a frame and by ten, and the page stays', async () => {
    await select('late')
    await hand.keys('ctrl+alt+Left')
    await spansAre({ late: [840, 1079] })
    await hand.keys('ctrl+Next', 'ctrl+Next')
    await spansAre({ late: [840, 1081] })
    await hand.keys('ctrl+shift+Prior')
    await spansAre({ late: [840, 1071] })
    await hand.keys('ctrl+Left', 'ctrl+shift+Right')
    await spansAre({ late: [849, 1071] })
    assert.ok(await stage.window.isThere('timeline'), 'a key has left the page')
  })

  stage.step('with ripple what comes later on the lane follows', async () => {
    await hand.keys('r')
    await select('next')
    await hand.keys('ctrl+shift+Prior')
    const view = await spansAre({ next: [360, 590], late: [839, 1061], under: [240, 480] })
    assert.equal(frameOf(find(view, 'late').trackStart - 5 * second), 9, 'its sound goes along')
    const [from, to] = [timeline.x(590) - 2, timeline.x(550) - 2]
    await drawn()
    await hand.drag([from, bodyOf('next')], [to, bodyOf('next')])
    const after = await where('a trim by the pointer', (now) => span(now, 'next')[1] < 590)
    const end = span(after, 'next')[1]
    near(end, 550, 'its end')
    assert.deepEqual(span(after, 'late'), [839 + end - 590, 1061 + end - 590])
    stood.set('rippled', after.placements)
    await hand.keys('r')
  })

  stage.step('the edit between two that touch rolls, by key and with Ctrl held', async () => {
    const [, end] = span(await cut(), 'next')
    await select('next')
    await hand.keys('ctrl+bracketright', 'ctrl+bracketright', 'ctrl+bracketleft')
    await spansAre({ first: [120, 361], next: [361, end] })
    await drawn()
    const x = timeline.x(361) + 2
    await hand.drag([x, bodyOf('next')], [x + 40 * timeline.frameWidth, bodyOf('next')], 'ctrl')
    const view = await where('a roll by the pointer', (now) => span(now, 'first')[1] > 361)
    near(span(view, 'first')[1], 401, 'the edit')
    assert.deepEqual(span(view, 'next'), [span(view, 'first')[1], end])
  })

  stage.step('a point of the volume line is added on the line and dragged', async () => {
    await select('under')
    await hand.keys('a')
    const at = await on('under', 60)
    await hand.click(at)
    const points = async () => find(await cut(), 'under').volumePoints
    const [added] = await until('a point', async () => {
      const found = await points()
      return found.length === 1 ? found : undefined
    })
    assert.equal(added.gain, 0, 'it is on the line, wherever the press was')
    await drawn()
    await hand.click(await on('under', 160))
    await until('a second point', async () => (await points()).length === 2)
    await hand.keys('v')
    await drawn()
    const from = [timeline.x(400), timeline.gainOf(timeline.lane('Score'), 0)]
    await hand.drag(from, [from[0], timeline.gainOf(timeline.lane('Score'), -12)])
    const [still, moved] = await until('a point pulled down', async () => {
      const found = await points()
      return found[1].gain < 0 ? found : undefined
    })
    near(frameOf(moved.at - find(await cut(), 'under').trackStart), 160, 'where it stands')
    assert.ok(Math.abs(moved.gain + 1200) <= 300, `about 12 dB down: ${moved.gain}`)
    assert.deepEqual([still.gain, still.at], [added.gain, added.at])
  })

  stage.step('a corner is dragged to a fade, and the fade bent by its middle', async () => {
    await select('late')
    const view = await drawn()
    const [, out] = span(view, 'late')
    const corner = [timeline.x(out) - 4, timeline.handlesOf(timeline.lane('Songs'))]
    await hand.drag(corner, [corner[0] - 100 * timeline.frameWidth, corner[1]])
    const faded = await where('a fade', (now) => find(now, 'late').fadeOut.length > 0)
    const length = frameOf(find(faded, 'late').fadeOut.length)
    near(length, 100, 'the fade')
    await drawn()
    // Equal power: at half way the gain is √½.
    const middle = [timeline.x(out - length / 2), timeline.fadeOf(timeline.lane('Songs'), Math.SQRT1_2)]
    await hand.drag(middle, [middle[0], middle[1] + 20])
    const bent = await where('a bend', (now) => find(now, 'late').fadeOut.bend !== 0)
    assert.equal(find(bent, 'late').fadeOut.bend, -40, 'two percent a pixel, and down is quieter')
    assert.equal(span(bent, 'late')[1], out)
  })

  stage.step('music rings out for as long as is typed, as one step', async () => {
    await hand.click([timeline.x(1300), bodyOf('late')])
    await select('late')
    const before = await cut()
    await hand.fill('tail', '2.5')
    await hand.keys('Return')
    const rings = (wanted) => where(`a tail of ${wanted} s`, (view) => find(view, 'late').tail === wanted * second)
    const view = await rings(2.5)
    const labelled = await stage.core('history', { limit: 1 })
    assert.match(labelled[0].label, /^Tail of /)
    assert.deepEqual(
      view.cues.map((one) => [one.outPoint, one.length]),
      before.cues.map((one) => [one.outPoint, one.length]),
      'nothing is longer that is counted',
    )
    await until('its words', async () =>
      stage.window.script(
        `return document.querySelector('[data-placement="${ids.late}"]').ariaLabel.includes('tail 2.5 s')`,
      ),
    )
    await select('late')
    await hand.keys('ctrl+z')
    await rings(0)
    await hand.keys('ctrl+shift+z')
    await rings(2.5)
    await hand.fill('tail', '11')
    await hand.keys('Return')
    await until('a reason', async () =>
      stage.window.script(`return document.querySelector('[data-testid="tail"]')?.title.includes('from 0 to 10')`),
    )
    await hand.keys('Escape', 'Escape')
    await rings(2.5)
  })

  stage.step('a lane is muted, made quieter and named by its head', async (window) => {
    const lanes = async () => (await stage.core('show')).lanes
    const [head] = await window.all('lane-head')
    const mute = async () =>
      hand.click(await window.script(`return document.querySelector('[data-testid="lane-head"] [aria-pressed]')`))
    await mute()
    await until('a muted lane', async () => (await lanes())[0].muted)
    const [, level] = await window.all('lane-level')
    await hand.click(level)
    await hand.keys('ctrl+a')
    await hand.type('-4.5')
    await hand.keys('Return')
    await until('the level', async () => (await lanes())[1].level === -450)
    const [x, y] = await window.box(head)
    await hand.click([x + 30, y + 12], { times: 2 })
    await hand.keys('ctrl+a')
    await hand.type('Needle drops')
    await hand.keys('Return')
    await until('the name', async () => (await lanes())[0].name === 'Needle drops')
    await mute()
    await until('the lane again', async () => !(await lanes())[0].muted)
  })

  stage.step('a group is moved as one by a press on one of it', async () => {
    await select('late')
    await select('under', { held: 'ctrl' })
    await hand.keys('ctrl+g')
    await where('a group', (view) => find(view, 'late').group !== null && find(view, 'under').group !== null)
    const before = await drawn()
    await hand.click([timeline.x(1300), bodyOf('late')])
    await drawn()
    const from = await on('late', 80)
    await hand.drag(from, [from[0] + 60 * timeline.frameWidth, from[1]])
    const after = await where('a move', (view) => span(view, 'late')[0] !== span(before, 'late')[0])
    const by = span(after, 'late')[0] - span(before, 'late')[0]
    near(by, 60, 'how far')
    assert.equal(span(after, 'under')[0] - span(before, 'under')[0], by)
    await hand.keys('ctrl+shift+g')
    await where('no group', (view) => find(view, 'late').group === null)
  })

  stage.step('what is locked stays, and says so to the pointer and to keys', async () => {
    await hand.click([timeline.x(1300), bodyOf('late')])
    await select('late')
    await hand.keys('shift+l')
    await where('a lock', (view) => find(view, 'late').locked)
    const before = span(await drawn(), 'late')
    const from = await on('late', 80)
    await hand.drag(from, [from[0] + 80, from[1]])
    await until('the reason', async () => (await toasts()).includes('is locked'))
    await hand.keys('ctrl+Next', 'alt+Left', 'Delete')
    assert.deepEqual(span(await drawn(), 'late'), before)
    await hand.keys('shift+l')
    await where('no lock', (view) => !find(view, 'late').locked)
  })

  stage.step('a range is set on the ruler, and the music lifted out of it', async () => {
    const before = await drawn()
    stood.set('whole', before.placements)
    await hand.drag(timeline.ruler(200), timeline.ruler(300), 'shift')
    const { range } = await until('a range', async () => {
      const view = await stage.core('transport')
      return view.range === null ? undefined : view
    })
    const [from, to] = [frameOf(range.start), frameOf(range.end)]
    near(from, 200, 'where it begins')
    near(to, 300, 'where it ends')
    await hand.click([timeline.x(1300), bodyOf('late')])
    await hand.keys('semicolon')
    const lifted = await where('a gap', (view) => view.placements.length > before.placements.length)
    const cue = find(before, 'first').cue
    const pieces = lifted.placements.filter((one) => one.cue === cue).toSorted((a, b) => a.inPoint - b.inPoint)
    assert.deepEqual(
      pieces.map((one) => [frameOf(one.inPoint), frameOf(one.outPoint)]),
      [
        [120, from],
        [to, span(before, 'first')[1]],
      ],
    )
    stood.set('lifted', lifted.placements)
    await drawn()
  })

  stage.step('the history goes to any point in one step', async (window) => {
    await hand.keys('ctrl+h')
    const rows = await until('the list', async () => {
      const all = await window.all('history-step')
      return all.length > 8 ? all : undefined
    })
    const labels = await Promise.all(rows.map((row) => window.content(row)))
    const at = labels.findIndex((label) => label.startsWith('Trim'))
    assert.ok(at > 0, labels.join(' / '))
    const revision = (await stage.core('show')).revision
    const stands = () => window.script(`return document.querySelector('[aria-current="step"]')?.textContent ?? ''`)
    await hand.click(rows.at(at + 1))
    const steps = await until('the step', async () => {
      const found = await stage.core('history', { limit: 50 })
      return found.findIndex((one) => !one.undone) === at + 1 ? found : undefined
    })
    assert.equal((await stage.core('show')).revision, revision + 1, 'it is one change, not many')
    await until('the mark', async () => (await stands()).includes(steps[at + 1].label))
    const rippled = await cut()
    assert.ok(rippled.placements.every((one) => one.volumePoints.length === 0 && one.fadeOut.length === 0))
    await hand.click((await window.all('history-step'))[0])
    await until('all of it again', async () => {
      const { placements } = await cut()
      return JSON.stringify(placements) === JSON.stringify(stood.get('lifted'))
    })
    await hand.keys('Escape')
  })
})
