// One hour of a supervisor, told in minutes, by the pointer and the keyboard of the screen: from a folder of music to a
// director's verdicts. In a window as most have it, and in a small one.

import { arrange } from './lib/hour/arrange.mjs'
import { arrive } from './lib/hour/arrive.mjs'
import { Desk } from './lib/hour/desk.mjs'
import { files } from './lib/hour/files.mjs'
import { see } from './lib/hour/see.mjs'
import { story } from './lib/story.mjs'

for (const [width, height] of [
  [1600, 1000],
  [1280, 800],
]) {
  story(`One hour of a supervisor, in a window of ${width} × ${height}`, (stage) => {
    const desk = new Desk(stage, { width, height })
    arrive(stage, desk)
    arrange(stage, desk)
    see(stage, desk)
    files(stage, desk)
  })
}
