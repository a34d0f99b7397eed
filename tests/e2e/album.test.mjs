// An album in the real window: put together, ordered by hand, and written as masters with all that goes beside them.

import assert from 'node:assert/strict'
import { existsSync, readdirSync } from 'node:fs'
import { story } from './lib/story.mjs'
import { Key } from './lib/window.mjs'

story('An album made', (stage) => {
  const all = async () => (await stage.core('albums')).albums
  const named = async (title) => (await all()).find((one) => one.title === title)

  stage.step('the sample season has an album on two sides', async () => {
    await stage.open()
    await stage.window.find('tab-spot', 180_000)
    await stage.until('the sample season', () => stage.core('show'))
    await stage.window.chord(Key.CONTROL, '6')
    await stage.window.click('season-album')
    await stage.window.find('album-table')
    const [one] = await all()
    assert.equal(one.lines.length, 5)
    assert.deepEqual(
      one.sides.map((side) => side.letter),
      ['A', 'B'],
    )
    await stage.until('a line for each', async () => (await stage.window.all('album-line')).length === 5)
  })

  stage.step('a new one gets the music of the season, and its order by hand', async () => {
    await stage.window.fill('new-album', 'Pier songs')
    await stage.window.keys(Key.ENTER)
    const made = await stage.until('the album', () => named('Pier songs'))
    assert.equal(made.lines.length, 0)
    await stage.window.click('album-add-picks')
    const filled = await stage.until('its music', async () => {
      const one = await named('Pier songs')
      return one.lines.length > 2 ? one : undefined
    })
    const [first, second] = filled.lines.map((line) => line.title)
    await stage.window.script(`document.querySelectorAll('[data-testid="album-line"]')[1].focus()`)
    await stage.window.chord(Key.ALT, Key.ARROW_UP)
    await stage.until('the other order', async () => {
      const titles = (await named('Pier songs')).lines.map((line) => line.title)
      return titles[0] === second && titles[1] === first
    })
    await stage.window.script('document.activeElement?.blur()')
    await stage.window.chord(Key.CONTROL, 'z')
    await stage.until('it to be undone', async () => (await named('Pier songs')).lines[0].title === first)
  })

  stage.step('an entry is cut, and follows the one before sooner', async () => {
    const lines = await stage.window.all('album-line')
    await lines[0].click()
    await stage.window.fill('entry-stop', '12')
    await stage.window.keys(Key.ENTER)
    await stage.until('its length', async () => (await named('Pier songs')).lines[0].length === 12 * 705_600_000)
    await stage.window.fill('entry-fade-out', '2')
    await stage.window.keys(Key.ENTER)
    await stage.until('its fade', async () => (await named('Pier songs')).entries[0].fadeOut === 2 * 705_600_000)
    const one = await named('Pier songs')
    await stage.edit({
      type: 'removeAlbumEntries',
      album: one.id,
      entries: one.entries.slice(2).map((entry) => entry.id),
    })
    await stage.until('two of them', async () => (await stage.window.all('album-line')).length === 2)
  })

  stage.step('it is written as masters, with what goes beside them', async () => {
    const one = await named('Pier songs')
    const folder = stage.file('album')
    await stage.core('make_album', { album: one.id, form: 'wav', folder })
    await stage.until('the booklet', () => Promise.resolve(existsSync(stage.file('album', 'Pier songs booklet.pdf'))))
    const files = readdirSync(folder).toSorted()
    assert.equal(files.filter((file) => file.endsWith('.wav')).length, 2)
    for (const ending of ['.cue', '.m3u8', 'label copy.csv', 'label copy.xlsx', 'booklet.pdf']) {
      assert.ok(
        files.some((file) => file.endsWith(ending)),
        `${ending} in ${files.join(', ')}`,
      )
    }
  })
})
