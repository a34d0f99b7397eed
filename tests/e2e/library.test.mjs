// A library of 100,000 tracks in the real window: what is scrolled, searched, sorted and edited is what is there.

import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import path from 'node:path'
import { story } from './lib/story.mjs'
import { Key } from './lib/window.mjs'

const count = 100_000
const words = ['amber', 'bridge', 'cold', 'drift', 'ember', 'fjord', 'gull', 'harbour', 'island', 'juniper', 'kelp']
const genres = ['ambient', 'folk', 'jazz', 'pop']

/** The same 100,000 tracks each time; every title is its own, and in plain letters, so that order is no question. */
const tracks = Array.from({ length: count }, (_, index) => {
  const mixed = (index * 7919) % count
  const number = String(mixed).padStart(6, '0')
  return {
    id: index + 1,
    title: `${words[mixed % words.length]} ${number}`,
    artist: `Artist ${mixed % 700}`,
    album: '',
    composer: '',
    lyricist: '',
    publisher: '',
    label: '',
    isrc: '',
    bpm_milli: 60_000 + (mixed % 90) * 1000,
    key: '',
    mood: '',
    genre: genres[mixed % genres.length],
    language: '',
    comment: '',
    grouping: '',
    year: null,
    vocal: null,
    duration: 705_600_000 * (30 + (mixed % 400)),
    sample_rate: 48_000,
    channels: 2,
    format: 'flac',
    loudness: -1400,
    loudness_range: 600,
    hash: (index + 1).toString(16).padStart(64, '0'),
    size: 1_000_000,
    path: `/nowhere/${number}.flac`,
    added_at: '2026-01-01T00:00:00Z',
  }
})
const byTitle = (a, b) => (a.title < b.title ? -1 : 1)

