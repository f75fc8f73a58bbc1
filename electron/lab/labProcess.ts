import { parseArgs } from 'node:util'
import { startLab } from './lab.ts'
import { LINES } from './nextpertise/world.ts'
import { ACCESSES } from './on-api/network.ts'
import type { LabOptions } from './lab.ts'

/**
 * The lab as a process of its own, for benchmarks and end-to-end tests:
 * `node electron/lab/labProcess.ts --lines N --accesses N --dialect document|public --systems nextpertise,onApi --seed S --port P
 * --check-ms MS` prints one line of JSON with its base addresses (`baseUrl` is Nextpertise's, `baseUrls` has them by kind) and ends
 * when stdin closes or at SIGTERM.
 */
const { values } = parseArgs({
  options: {
    'lines': { type: 'string' }, 'accesses': { type: 'string' }, 'dialect': { type: 'string' }, 'systems': { type: 'string' },
    'seed': { type: 'string' }, 'port': { type: 'string' }, 'check-ms': { type: 'string' },
  },
})

function whole(name: keyof typeof values, standard: number): number {
  const text = values[name]
  const value = text === undefined ? standard : Number(text)
  if (!Number.isInteger(value)) throw new RangeError(`--${name} takes a whole number, not ${text}`)
  return value
}

const lab = await startLab({
  lines: whole('lines', LINES.standard),
  seed: whole('seed', 1),
  port: whole('port', 0),
  checkMs: whole('check-ms', 4000),
  onApi: { accesses: whole('accesses', ACCESSES.standard), dialect: values.dialect === 'public' ? 'public' : 'document' },
  ...(values.systems === undefined ? {} : { systems: values.systems.split(',') as NonNullable<LabOptions['systems']> }),
})
const end = (): void => {
  lab.close().then(
    () => process.exit(0),
    () => process.exit(1),
  )
}
process.once('SIGTERM', end)
process.once('SIGINT', end)
process.stdin.on('end', end).resume()
const baseUrls = Object.fromEntries(Object.entries(lab.systems).map(([kind, { baseUrl }]) => [kind, baseUrl]))
process.stdout.write(
  `${JSON.stringify({ baseUrl: lab.baseUrl, baseUrls, origin: lab.origin, lines: lab.world.count, accesses: lab.onApi.network.count, pid: process.pid })}\n`,
)
