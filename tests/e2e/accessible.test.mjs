// Nothing serious for axe-core: on the directors' page, at a desk and on a telephone, and on every page of the app.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openBrowser, testId } from './lib/browsers.mjs'
import { look, source } from './lib/axe.mjs'
import { goTo, openLink, phone, Served } from './lib/directors.mjs'
import { makeSample } from './lib/season.mjs'
import { story } from './lib/story.mjs'

let review
let browser

before(async () => {
  review = new Served()
  await review.serve()
  browser = await openBrowser('chromium')
})

after(async () => {
  await browser?.close()
  review?.clear()
})

/** What is found in a page of a browser. The policy of the page lets no script in but its own: the checker comes past it. */
async function found(page) {
  await page.evaluate(source)
  return await page.evaluate(`new Promise((done) => { ${look} })`)
}

for (const [name, viewport] of [
  ['at a desk', { width: 1280, height: 800 }],
  ['on a telephone', phone],
]) {
  test(`the directors' page ${name}`, async () => {
    const page = await openLink(browser, review.links.Dana, viewport)
    await goTo(page, '4M03')
    await page.click(testId('draw-arrow'))
    assert.deepEqual(await found(page), [])
    if (await page.$(testId('list'))) {
      await page.click(testId('list'))
      assert.deepEqual(await found(page), [], 'the list of cues')
    }
    await page.close()
  })
}

test('a link that does not open', async () => {
  const page = await browser.newPage()
  await page.goto(review.links.Dana.replace(/#.*/, '#AAAAAAAAAAAAAAAAAAAAAAAAAAA'))
  await page.waitForSelector(testId('refused'))
  assert.deepEqual(await found(page), [])
  await page.close()
})

/** What is serious on any page of the app, by page. */
async function seriousOf(window) {
  const seen = {}
  for (const name of ['library', 'spot', 'review', 'clear', 'deliver', 'season']) {
    await window.click(`tab-${name}`)
    await new Promise((resolve) => setTimeout(resolve, 1_500))
    await window.script(source)
    const serious = await window.driver.executeAsyncScript(`const done = arguments[0]; ${look}`)
    if (serious.length > 0) seen[name] = serious
  }
  return seen
}

story('The app', (stage) => {
  stage.step('it opens the sample show', async () => {
    makeSample(stage.file('app.needledrop'))
    const window = await stage.open([stage.file('app.needledrop')])
    await window.find('tab-spot')
  })
  stage.step('nothing serious on any page', async (window) => {
    assert.deepEqual(await seriousOf(window), {})
  })
  stage.step('nor when it is light', async (window) => {
    await window.click('main-menu')
    await window.click('menu-view.light')
    const ground = await window.script('return getComputedStyle(document.body).backgroundColor')
    assert.match(ground, /rgb\(2\d\d, 2\d\d, 2\d\d\)/)
    assert.deepEqual(await seriousOf(window), {})
  })
})
