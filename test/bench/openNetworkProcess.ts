import { startLab } from '../../electron/lab/lab.ts'
import { z } from 'zod'

/** The lab's open access network as a process of its own: `node openNetworkProcess.ts '{"accesses","seed"}'` prints one line of JSON and ends with stdin. */
const { accesses, seed } = z.object({ accesses: z.number(), seed: z.number() }).parse(JSON.parse(process.argv[2] ?? ''))
const lab = await startLab({ seed, lines: 20, onApi: { accesses }, systems: ['onApi'] })
process.stdin.on('end', () => void lab.close().then(() => process.exit(0))).resume()
process.stdout.write(`${JSON.stringify({ baseUrl: lab.origin + lab.onApi.base })}\n`)
