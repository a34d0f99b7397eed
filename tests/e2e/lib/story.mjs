// A story: steps in one window, told in order. A step that fails leaves a picture, and those after it are not tried.

import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, describe, it } from 'node:test'
import { layOutSongs } from './season.mjs'
import { openWindow } from './window.mjs'

const pictures = path.resolve(import.meta.dirname, '../../../target/test-logs/window')

/** Longest that one step may take, in milliseconds: far above what it needs on a busy machine. */
const stepLimit = 150_000

/**
 * Tells a story. `tell(stage)` names its steps with `stage.step(claim, run)`; they share `stage.folder`, which goes
 * with the story, and the window that `stage.open` gives.
 */
export function story(title, tell) {
  describe(title, () => {
    const stage = new Stage()
    tell(stage)
    after(() => stage.clear())
  })
}

class Stage {
  /** The window that is open. */
  window
  /** For the files of this story. */
  folder = mkdtempSync(path.join(tmpdir(), 'needledrop-story-'))
  #failed

  file(...names) {
    return path.join(this.folder, ...names)
  }

  /** Opens the app with settings of the story's own, in a window of 1600 × 1000 unless `size` says otherwise. */
  async open(args, size) {
    // With nothing to open, the sample season is made.
    if (args === undefined || args.length === 0) layOutSongs(this.file('home', 'My Heart'))
    this.window = await openWindow({ home: this.file('home'), args, ...size })
    return this.window
  }

  async close() {
    const open = this.window
    this.window = undefined
    await open?.close()
  }

  /** Asks the core directly. */
  core(command, args) {
    return this.window.core(command, args)
  }

  /** Edits the show, all as one step of undo. */
  edit(...edits) {
    return this.core('edit', { request: { edits } })
  }

  until(what, ask) {
    return this.window.until(what, ask)
  }

  /** One claim, and how it is shown. */
  step(claim, run) {
    it(claim, { timeout: stepLimit }, async () => {
      // Nothing that rests on the step that failed can be shown; to try would only wait.
      if (this.#failed !== undefined) throw new Error(`not tried, since this failed: ${this.#failed}`)
      this.#failed = claim
      try {
        await run(this.window)
      } catch (error) {
        const picture = await this.#picture(claim)
        if (picture !== undefined) error.message += `\nThe window then: ${picture}`
        throw error
      }
      this.#failed = undefined
    })
  }

  async #picture(claim) {
    try {
      mkdirSync(pictures, { recursive: true })
      return await this.window?.screenshot(path.join(pictures, `${claim.replaceAll(/\W+/g, '-').slice(0, 80)}.png`))
    } catch {
      // A window that is stuck or gone cannot be pictured; the error of the step is what counts.
      return undefined
    }
  }

  async clear() {
    const open = this.window
    this.window = undefined
    if (this.#failed === undefined) await open?.close()
    else open?.kill()
    rmSync(this.folder, {
      recursive: true,
      force: true,
      maxRetries: 10,
      retryDelay: 100,
    })
  }
}
