import { runBrowserHost } from '../../electron/browser/runBrowserHost.ts'
import { locateAppFiles } from '../../electron/hosting/appFiles.ts'
import path from 'node:path'
import { createFakeCore } from './fakeCore.ts'

const files = locateAppFiles(path.resolve(import.meta.dirname, '../../electron/host.ts'))

// The browser host over the fake core, as a program: `node test/fakes/fakeHost.ts --no-open`.
process.exitCode = await runBrowserHost({
  args: process.argv.slice(2),
  files: { ...files, rendererRoot: process.env.LINESIDE_FAKE_RENDERER ?? files.rendererRoot },
  core: () => ({
    openCore: async (_directory, demo) => createFakeCore({ demo: demo !== undefined }),
    startLab: async () => ({ accounts: [{ kind: 'nextpertise', baseUrl: 'http://127.0.0.1:1/', username: 'engineer', password: 'not-a-secret' }], close: async () => {} }),
  }),
})
