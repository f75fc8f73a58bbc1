import { readFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

export type AppFiles = {
  readonly version: string
  /** The built renderer. */
  readonly rendererRoot: string
  readonly writerWorkerUrl: URL
  readonly preload: string
  /** The window's icon, for Linux; elsewhere the program carries it. */
  readonly icon: string
}

/** Finds the app's own files from the folder of an entry: `dist/electron` when bundled, `electron` from source. */
export function locateAppFiles(entryFile: string): AppFiles {
  const folder = path.dirname(entryFile)
  const bundled = entryFile.endsWith('.js')
  const root = path.resolve(folder, bundled ? '../..' : '..')
  const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string }
  return {
    version: manifest.version,
    rendererRoot: path.join(root, 'dist', 'renderer'),
    writerWorkerUrl: pathToFileURL(bundled ? path.join(folder, 'writerWorker.js') : path.join(folder, 'lines', 'writerWorker.ts')),
    preload: path.join(root, 'dist', 'electron', 'preload.cjs'),
    icon: path.join(root, 'resources', 'icon.png'),
  }
}
