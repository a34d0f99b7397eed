// What axe-core finds on a page: everything serious or critical, as lines that say what and where.

import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const require = createRequire(new URL('../../../ui/package.json', import.meta.url))

/** The checker itself, to be run in a page. */
export const source = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')

/** To be run in a page after `source`: gives its findings to `done`. */
export const look = `
  axe.run(document, { resultTypes: ['violations'] }).then(
    ({ violations }) =>
      done(
        violations
          .filter(({ impact }) => impact === 'serious' || impact === 'critical')
          .flatMap(({ id, nodes }) => nodes.slice(0, 6).map(({ target, any, all }) =>
            id + ' ' + target.join(' ') + ' ' + [...any, ...all].map(({ message }) => message).join('; ').slice(0, 160))),
      ),
    (reason) => done(['axe failed: ' + reason]),
  )
`
