// `npm run bench`: builds what is stale and measures, beside a real keychain where there is one (the usual way of a start).
import path from 'node:path'
import { buildIfStale, installIfStale, lockedNode, requireNode, root, toolsEnvironment } from './prepare.mjs'
import { run } from './runTools.mjs'
import { has } from './systemPackages.mjs'

requireNode()
installIfStale()
const node = lockedNode()
buildIfStale(node)
const bench = [node, path.join(root, 'test', 'bench', 'run.ts'), ...process.argv.slice(2)]
const keyring = process.platform === 'linux' && has('gnome-keyring-daemon') && has('dbus-run-session')
const [command, ...args] = keyring ? ['sh', path.join(root, 'test', 'keychain', 'withKeyring.sh'), ...bench] : bench
const { code } = await run(command, args, toolsEnvironment(node), { show: true })
process.exit(code)
