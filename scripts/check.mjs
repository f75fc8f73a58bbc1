// `npm run check`: types, lint, import rule and unit tests, side by side, in under a minute.
import { installIfStale, lockedNode, requireNode, say, toolsEnvironment } from './prepare.mjs'
import { runAll } from './runTools.mjs'

requireNode()
installIfStale()
const node = lockedNode()
const failed = await runAll(node, toolsEnvironment(node), process.argv.includes('--types-and-lint') ? ['types', 'lint'] : ['types', 'lint', 'unit'])
say(failed.length === 0 ? 'check: all well' : `check: failed: ${failed.join(', ')}`)
process.exit(failed.length === 0 ? 0 : 1)
