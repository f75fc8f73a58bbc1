import path from 'node:path'

export type DataDirectories = { readonly own: string; readonly demo: string }

export type Platform = { readonly name: NodeJS.Platform; readonly env: Readonly<Record<string, string | undefined>>; readonly home: string }

/**
 * Where the engineer's data and the demo's live: the platform's place for application data, the demo beside it.
 * Inside a directory the user named, so that nothing is ever written outside of it.
 */
export function dataDirectories(named: string | undefined, platform: Platform): DataDirectories {
  if (named !== undefined) return { own: named, demo: path.join(named, 'demo') }
  const { name, env, home } = platform
  if (name === 'win32') return siblings(env.LOCALAPPDATA ?? path.join(home, 'AppData', 'Local'), 'Lineside', 'Lineside demo')
  if (name === 'darwin') return siblings(path.join(home, 'Library', 'Application Support'), 'Lineside', 'Lineside demo')
  // The XDG specification: a relative path is to be ignored.
  const xdg = env.XDG_DATA_HOME
  return siblings(xdg !== undefined && path.isAbsolute(xdg) ? xdg : path.join(home, '.local', 'share'), 'lineside', 'lineside-demo')
}

function siblings(folder: string, own: string, demo: string): DataDirectories {
  return { own: path.join(folder, own), demo: path.join(folder, demo) }
}
