// What the tests need from the operating system beside Node: a browser and a keychain service.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { say } from './prepare.mjs'

const debianPackages = ['chromium', 'fonts-liberation', 'gnome-keyring', 'dbus', 'libsecret-1-0', 'libsecret-tools']

/** Installs what is missing on Debian as root; elsewhere says what to install. Gives what can be run. */
export function provideSystemPackages() {
  if (process.platform === 'linux' && isDebian()) {
    const missing = debianPackages.filter(name => !isInstalled(name))
    if (missing.length > 0 && process.getuid?.() === 0) install(missing)
    const still = missing.filter(name => !isInstalled(name))
    if (still.length > 0) say(`Missing for the tests: ${still.join(', ')}. Install with: sudo apt-get install --no-install-recommends ${still.join(' ')}`)
  } else {
    const where = process.platform === 'linux' ? 'gnome-keyring, dbus, libsecret (with secret-tool) and Chromium from your distribution' : 'Chromium: npx playwright install chromium'
    if (browser() === undefined) say(`Needed for all tests: ${where}.`)
  }
  return { browser: browser() !== undefined, keyring: process.platform === 'linux' && has('gnome-keyring-daemon') && has('dbus-run-session') }
}

/** The browser the end-to-end tests use, or undefined. */
function browser() {
  const named = process.env.LINESIDE_CHROMIUM ?? '/usr/bin/chromium'
  if (existsSync(named)) return named
  const cache = { linux: `${process.env.HOME}/.cache/ms-playwright`, darwin: `${process.env.HOME}/Library/Caches/ms-playwright`, win32: `${process.env.LOCALAPPDATA}\\ms-playwright` }[process.platform]
  return cache !== undefined && existsSync(cache) ? cache : undefined
}

function install(packages) {
  say(`Installing for the tests: ${packages.join(', ')} ...`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const apt = (...args) => spawnSync('apt-get', args, { env, encoding: 'utf8' })
  apt('update', '-qq')
  const { status, stderr } = apt('install', '-y', '-qq', '--no-install-recommends', ...packages)
  if (status !== 0) say(`apt-get did not succeed: ${stderr.trim().split('\n').at(-1)}`)
}

function isDebian() {
  return existsSync('/etc/os-release') && /^ID(_LIKE)?=.*(debian|ubuntu)/m.test(readFileSync('/etc/os-release', 'utf8')) && has('apt-get')
}

function isInstalled(name) {
  const { stdout } = spawnSync('dpkg-query', ['-W', '-f=${Status}', name], { encoding: 'utf8' })
  return stdout?.includes('install ok installed') === true
}

export function has(program) {
  return spawnSync('sh', ['-c', `command -v ${program}`]).status === 0
}
