import { expect, test } from 'vitest'
import { shown } from '../lib/keys'
import { pages } from '../lib/pages'
import { groups } from './action'
import { pointerGestures } from './gestures'
import { actions } from './registry'

/** The page of keys, drawn from the actions as the window draws its menus; `vitest run -u` writes it anew. */
function page(): string {
  const key = (chord: string) => `\`${shown(chord, false)}\``
  const tables = groups.flatMap((group) => {
    const rows = actions.filter((action) => action.group === group && action.keys.length > 0)
    if (rows.length === 0) return []
    const digits9 = (keys: readonly string[]) => (keys.length === 9 ? '`1` to `9`' : keys.map(key).join(', '))
    const lines = rows.map(({ title, keys, pages: on }) => {
      const where = on === undefined ? 'everywhere' : pages.filter(({ id }) => on.includes(id)).map((one) => one.title)
      return `| ${title.replaceAll('|', '\\|')} | ${digits9(keys)} | ${[where].flat().join(', ')} |`
    })
    return [`## ${group}\n\n| | keys | where |\n|---|---|---|\n${lines.join('\n')}\n`]
  })
  const gestures = pointerGestures('Ctrl').map(([how, what]) => `| ${what} | ${how} |`)
  return [
    '# Keys\n',
    'Written from the commands of the window; F1 shows the same there. On macOS Ctrl is Cmd.\n',
    ...tables,
    `## Pointer on the timeline\n\n| | how |\n|---|---|\n${gestures.join('\n')}\n`,
  ].join('\n')
}

test('docs/keys.md has every key', async () => {
  await expect(page()).toMatchFileSnapshot('../../../docs/keys.md')
})
