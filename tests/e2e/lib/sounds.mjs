// Real sound and picture files, made with ffmpeg where a test needs them.

import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'

const codecs = {
  wav: ['-c:a', 'pcm_s24le'],
  flac: ['-c:a', 'flac'],
  mp3: ['-c:a', 'libmp3lame', '-b:a', '128k', '-id3v2_version', '3'],
  m4a: ['-c:a', 'aac', '-b:a', '128k'],
  ogg: ['-c:a', 'libvorbis'],
  opus: ['-c:a', 'libopus', '-b:a', '96k'],
}

function ffmpeg(...args) {
  execFileSync('ffmpeg', ['-nostdin', '-loglevel', 'error', '-y', ...args], {
    timeout: 60_000,
  })
}

/** Writes a stereo chord that swells and fades, in the format of the file's ending, with its tags. */
export function makeSound(file, { seconds, hertz = 220, ...tags }) {
  mkdirSync(path.dirname(file), { recursive: true })
  const voice = (ratio) => `0.2*sin(2*PI*${hertz * ratio}*t)`
  const chord = `${voice(1)}+${voice(1.25)}+${voice(1.5)}`
  const swell = `sin(PI*t/${seconds})`
  ffmpeg(
    ...['-f', 'lavfi', '-i', `aevalsrc='(${chord})*${swell}|(${chord})*${swell}':s=48000:d=${seconds}`],
    ...Object.entries(tags).flatMap(([name, value]) => ['-metadata', `${name}=${value}`]),
    ...codecs[path.extname(file).slice(1)],
    file,
  )
  return file
}

/** A folder of music as people have them: every format, a folder within, and a file that only says it is one. */
export function makeMusic(folder) {
  const make = (name, seconds, hertz, tags) => makeSound(path.join(folder, name), { seconds, hertz, ...tags })
  make('salt-air.wav', 12, 220, { title: 'Salt Air', artist: 'Ida Holm' })
  make('undertow.flac', 20, 165, { title: 'Undertow', artist: 'Ida Holm' })
  make('breakers.mp3', 8, 247, { title: 'Breakers', artist: 'Tern' })
  make('more/harbour.m4a', 9, 262, { title: 'Harbour Lights', artist: 'Tern' })
  make('more/slack.ogg', 7, 294, { title: 'Slack Water', genre: 'Ambient' })
  make('more/skerry.opus', 6, 330, { title: 'Skerry', artist: 'Åse Lind' })
  writeFileSync(path.join(folder, 'letter.wav'), 'This is a letter, not a recording.\n'.repeat(40))
}

/** Writes a picture of `frames` frames at `rate`, as ffmpeg writes rates: `24000/1001`; with timecode where it is given. */
export function makePicture(file, { frames, rate, timecode }) {
  mkdirSync(path.dirname(file), { recursive: true })
  ffmpeg(
    ...['-f', 'lavfi', '-i', `testsrc2=size=320x180:rate=${rate}`, '-frames:v', String(frames)],
    ...(timecode === undefined ? [] : ['-timecode', timecode]),
    ...['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-g', '24', file],
  )
  return file
}

/** Writes a picture at 24 frames whose sound is a quiet place in which somebody speaks from and to these seconds. */
export function makeSpoken(file, { seconds, said }) {
  mkdirSync(path.dirname(file), { recursive: true })
  const speaks = said.map(([from, to]) => `between(t,${from},${to})`).join('+')
  const tone = (hertz, part) => `${part}*sin(2*PI*${hertz}*t)`
  const voice = `0.1*(0.5+0.5*sin(2*PI*4*t))*(${tone(140, 0.6)}+${tone(560, 1)}+${tone(1120, 0.8)})`
  ffmpeg(
    ...['-f', 'lavfi', '-i', `testsrc2=size=320x180:rate=24:duration=${seconds}`],
    ...['-f', 'lavfi', '-i', `aevalsrc='(${speaks})*${voice}+0.004*(2*random(0)-1)':s=48000:d=${seconds}`],
    ...['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-g', '24'],
    ...['-c:a', 'aac', '-b:a', '128k', file],
  )
  return file
}

/** What ffprobe says of the first stream of a file, and of the file. */
export function probe(file) {
  const args = ['-v', 'error', '-show_streams', '-show_format', '-of', 'json', file]
  const { streams, format } = JSON.parse(execFileSync('ffprobe', args, { encoding: 'utf8', timeout: 60_000 }))
  return { ...streams[0], format }
}

/** Frames that a counted picture can tell apart, as bits. */
const bits = 12

/** Writes a picture whose frames say their number: twelve columns, lit for each bit, the least first. */
export function makeCountedPicture(file, { frames, rate }) {
  const column = (bit) =>
    `drawbox=x=${32 * bit}:y=0:w=32:h=ih:color=white:t=fill:enable='mod(floor(n/${2 ** bit})\\,2)'`
  ffmpeg(
    ...['-f', 'lavfi', '-i', `color=c=black:size=${32 * bits}x216:rate=${rate}`, '-frames:v', String(frames)],
    ...['-vf', Array.from({ length: bits }, (_, bit) => column(bit)).join(',')],
    ...['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-g', '24', file],
  )
  return file
}

/** The number that twelve columns say in a box, given as left, top, width and height, of a grey picture. */
export function countIn(grey, width, [x, y, w, h]) {
  let number = 0
  for (let bit = 0; bit < bits; bit++) {
    const column = Math.round(x + ((bit + 0.5) * w) / bits)
    const row = Math.round(y + h / 2)
    if (grey[row * width + column] > 128) number += 2 ** bit
  }
  return number
}
