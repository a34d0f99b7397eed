// What stands on the screen while something is done: small grey pictures, as a viewer sees them.

import { spawn } from 'node:child_process'
import { once } from 'node:events'

const width = 64
const height = 36

/** Films a box, given as left, top, width and height, while `act` runs: pictures of 64 × 36, 30 a second. */
export async function filming([x, y, wide, high], act) {
  const args = [
    ...['-loglevel', 'error', '-f', 'x11grab', '-draw_mouse', '0', '-framerate', 30],
    ...['-video_size', `${wide}x${high}`, '-i', `${process.env.DISPLAY}+${x},${y}`],
    ...['-vf', `scale=${width}:${height}`, '-f', 'rawvideo', '-pix_fmt', 'gray', '-'],
  ]
  const camera = spawn('timeout', ['-s', 'KILL', '60', 'ffmpeg', ...args.map(String)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const parts = []
  camera.stdout.on('data', (part) => parts.push(part))
  const over = once(camera, 'close')
  await once(camera.stdout, 'readable')
  try {
    await act()
  } finally {
    camera.stdin.end('q')
    await over
  }
  const all = Buffer.concat(parts)
  const size = width * height
  return Array.from({ length: Math.floor(all.length / size) }, (_, at) => all.subarray(at * size, (at + 1) * size))
}
