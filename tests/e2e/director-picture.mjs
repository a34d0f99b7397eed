// The pictures of docs/for-directors.md: the sample season's review as a director sees it, at a desk and on a telephone.

import path from 'node:path'
import { openBrowser, testId } from './lib/browsers.mjs'
import { goTo, openLink, phone, Served } from './lib/directors.mjs'

const folder = path.resolve(process.argv[2] ?? 'target/tour')
const review = new Served()
const browser = await openBrowser('chromium')
try {
  await review.serve()
  for (const [name, viewport] of [
    ['director', { width: 1280, height: 800 }],
    ['director-phone', { ...phone, deviceScaleFactor: 1 }],
  ]) {
    const page = await openLink(browser, review.links.Dana, viewport)
    await goTo(page, '4M03')
    // Where a note has something drawn.
    await page.click(`${testId('note')} button`)
    await page.evaluate(() => document.querySelector('main').scrollTo(0, 0))
    await new Promise((resolve) => setTimeout(resolve, 1_500))
    await page.screenshot({ path: path.join(folder, `${name}.png`) })
    await page.close()
  }
} finally {
  await browser.close()
  review.clear()
}
