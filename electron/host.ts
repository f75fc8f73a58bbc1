import { runBrowserHost } from './browser/runBrowserHost.ts'
import { locateAppFiles } from './hosting/appFiles.ts'

const files = locateAppFiles(import.meta.filename)

process.exitCode = await runBrowserHost({
  args: process.argv.slice(2),
  files,
  core: passphrase => ({
    openCore: async (dataDirectory, demo) => {
      const { openCore } = await import('./core.ts')
      return openCore({
        dataDirectory, host: 'browser', version: files.version, writerWorkerUrl: files.writerWorkerUrl, startedAtMs: performance.timeOrigin,
        ...(demo === undefined ? {} : { demo: { baseUrl: demo.baseUrl, username: demo.username, password: demo.password } }),
        ...(passphrase === undefined ? {} : { passphrase }),
      })
    },
    startLab: async directory => {
      const { startDemoLab } = await import('./hosting/demoLab.ts')
      return startDemoLab(directory)
    },
  }),
})
// Everything is closed: what still holds the process (a socket of a system that does not answer) must not keep it.
setTimeout(() => process.exit(), 2_000).unref()
