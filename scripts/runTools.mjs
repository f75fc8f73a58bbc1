// Runs the checking tools and says which failed; their output is shown when they fail.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { root, say } from './prepare.mjs'

const tool = (...parts) => path.join(root, 'node_modules', ...parts)
const projects = ['shared', 'electron', 'renderer', 'test']
export const unitReport = path.join(root, 'test-results', 'unit.json')

const groups = {
  types: projects.map(project => ({ name: `types of ${project}`, args: [tool('typescript', 'bin', 'tsc'), '-p', project] })),
  lint: [{ name: 'lint', args: [tool('oxlint', 'bin', 'oxlint'), '--deny-warnings'] }],
  unit: [{ name: 'unit tests', args: [tool('vitest', 'vitest.mjs'), 'run', '--reporter=dot', '--reporter=json', `--outputFile.json=${unitReport}`] }],
}

/** Runs groups of tools in parallel; the names of those that failed. */
export async function runAll(node, env, names) {
  const results = await Promise.all(names.flatMap(name => groups[name]).map(async job => ({ job, ...await run(node, job.args, env) })))
  for (const { job, code, output, tookMs } of results) {
    say(`${code === 0 ? 'ok    ' : 'FAILED'} ${job.name} (${(tookMs / 1000).toFixed(1)} s)`)
    if (code !== 0) say(output)
  }
  return results.filter(({ code }) => code !== 0).map(({ job }) => job.name)
}

/** Runs a program of Node's; its exit code and everything it printed. */
export function run(command, args, env, options = {}) {
  const startedAt = Date.now()
  return new Promise(resolve => {
    const child = spawn(command, args, { cwd: root, env, stdio: ['ignore', options.show ? 'inherit' : 'pipe', options.show ? 'inherit' : 'pipe'] })
    const chunks = []
    child.stdout?.on('data', chunk => chunks.push(chunk))
    child.stderr?.on('data', chunk => chunks.push(chunk))
    child.on('error', error => resolve({ code: 1, output: error.message, tookMs: Date.now() - startedAt }))
    child.on('close', code => resolve({ code: code ?? 1, output: Buffer.concat(chunks).toString(), tookMs: Date.now() - startedAt }))
  })
}

export function hasFiles(...files) {
  return files.every(file => existsSync(path.join(root, file)))
}
