// `npm test`: installs what the tests need and runs all of them. The last line says how many passed and failed.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { buildIfStale, installIfStale, lockedNode, requireNode, root, say, toolsEnvironment } from './prepare.mjs'
import { run, runAll, unitReport } from './runTools.mjs'
import { has, provideSystemPackages } from './systemPackages.mjs'

requireNode()
installIfStale()
const node = lockedNode()
const reports = path.join(root, 'test-results')
rmSync(reports, { recursive: true, force: true })
mkdirSync(reports, { recursive: true })
const env = toolsEnvironment(node)
const available = provideSystemPackages()
const playwright = path.join(root, 'node_modules', '@playwright', 'test', 'cli.js')
const totals = { passed: 0, failed: 0, skipped: 0 }
const summary = []

section('Types, lint and unit tests')
const failedTools = await runAll(node, env, ['types', 'lint', 'unit'])
for (const name of failedTools.filter(each => each !== 'unit tests')) count(name, { passed: 0, failed: 1, skipped: 0 })
count('unit tests', vitestReport(unitReport), failedTools.includes('unit tests'))

section('Integration tests')
await runVitest('integration tests', 'integration', 'test/integration.vitest.config.ts', [])

section('Keychain tests')
const withKeyring = path.join(root, 'test', 'keychain', 'withKeyring.sh')
if (available.keyring) await runVitest('keychain tests', 'keychain', 'test/keychain/vitest.config.ts', ['sh', withKeyring])
else skip('keychain tests', 'there is no Secret Service to run here')

section('Build')
buildIfStale(node)

section('End-to-end tests')
if (!existsSync(path.join(root, 'test', 'e2e')) || !readdirSync(path.join(root, 'test', 'e2e')).some(name => name.endsWith('.spec.ts'))) skip('end-to-end tests', 'there are none')
else if (available.browser) await runPlaywright('end-to-end tests', 'e2e', [])
else skip('end-to-end tests', 'there is no browser for them')

section('Desktop tests')
// A runner that provides an Electron, such as one with a virtual display; without it the installed Electron is used.
const runner = process.env.LINESIDE_ELECTRON_RUNNER
const needsDisplay = process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY
if (runner !== undefined && existsSync(runner)) await runPlaywright('desktop tests', 'desktop', [runner, '--exec'])
else if (needsDisplay && has('xvfb-run')) await runPlaywright('desktop tests', 'desktop', ['xvfb-run', '-a'])
else await runPlaywright('desktop tests', 'desktop', [])

say(`\n${summary.join('\n')}`)
say(`${totals.passed} passed, ${totals.failed} failed`)
process.exit(totals.failed === 0 ? 0 : 1)

async function runVitest(name, file, config, before) {
  const report = path.join(reports, `${file}.json`)
  const vitest = path.join(root, 'node_modules', 'vitest', 'vitest.mjs')
  const [command, ...args] = [
    ...before, node, vitest, 'run', '--config', config, '--reporter=dot', '--reporter=json', `--outputFile.json=${report}`,
  ]
  const { code } = await run(command, args, env, { show: true })
  count(name, vitestReport(report), code !== 0)
}

async function runPlaywright(name, folder, before) {
  const report = path.join(reports, `${folder}.json`)
  const [command, ...args] = [...before, node, playwright, 'test', '--config', `test/${folder}/playwright.config.ts`]
  const { code } = await run(command, args, { ...env, [`LINESIDE_${folder.toUpperCase()}_REPORT`]: report }, { show: true })
  count(name, playwrightReport(report), code !== 0)
}

/** Adds a runner's counts; a runner that failed without a failed test (it crashed, or found none) counts as one. */
function count(name, counts, runnerFailed = false) {
  const { passed, failed, skipped, flaky = 0 } = counts ?? { passed: 0, failed: 1, skipped: 0 }
  const failures = failed === 0 && runnerFailed ? 1 : failed
  totals.passed += passed
  totals.failed += failures
  totals.skipped += skipped
  const beside = [...(skipped > 0 ? [`${skipped} skipped`] : []), ...(flaky > 0 ? [`${flaky} of the passed only at the second try`] : [])]
  summary.push([`${failures === 0 ? 'ok    ' : 'FAILED'} ${name}: ${passed} passed, ${failures} failed`, ...beside].join(', '))
}

function skip(name, why) {
  summary.push(`skipped ${name}: ${why}`)
}

function section(title) {
  say(`\n== ${title}`)
}

function vitestReport(file) {
  const report = json(file)
  return report && { passed: report.numPassedTests, failed: report.numFailedTests + (report.numFailedTestSuites > 0 && report.numFailedTests === 0 ? 1 : 0), skipped: report.numPendingTests }
}

function playwrightReport(file) {
  const stats = json(file)?.stats
  return stats && { passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped, flaky: stats.flaky }
}

function json(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined
}
