// The desktop beside the window: a small window with files in it, from which they are dragged by the X pointer.

import { execFileSync, spawn } from 'node:child_process'
import path from 'node:path'
import { createInterface } from 'node:readline'

/** Where the small window stands: right of the app's. */
const source = { x: 1650, y: 60, size: 160 }

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** The X pointer and keyboard, as a hand has them. */
export function xdotool(...args) {
  execFileSync('xdotool', args.map(String), { timeout: 20_000 })
}

/** Presses a button of the pointer at a point of the screen. */
export async function pressAt([x, y], button = 1) {
  xdotool('mousemove', x, y)
  await pause(80)
  xdotool('click', button)
  await pause(250)
}

/** Drags with the first button from one point of the screen to another. */
export async function dragTo([x, y], [toX, toY]) {
  xdotool('mousemove', x, y)
  xdotool('mousedown', 1)
  for (let step = 1; step <= 8; step++) {
    xdotool('mousemove', Math.round(x + ((toX - x) * step) / 8), Math.round(y + ((toY - y) * step) / 8))
    await pause(30)
  }
  xdotool('mouseup', 1)
  await pause(250)
}

/**
 * Drags files from the desktop to a point of the screen. `isOver` says whether the app shows that it would take them;
 * until it does the pointer goes on moving, as a hand does.
 */
export async function dropFiles(files, { x, y }, isOver) {
  const script = path.join(import.meta.dirname, 'desktop.py')
  // The system's own Python: it is the one that has the system's GTK.
  const desktop = spawn(
    'timeout',
    ['-s', 'KILL', '60', '/usr/bin/python3', script, JSON.stringify({ ...source, files })],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  const words = createInterface({ input: desktop.stdout })[Symbol.asyncIterator]()
  const hear = async (wanted) => {
    const { value, done } = await words.next()
    if (done || value !== wanted) throw new Error(`the desktop window said ${value}, not ${wanted}`)
  }
  try {
    await hear('shown')
    const from = {
      x: source.x + source.size / 2,
      y: source.y + source.size / 2,
    }
    xdotool('mousemove', from.x, from.y)
    xdotool('mousedown', 1)
    for (let step = 1; step <= 6; step++) xdotool('mousemove', from.x - 8 * step, from.y + 4 * step)
    await hear('begun')
    xdotool('mousemove', x + 40, y + 20)
    for (let tries = 0; !(await isOver()); tries++) {
      if (tries > 200) throw new Error('the app took no notice of the files over it')
      xdotool('mousemove', x + (tries % 5), y + (tries % 3))
    }
    xdotool('mousemove', x, y)
    xdotool('mouseup', 1)
    await hear('dropped')
  } finally {
    xdotool('mouseup', 1)
    desktop.kill('SIGTERM')
  }
}

/**
 * What stands on the screen in a box, given as left, top, width and height, over some seconds: grey pictures as a
 * viewer sees them, `rate` a second.
 */
export function watch([x, y, width, height], seconds, rate = 60) {
  const args = [
    ...['-nostdin', '-loglevel', 'error', '-f', 'x11grab', '-draw_mouse', '0', '-framerate', rate],
    ...['-video_size', `${width}x${height}`, '-i', `${process.env.DISPLAY}+${x},${y}`, '-t', seconds],
    ...['-f', 'rawvideo', '-pix_fmt', 'gray', '-'],
  ]
  const all = execFileSync('ffmpeg', args.map(String), {
    timeout: 60_000,
    maxBuffer: 1 << 30,
  })
  const size = width * height
  return Array.from({ length: Math.floor(all.length / size) }, (_, at) => all.subarray(at * size, (at + 1) * size))
}

/** The windows of the desktop with this title. */
export function titled(title) {
  try {
    return execFileSync('xdotool', ['search', '--onlyvisible', '--name', `^${title}$`], { encoding: 'utf8' })
      .trim()
      .split('\n')
  } catch {
    // That is how the tool says that there is none.
    return []
  }
}

/** Waits for the system's dialog of this title, and gives it the keys. */
async function faceDialog(window, title) {
  const [dialog] = await window.until(`the dialog ${title}`, () => {
    const found = titled(title)
    return found.length > 0 ? found : undefined
  })
  // No window manager hands the keys to a window that comes up.
  xdotool('windowfocus', '--sync', dialog)
}

/** Types a path, and Enter until the dialog takes it: it looks for the file first, and hears nothing meanwhile. */
async function sendPath(window, title, file) {
  xdotool('type', '--delay', 4, file)
  await window.until(`the dialog ${title} to go`, async () => {
    await pause(300)
    if (titled(title).length === 0) return true
    // Without what the dialog has completed by itself behind the caret.
    xdotool('key', 'Delete')
    xdotool('key', 'Return')
    await pause(300)
    return titled(title).length === 0
  })
}

/** Answers the system's dialog for saving a file as a person does: types where, and Enter. */
export async function saveInDialog(window, title, file) {
  await faceDialog(window, title)
  xdotool('key', 'ctrl+a')
  await sendPath(window, title, file)
}

/** Answers the system's dialog for opening a file or a folder: asks for its line of text, types which, and Enter. */
export async function openInDialog(window, title, file) {
  await faceDialog(window, title)
  xdotool('key', 'ctrl+l')
  // The line comes up after the key, and would miss what is typed before.
  await pause(400)
  await sendPath(window, title, file)
}
