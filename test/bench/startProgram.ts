import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

/** Starts a program of ours and gives its first line as JSON; `end` closes its input, which ends those that wait. */
export async function startProgram(url: URL, args: readonly string[]): Promise<{ line: unknown; end: () => Promise<void> }> {
  const child = spawn(process.execPath, [fileURLToPath(url), ...args], { stdio: ['pipe', 'pipe', 'inherit'] })
  const exit = once(child, 'exit')
  const lines = createInterface({ input: child.stdout })
  const line = await Promise.race([once(lines, 'line').then(([text]: unknown[]) => String(text)), exit.then(([code]: unknown[]) => {
    throw new Error(`${url.pathname} ended with ${String(code)} before it said anything`)
  })])
  return {
    line: JSON.parse(line),
    async end() {
      child.stdin.end()
      await exit
    },
  }
}
