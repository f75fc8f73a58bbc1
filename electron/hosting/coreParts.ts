import type { AppFiles } from './appFiles.ts'
import type { CoreParts } from './coreHolder.ts'

/** How a host opens the core and the lab. Both are loaded only when needed: a second start or `--help` needs neither. */
export function coreParts(host: 'desktop' | 'browser', files: AppFiles, passphrase: string | undefined): Pick<CoreParts, 'openCore' | 'startLab'> {
  // The first core starts with the process, a later one (the demo, or back from it) when it is asked for.
  let startedAtMs: number | undefined = performance.timeOrigin
  return {
    async openCore(dataDirectory, demo, keepNothing) {
      const since = startedAtMs ?? Date.now()
      startedAtMs = undefined
      const { openCore } = await import('../core.ts')
      return openCore({
        dataDirectory, host, version: files.version, writerWorkerUrl: files.writerWorkerUrl, startedAtMs: since,
        ...(demo === undefined ? {} : { demo }),
        ...(passphrase === undefined ? {} : { passphrase }), keepNothing,
      })
    },
    async startLab(directory) {
      const { startDemoLab } = await import('./demoLab.ts')
      return startDemoLab(directory)
    },
  }
}
