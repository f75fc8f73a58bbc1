import { runBrowserHost } from './browser/runBrowserHost.ts'
import { locateAppFiles } from './hosting/appFiles.ts'
import { coreParts } from './hosting/coreParts.ts'

const files = locateAppFiles(import.meta.filename)

process.exitCode = await runBrowserHost({ args: process.argv.slice(2), files, core: passphrase => coreParts('browser', files, passphrase) })
// Everything is closed: what still holds the process (a socket of a system that does not answer) must not keep it.
setTimeout(() => process.exit(), 2_000).unref()
