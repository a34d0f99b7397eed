// The figures of a season in the real window: temp to final, the report with its rows, an episode's health, playlists and moods.

import assert from 'node:assert/strict'
import { story } from './lib/story.mjs'
import { Key } from './lib/window.mjs'

story('The figures of a season', (stage) => {
  const go = async (section) => {
    await stage.window.chord(Key.CONTROL, '6')
    await stage.window.find('season-page')
    await stage.window.click(`season-${section}`)
  }
  const count = async (testid) => (await stage.window.all(testid)).length
  const temp = async () => (await stage.core('temp_list', { season: null })).rows

  stage.step(
    'temp music is listed the oldest first, kept with one click, and temp again when that is undone',
    async () => {
      await stage.open()
      await stage.window.find('tab-spot', 180_000)
      await stage.until('the sample season', () => stage.core('show'))
      await go('temp')
      const before = await temp()
      assert.ok(before.length >= 2 && before[0].days > before[1].days, 'the sample season has temp that sits')
      await stage.until('a row for each', async () => (await count('temp-row')) === before.length)
      await stage.window.click('temp-keep')
      await stage.until('one less', async () => (await temp()).length === before.length - 1)
      await stage.window.chord(Key.CONTROL, 'z')
      await stage.until('it to be undone', async () => (await temp()).length === before.length)
      assert.deepEqual(await temp(), before, 'as old as it was')
    },
  )

  stage.step('a figure of the report opens its rows, and what is said of an artist is counted', async () => {
    await go('report')
    await stage.window.find('report')
    const told = await stage.core('season_report', { season: null, withOwn: false, against: null })
    const groups = told.breakdowns.flatMap((one) => one.groups.slice(0, 6))
    await stage.until('a line for each group', async () => (await count('report-group')) === groups.length)
    const [first] = await stage.window.all('report-group')
    await first.click()
    const rows = told.breakdowns[0].groups[0].rows.length
    await stage.until('the rows of the figure', async () => (await count('report-row')) === rows)
    assert.ok((await count('risk')) > 0, 'the sample season has risks')
    const country = told.breakdowns.findIndex((one) => one.title === 'Country')
    const at = told.breakdowns.slice(0, country).flatMap((one) => one.groups.slice(0, 6)).length
    await (await stage.window.all('report-group'))[at].click()
    await stage.window.find('said-of')
    const [field] = await stage.window.all('said-of')
    await field.click()
    await stage.window.keys(`Norway${Key.ENTER}`)
    await stage.until('it to be counted', async () => {
      const { breakdowns } = await stage.core('season_report', { season: null, withOwn: false, against: null })
      return breakdowns[country].groups.some((group) => group.name === 'Norway')
    })
  })

  stage.step('the health of the episode opens from the status bar', async () => {
    await stage.window.click('status-health')
    await stage.window.find('health-sheet')
    const show = await stage.core('show')
    assert.ok(show.episodes.length > 0)
    assert.ok((await count('health-risk')) > 0)
    await stage.window.keys(Key.ESCAPE)
    await stage.until('it to close', async () => (await count('health-sheet')) === 0)
  })

  stage.step('playlists list every recording once, and a mood is moved and moved back', async () => {
    await go('playlists')
    const asked = { season: null, episode: null, theme: null, character: null }
    const { rows } = await stage.core('playlist', asked)
    await stage.until('a row for each recording', async () => (await count('playlist-row')) === rows.length)
    await go('moods')
    await stage.window.find('mood-space')
    const mood = async () => (await stage.core('mood_list', { season: null })).moods[0]
    const before = await mood()
    const [field] = await stage.window.all('mood-valence')
    await field.click()
    await stage.window.chord(Key.CONTROL, 'a')
    await stage.window.keys(`7${Key.ENTER}`)
    await stage.until('it to move', async () => (await mood()).valence === 7)
    await stage.window.script('document.activeElement?.blur()')
    await stage.window.chord(Key.CONTROL, 'z')
    await stage.until('it to move back', async () => (await mood()).valence === before.valence)
  })
})
