import nodeModule from 'node:module'
import path from 'node:path'

// Compiled code is kept beside the built app, where only its owner writes: a start spends a fifth of its time compiling.
// Before the imports, which is why they are dynamic. An older Node has no such cache.
if (import.meta.filename.endsWith('.js')) nodeModule.enableCompileCache?.(path.join(import.meta.dirname, '..', 'compile-cache'))

const [{ runBrowserHost }, { locateAppFiles }, { coreParts }] = await Promise.all([
  import('./browser/runBrowserHost.ts'), import('./hosting/appFiles.ts'), import('./hosting/coreParts.ts'),
])
const files = locateAppFiles(import.meta.filename)

process.exitCode = await runBrowserHost({ args: process.argv.slice(2), files, core: passphrase => coreParts('browser', files, passphrase) })
// Everything is closed: what still holds the process (a socket of a system that does not answer) must not keep it.
setTimeout(() => process.exit(), 2_000).unref()