story('A library of 100,000 tracks', (stage) => {
  const showFile = stage.file('large.needledrop')
  const sorted = tracks.toSorted(byTitle)

  const until = (what, ask) => stage.window.until(what, ask)
  const rows = () =>
    stage.window.script(
      `const list = document.querySelector('[data-testid="track"]').getBoundingClientRect()
       return [...document.querySelectorAll('[data-testid="track-row"]')]
         .map((row) => ({ box: row.getBoundingClientRect(), index: Number(row.dataset.row), row }))
         .filter(({ box }) => box.bottom > list.top + 1 && box.top < list.bottom - 1)
         .sort((a, b) => a.box.top - b.box.top)
         .map(({ box, index, row }) => ({
           index,
           top: box.top - list.top,
           title: row.querySelector('.text.title')?.textContent ?? '',
         }))`,
    )
  /** Every row in view is filled, with the track that belongs there, and no gap is between them. */
  const showsRightRows = (wanted) =>
    until('every row in view to be filled', async () => {
      const shown = await rows()
      if (shown.length === 0 || shown.some((row) => row.title === '')) return false
      for (const [place, { index, title, top }] of shown.entries()) {
        if (title !== wanted[index]?.title) throw new Error(`row ${index} shows ${title}, not ${wanted[index]?.title}`)
        if (place > 0 && (index !== shown[place - 1].index + 1 || top - shown[place - 1].top > 60)) {
          throw new Error(`a gap before row ${index}`)
        }
      }
      return shown
    })
  const counts = (words) =>
    until(`the count to say ${words}`, async () => {
      const shown = await stage.window.text('library-count')
      return shown.replaceAll(/(?<=\d)[\s,](?=\d{3})/g, '').startsWith(words)
    })
  const scrollTop = () => stage.window.script(`return document.querySelector('[data-testid="track"]').scrollTop`)
  const toTop = () => stage.window.script(`document.querySelector('[data-testid="track"]').scrollTo({ top: 0 })`)

  stage.step('it opens and shows its first rows', async () => {
    const needledrop = process.env.NEEDLEDROP_BIN
    if (!needledrop) throw new Error('NEEDLEDROP_BIN does not say where the command is: run this through ./dev')
    execFileSync(needledrop, ['new', showFile, '--title', 'Large'], { timeout: 60_000 })
    const script = path.join(import.meta.dirname, 'lib/large.py')
    execFileSync('python3', [script, showFile], { input: JSON.stringify(tracks), timeout: 120_000 })
    const window = await stage.open([showFile])
    await window.click('tab-library')
    await counts('100000 tracks')
    await showsRightRows(sorted)
  })

  stage.step('rows are right after the wheel and after flings, far down and back', async (window) => {
    const [x, y, width, height] = (await window.box(await window.find('track'))).map(Math.round)
    const [middleX, middleY] = [x + Math.round(width / 2), y + Math.round(height / 2)]
    // The driver turns the wheel by what is new since its last turn.
    let turned = 0
    const wheel = (by) => {
      turned += by
      return window.driver.actions().scroll(middleX, middleY, 0, turned).perform()
    }
    for (const by of [120, 120, 480, 2_000]) await wheel(by)
    await until('a list that has moved', async () => (await scrollTop()) > 1_000)
    await showsRightRows(sorted)
    for (let fling = 0; fling < 20; fling++) await wheel(30_000)
    await until('a list far down', async () => (await scrollTop()) > 500_000)
    await showsRightRows(sorted)
    for (let fling = 0; fling < 10; fling++) await wheel(-20_000)
    await showsRightRows(sorted)
    // A hand on the scroll bar goes further still.
    for (const share of [0.9, 0.2, 0.55]) {
      await window.script(
        `const list = document.querySelector('[data-testid="track"]')
         list.scrollTop = arguments[0] * list.scrollHeight`,
        share,
      )
      const [row] = await showsRightRows(sorted)
      assert.ok(Math.abs(row.index / count - share) < 0.01, `row ${row.index} at ${share} of the way`)
    }
  })

  stage.step('a row carried past the edge of the list scrolls nothing', async (window) => {
    const list = await window.find('track')
    const scrolled = () => window.script('return arguments[0].scrollTop', list)
    const [x, y, width, height] = await window.box(list)
    const before = await scrolled()
    const below = [x + width / 2, y + height + 12]
    const path = [[x + 90, y + 120], [x + 110, y + 160], below, [below[0] + 20, below[1]], [below[0], below[1] + 4]]
    await window.drag(path, { before: () => new Promise((resolve) => setTimeout(resolve, 500)) })
    assert.equal(await scrolled(), before)
  })

  stage.step('End shows the last track, Home the first', async (window) => {
    await window.script(`document.querySelector('[data-testid="track"]').focus()`)
    await window.keys(Key.END)
    await until('the last row', async () => (await showsRightRows(sorted)).at(-1).index === count - 1)
    await window.keys(Key.HOME)
    await until('the first row', async () => (await showsRightRows(sorted))[0].index === 0)
  })

  stage.step('each letter typed narrows the list to what matches', async (window) => {
    const field = await window.find('library-search')
    await field.click()
    let typed = ''
    for (const letter of 'gull 0123') {
      await field.sendKeys(letter)
      typed += letter
      const wanted = typed.trim().split(' ')
      const matches = tracks.filter((track) => {
        const had = `${track.title} ${track.artist} ${track.genre}`.toLowerCase().split(' ')
        return wanted.every((word) => had.some((one) => one.startsWith(word)))
      }).length
      await counts(`${matches} of 100000`)
    }
    const found = await until('rows', async () => {
      const shown = await rows()
      return shown.length > 0 && shown.every((row) => row.title !== '') ? shown : undefined
    })
    for (const { title } of found) assert.match(title, /^gull 0123/)
    await window.keys(Key.ESCAPE, Key.ESCAPE)
    await counts('100000 tracks')
  })

  stage.step('a head sorts, and once more turns the order about', async (window) => {
    await window.click('sort-title')
    await showsRightRows(sorted)
    await window.click('sort-title')
    const turned = sorted.toReversed()
    await until('the other order', async () => (await rows())[0]?.title === turned[0].title)
    await showsRightRows(turned)
    await window.click('sort-duration')
    const shortest = 705_600_000 * 30
    await until('the shortest first', async () => {
      const [first] = await rows()
      return tracks.find((track) => track.title === first?.title)?.duration === shortest
    })
  })

  stage.step('several tracks are edited as one step, and undone as one', async (window) => {
    await window.fill('library-search', 'kelp 0000')
    await until('rows that match', async () => {
      const shown = await rows()
      return shown.length >= 3 && shown.every((row) => row.title.startsWith('kelp 0000'))
    })
    const [first, , third] = await window.all('track-row').then(async (all) => {
      const indices = await Promise.all(all.map((row) => row.getAttribute('data-row')))
      return [0, 1, 2].map((index) => all[indices.indexOf(String(index))])
    })
    const titles = (await rows()).slice(0, 3).map((row) => row.title)
    const ids = titles.map((title) => tracks.find((track) => track.title === title).id)
    const clickTitle = async (row, held) => {
      const [x, y] = await window.box(row)
      let actions = window.driver.actions()
      if (held) actions = actions.keyDown(held)
      actions = actions.move({ x: Math.round(x + 60), y: Math.round(y + 14), origin: 'viewport' }).click()
      if (held) actions = actions.keyUp(held)
      await actions.perform()
    }
    await clickTitle(first)
    await clickTitle(third, Key.SHIFT)
    await until('three selected', async () => (await window.text('track-detail')).includes('3 tracks'))
    await (await window.fill('field-mood', 'wistful')).sendKeys(Key.ENTER)
    const moods = async () => Promise.all(ids.map(async (track) => (await window.core('track', { track })).mood))
    await until('the mood in all three', async () => (await moods()).join() === 'wistful,wistful,wistful')
    const others = await window.core('library', {
      query: { text: 'wistful', sort: 'title', descending: false, offset: 0, limit: 10 },
    })
    assert.equal(others.matched, 3)
    await window.clickAt(...(await window.box(await window.find('library-count'))).slice(0, 2))
    await window.chord(Key.CONTROL, 'z')
    await until('no mood in any', async () => (await moods()).join() === ',,')
    await toTop()
  })
})
