// Themes over a season in the real window: what the sample season tells, and a statement asked for, told and undone.

import assert from 'node:assert/strict'
import { story } from './lib/story.mjs'
import { Key } from './lib/window.mjs'

story('A theme over the season', (stage) => {
  const map = () => stage.core('theme_map', { season: null, since: null })
  const theme = async (name) => (await map()).themes.find((line) => line.name.startsWith(name))

  stage.step('the sample season shows where its themes are stated', async () => {
    await stage.open()
    await stage.window.find('tab-spot', 180_000)
    await stage.until('the sample season', () => stage.core('show'))
    await stage.window.chord(Key.CONTROL, '6')
    await stage.window.find('season-page')
    const { themes } = await map()
    assert.equal(themes.length, 2)
    const wanted = themes.reduce((sum, line) => sum + line.statements.length, 0)
    await stage.until(
      'a circle for every statement',
      async () => (await stage.window.all('statement')).length === wanted,
    )
  })

  stage.step('the header and the status bar are about the season, and on Spot about the episode again', async () => {
    const { season, episodes } = await map()
    await stage.until('the season above', async () => (await stage.window.text('header-season')) === `Season ${season}`)
    await stage.until('the season below', async () =>
      (await stage.window.text('status-season')).includes(`in ${episodes.length} episodes`),
    )
    await stage.window.chord(Key.CONTROL, '2')
    await stage.window.find('status-cues')
    assert.equal((await stage.window.all('header-season')).length, 0)
    await stage.window.chord(Key.CONTROL, '6')
    await stage.window.find('season-page')
    await stage.window.find('statement')
  })

  stage.step('arrow keys go along the statements of a theme', async () => {
    const [first] = await stage.window.all('statement')
    await first.click()
    const focused = () => stage.window.script('return document.activeElement?.id')
    const before = await stage.until('the focus on a circle', async () => {
      const id = await focused()
      return id?.startsWith('statement-') ? id : undefined
    })
    await stage.window.keys(Key.ARROW_RIGHT)
    await stage.until('the next one in focus', async () => {
      const id = await focused()
      return id?.startsWith('statement-') && id !== before
    })
  })

  stage.step('how it is stated is said in the panel, and undone', async () => {
    const chosen = await stage.window.script(
      `return document.querySelector('.circle.on').id.split('-').slice(1).map(Number)`,
    )
    const said = async () => {
      const line = (await map()).themes.find((one) => one.id === chosen[0])
      return line.statements.find((one) => one.cue === chosen[1])
    }
    const before = await said()
    const other = before.manner === 'counterpoint' ? 'full' : 'counterpoint'
    await stage.window.script(
      `const field = document.querySelector('[data-testid="statement-manner"]')
       field.value = arguments[0]
       field.dispatchEvent(new Event('change', { bubbles: true }))`,
      other,
    )
    await stage.until('it to be said', async () => (await said()).manner === other)
    await stage.window.script('document.activeElement?.blur()')
    await stage.window.chord(Key.CONTROL, 'z')
    await stage.until('it to be undone', async () => (await said()).manner === before.manner)
  })

  stage.step('a scene is asked for a statement, and a cue without music stands there', async () => {
    const mara = await theme('Mara')
    await stage.window.click(`theme-${mara.id}`)
    const offers = mara.offers
    assert.ok(offers.length > 0, 'Mara is in scenes without her theme')
    await stage.window.click('ask-for-theme')
    const asked = await stage.until('the cue', async () =>
      (await theme('Mara')).statements.find((one) => one.pick === null),
    )
    assert.equal(asked.brief, mara.brief)
    await stage.until('a dashed circle', () =>
      stage.window.script(`return document.querySelector('.circle.asked') !== null`),
    )
  })

  stage.step('a statement plays from its cue, and opens on Spot', async () => {
    const mara = await theme('Mara')
    const heard = mara.statements.find((one) => one.pick !== null)
    await stage.window.script(`document.getElementById('statement-${mara.id}-${heard.cue}').focus()`)
    await stage.window.keys(' ')
    await stage.until('it to play', async () => {
      const told = await stage.core('transport')
      return told.playing && told.source.cut === heard.cut && told.position >= heard.at
    })
    await stage.core('stop')
    await stage.window.click('all-in-a-row')
    await stage.until('the row to play', async () => (await stage.core('transport')).playing)
    await stage.window.click('all-in-a-row')
    await stage.until('it to stop', async () => !(await stage.core('transport')).playing)
  })

  stage.step('the arc of the season names where music and drama part, and goes there', async () => {
    await stage.window.find('season-arc')
    const told = await stage.until('the energy of every recording', async () => {
      const arc = await stage.core('season_arc', {
        season: null,
        since: null,
      })
      return arc.pending === 0 ? arc : undefined
    })
    assert.ok(told.apart.length > 0, 'the sample season has scenes that part')
    assert.ok(told.episodes.some((episode) => episode.steps.some((step) => step.energy !== null)))
    await stage.window.click('season-arcs')
    await stage.window.find('arc-episodes')
    await stage.until(
      'a row for every scene',
      async () => (await stage.window.all('apart')).length === told.apart.length,
    )
    const drawn = await stage.window.script(
      `return [...document.querySelectorAll('[data-testid="season-arc"] path.line')].map((line) => line.getAttribute('d').length)`,
    )
    assert.ok(drawn.length === 2 && drawn.every((length) => length > 40), 'two lines are drawn')
    const [first] = await stage.window.all('apart')
    await first.click()
    await stage.window.find('timeline')
    await stage.until('the playhead at the scene', async () => {
      const { source, position } = await stage.core('transport')
      return source.cut === told.apart[0].cut && position === told.apart[0].at
    })
  })
})
