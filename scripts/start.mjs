// `npm start`: installs what is missing, builds what is stale, opens Lineside. Needs nothing but Node and npm.
import { spawn } from 'node:child_process'
import path from 'node:path'
import { electronOrFetch, hasDisplay, installedElectron } from './electronBinary.mjs'
import { closestOption, readLauncherOptions } from './options.mjs'
import { buildIfStale, fail, installIfStale, lockedNode, requireNode, root, say } from './prepare.mjs'

requireNode()
const { browser, passed, unknown, informs } = readLauncherOptions(process.argv.slice(2))
if (unknown !== undefined) {
  const meant = closestOption(unknown)
  process.stderr.write(`lineside: Lineside has no option ${unknown}.${meant === undefined ? '' : ` Did you mean --${meant}?`} See npm start -- --help for all of them.\n`)
  process.exit(2)
}
installIfStale()
const node = lockedNode()
buildIfStale(node)

// V8 in Node 24 aborts once in a while where threads end and processors have protection keys (nodejs/node #64500).
const host = ['--no-memory-protection-keys', path.join(root, 'dist', 'electron', 'host.js')]
if (browser || informs) run(node, [...host, ...passed])
else {
  const electron = hasDisplay() ? electronOrFetch(node, say) : undefined
  if (electron === undefined) {
    say(`${installedElectron() === undefined ? 'Electron is not available here' : 'There is no display here'}; opening in the browser.`)
    run(node, [...host, ...passed])
  } else {
    // Chromium refuses to start as root with its sandbox.
    const asRoot = process.platform === 'linux' && process.getuid?.() === 0
    run(electron, [...(asRoot ? ['--no-sandbox'] : []), root, ...passed])
  }
}

function run(command, args) {
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env
  const child = spawn(command, args, { stdio: 'inherit', cwd: process.cwd(), env })
  child.on('error', error => fail(`${path.basename(command)} did not start: ${error.message}`))
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' || signal === 'SIGTERM' ? 0 : 1)))
  // The terminal sends Ctrl+C to both; the child tidies up and this waits for it.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => { if (signal !== 'SIGINT') child.kill(signal) })
}
