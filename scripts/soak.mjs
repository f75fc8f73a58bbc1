// `npm run soak`: writes through faults and kills and counts what arrived, beside a real keychain where there is one.
// Options: --seeds 20 --from 1 --tickets 1000 --kills 15 --rate 0.12 --json FILE.
import path from 'node:path'
import { installIfStale, lockedNode, requireNode, root, toolsEnvironment } from './prepare.mjs'
import { run } from './runTools.mjs'
import { has } from './systemPackages.mjs'

requireNode()
installIfStale()
const node = lockedNode()
const keyring = process.platform === 'linux' && has('gnome-keyring-daemon') && has('dbus-run-session')
const soak = [node, path.join(root, 'test', 'soak', 'run.ts'), ...(keyring ? ['--keychain'] : []), ...process.argv.slice(2)]
const [command, ...args] = keyring ? ['sh', path.join(root, 'test', 'keychain', 'withKeyring.sh'), ...soak] : soak
const { code } = await run(command, args, toolsEnvironment(node), { show: true })
process.exit(code)
