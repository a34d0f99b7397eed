// What axe-core finds on a page: everything serious or critical, as lines that say what and where. Targets are of 24 px at
// least, or as far apart (WCAG 2.2, 2.5.8), which it asks for only on request.

import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const require = createRequire(new URL('../../../ui/package.json', import.meta.url))

/** The checker itself, to be run in a page. */
export const source = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')

/** To be run in a page after `source`: gives its findings to `done`. */
export const look = `
  // Statements of a theme lie where they sound: two of one moment lie over each other, and keys go from one to the next.
  const isInItsPlace = (id, target) => id === 'target-size' && target.join().startsWith('#statement-')
  axe.run(document, { resultTypes: ['violations'], rules: { 'target-size': { enabled: true } } }).then(
    ({ violations }) =>
      done(
        violations
          .filter(({ impact }) => impact === 'serious' || impact === 'critical')
          .flatMap(({ id, nodes }) => nodes.filter(({ target }) => !isInItsPlace(id, target)).slice(0, 6).map(({ target, any, all }) =>
            id + ' ' + target.join(' ') + ' ' + [...any, ...all].map(({ message }) => message).join('; ').slice(0, 160))),
      ),
    (reason) => done(['axe failed: ' + reason]),
  )
`
