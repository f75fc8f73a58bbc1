import type { AppFiles } from '../hosting/appFiles.ts'
import { holdCore, type CoreHolder } from '../hosting/coreHolder.ts'
import { coreParts } from '../hosting/coreParts.ts'
import type { DataDirectories } from '../hosting/dataDirectories.ts'
import { readPassphrase, type HostOptions } from '../hosting/options.ts'
import { StartFailure } from '../hosting/startFailure.ts'

/** Opens the core for the window. Throws StartFailure where another Lineside has the data, StorageFailure where it cannot be used. */
export async function startDesktopCore(options: HostOptions, directories: DataDirectories, files: AppFiles): Promise<CoreHolder> {
  const passphrase = await readPassphrase(options.passphraseFrom, () => process.stdin)
  const held = await holdCore({ directories, ...coreParts('desktop', files, passphrase) }, options.demo)
  if (held.state === 'running') {
    throw new StartFailure('Another Lineside has this data open, probably in the browser. Quit it there, or choose another directory with --data-dir.')
  }
  held.holder.publish({ pid: process.pid, startedAt: new Date().toISOString(), host: 'desktop', port: null, controlToken: null })
  return held.holder
}
