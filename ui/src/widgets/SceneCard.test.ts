// @vitest-environment jsdom
import { flushSync, mount, unmount } from 'svelte'
import { afterEach, expect, test } from 'vitest'
import { cutOf, sceneOf } from '../timeline/bench/made-up'
import { seconds } from '../time/time'
import SceneCard from './SceneCard.svelte'

const scenes = [
  { ...sceneOf(1, '22A', 'EXT. PIER - DUSK', 0, 60), characters: ['ANNA', 'TOM'], synopsis: 'They wait for the boat.' },
  sceneOf(2, '23', 'INT. CAFE - NIGHT', 60, 90),
]
const cut = cutOf([], { scenes, start: 86_400 })

let shown: ReturnType<typeof mount> | undefined
function words(playhead: number, of = cut): string {
  shown = mount(SceneCard, { target: document.body, props: { cut: of, playhead } })
  flushSync()
  return (document.querySelector('[data-testid="scene-card"]')?.textContent ?? '').replaceAll(/\s+/g, ' ').trim()
}

afterEach(() => {
  if (shown !== undefined) void unmount(shown)
  document.body.replaceChildren()
})

test('the scene at the playhead, who is in it, and what comes next', () => {
  expect(words(seconds(30))).toBe(
    'Scene 22A EXT · DUSK 01:00:29:23 PIER ANNA · TOM They wait for the boat. Next 23 in 0:30, 01:00:59:23 INT. CAFE - NIGHT',
  )
})

test('between scenes, and in a cut without any, it says so', () => {
  expect(words(seconds(100))).toContain('No scene here')
  document.body.replaceChildren()
  expect(words(0, cutOf([], { start: 86_400 }))).toContain('No picture, and no scenes')
})
