import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import path from 'node:path'
import type { AppFiles } from '../hosting/appFiles.ts'
import type { CoreParts } from '../hosting/coreHolder.ts'
import { dataDirectories } from '../hosting/dataDirectories.ts'
import { helpText, parseOptions, readPassphrase } from '../hosting/options.ts'
import { StartFailure } from '../hosting/startFailure.ts'
import { StorageFailure } from '../storage/storageFailure.ts'
import { startBrowserHost } from './browserHost.ts'
import { openBrowser } from './openBrowser.ts'

/** A page that is open holds a request; half an hour without any means that nobody looks. */
const idleMs = 30 * 60_000

export type Program = {
  readonly args: readonly string[]
  readonly files: AppFiles
  /** The parts of the core that depend on where the program runs from. */
  readonly core: (passphrase: string | undefined) => Pick<CoreParts, 'openCore' | 'startLab'>
}

/** The browser host as a program: reads the options, prints one line when ready, and gives the exit code when it ends. */
export async function runBrowserHost({ args, files, core }: Program): Promise<number> {
  try {
    const options = parseOptions(args)
    if (options.show === 'help') return say(helpText.trimEnd())
    if (options.show === 'version') return say(files.version)
    if (!existsSync(path.join(files.rendererRoot, 'index.html'))) throw new StartFailure('The page is not built yet. Run "npm start", or "npm run build".')
    const passphrase = await readPassphrase(options.passphraseFrom, () => process.stdin)
    const host = await startBrowserHost({
      core: {
        ...core(passphrase),
        directories: dataDirectories(options.dataDirectory, { name: process.platform, env: process.env, home: homedir() }),
      },
      demo: options.demo, port: options.port, rendererRoot: files.rendererRoot, version: files.version, idleMs, nowMs: Date.now,
    })
    if (host.state === 'running') say('Lineside is already running on this data.')
    // Before the line that tells others we are here: they may end us at once.
    else for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => void host.stop())
    say(`Lineside is ready at ${host.address}`)
    if (options.open) openBrowser(host.address, process.platform, process.env)
    if (host.state === 'running') return 0
    await host.ended
    return 0
  } catch (error) {
    if (error instanceof StartFailure) return complain(error.message, error.exitCode)
    if (error instanceof StorageFailure) return complain(`The data directory cannot be used: ${error.path}: ${error.message}. Choose another with --data-dir.`, 1)
    throw error
  }
}

function say(line: string): 0 {
  process.stdout.write(`${line}\n`)
  return 0
}

function complain(line: string, exitCode: number): number {
  process.stderr.write(`lineside: ${line}\n`)
  return exitCode
}
