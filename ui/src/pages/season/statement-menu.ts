/** The context menu of a statement of a theme. */

import type { StatementView, ThemeLine, ThemeMap } from '../../generated'
import type { MenuEntry } from '../../lib/menu.svelte'
import { beginComparing, compareWith, comparing } from './comparing.svelte'
import { chooseStatement, manners, openStatement, playStatement, sayHow, sounds, stopRow } from './season.svelte'

/** What can be done with a statement, which is chosen first. */
export function menuOfStatement(
  map: ThemeMap,
  line: ThemeLine,
  statement: StatementView,
  readOnly: boolean,
): readonly MenuEntry[] {
  chooseStatement(line.id, statement.cue)
  const nameOf = ({ episode, number }: StatementView) =>
    `${map.episodes.find((one) => one.id === episode)?.name ?? ''} ${number}`
  const first = comparing.theme === line.id && comparing.cues.length === 1 ? comparing.cues[0] : undefined
  const other = line.statements.find(({ cue }) => cue === first && cue !== statement.cue)
  return [
    sounds(statement)
      ? { title: 'Stop', run: stopRow }
      : { title: 'Play', disabled: statement.pick === null, run: () => playStatement(statement) },
    other === undefined
      ? {
          title: 'Compare with…',
          disabled: line.statements.length < 2,
          testid: 'compare-with',
          run: () => beginComparing(line.id, statement.cue),
        }
      : {
          title: `Compare with ${nameOf(other)}`,
          testid: 'compare-with',
          run: () => compareWith(line.id, statement.cue),
        },
    { title: 'Go to the cue', run: () => openStatement(statement) },
    'line',
    ...manners.map(({ value, word }) => ({
      title: value === 'notSaid' ? 'How it is stated: not set' : `How it is stated: ${word}`,
      disabled: readOnly || value === (statement.manner ?? 'notSaid'),
      run: () => sayHow(line.id, statement, value),
    })),
  ]
}
