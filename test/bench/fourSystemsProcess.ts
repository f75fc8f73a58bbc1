import { z } from 'zod'
import { startLab } from '../../electron/lab/lab.ts'

/**
 * All systems of the lab as a process of its own, each with about so many lines: `node fourSystemsProcess.ts '{"lines","seed"}'` prints
 * one line of JSON with how to sign on to each, and ends with stdin.
 */
const { lines, seed } = z.object({ lines: z.number(), seed: z.number() }).parse(JSON.parse(process.argv[2] ?? ''))
const half = Math.ceil(lines / 2)
const lab = await startLab({
  seed, lines, onApi: { accesses: lines }, reseller: { orders: lines, limits: { perHour: 1_000_000, perDay: 1_000_000 } },
  // A tenth of the requests belong to customers that this user does not see.
  telecomx: { requests: Math.ceil(half / 0.9), accounts: half },
})
process.stdin.on('end', () => void lab.close().then(() => process.exit(0))).resume()
const authentication = { nextpertise: 'jwt', onApi: 'basic', reseller: 'jwt', telecomx: 'session' } as const
const accounts = Object.entries(authentication).map(([kind, way]) => {
  const { baseUrl, users }: { baseUrl: string; users: readonly { username: string; password: string; clientId?: string }[] } = lab.systems[kind as keyof typeof authentication]
  const [user] = users
  if (user === undefined) throw new Error(`${kind} has no user`)
  const { username, password, clientId } = user
  return { kind, baseUrl, authentication: way, username, password, ...(clientId === undefined ? {} : { clientId }) }
})
process.stdout.write(`${JSON.stringify({ accounts })}\n`)
