import { spawn } from 'node:child_process'

/** Opens an address of ours in the user's browser, as well as the platform lets us; the address is printed in any case. */
export function openBrowser(address: string, platform: NodeJS.Platform, env: NodeJS.ProcessEnv): void {
  if (platform === 'linux' && env.DISPLAY === undefined && env.WAYLAND_DISPLAY === undefined) return
  const [command, ...args] = platform === 'darwin' ? ['open', address]
    : platform === 'win32' ? ['rundll32', 'url.dll,FileProtocolHandler', address]
      : ['xdg-open', address]
  if (command === undefined) return
  const child = spawn(command, args, { stdio: 'ignore', detached: true })
  // No such program: the user has the printed address.
  child.on('error', () => {})
  child.unref()
}
